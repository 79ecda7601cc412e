"""What is left of a time that was given back: who waits for it, and giving it to one of them at once."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.giving import give
from booking.actions.looks import look_up
from booking.api.desk.bookings import BookingAtDesk, DeskBookingFull
from booking.api.desk.door import DeskView
from booking.api.fields import Body, Unfitting, read, shown
from booking.api.operations import changing, reading
from booking.labels import party_name
from booking.models import Booking, Wait
from booking.queries.bookings import Absent
from booking.queries.line_up import line_for
from booking.queries.waiting import wait_at


class InLineOut(serializers.Serializer[Any]):
    wait = serializers.CharField(help_text=_("`give/` の body の `wait`。"))
    who = serializers.CharField(help_text=_("グループの名前、または本人のよび名。"))


class OfferedOut(serializers.Serializer[Any]):
    booking = serializers.CharField()
    who = serializers.CharField(help_text=_("グループの名前、または本人のよび名。"))
    until = serializers.CharField(allow_null=True)


class StandingOut(serializers.Serializer[Any]):
    waiting = InLineOut(many=True, help_text=_("待っている順に、5人まで。"))
    offered = OfferedOut(allow_null=True, help_text=_("今、案内している人。いなければ null。"))
    can_give = serializers.BooleanField(
        help_text=_("すぐ始まる時間で、案内していないので、館からわたせるか。")
    )


@extend_schema_serializer(examples=[OpenApiExample("the next", {"wait": "23456789abcdefgh"})])
class HandOnIn(Body):
    wait = serializers.SlugField(max_length=16, help_text=_("`line/` の `wait`。"))


class InLine(BookingAtDesk):
    @reading(
        "desk",
        _("空いた時間を待っている人を見る"),
        StandingOut,
        words=_("返された予約の、残りの時間について。だれの予約かを見たことが記録されます。"),
    )
    def get(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002  # the address calls it so
        found = self.booking(id)
        # As on the page, on which the line stands below whose booking it was.
        look_up(public_id=found.public_id, reader=self.somebody, now=self.at)
        line = line_for(found, self.at)
        if line is None:
            return Response({"waiting": [], "offered": None, "can_give": False})
        waiting = [{"wait": one.public_id, "who": _who(one)} for one in line.waiting]
        offered = self._offered(line.offer) if line.offer else None
        return Response({"waiting": waiting, "offered": offered, "can_give": line.can_give})

    def _offered(self, offer: Booking) -> dict[str, Any]:
        until = None if offer.lapses_at is None else shown(offer.lapses_at, self.zone)
        return {"booking": offer.public_id, "who": party_name(offer), "until": until}


class Give(BookingAtDesk):
    @changing(
        "desk",
        _("空いた時間を、待っている人にわたす"),
        HandOnIn,
        DeskBookingFull,
        words=_("電話や窓口で話したあとに。作った予約が返ります。もうわたしてあれば、同じ予約です。"),
        # The line has no version: whoever was faster has it, and the second is told that it is taken.
        seen=False,
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        gone, wait = self.booking(id), wait_here(self, read(HandOnIn, request)["wait"])
        try:
            made = give(wait=wait, gone=gone, **self.by)
        except Absent as absent:
            raise no_longer() from absent
        return self.told(made.public_id)


def wait_here(view: DeskView, public_id: str) -> Wait:
    """One of those who stand, or stood, in line for a room of this hall; ValidationError for any other."""
    found = wait_at(view.hall, public_id)
    if found is None:
        raise no_longer()
    return found


def no_longer() -> Unfitting:
    return Unfitting({"wait": [_("待っている人は、もういません。")]})


def _who(wait: Wait) -> str:
    return wait.group.name if wait.group else str(wait.person)
