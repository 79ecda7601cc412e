"""The second factor of whoever serves: a passkey or key, a code of an app, or a printed code.

None of them needs a telephone of one's own. allauth does the arithmetic; which of its pages there are,
how wrong codes wait, and what is logged, is ours. Outside trials no desk opens without it.
"""

import base64
import struct
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.base.views import AuthenticateView, IndexView, ReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.views import AddWebAuthnView, ReauthenticateWebAuthnView, RemoveWebAuthnView
from cryptography.exceptions import InvalidSignature
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from booking.actions.second_factors import note_second_factor
from booking.actions.tries import seconds_to_wait, was_right
from booking.models import Person
from booking.queries.second_factors import app_of, how_many
from booking.web.booked import reader
from facilities import clock
from facilities.clock import machine_time

STEP = 30  # seconds for which an app shows a code
GOOD_FOR = 3 * STEP  # with the tolerance of a step on both sides
WRONG = _(
    "この番号では開きません。アプリは新しい番号が出るのを待ち、紙はまだ使っていない番号を入れてください。"
)

KEY_WRONG = _("鍵を読み取れませんでした。もう一度おして、画面の案内のとおりにしてください。")
# What fido2 raises for an answer that no browser gives.
MADE_UP = (KeyError, ValueError, TypeError, AttributeError, IndexError, struct.error, InvalidSignature)


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth carries no types
    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG}

    def encrypt(self, text: str) -> str:
        """A copied database alone gives nobody's codes away."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _fernet().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002
        number = how_many(user, type) + 1
        return gettext("鍵%(number)d") % {"number": number}


class _Waits:
    """A form with a code: a wrong one delays the next as a wrong password does, and one counts once."""

    user: Any
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        # Counted apart from the password: whoever mistypes the one is no slower at the other.
        login = f"second:{self.user.card_number}"
        source = get_adapter().source(context.request, self.user.card_number)
        if seconds := seconds_to_wait(login, source, machine_time()):
            words = gettext("あと%(seconds)d秒待ってから、もう一度お試しください。")
            raise ValidationError(words % {"seconds": seconds})
        code: str = super().clean_code()  # type: ignore[misc]
        # A code is taken once (RFC 6238, 5.2): whoever has looked over a shoulder comes too late.
        # Added and not looked up first: of two who send one code at once a look would let in both.
        if not cache.add(_used(self.user.pk, code), 1, timeout=GOOD_FOR):
            raise ValidationError(WRONG)
        was_right(login, source, machine_time())
        return code


class EnterCode(_Waits, AuthenticateForm):  # type: ignore[misc]
    pass


class EnterCodeAgain(_Waits, ReauthenticateForm):  # type: ignore[misc]
    pass


class FirstCode(_Waits, ActivateTOTPForm):  # type: ignore[misc]
    pass


class _OfKey:
    """A form with what a key has answered: anybody may send anything there, and reads that it was wrong."""

    def full_clean(self) -> None:
        try:
            super().full_clean()  # type: ignore[misc]
        except MADE_UP:
            self._errors = {"credential": self.error_class([KEY_WRONG])}  # type: ignore[attr-defined]


class AddKey(_OfKey, AddWebAuthnForm):  # type: ignore[misc]
    pass


class EnterKey(_OfKey, AuthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class EnterKeyAgain(_OfKey, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    pass


def is_confirmed(request: HttpRequest, person: Person) -> bool:
    """Whether somebody has entered this session with a second factor, or nobody asks for one. No query."""
    records = get_authentication_records(request, person)
    return not settings.STAFF_SECOND_FACTOR or any(one["method"] == "mfa" for one in records)


def asked_first(request: HttpRequest) -> HttpResponse | None:
    """Where whoever serves goes before a desk opens: to set a second factor up, or to use it. None if they
    have, or if nobody asks for one."""
    person = reader(request)
    if person.confirmed:
        return None
    page = "mfa_index"
    if is_mfa_enabled(person, [Authenticator.Type.WEBAUTHN]):
        page = "mfa_reauthenticate_webauthn"
    elif is_mfa_enabled(person, [Authenticator.Type.TOTP]):
        page = "mfa_reauthenticate"
    # What was sent by a form cannot be sent again after a detour.
    back = request.get_full_path() if request.method == "GET" else reverse("desks")
    return redirect(f"{reverse(page)}?{urlencode({'next': back})}")


class _ForStaff:
    """A page of the second factor: for whoever serves, or has one already."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not (request.user.is_staff or is_mfa_enabled(request.user)):
            raise Http404
        response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return {**told, "trial": settings.TRIAL, "asked": settings.STAFF_SECOND_FACTOR}


class _Changes(_ForStaff):
    """What is set up or taken away is logged, and what was just proved counts for this session."""

    verb: str
    kind: str

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
            person = reader(self.request)
            note_second_factor(person=person, verb=self.verb, kind=self.kind, now=clock.now())
        if self.verb == "set_second_factor":
            record_authentication(self.request, person, "mfa", type=self.kind)
        return response


class _Index(_ForStaff, IndexView):  # type: ignore[misc]
    pass


class _Enter(AuthenticateView):  # type: ignore[misc]
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = super().get_context_data(**kwargs)
        return {**told, "demo_code": demo_code(self.stage.login.user)}


class _Again(_ForStaff, ReauthenticateView):  # type: ignore[misc]
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "demo_code": demo_code(self.request.user)}


class _AgainByKey(_ForStaff, ReauthenticateWebAuthnView):  # type: ignore[misc]
    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = self.render_to_response(self.get_context_data(form=form))
        return response


class _SetUpApp(_Changes, ActivateTOTPView):  # type: ignore[misc]
    verb, kind = "set_second_factor", "totp"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = super().get_context_data(**kwargs)
        secret = told["form"].secret
        return {**told, "secret": _in_fours(secret), "demo_code": _code(secret) if settings.TRIAL else ""}


class _RemoveApp(_Changes, DeactivateTOTPView):  # type: ignore[misc]
    verb, kind = "remove_second_factor", "totp"


class _NewCodes(_Changes, GenerateRecoveryCodesView):  # type: ignore[misc]
    verb, kind = "new_recovery_codes", "recovery_codes"


class _Codes(_ForStaff, ViewRecoveryCodesView):  # type: ignore[misc]
    pass


class _AddKey(_Changes, AddWebAuthnView):  # type: ignore[misc]
    verb, kind = "set_second_factor", "webauthn"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # allauth drops the form that was refused, and with it what was wrong.
        return {**super().get_context_data(), **kwargs}


class _RemoveKey(_Changes, RemoveWebAuthnView):  # type: ignore[misc]
    verb, kind = "remove_second_factor", "webauthn"
    success_url = reverse_lazy("mfa_index")


def demo_code(person: Any) -> str:
    """The code that an app would show now, for whoever tries a trial without one; "" elsewhere."""
    found = app_of(person)
    if not settings.TRIAL or found is None:
        return ""
    return _code(Adapter().decrypt(found.data["secret"]))


def _code(secret: str) -> str:
    # The app goes by the machine's clock, also where that of a trial stands still.
    return str(format_hotp_value(hotp_value(secret, machine_time() // STEP)))


def _in_fours(secret: str) -> str:
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def _used(person: int, code: str) -> str:
    return "second:" + salted_hmac("booking.web.second_factors", f"{person}:{code}").hexdigest()


def _fernet() -> MultiFernet:
    """Of the service's own secret, and of those before it, so that the secret may change."""
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    digests = [sha256(f"booking.web.second_factors:{key}".encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def _page(view: Any, *, signed_in: bool = True) -> Any:
    """None of these pages is kept by a browser."""
    return never_cache(login_required(view.as_view()) if signed_in else view.as_view())


index = _page(_Index)
enter = _page(_Enter, signed_in=False)
again, again_by_key = _page(_Again), _page(_AgainByKey)
set_up_app, remove_app = _page(_SetUpApp), _page(_RemoveApp)
codes, new_codes = _page(_Codes), _page(_NewCodes)
add_key, remove_key = _page(_AddKey), _page(_RemoveKey)
