"""What departments have done to a year of the city's plan: closed it, written beside it, corrected it."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from booking.models import AimState, ClosedYear, Correction, FrozenFigure, OwnWords
from booking.rules.frozen import Frozen, Kept
from booking.rules.plans import Published
from facilities.rules.spans import local_day

Row = tuple[str, str]  # a programme of the plan, and a department


class Corrected(NamedTuple):
    """A dated word on why a closed figure is another by now; `value` is what the records said then."""

    on: date
    value: int | None
    why: str


class Closed(NamedTuple):
    """A figure of a closed year with what was written about it since. `pk` is the frozen figure's."""

    pk: int
    frozen: Frozen
    corrections: tuple[Corrected, ...] = ()


class Beside(NamedTuple):
    """What stands beside the counted figures of one fiscal year."""

    closed: Mapping[tuple[str, str, str, str], Closed]
    words: Mapping[Row, OwnWords]
    aims: Mapping[Row, AimState]

    def of_figure(self, row: Row, published: Published) -> Closed | None:
        programme, department = row
        return self.closed.get((programme, department, published.indicator, published.key or ""))


def beside(year: int, zone: ZoneInfo) -> Beside:
    """Of every row, for the fiscal year that began in `year`; `zone` is the city's. Four queries."""
    words = OwnWords.objects.filter(year=year).select_related("department")
    return Beside(
        _closed(year, zone),
        {(one.programme, one.department.slug): one for one in words},
        _aims(date(year + 1, 3, 31)),
    )


def closed_year(department: str, year: int) -> ClosedYear | None:
    """How a department (by key) has closed a year, with who did; None while it is open. One query."""
    rows = ClosedYear.objects.filter(department__slug=department, year=year, reopened_at=None)
    return rows.select_related("closed_by").first()


def aims_of(department: str) -> QuerySet[AimState]:
    """Everything that a department of the plan (by key) has said of its targets, the latest first."""
    rows = AimState.objects.filter(department__slug=department, struck_at=None)
    return rows.order_by("-on", "-pk")


def _closed(year: int, zone: ZoneInfo) -> dict[tuple[str, str, str, str], Closed]:
    rows = FrozenFigure.objects.filter(closed__year=year, closed__reopened_at=None)
    found = rows.select_related("closed__department").prefetch_related("corrections")
    return {
        (one.programme, one.closed.department.slug, one.indicator, one.key): Closed(
            one.pk, _frozen(one, zone), tuple(_corrected(of_it, zone) for of_it in one.corrections.all())
        )
        for one in found
    }


def _frozen(one: FrozenFigure, zone: ZoneInfo) -> Frozen:
    counted, missing = (tuple(map(Kept.from_json, told)) for told in (one.counted, one.missing))
    return Frozen(one.value, counted, missing, local_day(one.closed.closed_at, zone))


def _corrected(one: Correction, zone: ZoneInfo) -> Corrected:
    return Corrected(local_day(one.at, zone), one.value, one.why)


def _aims(last: date) -> dict[Row, AimState]:
    """How each target stood on a day: what was said of the latest day up to it, and last of that day."""
    rows = AimState.objects.filter(on__lte=last, struck_at=None).select_related("department")
    return {(one.programme, one.department.slug): one for one in rows.order_by("on", "pk")}
