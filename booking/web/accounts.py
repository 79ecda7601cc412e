"""How accounts come to be: at the desk, where somebody sees who it is. Nobody makes one here."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from booking.models import Person
from booking.queries.people import by_key


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """Every request of somebody who is signed in asks who it is."""

    def get_user(self, user_id: int) -> Person | None:
        person = by_key(user_id)
        return person if person is not None and self.user_can_authenticate(person) else None
