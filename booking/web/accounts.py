"""Signing in. Accounts come to be at the desk or on /join/: allauth makes none.

Whoever has one signs in by django-allauth, which speaks in our words (`templates/account/`).
"""

from typing import Any, ClassVar
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from booking.actions.tries import seconds_to_wait, was_right
from booking.models import Person
from booking.queries.people import by_key, by_login
from booking.queries.posts import desks_of, offices_of
from booking.web.browsers import browser_of
from facilities.clock import machine_time, now

NOT_FOUND = _("カード番号(メールアドレス)とパスワードの組み合わせが、見つかりませんでした。")


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": NOT_FOUND,
        "email_password_mismatch": NOT_FOUND,
        "incorrect_code": _("この番号では入れませんでした。届いたメールの番号を、もう一度入れてください。"),
        "too_many_login_attempts": _("今は、少し休んでいます。少し待ってから、もう一度お試しください。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *where: Any, message: str | None = None, **more: Any) -> None:
        """Keeps for the next page what is an error. All else our pages say themselves.

        A message that no page shows would wait in a cookie, with the reader's address in it.
        """
        if message:
            super().add_message(*where, message=message, **more)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """ValidationError while whoever tries must wait; a locked account there is not."""
        login = _login(credentials)
        # Counted here, before it is judged, and taken back below if it was right (docs/decisions/0020).
        seconds = seconds_to_wait(login, self.source(request, login), machine_time())
        if seconds:
            words = gettext("あと%(seconds)d秒待ってから、もう一度お試しください。")
            raise ValidationError(words % {"seconds": seconds})

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Person | None:
        person: Person | None = super().authenticate(request, **credentials)
        if person is not None:
            login = _login(credentials)
            was_right(login, self.source(request, login), machine_time())
        return person

    def post_login(self, request: HttpRequest, user: Person, **told: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **told)
        # From now on others' slips from the same address delay nobody in this browser (docs/decisions/0020).
        browser = browser_of(request).remembering(user.card_number, user.email)
        browser.keep(response, request.is_secure())
        return response

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where a sign-in leads that came from no other page: who serves at a hall or at an office
        begins there, anybody else at their own bookings."""
        person = request.user
        if isinstance(person, Person) and person.is_staff and _serves(person):
            return reverse("desks")
        return resolve_url("me")

    def respond_user_inactive(self, request: HttpRequest, user: Person) -> HttpResponse:
        # A closed account says and waits like an unknown card: that there is one is nobody's to learn.
        return redirect("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url("me")

    def source(self, request: HttpRequest, login: str) -> str:
        """Where a try comes from: a browser that its owner has used before, else an address."""
        browser = browser_of(request)
        return browser.name if browser.knows(login) else str(self.get_client_ip(request))


def _serves(person: Person) -> bool:
    return bool(desks_of(person, now()) or offices_of(person, now()))


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


@require_POST
def by_mail(request: HttpRequest) -> HttpResponse:
    """From a form for card and password to the one that sends a number, which leads to the same `next`."""
    asked = urlencode({"next": request.POST.get("next", "")})
    return redirect(f"{reverse('account_request_login_code')}?{asked}")
