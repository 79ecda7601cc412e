"""A hall that is lent by the term, as the tests of series mean it: on literal dates, from 2 December 2026."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from booking.actions.series import book_series
from booking.actions.wanted_series import WantedSeries
from booking.models import Person, Series
from booking.queries.series import Wish
from booking.rules.rulebook import Rulebook, read
from booking.rules.series import DatesRefused, days_of, use_on, ways
from facilities.models import Room
from facilities.rules.evenings import Recurrence
from facilities.rules.spans import Span
from tests.factories import NOW, SAMPLE, TOKYO, a_hall, the_room

# A craft room that one can book half a year ahead, four times a month.
TERM = (
    SAMPLE.replace("days = 30", "days = 400")
    + """
[[clauses]]
id = "Q2"
ja = "工作室は、月に4回までです。"
en = "The craft room at most four times a month."
  [[clauses.says]]
  type = "quota"
  rooms = ["craft"]
  most = 4
  per = "month"
"""
)
WEDNESDAY, START, END = date(2026, 12, 9), 13 * 60, 15 * 60


def term_rules() -> Rulebook:
    return read(TERM, "term.toml")


def a_craft_room() -> Room:
    return the_room(a_hall(TERM), "craft")


def weekly(times: int, first: date = WEDNESDAY, way: str = "1w") -> Recurrence:
    """A recurrence that ends after so many times."""
    recurrence = ways(first)[way]
    return recurrence.model_copy(update={"last": days_of(recurrence, times)[-1]})


def first_of(recurrence: Recurrence, start: int = START, end: int = END) -> Span:
    found = use_on(recurrence.first, start, end, TOKYO)
    assert found is not None
    return found


def wishes(room: Room, recurrence: Recurrence, start: int = START, end: int = END) -> Sequence[Wish]:
    """Every date of it, from 13:00 to 15:00 in Tokyo."""
    spans = ((day, use_on(day, start, end, TOKYO)) for day in days_of(recurrence))
    return [Wish(day, room, span) for day, span in spans if span]


def booked(room: Room, person: Person, times: int = 4, way: str = "2w", **given: Any) -> Series:
    """Fortnightly Wednesdays from 9 December, 13:00 to 15:00, unless told otherwise."""
    recurrence = given.pop("recurrence", None) or weekly(times, way=way)
    wished, now, key = (
        given.pop("wishes", wishes(room, recurrence)),
        given.pop("now", NOW),
        given.pop("key", ""),
    )
    wanted = WantedSeries(room, recurrence, first_of(recurrence), wished, **given)
    return book_series(person=person, wanted=wanted, now=now, key=key)


def codes(refused: pytest.ExceptionInfo[DatesRefused]) -> dict[date, set[str]]:
    """Why which date is refused."""
    dates = refused.value.dates.items()
    return {day: {str(reason.code) for reason in verdict.broken} for day, verdict in dates}
