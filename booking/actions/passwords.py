"""The password that somebody chooses: looked at by the rules of the settings, and kept as its hash alone."""

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from booking.actions.texts import Unfit
from booking.models import Person

LONGEST_PASSWORD = 200


class Weak(ValueError):
    """A password that breaks a rule: `code` is the first of them, as the framework calls it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def hashed(password: str) -> str:
    """What is kept of it. Weak, or Unfit for one that is too long."""
    # Before any rule and any hash: a password of megabytes would cost the server, not who sends it.
    if len(password) > LONGEST_PASSWORD:
        raise Unfit("password", longest=LONGEST_PASSWORD)
    try:
        validate_password(password, Person())
    except ValidationError as wrong:
        raise Weak(wrong.error_list[0].code or "") from None
    return make_password(password)
