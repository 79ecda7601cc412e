"""What every public answer has in common: it needs nobody's name, and caches may keep it."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import CursorPagination
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

MAX_AGE = 60  # seconds: how stale a cached answer of the public kind may be


class PublicView(APIView):
    """Answers everybody alike, without looking at who asks."""

    # A shared cache knows of no cookie: an answer that went by one would be shown to others.
    authentication_classes: list[Any] = []
    permission_classes = [AllowAny]

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        # What was not found may be there in a second.
        if response.status_code == 200:
            response.setdefault("Cache-Control", f"public, max-age={MAX_AGE}")
        return response


class Pages(CursorPagination):
    """Pages of fifty by an opaque cursor, which stays right while rows come and go."""

    page_size = 50
    # Positions repeat: without the key a page could begin anywhere among equals.
    ordering: Any = ("position", "pk")

    def decode_cursor(self, request: Request) -> Any:
        # Whatever is made up must not reach the database.
        try:
            cursor = super().decode_cursor(request)
            if cursor and cursor.position is not None:
                self.stands_at(str(cursor.position))
        except (NotFound, ValueError) as error:
            raise ValidationError(
                {"cursor": [_("next か previous の値をそのまま使ってください。")]}, code="unfit"
            ) from error
        return cursor

    def stands_at(self, position: str) -> object:
        """At what a true cursor stands, which is a number; ValueError for whatever is none."""
        return int(position)

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        # REST framework describes "may be null" as OpenAPI 3.0 did; ours is 3.1.
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": link, "results": schema},
        }
