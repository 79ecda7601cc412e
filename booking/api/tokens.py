"""Who asks: a program with a token of its owner's (`Authorization: Bearer …`), and what that opens."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from booking.actions.tokens import note_token_use
from booking.models import ApiToken, Person
from booking.models.keys import fingerprint
from booking.queries.tokens import token_by
from booking.rules.scopes import Scope, opens, serves
from facilities.clock import now


class Bearer(BaseAuthentication):
    def authenticate(self, request: Request) -> tuple[Person, ApiToken] | None:
        """None where no token is sent; AuthenticationFailed for one that opens nothing."""
        kind, _blank, sent = get_authorization_header(request).partition(b" ")
        if kind.lower() != b"bearer":
            return None
        # Any bytes are a text in it: UTF-8 would raise for what is simply no token.
        found = token_by(fingerprint(sent.strip().decode("latin-1")))
        if found is None:
            raise AuthenticationFailed
        note_token_use(
            token=found.pk, last_used_at=found.last_used_at, now=now(), zone=ZoneInfo(settings.TIME_ZONE)
        )
        # Every question about a post asks this: without the scope its owner acts as a member.
        found.person.confirmed = serves(found.scopes, changes=request.method not in SAFE_METHODS)
        return found.person, found

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class InScope(BasePermission):
    """A session may do what its person may; a token only what its scopes open."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if not isinstance(request.auth, ApiToken):
            return True
        wanted = getattr(view, "sees" if request.method in SAFE_METHODS else "scope", Scope.READ)
        if not opens(request.auth.scopes, wanted):
            raise PermissionDenied(code="out_of_scope")
        return True


class Scheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # no types
    """How the OpenAPI description calls it; found by drf-spectacular when this module is imported."""

    target_class = Bearer
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        words = _("/me/tokens/ で作ります。できることは、作るときにえらんだ範囲までです。")
        return {"type": "http", "scheme": "bearer", "description": words}
