"""Who asks: the session of the pages. A change from another site is refused (CSRF)."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.authentication import SessionScheme
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request


class Session(SessionAuthentication):
    def authenticate_header(self, request: Request) -> str:
        """The scheme to name in a 401; without one REST framework would answer 403."""
        return "Session"

    def enforce_csrf(self, request: Request) -> None:
        try:
            super().enforce_csrf(request)
        except PermissionDenied as error:
            raise PermissionDenied(code="csrf_failed") from error


class Scheme(SessionScheme):  # type: ignore[no-untyped-call]  # the base has no types
    """How the OpenAPI description calls it; found by drf-spectacular when this module is imported."""

    target_class = Session  # type: ignore[assignment]
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        definition: dict[str, Any] = super().get_security_definition(auto_schema)  # type: ignore[no-untyped-call]
        return {
            **definition,
            "description": _("/in/login/ でサインインします。POST には X-CSRFToken もつけます。"),
        }
