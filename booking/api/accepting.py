"""Which form of an answer somebody takes."""

from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request

ANYTHING = ["*/*"]


class Accepting(DefaultContentNegotiation):
    """An Accept with nothing in it asks for nothing in particular, as none does (RFC 9110, 12.5.1)."""

    def get_accept_list(self, request: Request) -> list[str]:
        if not request.META.get("HTTP_ACCEPT", "").strip():
            return ANYTHING
        return super().get_accept_list(request)
