"""What every answer about somebody's own things has in common."""

from collections.abc import Callable, Iterable
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.conf import settings
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from booking.actions.answers import once
from booking.actions.looks import look_up
from booking.api.fields import zone_of
from booking.api.headers import key_of, version_of
from booking.api.sessions import Session
from booking.api.tokens import Bearer, InScope
from booking.models import Booking, Person
from booking.rules.scopes import Scope
from facilities.clock import now


class PrivateView(APIView):
    """For whoever is signed in, and for no cache.

    `zone` is that of the hall in question, once it is known: problems tell their instants in it.
    """

    # The session comes last: whoever is nobody is answered with the scheme of the first.
    authentication_classes = [Session, Bearer]
    permission_classes = [IsAuthenticated, InScope]
    # What a token needs for a change here; every token may read, but not what a desk sees.
    scope = Scope.BOOK
    sees = Scope.READ
    zone = ZoneInfo(settings.TIME_ZONE)

    @property
    def somebody(self) -> Person:
        """Who asks, where the permission has seen to it that somebody does."""
        return cast(Person, self.request.user)

    @property
    def by(self) -> dict[str, Any]:
        """Who does it and when, as every verb takes it; once for a request, since it asks the clock."""
        return {"actor": self.somebody, "now": now()}

    def found(self, public_id: str) -> Booking:
        """A booking that they may see; Absent for any other."""
        booking = look_up(public_id=public_id, reader=self.somebody, now=now())
        self.zone = zone_of(booking.room)
        return booking

    def seen(self, public_id: str) -> Booking:
        """The same as `If-Match` says that the caller saw it, so that a change since then is not undone."""
        version = version_of(self.request)
        booking = self.found(public_id)
        booking.sequence = booking.sequence if version is None else version
        return booking

    def once(self, verb: str, does: Callable[[], str]) -> str:
        """The id of what a verb makes that knows no key of its own: the same again under the same key."""
        # The address is a part of what was asked: one key does not stand for two groups.
        body = {"at": self.request.path, "sent": self.request.data}
        asked: dict[str, Any] = {"person": self.somebody, "verb": verb, "key": key_of(self.request)}
        return once(**asked, body=body, now=now(), does=does)

    def listed(self, rows: Iterable[Any], row: Any = None, **context: Any) -> Response:
        """A list that is bounded by what one may have, in the shape of those with a cursor; of values
        that are told already, or of things that `row` tells."""
        told = row(rows, many=True, context=context).data if row else list(rows)
        return Response({"next": None, "previous": None, "results": told})

    @property
    def person(self) -> Person | None:
        """Who asks; None for a stranger."""
        return self.request.user if self.request.user.is_authenticated else None

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response
