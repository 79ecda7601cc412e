from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from booking.rules.clauses.counted import Counted
from booking.rules.clauses.months import months_before, quarter
from facilities.rules.stages import AgeMode
from facilities.rules.timetable import Timetable
from tests.asks import SETTING, TOKYO, at
from tests.strategies import term

NEW_YEAR = {"type": "closed", "on": {"every_year": [["12-29", "01-03"]]}}
MONDAYS = {"type": "closed", "on": {"days": ["mon"]}}
OPEN = {"type": "hours", "from": "9:00", "to": "21:00"}


def closed(*clauses: dict[str, Any]) -> Any:
    """A hall with these closures."""
    said = [(f"C{number}", term(clause)) for number, clause in enumerate((OPEN, *clauses), 1)]
    return replace(SETTING, timetable=Timetable.compile("higashi", TOKYO, said, AgeMode.LEGAL))


def day_of(use: date, hall: Any = SETTING, **parameters: Any) -> list[date]:
    return Counted.model_validate(parameters).days_before(use, hall)


@pytest.mark.parametrize(
    ("use", "parameters", "expected"),
    [
        # 18, 39, 41: the same day number
        (date(2026, 8, 20), {"months": 3}, date(2026, 5, 20)),
        (date(2027, 1, 15), {"months": 1}, date(2026, 12, 15)),
        (date(2028, 2, 29), {"months": 12}, date(2027, 2, 28)),
        # 08, 25: the first of the month; 09: the month as a unit
        (date(2026, 8, 10), {"months": 2, "day": 1}, date(2026, 6, 1)),
        (date(2026, 7, 20), {"months": 4, "day": 1}, date(2026, 3, 1)),
        (date(2026, 10, 31), {"months": 12, "day": 1}, date(2025, 10, 1)),
        # 14: the 20th of the third month before; 49: the 17th of the fourth
        (date(2026, 9, 12), {"months": 3, "day": 20}, date(2026, 6, 20)),
        (date(2026, 2, 3), {"months": 4, "day": 17}, date(2025, 10, 17)),
        # 43: the second Saturday two months before, and the day after; a last Friday
        (date(2026, 8, 20), {"months": 2, "nth": 2, "weekday": "sat"}, date(2026, 6, 13)),
        (date(2026, 8, 20), {"months": 2, "nth": 2, "weekday": "sat", "plus_days": 1}, date(2026, 6, 14)),
        (date(2026, 8, 20), {"months": 0, "nth": -1, "weekday": "mon"}, date(2026, 8, 31)),
        (date(2027, 1, 20), {"months": 1, "nth": -1, "weekday": "thu"}, date(2026, 12, 31)),
        # three days before 15 July is 12 July
        (date(2026, 7, 15), {"days": 3}, date(2026, 7, 12)),
        (date(2026, 3, 1), {"days": 1}, date(2026, 2, 28)),
        (date(2026, 7, 15), {"days": 0}, date(2026, 7, 15)),
        # the quarter of July to September; of January to March
        (date(2026, 9, 30), {"months": 3, "day": 21, "of": "quarter"}, date(2026, 4, 21)),
        (date(2027, 2, 10), {"months": 2, "nth": 1, "weekday": "sun", "of": "quarter"}, date(2026, 11, 1)),
        (date(2026, 8, 20), {"date": date(2026, 5, 1)}, date(2026, 5, 1)),
        # April to September; the fiscal year of which January 2027 is a part
        (date(2026, 9, 30), {"months": 3, "day": 10, "of": "half_year"}, date(2026, 1, 10)),
        (date(2026, 10, 1), {"months": 3, "day": 10, "of": "half_year"}, date(2026, 7, 10)),
        (date(2027, 1, 20), {"months": 2, "day": 1, "of": "fiscal_year"}, date(2026, 2, 1)),
        # 18 June 2026 is a Thursday: the same two weeks before; Monday and Saturday of the week before
        (date(2026, 6, 18), {"weeks": 2}, date(2026, 6, 4)),
        (date(2026, 6, 18), {"weeks": 1, "weekday": "mon"}, date(2026, 6, 8)),
        (date(2026, 6, 18), {"weeks": 1, "weekday": "sat"}, date(2026, 6, 13)),
        (date(2026, 6, 21), {"weeks": 1, "weekday": "mon"}, date(2026, 6, 8)),
        (date(2026, 6, 22), {"weeks": 1, "weekday": "mon"}, date(2026, 6, 15)),
        (date(2026, 6, 18), {"weeks": 0, "weekday": "mon", "plus_days": 1}, date(2026, 6, 16)),
    ],
)
def test_a_day_is_counted_back_from_the_use(use: date, parameters: Any, expected: date) -> None:
    assert day_of(use, **parameters) == [expected]


@pytest.mark.parametrize(
    ("use", "months", "clamp", "following"),
    [
        (date(2026, 3, 31), 1, date(2026, 2, 28), date(2026, 3, 1)),
        (date(2028, 3, 31), 1, date(2028, 2, 29), date(2028, 3, 1)),
        (date(2028, 3, 30), 1, date(2028, 2, 29), date(2028, 3, 1)),
        (date(2026, 7, 31), 1, date(2026, 6, 30), date(2026, 7, 1)),
        (date(2027, 1, 31), 2, date(2026, 11, 30), date(2026, 12, 1)),
        (date(2028, 2, 29), 12, date(2027, 2, 28), date(2027, 3, 1)),
    ],
)
def test_a_day_number_that_a_month_does_not_have(
    use: date, months: int, clamp: date, following: date
) -> None:
    assert day_of(use, months=months) == [clamp]
    assert day_of(use, months=months, missing="next") == [following]
    assert day_of(use, months=months, missing="ask") == [clamp, following]


def test_the_29th_of_a_february_without_one() -> None:
    assert day_of(date(2026, 6, 10), months=4, day=29, missing="ask") == [date(2026, 2, 28), date(2026, 3, 1)]
    assert day_of(date(2028, 6, 10), months=4, day=29, missing="ask") == [date(2028, 2, 29)]


def day_by_day(use: date, months: int, missing: str) -> list[date]:
    """The oracle: looks at every day of the month in question for the one that is meant."""
    first, back = use.replace(day=1), 0
    while back < months:
        first -= timedelta(days=1)
        back += first.day == 1
    there = [first + timedelta(days=n) for n in range(31) if (first + timedelta(days=n)).month == first.month]
    same = [candidate for candidate in there if candidate.day == use.day]
    either = {"clamp": [there[-1]], "next": [there[-1] + timedelta(days=1)]}
    return same or either.get(missing, [*either["clamp"], *either["next"]])


missing = st.sampled_from(["clamp", "next", "ask"])


@given(st.dates(date(2024, 1, 1), date(2032, 12, 31)), st.integers(0, 14), missing)
def test_counting_back_agrees_with_looking_at_every_day(use: date, months: int, missing: str) -> None:
    assert day_of(use, months=months, missing=missing) == day_by_day(use, months, missing)


@given(st.dates(date(2024, 1, 1), date(2032, 12, 31)), st.integers(0, 14), st.sampled_from([1, 2, 3, 4, -1]))
def test_an_nth_weekday_agrees_with_looking_at_every_day(use: date, months: int, nth: int) -> None:
    first = months_before(use, months)
    month = [first + timedelta(days=n) for n in range(31) if (first + timedelta(days=n)).month == first.month]
    saturdays = [day for day in month if day.weekday() == 5]
    expected = saturdays[nth - 1] if nth > 0 else saturdays[-1]
    assert day_of(use, months=months, nth=nth, weekday="sat") == [expected]


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.integers(1, 6), missing)
def test_a_later_use_is_never_counted_back_further(use: date, months: int, missing: str) -> None:
    following = use + timedelta(days=1)
    assert day_of(use, months=months, missing=missing) <= day_of(following, months=months, missing=missing)


@pytest.mark.parametrize(
    ("use", "parameters", "expected"),
    [
        # 50: 20 April 2025 is a Sunday; 25 April 2026 is a Saturday; 3 May starts a row of holidays
        (date(2025, 6, 20), {"months": 2, "if_closed": "next_weekday"}, date(2025, 4, 21)),
        (date(2026, 6, 20), {"months": 2, "if_closed": "next_weekday"}, date(2026, 4, 20)),
        (date(2026, 6, 25), {"months": 2, "if_closed": "next_weekday"}, date(2026, 4, 27)),
        (date(2026, 7, 3), {"months": 2, "if_closed": "next_weekday"}, date(2026, 5, 7)),
        # 25: the first of January is closed until the fourth
        (date(2027, 2, 14), {"months": 1, "day": 1, "if_closed": "next_open_day"}, date(2027, 1, 5)),
        (date(2026, 2, 14), {"months": 1, "day": 1, "if_closed": "next_open_day"}, date(2026, 1, 4)),
        (date(2026, 6, 2), {"days": 1, "if_closed": "previous_open_day"}, date(2026, 5, 31)),
        (date(2026, 6, 2), {"days": 1}, date(2026, 6, 1)),
        # New Year's Day moves past closed days and the weekend; by the week alone it stops on a closed day
        (date(2026, 2, 14), {"months": 1, "day": 1, "if_closed": "next_open_weekday"}, date(2026, 1, 6)),
        (date(2026, 2, 14), {"months": 1, "day": 1, "if_closed": "next_weekday"}, date(2026, 1, 2)),
        (date(2026, 6, 9), {"days": 1, "if_closed": "previous_open_weekday"}, date(2026, 6, 5)),
        (date(2026, 6, 9), {"days": 2, "if_closed": "previous_weekday"}, date(2026, 6, 5)),
        # The day after a first day that has moved comes after where it went: the 4th, and then the 6th
        (
            date(2026, 2, 14),
            {"months": 1, "day": 1, "plus_days": 1, "if_closed": "next_open_day"},
            date(2026, 1, 6),
        ),
        # three open days before Wednesday 10 June 2026, past Monday the 8th; three weekdays; over New Year
        (date(2026, 6, 10), {"days": 3, "counting": "open_days"}, date(2026, 6, 6)),
        (date(2026, 6, 10), {"days": 3, "counting": "weekdays"}, date(2026, 6, 5)),
        (date(2026, 9, 24), {"days": 1, "counting": "weekdays"}, date(2026, 9, 18)),
        (date(2026, 1, 6), {"days": 2, "counting": "open_days"}, date(2025, 12, 28)),
        (date(2026, 6, 10), {"days": 0, "counting": "open_days"}, date(2026, 6, 10)),
    ],
)
def test_a_day_on_which_the_hall_is_closed_is_moved(use: date, parameters: Any, expected: date) -> None:
    # 4 January 2027 is a Monday, so the chain over New Year goes on to the fifth.
    assert day_of(use, closed(NEW_YEAR, MONDAYS), **parameters) == [expected]


def test_a_hall_that_does_not_open_again_moves_nothing() -> None:
    shut = closed({"type": "closed", "on": {"from": date(2026, 1, 1)}})
    assert day_of(date(2026, 6, 2), shut, days=1, if_closed="next_open_day") == [date(2026, 6, 1)]
    assert day_of(date(2026, 6, 2), shut, days=3, counting="open_days") < [date(2026, 1, 1)]


def test_a_day_begins_at_midnight_and_ends_with_its_last_second() -> None:
    use, start = date(2026, 7, 15), at(date(2026, 7, 15), "18:00")
    three_days, at_16 = Counted(days=3), Counted.model_validate({"days": 2, "at": "16:00"})
    assert three_days.begins(use, start, SETTING) == (at(date(2026, 7, 12), "0:00"),) * 2
    assert three_days.ends(use, start, SETTING) == (at(date(2026, 7, 13), "0:00") - 1,) * 2
    assert at_16.begins(use, start, SETTING) == at_16.ends(use, start, SETTING)
    assert at_16.ends(use, start, SETTING) == (at(date(2026, 7, 13), "16:00"),) * 2


def test_minutes_are_counted_from_the_start() -> None:
    use, start = date(2026, 7, 15), at(date(2026, 7, 15), "0:20")
    half_an_hour = Counted(minutes=30)
    assert half_an_hour.ends(use, start, SETTING) == (at(date(2026, 7, 14), "23:50"),) * 2
    assert half_an_hour.begins(use, None, SETTING) is None


@pytest.mark.parametrize(
    ("parameters", "use", "start", "lacks"),
    [
        ({"months": 1}, None, None, "day"),
        ({"months": 1}, date(2026, 7, 15), None, None),
        ({"minutes": 30}, date(2026, 7, 15), None, "time"),
        ({"minutes": 30}, date(2026, 7, 15), 0, None),
        ({"date": date(2026, 7, 1)}, None, None, None),
    ],
)
def test_it_says_what_it_lacks(parameters: Any, use: date | None, start: int | None, lacks: Any) -> None:
    counted = Counted.model_validate(parameters)
    assert counted.lacks(use, start) == lacks
    assert (counted.begins(use, start, SETTING) is None) is (lacks is not None)


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 3, 31), date(2026, 1, 1)),
        (date(2026, 4, 1), date(2026, 4, 1)),
        (date(2026, 9, 30), date(2026, 7, 1)),
        (date(2026, 12, 31), date(2026, 10, 1)),
    ],
)
def test_quarters_are_those_of_the_fiscal_year(day: date, first: date) -> None:
    assert quarter(day) == first


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"months": 1, "days": 3},
        {"months": -1},
        {"days": -1},
        {"months": 1, "missing": "skip"},
        {"days": 3, "missing": "next"},
        {"days": 3, "day": 1},
        {"months": 1, "nth": 2},
        {"months": 1, "weekday": "sat"},
        {"months": 1, "day": 3, "nth": 2, "weekday": "sat"},
        {"months": 1, "nth": 5, "weekday": "sat"},
        {"months": 1, "of": "quarter"},
        {"days": 3, "of": "quarter"},
        {"minutes": 30, "of": "draw"},
        {"date": date(2026, 7, 1), "of": "draw"},
        {"minutes": 30, "at": "9:00"},
        {"minutes": 30, "if_closed": "next_open_day"},
        {"date": date(2026, 7, 1), "plus_days": 1},
        {"weeks": 1, "days": 3},
        {"weeks": 1, "weekday": "mon", "nth": 1},
        {"weeks": 1, "day": 3},
        {"weeks": 1, "of": "quarter"},
        {"months": 1, "weekday": "mon"},
        {"months": 1, "of": "half_year"},
        {"months": 1, "counting": "open_days"},
    ],
)
def test_a_moment_is_given_one_way(parameters: Any) -> None:
    with pytest.raises(ValidationError):
        Counted.model_validate(parameters)
