"""Standing in line for a room: what one waits for, joining the line, leaving it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.waiting import stop, wait, wait_again
from booking.api.choices import WAIT_STATES
from booking.api.company import Party, company_of, room_of
from booking.api.dates import a_day
from booking.api.fields import Body, RoomKey, RoomOf, Unfitting, WallTime, read
from booking.api.operations import changing, listing, making
from booking.api.private import PrivateView
from booking.models import Person, Wait
from booking.queries.bookings import leads
from booking.queries.party import asker_of
from booking.queries.waiting import wait_read_by, waits_in, waits_of
from booking.rules.waiting import Wish
from facilities.clock import now

A_MINUTE = 60
MOST_ROOMS = 20
WISH = {
    "rooms": ["nukui-minami/music"],
    "from": "2026-12-04",
    "to": "2026-12-25",
    "weekdays": [5],
    "from_time": "17:00",
    "until_time": "21:00",
    "minutes": 120,
}


@extend_schema_serializer(examples=[OpenApiExample("Friday evenings", WISH)])
class WishIn(Party):
    """A time that one would take if it became free; with whom and for what as in a booking."""

    rooms = serializers.ListField(child=RoomKey(), min_length=1, max_length=MOST_ROOMS)
    weekdays = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=7),
        min_length=1,
        max_length=7,
        help_text=_("1が月曜、7が日曜。"),
    )
    from_time = WallTime()
    until_time = WallTime()
    minutes = serializers.IntegerField(min_value=30, max_value=24 * 60, help_text=_("使いたい長さ。"))

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        # `from` is no name for an attribute in Python.
        return {**super().get_fields(), "from": a_day(needed=True), "to": a_day(needed=True)}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["to"] < attrs["from"]:
            raise Unfitting({"to": [_("to は from と同じ日か、あとの日にしてください。")]})
        return attrs


class WaitOut(serializers.Serializer[Wait]):
    id = serializers.CharField(source="public_id")
    state = serializers.ChoiceField(choices=WAIT_STATES)
    group = serializers.SerializerMethodField(help_text=_("グループで待っていれば、その id。"))
    rooms = serializers.ListField(child=RoomOf(), source="wish.rooms.all")
    weekdays = serializers.SerializerMethodField()
    from_time = WallTime(source="wish.from_minute")
    until_time = WallTime(source="wish.until_minute")
    minutes = serializers.SerializerMethodField()
    offer = serializers.CharField(
        source="offer.public_id", default=None, allow_null=True, help_text=_("案内中の予約の id。")
    )
    mine = serializers.SerializerMethodField(help_text=_("自分がやめられるもの。"))

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        days = {
            "from": serializers.DateField(source="wish.first_on"),
            "to": serializers.DateField(source="wish.last_on"),
        }
        return {**super().get_fields(), **days}

    def get_group(self, one: Wait) -> str | None:
        return one.group.public_id if one.group else None

    def get_weekdays(self, one: Wait) -> list[int]:
        return [day + 1 for day in one.wish.weekdays]

    def get_minutes(self, one: Wait) -> int:
        return one.wish.seconds // A_MINUTE

    def get_mine(self, one: Wait) -> bool:
        return one.public_id in self.context["mine"]


class Waits(PrivateView):
    @listing("waiting", _("待っているものの一覧"), WaitOut)
    def get(self, request: Request) -> Response:
        own, theirs = waits_of(self.somebody), waits_in(self.somebody)
        mine = {one.public_id for one in own}
        return self.listed([*own, *theirs], WaitOut, mine=mine)

    @making(
        "waiting", _("空くのを待つ"), WishIn, WaitOut, words=_("同じものを待っていれば、その番のままです。")
    )
    def post(self, request: Request) -> Response:
        sent = read(WishIn, request)
        wish = wish_of(sent)
        asker = asker_of(self.somebody, company_of(self.somebody, sent), now())
        asked = {"asker": asker, "wish": wish, "purpose": sent["purpose"], "now": now()}
        made = self.once("wait", lambda: wait(**asked).public_id)
        return wait_answer(made, self.somebody, 201)


class Stop(PrivateView):
    @changing("waiting", _("待つのをやめる"), Body, WaitOut, seen=False)
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        read(Body, request)
        stop(public_id=id, actor=self.somebody, now=now())
        return wait_answer(id, self.somebody)


class Again(PrivateView):
    @changing(
        "waiting",
        _("やめたのをもどす"),
        Body,
        WaitOut,
        seen=False,
        words=_("やめて10分以内なら、もとの順番です。"),
    )
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        read(Body, request)
        wait_again(public_id=id, actor=self.somebody, now=now())
        return wait_answer(id, self.somebody)


def wait_answer(public_id: str, reader: Person, status: int = 200) -> Response:
    """Of a wait that the reader may read; in a group's name whoever is in it may begin to wait, and who leads
    it stops."""
    found = wait_read_by(public_id, reader)
    mine = {public_id} if found.group_id is None or leads(reader, found.group_id) else set()
    return Response(WaitOut(found, context={"mine": mine}).data, status)


def wish_of(sent: dict[str, Any]) -> Wish:
    """What was sent, as the line knows it; ValidationError for a room that is not there."""
    return Wish(
        rooms=frozenset(room_of(key).pk for key in sent["rooms"]),
        first=sent["from"],
        last=sent["to"],
        # Monday is 1 outside, as in ISO 8601, and 0 in the tables, as in Python.
        weekdays=frozenset(day - 1 for day in sent["weekdays"]),
        from_minute=sent["from_time"],
        until_minute=sent["until_time"],
        seconds=sent["minutes"] * A_MINUTE,
    )
