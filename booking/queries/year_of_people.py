"""Who came to halls in a year, as numbers: by month and age, on how many days, and where ages have met."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Case, F, IntegerField, Sum, Value, When
from django.db.models.expressions import Combinable

from booking.models import Headcount, Session, SessionCount
from booking.queries.counted.source import Year
from booking.rules.attendance import Heads, Part
from booking.rules.exchange import ages_met
from facilities.models import Facility
from facilities.rules.spans import instant, local_day

TWO_BANDS = 2  # what counts as cross-age where a programme says no number of its own


class People(NamedTuple):
    """Visits (延べ) of those who took part: by hall (its key), the first of a month, and band."""

    heads: Counter[tuple[int, date, str]]
    days: dict[int, set[date]]
    """The days on which anybody came, by hall."""
    met: int
    """Dates of programmes to which people of several ages came, ..."""
    met_heads: int
    """... and how many took part in them."""

    @property
    def total(self) -> int:
        return sum(self.heads.values())

    @property
    def days_of_halls(self) -> int:
        """On how many days anybody came, hall by hall and added up."""
        return sum(map(len, self.days.values()))

    @property
    def first_month(self) -> date | None:
        """The first day of the first month in which anybody was counted."""
        return min((month for _hall, month, _band in self.heads), default=None)

    def of(self, *, hall: int | None = None, month: date | None = None, bands: Sequence[str] = ()) -> int:
        """Of a hall, a month or some bands only."""
        return sum(
            count
            for (at, when, band), count in self.heads.items()
            if hall in (None, at) and month in (None, when) and (not bands or band in bands)
        )


def year_of_people(halls: Sequence[Facility], year: Year) -> People:
    """Of bookings, and of dates of programmes of these halls, up to `year.now`. Four queries."""
    keys = [hall.pk for hall in halls]
    heads: Counter[tuple[int, date, str]] = Counter()
    months = months_of(year)
    for hall, month, band, count in [*_booked(keys, year, months), *_of_programmes(keys, year, months)]:
        heads[hall, months[month], band] += count
    met, met_heads = _met(keys, year)
    return People(heads, _days(keys, year), met, met_heads)


def months_of(year: Year) -> list[date]:
    """The first day of each month that has begun."""
    starts = [date(year.first.year + (month > 12), (month - 1) % 12 + 1, 1) for month in range(4, 16)]
    return [one for one in starts if one <= year.last]


def _span(year: Year) -> tuple[int, int]:
    until = min(instant(year.last + timedelta(days=1), 0, year.zone), year.now + 1)
    return instant(year.first, 0, year.zone), until


def _month(field: str, year: Year, months: Sequence[date]) -> Combinable:
    """Which of the months an instant is in, by its place among them."""
    # From the last: the first that has begun by then is its month.
    begun = [(place, instant(one, 0, year.zone)) for place, one in enumerate(months)]
    cases = (When(**{f"{field}__gte": at}, then=Value(place)) for place, at in reversed(begun))
    return Case(*cases, default=Value(0), output_field=IntegerField())


def _booked(halls: Sequence[int], year: Year, months: Sequence[date]) -> list[tuple[int, int, str, int]]:
    since, until = _span(year)
    rows = Headcount.objects.filter(
        booking__room__facility__in=halls,
        booking__start__gte=since,
        booking__start__lt=until,
        part=Part.TAKING_PART.value,
        # A room of a programme's date: who came is counted there.
        booking__session=None,
    )
    told = rows.annotate(month=_month("booking__start", year, months)).order_by()
    return list(told.values_list("booking__room__facility", "month", "band").annotate(all=Sum("count")))


def _of_programmes(
    halls: Sequence[int], year: Year, months: Sequence[date]
) -> list[tuple[int, int, str, int]]:
    since, until = _span(year)
    rows = SessionCount.objects.filter(
        session__programme__facility__in=halls,
        session__start__gte=since,
        session__start__lt=until,
        session__cancelled_at=None,
        part=Part.TAKING_PART.value,
    )
    told = rows.annotate(month=_month("session__start", year, months)).order_by()
    return list(told.values_list("session__programme__facility", "month", "band").annotate(all=Sum("count")))


def _days(halls: Sequence[int], year: Year) -> dict[int, set[date]]:
    since, until = _span(year)
    booked = Headcount.objects.filter(
        booking__room__facility__in=halls, booking__start__gte=since, booking__start__lt=until, count__gt=0
    )
    held = SessionCount.objects.filter(
        session__programme__facility__in=halls,
        session__start__gte=since,
        session__start__lt=until,
        session__cancelled_at=None,
        count__gt=0,
    )
    here = booked.order_by().values_list(F("booking__room__facility"), F("booking__start"))
    there = held.order_by().values_list(F("session__programme__facility"), F("session__start"))
    found: dict[int, set[date]] = {hall: set() for hall in halls}
    for hall, start in here.union(there):
        found[hall].add(local_day(start, year.zone))
    return found


def _met(halls: Sequence[int], year: Year) -> tuple[int, int]:
    since, until = _span(year)
    rows = Session.objects.filter(
        programme__facility__in=halls, start__gte=since, start__lt=until, cancelled_at=None
    )
    met = heads = 0
    for row in rows.select_related("programme").prefetch_related("counts"):
        came = {Heads(Part(one.part), one.band): one.count for one in row.counts.all()}
        if ages_met(came, row.programme.bands_wanted or TWO_BANDS):
            met += 1
            heads += sum(count for of_it, count in came.items() if of_it.part is Part.TAKING_PART)
    return met, heads
