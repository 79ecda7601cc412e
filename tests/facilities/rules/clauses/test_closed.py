"""Closing days that meet holidays, on the dates that the catalogue of published rulebooks names."""

import tomllib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from facilities.rules.clauses import Closed
from facilities.rules.holidays import is_holiday
from facilities.rules.layers import Layer, Source
from tests.strategies import closed, term

A_DAY = timedelta(days=1)


def read(text: str) -> Closed:
    return term(tomllib.loads(f'type = "closed"\n{text}'))


def closing(clause: Closed, first: date, last: date, *others: Closed) -> list[str]:
    """The days of a stretch, "MM-DD", on which the clause closes; `others` are the room's other closures."""
    every = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
    return [f"{day:%m-%d}" for day in every if clause.closes(day, lambda d: any(d in c.on for c in others))]


def mondays(shift: str) -> Closed:
    return read(f'on = {{ days = ["mon"] }}\nshift = {{ {shift} }}')


SEPTEMBER = date(2026, 9, 19), date(2026, 9, 29)  # Monday 21 to Wednesday 23 are holidays
JULY = date(2026, 7, 18), date(2026, 7, 28)  # Monday 20 is one


class TestAClosingDayThatIsAHoliday:
    @pytest.mark.parametrize(
        ("shift", "expected"),
        [
            ('to = "open"', ["09-28"]),  # 15
            ('to = "next_day"', ["09-22", "09-28"]),  # 26
            ('to = "next_non_holiday"', ["09-24", "09-28"]),  # 27
            ('to = "next_weekday"', ["09-24", "09-28"]),  # 46
            ('to = "next_day", both = true', ["09-21", "09-22", "09-28"]),  # 16
            ('to = "next_not_after_holiday"', ["09-25", "09-28"]),
        ],
    )
    def test_of_three_holidays_in_a_row_the_first_is_a_closing_monday(self, shift, expected):
        assert closing(mondays(shift), *SEPTEMBER) == expected

    @pytest.mark.parametrize(
        ("shift", "expected"),
        [
            ('to = "open"', ["07-27"]),
            ('to = "next_day"', ["07-21", "07-27"]),
            ('to = "next_non_holiday"', ["07-21", "07-27"]),
            ('to = "next_day", both = true', ["07-20", "07-21", "07-27"]),
        ],
    )
    def test_a_single_holiday_on_a_closing_monday(self, shift, expected):
        assert closing(mondays(shift), *JULY) == expected

    def test_the_first_tuesday_moves_to_the_following_day(self):
        kodaira = read('on = { days = ["tue"], nth = [1, 3] }\nshift = { to = "next_day" }')  # 59
        assert closing(kodaira, date(2026, 11, 1), date(2026, 11, 30)) == ["11-04", "11-17"]

    def test_the_second_tuesday_moves_to_the_next_weekday(self):
        koganei = read('on = { days = ["tue"], nth = [2, 3] }\nshift = { to = "next_weekday" }')  # 58
        assert closing(koganei, date(2025, 2, 1), date(2025, 2, 28)) == ["02-12", "02-18"]

    def test_a_weekday_is_no_saturday_and_a_non_holiday_may_be_one(self):
        weekday, other = (
            read(f'on = {{ days = ["fri"] }}\nshift = {{ to = "{to}" }}')
            for to in ("next_weekday", "next_non_holiday")
        )
        equinox = date(2026, 3, 20), date(2026, 3, 26)
        assert closing(weekday, *equinox) == ["03-23"]
        assert closing(other, *equinox) == ["03-21"]

    @pytest.mark.parametrize(
        ("first", "expected"),
        [(date(2026, 5, 3), ["05-06"]), (date(2027, 3, 21), ["03-22"]), (date(2026, 11, 1), ["11-01"])],
    )
    def test_a_closing_sunday_moves_to_the_substitute_of_that_holiday(self, first, expected):
        sundays = read('on = { days = ["sun"] }\nshift = { to = "next_substitute" }')  # 12
        assert closing(sundays, first, first + 6 * A_DAY) == expected

    def test_without_a_substitute_that_follows_it_moves_nowhere(self):
        tuesdays = read('on = { days = ["tue"] }\nshift = { to = "next_substitute" }')
        assert closing(tuesdays, date(2026, 11, 2), date(2026, 11, 9)) == []
        wednesdays = read('on = { days = ["wed"] }\nshift = { to = "next_substitute" }')  # 29 April is one
        assert closing(wednesdays, date(2026, 4, 27), date(2026, 5, 7)) == []

    def test_it_moves_past_the_days_that_other_closures_name(self):
        clause = mondays('to = "next_open_day"')
        tuesdays = read('on = { days = ["tue"] }')
        assert closing(clause, *JULY, clause, tuesdays) == ["07-22", "07-27"]


class TestTheDayAfterAHoliday:
    def test_it_is_closed_but_on_weekends_and_from_3_to_5_may(self):
        funabashi = read(  # 24
            'on = { after_holiday = true, days = ["mon", "tue", "wed", "thu", "fri"], '
            'but = [{ every_year = [["05-03", "05-05"]] }] }'
        )
        assert closing(funabashi, date(2026, 3, 1), date(2026, 3, 31)) == []
        assert closing(funabashi, date(2026, 4, 20), date(2026, 5, 31)) == ["04-30", "05-06", "05-07"]
        assert closing(funabashi, date(2026, 11, 1), date(2026, 11, 10)) == ["11-04"]

    def test_on_the_weekly_day_it_moves_to_a_day_that_does_not_follow_a_holiday(self):
        hiroshima = read(  # 18
            "on = { after_holiday = true }\n"
            'shift = { if = { days = ["mon"] }, to = "next_not_after_holiday" }'
        )
        equinox = date(2027, 3, 20), date(2027, 3, 28)  # Sunday 21, and Monday 22 its substitute
        assert closing(hiroshima, *equinox) == ["03-23", "03-24"]


class TestAMonthEndThatMovesBack:
    ENDS = 'on = { month_end = true }\nshift = { if = { days = ["sat", "sun"] }, to = "%s" }'

    @pytest.mark.parametrize(
        ("to", "expected"),
        [
            ("previous_day", ["10-30", "11-30"]),
            ("previous_weekday", ["10-30", "11-30"]),
            ("previous_open_day", ["10-29", "11-30"]),  # the room is closed on Fridays besides
        ],
    )
    def test_a_saturday_at_the_end_of_october(self, to, expected):
        fridays = read('on = { days = ["fri"] }')
        assert closing(read(self.ENDS % to), date(2026, 10, 20), date(2026, 11, 30), fridays) == expected


class TestUntilFurtherNotice:
    SHELTER = 'on = { from = 2026-11-10 }\nreason = { ja = "避難所" }\nuntil_further_notice = true'

    def test_it_is_closed_from_that_day_on_and_says_that_the_end_is_open(self):
        shelter = read(self.SHELTER)
        assert closing(shelter, date(2026, 11, 9), date(2026, 11, 11)) == ["11-10", "11-11"]
        assert shelter.source("C1") == Source(Layer.CLOSED, "C1", "避難所", "", open_end=True)

    @pytest.mark.parametrize("on", ["{}", "{ from = 2026-11-10, until = 2026-11-12 }"])
    def test_it_needs_its_first_day_and_has_no_last(self, on):
        with pytest.raises(ValidationError, match=r"needs the first day in `on\.from`"):
            read(f"on = {on}\nuntil_further_notice = true")


class TestReading:
    def test_both_needs_another_day(self):
        with pytest.raises(ValidationError, match="say which in `to`"):
            mondays('to = "open", both = true')

    def test_an_unknown_target_is_a_mistake(self):
        with pytest.raises(ValidationError, match="Input should be 'open'"):
            mondays('to = "next_monday"')


SUBSTITUTES = read('on = { holidays = ["substitute"] }')


@given(closed(), st.dates(date(2024, 1, 1), date(2028, 12, 31)))
def test_a_day_is_closed_exactly_if_walking_day_by_day_leads_to_it(clause, day):
    assert clause.closes(day, lambda other: other in clause.on) is (day in walked(clause, day))


def walked(clause: Closed, until: date) -> set[date]:
    """Every day that the clause closes, found from its closing days forward."""
    closed_days = set()
    for origin in (until - timedelta(days=ago) for ago in range(-30, 31)):
        meets = clause.shift is not None and origin in clause.shift.if_
        if origin in clause.on and (not meets or clause.shift.both):
            closed_days.add(origin)
        if origin in clause.on and meets:
            closed_days.add(walk(clause, origin))
    return closed_days


def walk(clause: Closed, origin: date) -> date | None:
    """Day by day from the closing day on, until one is right or none can be any more."""
    stops, gives_up = {
        "open": (lambda day: False, lambda day: True),
        "next_day": (lambda day: True, None),
        "next_non_holiday": (lambda day: not is_holiday(day), None),
        "next_weekday": (lambda day: day.isoweekday() < 6 and not is_holiday(day), None),
        "next_open_day": (lambda day: day not in clause.on, None),
        "next_substitute": (lambda day: day in SUBSTITUTES.on, lambda day: not is_holiday(day)),
        "next_not_after_holiday": (lambda day: not is_holiday(day - A_DAY), None),
        "previous_day": (lambda day: True, None),
        "previous_weekday": (lambda day: day.isoweekday() < 6 and not is_holiday(day), None),
        "previous_open_day": (lambda day: day not in clause.on, None),
    }[clause.shift.to]
    day, step = origin, -A_DAY if clause.shift.to.startswith("previous") else A_DAY
    for _ in range(30):
        day += step
        if stops(day):
            return day
        if gives_up and gives_up(day):
            return None
    return None
