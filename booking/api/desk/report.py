"""日報: a hall's day in numbers."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.api.dates import a_day
from booking.api.desk.door import DeskView
from booking.api.fields import read_query
from booking.api.operations import reading
from booking.queries.papers import moved
from booking.queries.report import Report, RoomDay, report
from booking.rules.papers import Paper
from booking.rules.staff import Right
from facilities.rules.spans import local_day


class DateAsked(serializers.Serializer[Any]):
    date = a_day(help_text=_("書かなければきょう。"))


class RoomDayOut(serializers.Serializer[Any]):
    room = serializers.SlugField()
    name = serializers.CharField()
    bookable = serializers.BooleanField(help_text=_("false の部屋は、1時間ごとに数えた人数の合計です。"))
    used = serializers.IntegerField()
    no_shows = serializers.IntegerField()
    uncounted = serializers.IntegerField(help_text=_("人数がまだわからない予約。"))
    counted = serializers.DictField(
        child=serializers.IntegerField(),
        help_text=_("数えた区分だけ。ない区分は、0ではなく、数えていません。"),
    )
    total = serializers.IntegerField()


class CashOut(serializers.Serializer[Any]):
    came = serializers.IntegerField()
    went = serializers.IntegerField()


class DayReportOut(serializers.Serializer[Any]):
    date = serializers.DateField()
    rooms = RoomDayOut(many=True)
    parts = serializers.DictField(child=serializers.IntegerField(), help_text=_("参加、付きそい、手伝い。"))
    cash = CashOut(allow_null=True, help_text=_("円。お金の権利がなければ null。"))
    occurrences = serializers.IntegerField()
    faults = serializers.IntegerField()
    keys_out = serializers.IntegerField()
    notes = serializers.IntegerField()


class DayReport(DeskView):
    right = Right.DAY

    @reading("desk", _("館の1日の数字"), DayReportOut, takes=[DateAsked])
    def get(self, request: Request, hall: str) -> Response:
        day = read_query(DateAsked, request).get("date") or local_day(self.at, self.zone)
        found = report(self.hall, day, self.zone, self.at)
        return Response(
            {
                "date": day.isoformat(),
                "rooms": [_room(one) for one in found.rooms],
                "parts": found.parts,
                "cash": _cash(found) if Right.MONEY in self.rights else None,
                "occurrences": len(found.occurrences),
                "faults": len(found.faults),
                "keys_out": len(found.keys),
                "notes": len(found.notes),
            }
        )


def _room(one: RoomDay) -> dict[str, Any]:
    return {
        "room": one.slug,
        "name": one.room,
        "bookable": one.bookable,
        "used": one.used,
        "no_shows": one.no_shows,
        "uncounted": one.uncounted,
        "counted": one.bands,
        "total": one.total,
    }


def _cash(found: Report) -> dict[str, int]:
    return {"came": moved(found.payments, Paper.RECEIPT), "went": moved(found.payments, Paper.REFUND)}
