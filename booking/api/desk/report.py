"""日報: a hall's day in numbers, and as the paper that is signed."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from booking.api.dates import a_day
from booking.api.desk.door import DeskView
from booking.api.fields import read_query
from booking.api.operations import reading
from booking.api.pdf import Pdf, paper_answer, printing
from booking.pdf.report import Reader, report_name, report_pdf
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


class ProgrammeDayOut(serializers.Serializer[Any]):
    name = serializers.CharField()
    counted = serializers.DictField(child=serializers.IntegerField())
    total = serializers.IntegerField()


class CashOut(serializers.Serializer[Any]):
    came = serializers.IntegerField()
    went = serializers.IntegerField()


class DayReportOut(serializers.Serializer[Any]):
    date = serializers.DateField()
    rooms = RoomDayOut(many=True)
    parts = serializers.DictField(child=serializers.IntegerField(), help_text=_("参加、付きそい、手伝い。"))
    programmes = ProgrammeDayOut(
        many=True, help_text=_("行事のページで数えた人数です。上の部屋の人数には入っていません。")
    )
    cash = CashOut(allow_null=True, help_text=_("円。お金の権利がなければ null。"))
    occurrences = serializers.IntegerField()
    faults = serializers.IntegerField()
    keys_out = serializers.IntegerField()
    notes = serializers.IntegerField()


class ReportView(DeskView):
    right = Right.DAY

    def told_of(self, request: Request) -> Report:
        day = read_query(DateAsked, request).get("date") or local_day(self.at, self.zone)
        return report(self.hall, day, self.zone, self.at)


class DayPaper(ReportView):
    renderer_classes = [Pdf, JSONRenderer]

    @printing(
        "desk",
        _("日報をPDFで受け取る"),
        _("ページから印刷するものと同じ。お金の表は、お金の権利のある人にだけ。日本語です。"),
        [DateAsked],
    )
    def get(self, request: Request, hall: str) -> HttpResponse:
        found = self.told_of(request)
        reader = Reader(self.zone, self.at, Right.MONEY in self.rights)
        return paper_answer(report_pdf(reader, found), report_name(found))


class DayReport(ReportView):
    @reading("desk", _("館の1日の数字"), DayReportOut, takes=[DateAsked])
    def get(self, request: Request, hall: str) -> Response:
        found = self.told_of(request)
        return Response(
            {
                "date": found.day.isoformat(),
                "rooms": [_room(one) for one in found.rooms],
                "parts": found.parts,
                "programmes": [
                    {"name": one.name, "counted": one.bands, "total": one.total} for one in found.programmes
                ],
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
