"""Whoever comes without a booking: which rooms are free now, and letting them in."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.allowing import Answering
from booking.actions.attendance import count_free_use
from booking.actions.walk_ins import WalkIn, let_in
from booking.api.answering import Answered
from booking.api.company import Counted
from booking.api.desk.bookings import BookingAtDesk, DeskBookingFull
from booking.api.desk.door import DeskView
from booking.api.desk.lines import wait_here
from booking.api.desk.phone import room_here
from booking.api.fields import Body, Instant, RoomKey, Unfitting, read, shown
from booking.api.headers import key_of
from booking.api.operations import changing, listing, making
from booking.queries.attendance import hour_counts
from booking.queries.party import Company
from booking.queries.walk_ins import Gap, gaps

WALK_IN = {
    "room": "nukui-minami/music",
    "until": "2026-12-04T18:00:00+09:00",
    "counted": {"junior_high": 3},
}


class GapOut(serializers.Serializer[Any]):
    room = serializers.CharField()
    free_until = serializers.CharField(allow_null=True, help_text=_("null なら、今は空いていません。"))
    taken = serializers.BooleanField(help_text=_("ほかの人が使っているか。"))


@extend_schema_serializer(examples=[OpenApiExample("three for an hour", WALK_IN)])
class WalkInIn(Answered):
    """Who has come, and up to when; `wait` is one of those in line for the room, in their own company."""

    room = RoomKey()
    until = Instant()
    counted = Counted(required=False, default=dict)
    wait = serializers.SlugField(required=False, allow_null=True, max_length=16)


@extend_schema_serializer(
    examples=[OpenApiExample("an hour", {"at": "2026-12-04T15:00:00+09:00", "counted": {"elementary": 6}})]
)
class HourIn(Body):
    at = Instant(help_text=_("数えた1時間の始まり。"))
    counted = Counted(help_text=_("書かない区分は、数えていないことになります。"))


class HourOut(serializers.Serializer[Any]):
    room = serializers.CharField()
    at = serializers.CharField()
    counted = serializers.DictField(child=serializers.IntegerField())


class WalkIns(BookingAtDesk):
    @listing("desk", _("今、空いている部屋の一覧"), GapOut)
    def get(self, request: Request, hall: str) -> Response:
        return self.listed([_gap(self, one) for one in gaps(self.hall, self.at)])

    @making("desk", _("予約なしで来た人を入れる"), WalkInIn, DeskBookingFull, words=_("今から使います。"))
    def post(self, request: Request, hall: str) -> Response:
        sent = read(WalkInIn, request)
        made = let_in(
            walk_in=_walk_in(self, sent),
            answering=Answering(sent["why"], sent["seen"]),
            key=key_of(request),
            **self.by,
        )
        return self.told(made.public_id, 201)


class FreeUse(DeskView):
    @changing(
        "desk",
        _("予約なしで使う部屋の人数を入れる"),
        HourIn,
        HourOut,
        words=_("1時間ごとに。その時間の人数は、送ったもので置きかわります。"),
        seen=False,
    )
    def post(self, request: Request, hall: str, room: str) -> Response:
        found, sent = self.room(room), read(HourIn, request)
        try:
            count_free_use(room=found, at=sent["at"], counts=dict(sent["counted"]), **self.by)
        except ValueError as unfit:
            said = _("予約しない部屋の、もう始まった1時間の始まりを書いてください。1か月前までです。")
            raise Unfitting({"at": [said]}) from unfit
        told = {"room": f"{hall}/{room}", "at": shown(sent["at"], self.zone)}
        return Response({**told, "counted": hour_counts(found, sent["at"])})


def _gap(view: DeskView, one: Gap) -> dict[str, Any]:
    until = shown(one.until, view.zone) if one.until else None
    return {"room": f"{view.hall.slug}/{one.room.slug}", "free_until": until, "taken": one.taken}


def _walk_in(view: DeskView, sent: dict[str, Any]) -> WalkIn:
    company = Company(counted={band: heads for band, heads in sent["counted"].items() if heads})
    wait = None if sent.get("wait") is None else wait_here(view, sent["wait"])
    if wait is None and company.says_nothing:
        raise Unfitting({"counted": [_("来た人の数を入れてください。")]})
    return WalkIn(room_here(view, sent["room"]), sent["until"], company, wait=wait)
