"""A room's free and taken times, for everybody alike: states, and never whose."""

from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.api.dates import FromTo
from booking.api.fields import WordsOut, read_query, shown, zone_of
from booking.api.reasons import ReasonOut, reasons_data
from booking.queries.slots import room_days
from booking.rules.weeks import Day, Slot, State
from facilities.api.reading import PublicView
from facilities.clock import now
from facilities.queries.halls import published_room
from facilities.rules.spans import Span, local_day

SEEN_BY_ALL = [state for state in State if state is not State.MINE]


class TimesOut(serializers.Serializer[Any]):
    start = serializers.DateTimeField()
    end = serializers.DateTimeField()


class SlotOut(TimesOut):
    state = serializers.ChoiceField(choices=SEEN_BY_ALL)
    name = WordsOut(help_text=_("区分の名前。なければ空です。"))
    offer = TimesOut(
        allow_null=True, help_text=_("空いていれば、その始まりから予約できるいちばん短い使い方。")
    )
    clause = serializers.CharField(
        help_text=_("開けるか閉めるかを決めたきまりの番号。日を決めた開館や休館なら空です。")
    )
    why = WordsOut(help_text=_("そのわけとして示されている言葉。"))
    reasons = ReasonOut(many=True, help_text=_("`not_yet`、`conditional`、`ask` のわけ。"))


class DayOut(serializers.Serializer[Any]):
    date = serializers.DateField()
    holiday = serializers.BooleanField()
    evening = serializers.BooleanField(help_text=_("18時よりあとに入れる人がいる日。"))
    slots = SlotOut(many=True)


class SlotsOut(serializers.Serializer[Any]):
    room = serializers.CharField()
    timezone = serializers.CharField()
    days = DayOut(many=True)


class Slots(PublicView):
    @extend_schema(
        tags=["rooms"],
        summary=_("部屋の空きを見る"),
        description=_(
            "1日を、すきまなく並ぶ枠で返します。`free` は予約がないこと。使えるかは `check` が答えます。"
        ),
        parameters=[FromTo],
        responses=SlotsOut,
    )
    def get(self, request: Request, hall: str, room: str) -> Response:
        found = published_room(hall, room)
        if found is None:
            raise Http404
        zone, at = zone_of(found), now()
        asked = read_query(FromTo, request, today=local_day(at, zone))
        days = room_days(found, asked["first"], asked["last"], None, at)
        told = {
            "room": f"{hall}/{room}",
            "timezone": zone.key,
            "days": [_day_data(day, zone) for day in days],
        }
        # A booking made a moment ago must show: caches may keep it, and ask each time.
        return Response(told, headers={"Cache-Control": "public, no-cache"})


def _day_data(day: Day, zone: ZoneInfo) -> dict[str, Any]:
    slots = [_slot_data(slot, zone) for slot in day.slots]
    return {"date": day.day, "holiday": day.holiday, "evening": day.evening, "slots": slots}


def _slot_data(slot: Slot, zone: ZoneInfo) -> dict[str, Any]:
    source = slot.source
    return {
        **_times(slot.span, zone),
        "state": str(slot.state),
        "name": {"ja": slot.name_ja, "en": slot.name_en},
        "offer": _times(slot.offer, zone) if slot.offer else None,
        "clause": source.clause if source else "",
        "why": {"ja": source.reason_ja if source else "", "en": source.reason_en if source else ""},
        "reasons": reasons_data(slot.reasons, zone),
    }


def _times(span: Span, zone: ZoneInfo) -> dict[str, str]:
    return {"start": shown(span.start, zone), "end": shown(span.end, zone)}
