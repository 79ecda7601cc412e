"""A booking that the hall has displaced: why, what is held for it, where else it could be; taking what is."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.displacements import accept
from booking.api.bookings import BookingOut, booking_answer
from booking.api.check import NearOut
from booking.api.fields import Body, RoomOf, read, shown
from booking.api.operations import changing, reading
from booking.api.private import PrivateView
from booking.models import Booking, Displacement
from booking.notices.displacements import reason_words
from booking.queries.displacing import displacement_of, places_instead
from facilities.clock import now


class HeldOut(serializers.Serializer[Any]):
    room = serializers.CharField()
    start = serializers.CharField()
    end = serializers.CharField()
    until = serializers.CharField(help_text=_("この時点まで、おさえてあります。"))


class DisplacementOut(serializers.Serializer[Any]):
    displaced = serializers.BooleanField(help_text=_("館の都合で使えなくなり、まだ返事がない。"))
    why = serializers.CharField(help_text=_("館の書いたわけ。なければ空。"))
    held = HeldOut(allow_null=True, help_text=_("案内されて、おさえてある枠。"))
    instead = NearOut(many=True, help_text=_("ほかに使える枠。`move/` でうつせます。近いものから。"))


class DisplacementView(PrivateView):
    @reading(
        "bookings",
        _("館の都合で使えなくなった予約の、かわりの枠を見る"),
        DisplacementOut,
        words=_("使えなくなっていなければ、displaced は false です。"),
    )
    def get(self, request: Request, id: str) -> Response:  # noqa: A002  # the address calls it so
        booking, at = self.found(id), now()
        one = displacement_of(booking)
        if one is None:
            return Response({"displaced": False, "why": "", "held": None, "instead": []})
        told = {
            "displaced": True,
            "why": reason_words(one.closure or one.evening),
            "held": self._held(one, at),
            "instead": NearOut(places_instead(booking, at, self.somebody), many=True).data,
        }
        return Response(told, headers={"ETag": f'"{booking.sequence}"'})

    def _held(self, one: Displacement, at: int) -> dict[str, Any] | None:
        offer: Booking | None = one.offer
        # Over at its moment, whether the worker has taken it away by then or not.
        if offer is None or (offer.lapses_at or 0) <= at:
            return None
        times = {"start": offer.start, "end": offer.end, "until": offer.lapses_at or 0}
        room = RoomOf().to_representation(offer.room)
        return {"room": room, **{name: shown(when, self.zone) for name, when in times.items()}}


class TakeHeld(PrivateView):
    @changing(
        "bookings",
        _("館の都合で案内された枠にうつす"),
        Body,
        BookingOut,
        words=_("おさえてある枠へ、料金もそのときのとおりに。"),
    )
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        booking = self.seen(id)
        read(Body, request)
        return booking_answer(accept(booking=booking, **self.by))
