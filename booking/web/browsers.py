"""Browsers in which somebody has signed in before: what others try elsewhere is not held against them.

A browser is told its own name and whose it is, signed, as fingerprints that mean nothing elsewhere.
"""

import secrets
import unicodedata
from dataclasses import dataclass, field

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

COOKIE = "known"
SALT = "booking.web.browsers"
A_YEAR = 365 * 24 * 60 * 60
MOST = 20  # fingerprints: the last ten people of a shared computer, each by card and by e-mail


@dataclass(frozen=True, slots=True)
class Browser:
    """`name` is random; `logins` are fingerprints of what one signs in by, the latest first."""

    name: str = field(default_factory=secrets.token_hex)
    logins: tuple[str, ...] = ()

    def knows(self, login: str) -> bool:
        return fingerprint(login) in self.logins

    def remembering(self, *logins: str) -> "Browser":
        """The same browser, in which somebody with these logins has signed in just now."""
        new = [fingerprint(login) for login in logins if login]
        return Browser(self.name, tuple(dict.fromkeys([*new, *self.logins]))[:MOST])

    def keep(self, response: HttpResponse, secure: bool) -> None:
        told = signing.dumps([self.name, self.logins], salt=SALT)
        response.set_cookie(COOKIE, told, max_age=A_YEAR, samesite="Lax", secure=secure, httponly=True)


def browser_of(request: HttpRequest) -> Browser:
    """The browser as it was told; another one where nothing was, or not by us."""
    try:
        name, logins = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=A_YEAR)
    except signing.BadSignature:
        return Browser()
    return Browser(name, tuple(logins))


def fingerprint(login: str) -> str:
    """The same for the same card number or address, however it was typed."""
    plain = unicodedata.normalize("NFKC", login).strip().casefold()
    return salted_hmac(SALT, plain).hexdigest()[:16]
