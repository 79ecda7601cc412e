"""The city's plan with a year's figures and what each counts; for whoever may see figures at a hall or an
office. `copy=public` tells what may be published, without small counts of people."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from booking.api.choices import HIDDEN
from booking.api.fields import WordsOut, read_query
from booking.api.operations import reading
from booking.api.private import PrivateView
from booking.labels.indicators import definition
from booking.models.keys import sealed
from booking.queries.bookings import Absent
from booking.queries.evidence import as_stood, evidence
from booking.queries.figures import Counted, Reported, reported
from booking.queries.people import today_here
from booking.queries.plans import the_plan
from booking.queries.posts import may_in_an_office
from booking.queries.public_figures import people_by_record, public_figures, public_people
from booking.rules.indicators import Kind
from booking.rules.plans import Plan
from booking.rules.scopes import Scope
from booking.rules.staff import Right
from booking.rules.suppression import Hidden, Told
from facilities.clock import now
from facilities.rules.stages import fiscal_year

CITY = ZoneInfo(settings.TIME_ZONE)
FROZEN = "frozen figure"
COPIES = ["office", "public"]
# Where it was somebody typed for the office alone.
TYPED = (Kind.ACTIVITY, Kind.INTRODUCTION)


class CopyAsked(serializers.Serializer[Any]):
    copy = serializers.ChoiceField(
        choices=COPIES, required=False, default="office", help_text=_("public で、公表できる数だけ。")
    )


class CountOut(serializers.Serializer[Any]):
    value = serializers.IntegerField(allow_null=True, help_text=_("null は、まだないか、かくした数。"))
    hidden = serializers.ChoiceField(
        choices=HIDDEN, allow_null=True, help_text=_("fewer は1から4、withheld は引き算でわかる数。")
    )


class FigureOut(CountOut):
    indicator = serializers.SlugField()
    name = WordsOut()
    of = WordsOut(allow_null=True, help_text=_("何の数か。"))
    unit = WordsOut()
    baseline = serializers.IntegerField(allow_null=True, help_text=_("計画に書いてある数。"))
    definition = serializers.ListField(child=serializers.CharField(), help_text=_("数え方。"))
    records = serializers.IntegerField()
    missing = serializers.IntegerField(help_text=_("人数がまだわからない記録の数。"))
    frozen = serializers.CharField(allow_null=True, help_text=_("しめた数の id。しめていなければ null。"))
    closed_on = serializers.DateField(allow_null=True)
    corrected = serializers.BooleanField(help_text=_("しめたあとに、訂正があるか。"))


class OwnWordsOut(serializers.Serializer[Any]):
    results = serializers.CharField()
    issues = serializers.CharField()
    plans = serializers.CharField()


class RowOut(serializers.Serializer[Any]):
    programme = serializers.CharField()
    row = serializers.SlugField(help_text=_("計画にある課の鍵。"))
    name = WordsOut()
    target = WordsOut()
    figures = FigureOut(many=True)
    waiting = serializers.IntegerField(help_text=_("たしかめを待つ報告の数。"))
    words = OwnWordsOut(help_text=_("課の言葉。"))


class EvidenceOut(CountOut):
    kind = serializers.CharField()
    day = serializers.CharField(help_text=_("月だけのものは 2026-11 の形。"))
    what = serializers.CharField()
    where = serializers.CharField()
    counted = serializers.BooleanField(help_text=_("false は、人数がまだわからない記録。"))


class PlanOut(serializers.Serializer[Any]):
    """A report and no list: as many rows as the plan has."""

    rows = RowOut(many=True)


class RecordsOut(serializers.Serializer[Any]):
    records = EvidenceOut(many=True)


class FiguresView(PrivateView):
    """Over all halls, for whoever has the right FIGURES at one of them or at a department."""

    scope = Scope.DESK
    sees = Scope.DESK_READ
    right = Right.FIGURES

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.at = now()
        confirmed, self.somebody.confirmed = self.somebody.confirmed, True
        try:
            may = may_in_an_office(self.somebody, self.right, self.at)
        finally:
            self.somebody.confirmed = confirmed
        if not may:
            raise Http404
        # Only to whoever has the right: to all others there is nothing for which a factor could be needed.
        if not confirmed:
            raise PermissionDenied(code="second_factor_missing")

    def public(self) -> bool:
        return bool(read_query(CopyAsked, self.request)["copy"] == "public")

    def of_year(self, year: int) -> tuple[Plan, list[Reported]]:
        """Absent for a year before the plan's first figures, and for one that has not begun."""
        found = the_plan()
        if found is None or not found.baseline <= year <= fiscal_year(today_here(self.at)):
            raise Absent(year)
        return found, reported(found, year, CITY, self.at)


class PlanOfYear(FiguresView):
    @reading("figures", _("市の計画の表と、年度の数"), PlanOut, takes=[CopyAsked])
    def get(self, request: Request, year: int) -> Response:
        public = self.public()
        plan, rows = self.of_year(year)
        return Response({"rows": [row_data(plan, year, one, public=public) for one in rows]})


class EvidenceOfFigure(FiguresView):
    @reading(
        "figures",
        _("1つの数の、もとになる記録"),
        RecordsOut,
        words=_("場所は、行の中で何番目の数か。人の名前はありません。公表する数では、年代もありません。"),
        takes=[CopyAsked],
    )
    def get(self, request: Request, year: int, programme: str, row: str, place: int) -> Response:
        public = self.public()
        plan, rows = self.of_year(year)
        wanted = (programme, row)
        found = next(
            (one for one in rows if (one.entry.programme.id, one.entry.row.department) == wanted), None
        )
        if found is None or place >= len(found.figures):
            raise Absent(place)
        return Response({"records": _evidence(plan, found, place, public)})


def row_data(plan: Plan, year: int, one: Reported, *, public: bool) -> dict[str, Any]:
    """As RowOut describes it."""
    values: Sequence[Told | None] = (
        public_figures(plan, one) if public else [found.value for found in one.figures]
    )
    programme, row = one.entry.programme, one.entry.row
    words = {name: getattr(one.words, name, "") for name in ("results", "issues", "plans")}
    return {
        "programme": programme.id,
        "row": row.department,
        "name": _words(programme.name),
        "target": _words(row.target),
        "figures": [
            _figure(plan, figure, value, public) for figure, value in zip(one.figures, values, strict=True)
        ],
        "waiting": len(one.waiting),
        "words": words,
    }


def _figure(plan: Plan, one: Counted, value: Told | None, public: bool) -> dict[str, Any]:
    by, published, closed = plan.counted[one.published.indicator], one.published, one.closed
    return {
        **count_data(value),
        "indicator": by.key,
        "name": _words(by.name),
        "of": _words(published.of) if published.of else None,
        "unit": _words(by.unit),
        "baseline": published.baseline,
        "definition": definition(by),
        "records": one.records,
        "missing": one.missing,
        "frozen": None if closed is None or public else sealed(FROZEN, closed.pk),
        "closed_on": closed.frozen.closed_on.isoformat() if closed else None,
        "corrected": bool(closed and (closed.corrections or one.changes(by).some)),
    }


def _evidence(plan: Plan, row: Reported, place: int, public: bool) -> list[dict[str, Any]]:
    counted = row.figures[place]
    indicator = plan.counted[counted.published.indicator]
    stood = as_stood(counted, counted.closed, indicator) if counted.closed else None
    people: dict[str, Told] = (
        public_people(plan, row, place) if public else dict(people_by_record(plan, counted))
    )
    groups = (
        (True, stood[0] if stood else evidence(counted.figure.counted)),
        (False, stood[1] if stood else evidence(counted.figure.missing)),
    )
    return [
        {
            **count_data(people.get(one.key) if indicator.of_people else None),
            "kind": one.kind.value,
            "day": f"{one.day:%Y-%m}" if one.by_month else one.day.isoformat(),
            "what": one.what,
            "where": "" if public and one.kind in TYPED else one.where,
            "counted": is_counted,
        }
        for is_counted, found in groups
        for one in found
    ]


def count_data(value: Told | None) -> dict[str, Any]:
    if isinstance(value, Hidden):
        return {"value": None, "hidden": value.value}
    return {"value": value, "hidden": None}


def _words(words: Any) -> dict[str, str]:
    return {"ja": words.ja, "en": words.en}
