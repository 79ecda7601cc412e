"""Forms of the account pages, where they ask for more than allauth does."""

from typing import Any

from allauth.account.forms import LoginForm
from django.core.validators import MaxLengthValidator

LONGEST_LOGIN = 254  # an e-mail address


class SignIn(LoginForm):  # type: ignore[misc]  # allauth carries no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Before it is looked up, and made a fingerprint of for the tries: nobody signs in by a megabyte.
        self.fields["login"].validators.append(MaxLengthValidator(LONGEST_LOGIN))
