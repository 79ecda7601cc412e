"""A hall's month as a poster says it."""

from datetime import date, timedelta

import pytest

from booking.rules.months import Face, Part, blanks, face_of, part_of, usual_hours
from booking.rules.weeks import Day
from facilities.rules.layers import Layer, Opening, Source
from facilities.rules.slots import State
from tests.factories import TOKYO, span

FRIDAY = date(2026, 12, 4)
SOURCE = Source(Layer.HOURS)


def a_day(*times: tuple[str, str]) -> Day:
    openings = tuple(Opening(span("2026-12-04", start, end), None, SOURCE) for start, end in times)
    return Day(FRIDAY, (), openings, holiday=False, evening=False)


def month_of(year: int, month: int) -> list[date]:
    first = date(year, month, 1)
    days = [first + timedelta(days=ahead) for ahead in range(31)]
    return [day for day in days if day.month == month]


def test_a_lit_day_ends_by_day_where_its_evening_begins() -> None:
    face = face_of(a_day(("10:00", "17:00"), ("17:00", "21:00")), TOKYO)
    assert (face.daytime, face.evening) == ((600, 1020), (1020, 1260))


def test_a_day_until_half_past_five_has_no_evening() -> None:
    face = face_of(a_day(("09:00", "17:30")), TOKYO)
    assert (face.daytime, face.evening) == ((540, 1050), None)


def test_an_evening_alone_has_no_hours_by_day_and_a_closed_day_has_none() -> None:
    face = face_of(a_day(("18:00", "20:00")), TOKYO)
    assert (face.daytime, face.evening) == (None, (1080, 1200))
    assert face_of(a_day(), TOKYO)[1:3] == (None, None)


def test_usual_hours_are_those_of_most_days_and_a_holiday_is_none_of_them() -> None:
    days = [
        Face(day, None if day.weekday() == 6 or day.day == 7 else (540, 1020), None, day.day == 7, None)
        for day in month_of(2026, 12)
    ]
    assert usual_hours(days) == {(540, 1020): [0, 1, 2, 3, 4, 5], None: [6]}


@pytest.mark.parametrize(
    ("month", "empty"), [((2026, 12), (1, 3)), ((2027, 2), (0, 7)), ((2027, 5), (5, 6)), ((2027, 1), (4, 0))]
)
def test_a_month_has_five_rows_at_least(month: tuple[int, int], empty: tuple[int, int]) -> None:
    assert blanks(month_of(*month)) == empty


@pytest.mark.parametrize(
    ("states", "part"),
    [
        ({State.FREE, State.TAKEN}, Part.PARTLY),
        ({State.FREE, State.OUTSIDE}, Part.FREE),
        ({State.TAKEN, State.CLOSED}, Part.TAKEN),
        ({State.CLOSED, State.OUTSIDE}, Part.CLOSED),
        (set(), Part.OUTSIDE),
    ],
)
def test_a_part_of_a_day_is_partly_free_where_some_is_taken(states: set[State], part: Part) -> None:
    assert part_of(states) is part
