from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from booking.rules.ask import Held
from booking.rules.circumstances import Facts
from booking.rules.lifecycle import State
from facilities.rules.spans import Span, day_span
from facilities.rules.stages import AgeMode
from facilities.rules.timetable import Timetable
from tests.asks import SETTING, TOKYO, a_group, a_term, an_ask, at, found, held
from tests.strategies import term as a_clause

HOLDS, BROKEN = ["holds QUOTA"], ["broken QUOTA"]
FRIDAY = date(2026, 12, 4)
BANDS = a_clause(
    {
        "type": "bands",
        "bands": [
            {"from": "9:00", "to": "12:00"},
            {"from": "13:00", "to": "17:00"},
            {"from": "18:00", "to": "22:00"},
        ],
    }
)
IN_BANDS = replace(SETTING, timetable=Timetable.compile("higashi", TOKYO, [("C1", BANDS)], AgeMode.LEGAL))
TWO_HALLS = replace(SETTING, halls=frozenset({"higashi", "nishi"}))


def on(*days: int, month: int = 12, year: int = 2026, **fields: Any) -> tuple[Held, ...]:
    return tuple(held(date(year, month, day), "9:00", "12:00", **fields) for day in days)


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ((), HOLDS),
        (on(1, 8, 15, 22), HOLDS),
        (on(1, 8, 15, 22, 29), BROKEN),
        (on(1, 8, 15, 22, 29, month=11), HOLDS),
        (on(1, 8, 15, 22) + on(29, state=State.CANCELLED), HOLDS),
        (on(1, 8, 15, 22) + on(29, state=State.LAPSED), HOLDS),
        (on(1, 8, 15, 22) + on(29, state=State.NO_SHOW), BROKEN),
        (on(1, 8, 15, 22) + on(2, state=State.USED), BROKEN),
        (on(1, 8, 15, 22) + on(29, by_group=True), HOLDS),
        (on(1, 8, 15, 22) + on(29, hall="elsewhere"), HOLDS),
        (None, ["unknown QUOTA: history"]),
    ],
)
def test_five_uses_a_month(history: Any, expected: list[str]) -> None:
    assert found(a_term("quota", most=5, per="month"), an_ask(history=history)) == expected


def test_a_group_is_counted_by_its_own_uses() -> None:
    term, ask = a_term("quota", most=1, per="month"), an_ask(group=a_group())
    assert found(term, replace(ask, party=replace(ask.party, history=on(1)))) == HOLDS
    assert found(term, replace(ask, party=replace(ask.party, history=on(1, by_group=True)))) == BROKEN


@pytest.mark.parametrize(
    ("per", "day", "expected"),
    [
        ("day", date(2026, 12, 4), BROKEN),
        ("day", date(2026, 12, 5), HOLDS),
        ("week", date(2026, 11, 30), BROKEN),
        ("week", date(2026, 12, 6), BROKEN),
        ("week", date(2026, 11, 29), HOLDS),
        ("week", date(2026, 12, 7), HOLDS),
        ("month", date(2026, 12, 31), BROKEN),
        ("month", date(2026, 11, 30), HOLDS),
        ("quarter", date(2026, 10, 1), BROKEN),
        ("quarter", date(2026, 9, 30), HOLDS),
        ("fiscal_year", date(2026, 4, 1), BROKEN),
        ("fiscal_year", date(2027, 3, 31), BROKEN),
        ("fiscal_year", date(2026, 3, 31), HOLDS),
    ],
)
def test_the_period_is_the_one_in_which_the_use_lies(per: str, day: date, expected: list[str]) -> None:
    history = (held(day, "9:00", "12:00"),)
    assert found(a_term("quota", most=1, per=per), an_ask(history=history)) == expected


def test_what_is_counted_lies_where_and_when_the_term_speaks() -> None:
    ask = an_ask(history=(*on(1, room="craft"), held(date(2026, 12, 5), "9:00", "12:00")))
    assert found(a_term("quota", most=1, per="month", rooms=["band"]), ask) == BROKEN
    assert found(a_term("quota", most=1, per="month", rooms=["band"], on={"days": ["fri"]}), ask) == HOLDS
    evenings = a_term("quota", most=1, per="month", within={"from": "17:00", "to": "22:00"})
    by_day, by_night = on(1), (held(date(2026, 12, 1), "18:00", "20:00"),)
    assert found(evenings, an_ask(hours=("18:00", "20:00"), history=by_day)) == HOLDS
    assert found(evenings, an_ask(hours=("18:00", "20:00"), history=by_night)) == BROKEN
    # A use on a Sunday afternoon is not limited, nor does it count.
    free = {"unless": [{"within": {"from": "15:00", "to": "17:00"}, "on": {"days": ["sun"]}}]}
    sunday = (held(date(2026, 12, 6), "15:00", "17:00"),)
    assert found(a_term("quota", most=1, per="month"), an_ask(history=sunday)) == BROKEN
    assert found(a_term("quota", most=1, per="month", **free), an_ask(history=sunday)) == HOLDS


@pytest.mark.parametrize(
    ("counted", "expected"), [("together", BROKEN), ("by_hall", HOLDS), ("by_room", HOLDS)]
)
def test_uses_of_several_halls_count_together_or_apart(counted: str, expected: list[str]) -> None:
    """40: three in one hall and two in another; 35: for each hall by itself."""
    history = on(1, 2, 3, hall="nishi") + on(8, 9)
    term = a_term("quota", most=5, per="month", counted=counted)
    assert found(term, an_ask(history=history), TWO_HALLS) == expected


def test_rooms_count_apart_where_it_says_so() -> None:
    ask = an_ask(history=on(1, room="craft"))
    assert found(a_term("quota", most=1, per="month", counted="by_hall"), ask) == BROKEN
    assert found(a_term("quota", most=1, per="month", counted="by_room"), ask) == HOLDS


def test_a_day_from_morning_to_night_is_one_use() -> None:
    """14 C7."""
    all_day = [held(date(2026, 12, 1), *hours) for hours in (("9:00", "12:00"), ("13:00", "17:00"))]
    term = a_term("quota", most=5, per="month", a_day_once=True)
    assert found(term, an_ask(history=(*all_day, *on(8, 15, 22)))) == HOLDS
    assert found(term, an_ask(history=(*all_day, *on(8, 15, 22, 29)))) == BROKEN
    assert found(term, an_ask(history=(*all_day, *on(8, 15, 22, 29)), day=date(2026, 12, 1))) == HOLDS
    with pytest.raises(ValidationError):
        a_term("quota", most=5, per="month", unit="bands", a_day_once=True)


@pytest.mark.parametrize(
    ("hours", "history", "expected"),
    [
        (("9:00", "13:00"), (), HOLDS),
        (("9:00", "13:01"), (), BROKEN),
        (("9:00", "11:00"), (held(FRIDAY, "14:00", "16:00"),), HOLDS),
        (("9:00", "11:30"), (held(FRIDAY, "14:00", "16:00"),), BROKEN),
        (("9:00", "11:30"), (held(date(2026, 12, 5), "14:00", "16:00"),), HOLDS),
        (("9:00", "11:30"), None, ["unknown QUOTA: history"]),
        (("9:00", "14:00"), None, BROKEN),
        (None, (), ["unknown QUOTA: time"]),
        (None, None, ["unknown QUOTA: history time"]),
        (("9:00", "11:30"), (Held("higashi", "band", day_span(FRIDAY, TOKYO)),), ["unknown QUOTA: time"]),
    ],
)
def test_four_hours_a_day(hours: Any, history: Any, expected: list[str]) -> None:
    """30."""
    term = a_term("quota", most=4, unit="hours", per="day")
    assert found(term, an_ask(hours=hours, history=history)) == expected


@pytest.mark.parametrize(
    ("hours", "history", "expected"),
    [
        (("9:00", "12:00"), on(1), HOLDS),
        (("9:00", "17:00"), on(1), BROKEN),
        (("9:00", "12:00"), (held(date(2026, 12, 1), "9:00", "17:00"),), BROKEN),
        (None, on(1), HOLDS),
        (None, on(1, 2), BROKEN),
        (("9:00", "12:00"), (Held("higashi", "band", day_span(FRIDAY, TOKYO)),), HOLDS),
        (("9:00", "12:00"), on(1, 2, hall="nishi"), BROKEN),
    ],
)
def test_two_bands_a_month(hours: Any, history: Any, expected: list[str]) -> None:
    setting = replace(IN_BANDS, halls=TWO_HALLS.halls)
    term = a_term("quota", most=2, unit="bands", per="month")
    assert found(term, an_ask(hours=hours, history=history), setting) == expected


def test_every_day_of_one_application_counts() -> None:
    facts = Facts(also_on=(date(2026, 12, 11), date(2026, 12, 18), date(2027, 1, 8)))
    assert found(a_term("quota", most=3, per="month"), an_ask(history=(), facts=facts)) == HOLDS
    assert found(a_term("quota", most=2, per="month"), an_ask(history=(), facts=facts)) == BROKEN


@pytest.mark.parametrize(("most", "expected"), [(6, HOLDS), (5, BROKEN)])
def test_each_of_its_days_counts_as_many_bands(most: int, expected: list[str]) -> None:
    facts = Facts(also_on=(date(2026, 12, 11), date(2026, 12, 18)))
    ask = an_ask(hours=("9:00", "17:00"), history=(), facts=facts)
    assert found(a_term("quota", most=most, unit="bands", per="month"), ask, IN_BANDS) == expected


@pytest.mark.parametrize(
    ("asked", "most", "expected"),
    [
        (date(2026, 11, 19), None, BROKEN),
        (date(2026, 11, 20), None, HOLDS),
        (date(2026, 11, 20), 2, HOLDS),
        (date(2026, 11, 20), 1, BROKEN),
    ],
)
def test_two_weeks_before_the_day_it_is_loosened(asked: date, most: int | None, expected: list[str]) -> None:
    """34, 38."""
    released = {"from": {"days": 14}} | ({"most": most} if most else {})
    term = a_term("quota", most=1, per="month", released=released)
    assert found(term, an_ask(history=on(1), asked_at=at(asked, "12:00"))) == expected


def test_once_the_first_use_has_ended_more_may_be_booked() -> None:
    """27, 36."""
    term = a_term("quota", most=1, per="month", released={"after_uses": 1})
    first = held(date(2026, 12, 2), "9:00", "11:00")
    assert found(term, an_ask(history=(first,), asked_at=at(date(2026, 12, 2), "10:59"))) == BROKEN
    assert found(term, an_ask(history=(first,), asked_at=at(date(2026, 12, 2), "11:00"))) == HOLDS


@pytest.mark.parametrize("released", [{}, {"most": 3}, {"from": {"days": 3}, "after_uses": 1}])
def test_it_is_loosened_by_one_thing(released: Any) -> None:
    with pytest.raises(ValidationError):
        a_term("quota", most=1, per="month", released=released)


def test_a_refusal_says_how_much_was_used_and_who_may_allow_more() -> None:
    board = {"ja": "教育委員会", "en": "the board of education"}
    term = a_term("quota", most=5, per="month", may_allow=board)
    (reason,) = term.find(an_ask(history=on(1, 2, 3, 8, 9)), SETTING)
    by = {"may_allow_ja": "教育委員会", "may_allow_en": "the board of education"}
    assert reason.values == {"most": 5, "used": 5, "unit": "uses", "per": "month", **by}
    in_hours = a_term("quota", most=4, unit="hours", per="day")
    ask = an_ask(hours=("9:00", "12:00"), history=(held(FRIDAY, "14:00", "16:30"),))
    (reason,) = in_hours.find(ask, SETTING)
    assert reason.values["used"] == 2.5


starts = st.integers(0, 40 * 24).map(lambda hours: at(date(2026, 11, 15), "0:00") + hours * 3600)
uses = st.lists(st.tuples(starts, st.integers(1, 5)), max_size=8)


@given(uses, st.integers(1, 6), st.sampled_from(["day", "week", "month"]))
def test_it_agrees_with_counting_day_by_day(drawn: list[tuple[int, int]], most: int, per: str) -> None:
    spans = [Span(start, start + hours * 3600) for start, hours in drawn]
    history = tuple(Held("higashi", "band", span) for span in spans)
    days = {"day": [FRIDAY], "week": [date(2026, 11, 30) + timedelta(days=n) for n in range(7)]}
    period = days.get(per, [date(2026, 12, 1) + timedelta(days=n) for n in range(31)])
    bounds = [(at(day, "0:00"), at(day, "24:00")) for day in period]
    there = sum(first <= span.start < last for span in spans for first, last in bounds)
    expected = HOLDS if there + 1 <= most else BROKEN
    assert found(a_term("quota", most=most, per=per), an_ask(history=history)) == expected


MORNING, AFTERNOON, EVENING = ("9:00", "12:00"), ("13:00", "17:00"), ("18:00", "22:00")


@pytest.mark.parametrize(
    ("hours", "history", "expected"),
    [
        (AFTERNOON, (held(FRIDAY, *MORNING),), HOLDS),
        (EVENING, (held(FRIDAY, *MORNING),), BROKEN),
        (EVENING, (held(FRIDAY, *MORNING), held(FRIDAY, *AFTERNOON)), HOLDS),
        (AFTERNOON, (held(FRIDAY, *MORNING, room="craft"),), BROKEN),
        (AFTERNOON, (held(date(2026, 12, 5), *MORNING),), BROKEN),
        (("9:00", "17:00"), (), HOLDS),
    ],
)
def test_bands_on_end_are_one_use_and_two_rooms_are_two(
    hours: tuple[str, str], history: tuple[Held, ...], expected: list[str]
) -> None:
    """27, 36: morning and evening of a day do not follow each other."""
    term = a_term("quota", most=1, per="month", a_run_once=True)
    assert found(term, an_ask(hours=hours, history=history), IN_BANDS) == expected


def test_uses_that_touch_are_one_where_there_are_no_bands() -> None:
    term = a_term("quota", most=1, per="day", a_run_once=True)
    asks = [
        an_ask(hours=hours, history=(held(FRIDAY, "9:00", "11:00"),))
        for hours in (("11:00", "12:00"), AFTERNOON)
    ]
    assert [found(term, ask) for ask in asks] == [HOLDS, BROKEN]


def test_a_cap_counts_days_once_or_runs_once() -> None:
    for more in ({"a_day_once": True}, {"unit": "hours"}):
        with pytest.raises(ValidationError):
            a_term("quota", most=1, per="month", a_run_once=True, **more)


def test_a_use_of_which_no_times_are_known_has_ended_once_its_day_is_over() -> None:
    term = a_term("quota", most=1, per="month", released={"after_uses": 1})
    first = (Held("higashi", "band", day_span(date(2026, 12, 2), TOKYO)),)
    assert found(term, an_ask(history=first, asked_at=at(date(2026, 12, 2), "23:59"))) == BROKEN
    assert found(term, an_ask(history=first, asked_at=at(date(2026, 12, 3), "0:00"))) == HOLDS


def test_an_exception_keeps_the_cap_and_is_told_so() -> None:
    """38: who asks for a Sunday from 15:00 is told by the clause of the cap that there is none."""
    sundays = {"on": {"days": ["sun"]}, "within": {"from": "15:00"}}
    term = a_term("quota", most=1, per="month", unless=[sundays])
    ask = an_ask(day=date(2026, 12, 6), hours=("15:00", "17:00"), history=on(1, 8))
    assert found(term, ask) == HOLDS
    assert found(term, replace(ask, span=ask.span and Span(ask.span.start - 3600, ask.span.end))) == BROKEN


def test_how_many_bands_are_asked_for_may_be_said_without_times() -> None:
    term = a_term("quota", most=3, unit="bands", per="month")
    asks = [an_ask(history=on(1), facts=Facts(bands=bands)) for bands in (2, 3)]
    assert [found(term, ask, IN_BANDS) for ask in asks] == [HOLDS, BROKEN]
