"""How accounts come to be: at the desk, where somebody sees who it is. Nobody makes one here.

Whoever has one signs in by django-allauth, which speaks in our words (`templates/account/`).
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from booking.models import Person
from booking.queries.people import by_key

WRONG = _("カード番号・メールアドレスか、パスワードがちがいます。")


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
        "incorrect_code": _("番号がちがいます。届いたメールをたしかめてください。"),
        "too_many_login_attempts": _("まちがいが続いたので、少し待ってからもう一度お試しください。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *where: Any, message: str | None = None, **more: Any) -> None:
        """Keeps for the next page what is an error. All else our pages say themselves.

        A message that no page shows would wait in a cookie, with the reader's address in it.
        """
        if message:
            super().add_message(*where, message=message, **more)


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """Every request of somebody who is signed in asks who it is."""

    def get_user(self, user_id: int) -> Person | None:
        person = by_key(user_id)
        return person if person is not None and self.user_can_authenticate(person) else None
