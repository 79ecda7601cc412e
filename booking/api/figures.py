"""The dashboard's numbers of a year, of all halls; with what its tables tell and how each is counted."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.api.choices import BANDS_OF_AGE
from booking.api.operations import reading
from booking.api.plan import CopyAsked, CountOut, FiguresView, count_data
from booking.labels.figures import definitions
from booking.queries.bookings import Absent
from booking.queries.people import today_here
from booking.queries.year_of_halls import YearOfHalls, published_halls, year_of_halls
from booking.queries.year_of_people import months_of
from booking.rules.bands import BANDS
from booking.rules.suppression import Told, told, told_by_age
from facilities.rules.stages import fiscal_year

CITY = ZoneInfo(settings.TIME_ZONE)
FIRST = 2000  # before it nothing was booked here


class MonthOut(CountOut):
    month = serializers.CharField()
    band = serializers.ChoiceField(
        choices=BANDS_OF_AGE, allow_null=True, help_text=_("null は、全部の年代。")
    )


class CauseOut(CountOut):
    cause = serializers.CharField()
    hall = serializers.SlugField(allow_null=True, help_text=_("館を決めない検索では null。"))


class HallOfYearOut(serializers.Serializer[Any]):
    hall = serializers.SlugField()
    days = serializers.IntegerField()
    people = serializers.IntegerField(allow_null=True, help_text=_("公表する数では null。"))
    evenings = serializers.IntegerField()
    used_percent = serializers.IntegerField(allow_null=True)


class DefinedOut(serializers.Serializer[Any]):
    name = serializers.CharField()
    how = serializers.CharField()


class DashboardOut(serializers.Serializer[Any]):
    first = serializers.DateField()
    last = serializers.DateField()
    people = MonthOut(many=True)
    demand = CauseOut(many=True, help_text=_("使えなかった件数。"))
    halls = HallOfYearOut(many=True)
    definitions = DefinedOut(many=True)


class Dashboard(FiguresView):
    @reading("figures", _("市の館の、年度の数"), DashboardOut, takes=[CopyAsked])
    def get(self, request: Request, year: int) -> Response:
        public = self.public()
        if not FIRST <= year <= fiscal_year(today_here(self.at)):
            raise Absent(year)
        found = year_of_halls(published_halls(), year, CITY, self.at, city=True)
        return Response(dashboard_data(found, public=public, people=True))


def dashboard_data(found: YearOfHalls, *, public: bool, people: bool) -> dict[str, Any]:
    """As DashboardOut describes it; without `people` nobody is counted by month and age."""
    months = months_of(found.year) if people else []
    return {
        "first": found.year.first.isoformat(),
        "last": found.year.last.isoformat(),
        "people": [row for month in months for row in _month(found, month, public)],
        "demand": _demand(found, public),
        "halls": [_hall(found, hall, public) for hall in found.halls],
        "definitions": [{"name": name, "how": how} for name, how in definitions().items()],
    }


def _month(found: YearOfHalls, month: Any, public: bool) -> list[dict[str, Any]]:
    counts = [found.people.of(month=month, bands=[band]) for band in BANDS]
    ages, together = told_by_age(counts) if public else (counts, None)
    rows: list[tuple[str | None, Told]] = [*zip(BANDS, ages, strict=True)]
    if together is not None:
        rows.append((None, together))
    return [{"month": f"{month:%Y-%m}", "band": band, **count_data(count)} for band, count in rows]


def _demand(found: YearOfHalls, public: bool) -> list[dict[str, Any]]:
    slugs = {hall.pk: hall.slug for hall in found.halls}
    return [
        {"cause": cause.value, "hall": slugs.get(hall or 0), **count_data(told(count) if public else count)}
        for (cause, hall), count in sorted(found.demand.items(), key=lambda one: (one[0][0], one[0][1] or 0))
    ]


def _hall(found: YearOfHalls, hall: Any, public: bool) -> dict[str, Any]:
    return {
        "hall": hall.slug,
        "days": len(found.people.days[hall.pk]),
        # Of one hall nobody else gets numbers of people: from the city's they could be subtracted.
        "people": None if public else found.people.of(hall=hall.pk),
        "evenings": len(found.use.evenings[hall.pk]),
        "used_percent": found.use.of_hall(hall).percent,
    }
