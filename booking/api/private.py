"""What every answer about somebody's own things has in common."""

import re
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from booking.actions.looks import look_up
from booking.api.fields import zone_of
from booking.api.sessions import Session
from booking.models import Booking, Person
from facilities.clock import now

IF_MATCH = "If-Match"
VERSION = re.compile(r'"(\d{1,9})"', re.ASCII)


class PrivateView(APIView):
    """For whoever is signed in, and for no cache.

    `zone` is that of the hall in question, once it is known: problems tell their instants in it.
    """

    authentication_classes = [Session]
    zone = ZoneInfo(settings.TIME_ZONE)

    @property
    def somebody(self) -> Person:
        """Who asks, where the permission has seen to it that somebody does."""
        return cast(Person, self.request.user)

    def found(self, public_id: str) -> Booking:
        """A booking that they may see; Absent for any other."""
        booking = look_up(public_id=public_id, reader=self.somebody, now=now())
        self.zone = zone_of(booking.room)
        return booking

    def seen(self, public_id: str) -> Booking:
        """The same as `If-Match` says that the caller saw it, so that a change since then is not undone.

        ValidationError for a header that is no version of ours.
        """
        booking = self.found(public_id)
        told = self.request.headers.get(IF_MATCH, "*").strip()
        if told != "*":
            version = VERSION.fullmatch(told)
            if version is None:
                raise ValidationError({IF_MATCH: [_("ETag で受け取ったとおりに送ってください。")]})
            booking.sequence = int(version[1])
        return booking

    @property
    def person(self) -> Person | None:
        """Who asks; None for a stranger."""
        return self.request.user if self.request.user.is_authenticated else None

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response
