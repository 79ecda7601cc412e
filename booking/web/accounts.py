"""How people get in. Accounts are made at the desk, where somebody sees who it is; nobody makes one here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _

from booking.models import Person
from booking.queries.people import by_key, by_login
from booking.web.browsers import browser_of
from booking.web.tries import seconds_to_wait, was_right
from facilities.clock import machine_time


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """ValidationError while whoever tries must wait; a locked account there is not."""
        login = _login(credentials)
        seconds = seconds_to_wait(login, self._source(request, login), machine_time())
        if seconds:
            words = _("何度かちがっていたので、あと%(seconds)d秒待ってから、もう一度ためしてください。")
            raise ValidationError(words % {"seconds": seconds})

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Person | None:
        person: Person | None = super().authenticate(request, **credentials)
        if person is not None:
            login = _login(credentials)
            was_right(login, self._source(request, login), machine_time())
        return person

    def post_login(self, request: HttpRequest, user: Person, **told: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **told)
        browser = browser_of(request).remembering(user.card_number, user.email)
        browser.keep(response, request.is_secure())
        return response

    def respond_user_inactive(self, request: HttpRequest, user: Person) -> HttpResponse:
        return redirect("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url("me")

    def _source(self, request: HttpRequest, login: str) -> str:
        """Where a try comes from: a browser that its owner has used before, else an address."""
        browser = browser_of(request)
        return browser.name if browser.knows(login) else str(self.get_client_ip(request))


class Backend(AuthenticationBackend):  # type: ignore[misc]
    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Person | None:
        """Whoever it is, one look-up and one hash: an unknown card costs what a wrong password costs."""
        person = by_login(_login(credentials))
        right = (person or Person()).check_password(credentials.get("password"))
        return person if person and right and self.user_can_authenticate(person) else None

    def get_user(self, user_id: int) -> Person | None:
        """Every request of somebody who is signed in asks who it is."""
        person = by_key(user_id)
        return person if person is not None and self.user_can_authenticate(person) else None


def _login(credentials: dict[str, Any]) -> str:
    """The card number or the e-mail address, as it was typed; allauth tells an address as both."""
    return str(credentials.get("username") or credentials.get("email") or "")
