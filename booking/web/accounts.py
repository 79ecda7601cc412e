"""Signing in. Accounts come to be at the desk, where somebody sees who it is: nobody makes one here.

Whoever has one signs in by django-allauth, which speaks in our words (`templates/account/`).
"""

from typing import Any, ClassVar
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from booking.models import Person
from booking.queries.people import by_key

NOT_FOUND = _("カード番号(メールアドレス)とパスワードの組み合わせが、見つかりませんでした。")


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": NOT_FOUND,
        "email_password_mismatch": NOT_FOUND,
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


@require_POST
def by_mail(request: HttpRequest) -> HttpResponse:
    """From a form for card and password to the one that sends a number, which leads to the same `next`."""
    asked = urlencode({"next": request.POST.get("next", "")})
    return redirect(f"{reverse('account_request_login_code')}?{asked}")
