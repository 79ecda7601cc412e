"""A year of one hall or of all, as the dashboard shows it."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from booking.queries.counted.source import Year
from booking.queries.demand import year_of_demand
from booking.queries.year_of_people import People, year_of_people
from booking.queries.year_of_use import YearOfUse, year_of_use
from booking.rules.demand import Cause
from facilities.models import Facility
from facilities.rules.spans import instant, local_day


class YearOfHalls(NamedTuple):
    """`before` is the year before up to the same day, None where it is not on record as far back as this one:
    a year that somebody began to count in its last month says nothing of the whole of it."""

    halls: tuple[Facility, ...]
    year: Year
    people: People
    before: People | None
    use: YearOfUse
    demand: Counter[tuple[Cause, int | None]]


def published_halls() -> list[Facility]:
    """The halls of the city, in its order. One query."""
    return list(Facility.objects.filter(published=True))


def year_of_halls(
    halls: Sequence[Facility], first_year: int, zone: ZoneInfo, now: int, *, city: bool
) -> YearOfHalls:
    """The fiscal year that began in `first_year`, up to `now` (an instant, seconds, UTC)."""
    year = _year(first_year, zone, now)
    earlier = Year(
        _back(year.first), _back(year.last), zone, min(now, instant(_back(year.last), 24 * 60, zone))
    )
    people, before = year_of_people(halls, year), year_of_people(halls, earlier)
    return YearOfHalls(
        tuple(halls),
        year,
        people,
        before if _goes_as_far_back(before, people) else None,
        year_of_use(halls, year),
        year_of_demand(halls, year, city=city),
    )


def _year(first_year: int, zone: ZoneInfo, now: int) -> Year:
    last = min(date(first_year + 1, 3, 31), local_day(now, zone))
    return Year(date(first_year, 4, 1), last, zone, now)


def _goes_as_far_back(before: People, people: People) -> bool:
    if before.first_month is None or people.first_month is None:
        return False
    return before.first_month <= _back(people.first_month)


def _back(day: date) -> date:
    """The same day a year before; of 29 February the 28th."""
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)
