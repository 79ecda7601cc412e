"""課の年度: a department's rows of the plan for a year: its own words, its targets, and closing the year."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions import own_words as verbs
from booking.actions.years import close_year, note_correction, reopen_year
from booking.api.choices import STANDS
from booking.api.dates import a_day
from booking.api.desk.door import key_in
from booking.api.fields import Body, PlainText, optional_text, read
from booking.api.growing import Growing, LastSaid, paging
from booking.api.headers import version_of
from booking.api.office.door import OfficeView
from booking.api.operations import changing, listing, making, reading
from booking.api.plan import FROZEN, RowOut, row_data
from booking.models import AimState
from booking.models.keys import sealed
from booking.models.years import LONGEST_WHY, LONGEST_WORDS
from booking.queries.bookings import Absent
from booking.queries.figures import Reported, reported
from booking.queries.people import today_here
from booking.queries.plans import the_plan
from booking.queries.successions import department_by, rows_for, successions
from booking.queries.years import aims_of, closed_year
from booking.rules.aims import Stand
from booking.rules.plans import Plan
from booking.rules.staff import Right
from facilities.models import Department
from facilities.rules.stages import fiscal_year

CITY = ZoneInfo(settings.TIME_ZONE)
AIM = "aim"


class SaidOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    programme = serializers.CharField()
    stand = serializers.ChoiceField(choices=STANDS)
    on = serializers.DateField()


class ClosingOut(serializers.Serializer[Any]):
    row = serializers.SlugField(help_text=_("計画にある課の鍵。"))
    closed = serializers.BooleanField()


class OfficeRowOut(RowOut):
    version = serializers.IntegerField(help_text=_("words/ の If-Match。"))


class OfficeYearOut(serializers.Serializer[Any]):
    rows = OfficeRowOut(many=True)


@extend_schema_serializer(examples=[OpenApiExample("of one row", {"results": "毎週ひらきました。"})])
class WordsIn(Body):
    """All three, anew."""

    results = optional_text(LONGEST_WORDS)
    issues = optional_text(LONGEST_WORDS)
    plans = optional_text(LONGEST_WORDS)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return {"words": verbs.Words(**attrs)}


@extend_schema_serializer(examples=[OpenApiExample("done", {"stand": "done", "on": "2026-11-01"})])
class StateOfAimIn(Body):
    stand = serializers.ChoiceField(choices=STANDS)
    on = a_day(needed=True)


@extend_schema_serializer(examples=[OpenApiExample("counted late", {"why": "11月の人数をあとで入れた"})])
class CorrectionIn(Body):
    why = PlainText(max_length=LONGEST_WHY)


class YearView(OfficeView):
    right = Right.FIGURES

    def plan(self, year: int) -> Plan:
        """Absent for a year of which the plan prints its own words, and for one that has not begun."""
        found = the_plan()
        if found is None or not found.baseline < year <= fiscal_year(today_here(self.at)):
            raise Absent(year)
        return found

    def rows(self, plan: Plan, year: int) -> list[Reported]:
        mine = list(rows_for(plan, self.department.slug, successions(), today_here(self.at)))
        return [one for one in reported(plan, year, CITY, self.at) if one.entry in mine]

    def of(self, slug: str) -> Department:
        """The plan's department, if the one at the door answers for it today; its verbs ask once more."""
        found = department_by(slug)
        if found is None or successions().on(slug, today_here(self.at)) != self.department.slug:
            raise Absent(slug)
        return found


class OfficeYear(YearView):
    @reading(
        "office",
        _("課の年度:計画の行と数"),
        OfficeYearOut,
        words=_("計画にある課の、この年度の行です。"),
    )
    def get(self, request: Request, department: str, year: int) -> Response:
        plan = self.plan(year)
        rows = [
            {**row_data(plan, year, one, public=False), "version": one.words.revision if one.words else 0}
            for one in self.rows(plan, year)
        ]
        return Response({"rows": rows})


class Closings(YearView):
    @listing("office", _("課の年度が、しめてあるか"), ClosingOut)
    def get(self, request: Request, department: str, year: int) -> Response:
        mine = rows_for(self.plan(year), self.department.slug, successions(), today_here(self.at))
        slugs = dict.fromkeys(one.row.department for one in mine)
        return self.listed([{"row": slug, "closed": closed_year(slug, year) is not None} for slug in slugs])


class CloseYear(YearView):
    @changing(
        "office",
        _("課の年度をしめる"),
        Body,
        ClosingOut,
        words=_("数は、きょうのまま残ります。1日のあいだ、もどせます。"),
        seen=False,
    )
    def post(self, request: Request, department: str, year: int, row: str) -> Response:
        read(Body, request)
        close_year(department=self.of(row), year=year, **self.by)
        return Response({"row": row, "closed": True})


class ReopenYear(YearView):
    @changing("office", _("課の年度を、しめる前にもどす"), Body, ClosingOut, seen=False)
    def post(self, request: Request, department: str, year: int, row: str) -> Response:
        read(Body, request)
        reopen_year(department=self.of(row), year=year, **self.by)
        return Response({"row": row, "closed": False})


class NoteCorrection(YearView):
    @making(
        "office",
        _("しめた数の訂正を書く"),
        CorrectionIn,
        CorrectionIn,
        words=_("しめた数のよこに出ます。数の `frozen` を、アドレスに書きます。"),
    )
    def post(self, request: Request, department: str, year: int, row: str, figure: str) -> Response:
        sent = read(CorrectionIn, request)
        asked: dict[str, Any] = {"department": self.of(row), "year": year, "figure": key_in(FROZEN, figure)}
        self.once("note_correction", lambda: str(note_correction(**asked, **sent, **self.by).pk))
        return Response(sent, 201)


class WriteWords(YearView):
    @changing("office", _("計画の行に、課の言葉を書く"), WordsIn, WordsIn)
    def post(self, request: Request, department: str, year: int, row: str, programme: str) -> Response:
        version, office, sent = version_of(request), self.of(row), read(WordsIn, request)
        there = [one for one in self.rows(self.plan(year), year) if one.entry.programme.id == programme]
        found = next((one for one in there if one.entry.row.department == row), None)
        stood = found.words.revision if found and found.words else 0
        asked: dict[str, Any] = {"department": office, "programme": programme, "year": year}
        one = verbs.write_words(**asked, **sent, seen=stood if version is None else version, **self.by)
        told = {name: getattr(one, name) for name in ("results", "issues", "plans")}
        return Response(told, headers={"ETag": f'"{one.revision}"'})


class StatesOfAims(YearView, Growing):
    serializer_class = SaidOut
    pagination_class = LastSaid
    queryset = AimState.objects.none()

    def get_queryset(self) -> QuerySet[AimState]:
        return aims_of(self.of(self.kwargs["row"]).slug)

    def row(self, one: AimState) -> dict[str, Any]:
        return _said(one)

    @paging("office", _("目標のようすの記録"), words=_("新しい順。"))
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)


class SayState(YearView):
    @changing("office", _("目標が、いつからどうなっているかを記録する"), StateOfAimIn, SaidOut, seen=False)
    def post(self, request: Request, department: str, row: str, programme: str) -> Response:
        sent = read(StateOfAimIn, request)
        asked: dict[str, Any] = {"department": self.of(row), "programme": programme, "on": sent["on"]}
        return Response(_said(verbs.say_state(**asked, stand=Stand(sent["stand"]), **self.by)))


class StrikeState(YearView):
    @changing("office", _("目標の記録を取り消す"), Body, None, seen=False)
    def post(self, request: Request, department: str, row: str, id: str) -> Response:  # noqa: A002  # as the address
        read(Body, request)
        verbs.strike_state(department=self.of(row), state=key_in(AIM, id), **self.by)
        return Response(status=204)


def _said(one: Any) -> dict[str, Any]:
    told = {"programme": one.programme, "stand": one.stand, "on": one.on.isoformat()}
    return {"id": sealed(AIM, one.pk), **told}
