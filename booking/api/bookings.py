"""One's own bookings: see, book, cancel, take the cancelling back, move. The same verbs as the pages."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from booking.actions.bookings import book, cancel, move, restore
from booking.api.company import PlaceAndTime, Visit, company_of, room_of
from booking.api.fields import Body, Moment, PlainText, RoomOf, read, zone_of
from booking.api.private import IF_MATCH, PrivateView
from booking.models import Booking, Group
from booking.queries.bookings import own
from booking.rules.lifecycle import State
from booking.rules.plain_text import unwanted
from facilities.api.reading import Pages
from facilities.clock import now

KEY = "Idempotency-Key"
LONGEST_KEY = 100
SEEN = OpenApiParameter(
    IF_MATCH,
    str,
    OpenApiParameter.HEADER,
    description="The ETag of the booking as you saw it: if it has changed since, nothing is done (412).",
)


class GroupOut(serializers.Serializer[Group]):
    id = serializers.CharField(source="public_id")
    name = serializers.CharField()


class BookingOut(serializers.Serializer[Booking]):
    id = serializers.CharField(source="public_id")
    room = RoomOf(help_text="`<hall>/<room>`, the `id` of the room.")
    start = Moment()
    end = Moment()
    state = serializers.ChoiceField(choices=list(State))
    group = GroupOut(allow_null=True)
    counted = serializers.DictField(child=serializers.IntegerField(), help_text="Heads by age band.")
    headcount = serializers.IntegerField()
    purpose = serializers.CharField()
    code = serializers.CharField(help_text="Four digits to say at the desk.")
    version = serializers.IntegerField(
        source="sequence", help_text="Rises with every change of time or state."
    )
    made_at = Moment()
    changed_at = Moment()


class Newest(Pages):
    ordering = ("-start", "-pk")


class Why(Body):
    why = PlainText(required=False, allow_blank=True, max_length=300, default="")


class Bookings(PrivateView, ListAPIView[Booking]):
    serializer_class = BookingOut
    pagination_class = Newest
    queryset = Booking.objects.none()
    refuses_with = {409, 422}

    def get_queryset(self) -> QuerySet[Booking]:
        return own(self.somebody)

    @extend_schema(tags=["bookings"], summary="Your bookings")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """What you booked, attend, or a group of yours booked; the latest first."""
        return self.list(request, *args, **kwargs)

    @extend_schema(
        tags=["bookings"],
        summary="Book",
        request=Visit,
        responses={201: BookingOut},
        parameters=[
            OpenApiParameter(
                KEY,
                str,
                OpenApiParameter.HEADER,
                description="New for each booking: sent again within a day, it gets the same answer.",
            )
        ],
    )
    def post(self, request: Request) -> Response:
        """Books a room, or says with every reason why not (409)."""
        visit = read(Visit, request)
        room = room_of(visit["room"])
        self.zone = zone_of(room)
        booking = book(
            person=self.somebody,
            room=room,
            span=visit["span"],
            company=company_of(self.somebody, visit),
            purpose=visit["purpose"],
            now=now(),
            key=_key(request),
        )
        return _answer(booking, 201, Location=_address(booking))


class BookingDetail(PrivateView):
    @extend_schema(tags=["bookings"], summary="One booking", responses=BookingOut)
    def get(self, request: Request, id: str) -> Response:  # noqa: A002  # the address calls it so
        return _answer(self.found(id))


class Cancel(PrivateView):
    refuses_with = {409, 412}

    @extend_schema(
        tags=["bookings"], summary="Cancel a booking", request=Why, responses=BookingOut, parameters=[SEEN]
    )
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        """Gives the room back. Of a cancelled one it is answered again."""
        booking, why = self.seen(id), read(Why, request)["why"]
        return _answer(cancel(booking=booking, actor=self.somebody, now=now(), why=why))


class Restore(PrivateView):
    refuses_with = {409, 412}

    @extend_schema(
        tags=["bookings"],
        summary="Take a cancelling back",
        request=Body,
        responses=BookingOut,
        parameters=[SEEN],
    )
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        """Holds the room again, while it is free and the rules still allow it."""
        read(Body, request)
        return _answer(restore(booking=self.seen(id), actor=self.somebody, now=now()))


class Move(PrivateView):
    refuses_with = {409, 412}

    @extend_schema(
        tags=["bookings"],
        summary="Move a booking",
        request=PlaceAndTime,
        responses=BookingOut,
        parameters=[SEEN],
    )
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        """To another room or time, in one step: either it is there or it stays where it was."""
        booking = self.seen(id)
        to = read(PlaceAndTime, request)
        room = room_of(to["room"])
        self.zone = zone_of(room)
        return _answer(move(booking=booking, actor=self.somebody, room=room, span=to["span"], now=now()))


def _answer(booking: Booking, status: int = 200, **headers: str) -> Response:
    return Response(BookingOut(booking).data, status, headers={"ETag": f'"{booking.sequence}"', **headers})


def _key(request: Request) -> str:
    key = request.headers.get(KEY, "")
    if len(key) > LONGEST_KEY or unwanted(key):
        raise ValidationError({KEY: [_("100文字までの、ふつうの文字にしてください。")]})
    return key


def _address(booking: Booking) -> str:
    return str(reverse("api-booking", [booking.public_id]))
