from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from booking.rules.ask import Step
from booking.rules.circumstances import Facts
from booking.rules.verdict import Sought
from tests.asks import SETTING, a_term, an_ask, at, found

SEPTEMBER_12 = date(2026, 9, 12)
OCTOBER_14 = date(2026, 10, 14)


def entering(day: date | None, asked: date, time: str = "10:00", **fields: Any) -> Any:
    return an_ask(step=Step.ENTER, day=day, asked_at=at(asked, time), **fields)


def entry(begin: dict[str, Any], end: dict[str, Any], **fields: Any) -> Any:
    return a_term("lottery_entry", **{"from": begin, "until": end}, **fields)


@pytest.mark.parametrize(
    ("asked", "time", "expected"),
    [
        (date(2026, 6, 19), "23:59", ["broken ENTRY_EARLY"]),
        (date(2026, 6, 20), "0:00", ["holds ENTRY_EARLY"]),
        (date(2026, 6, 26), "23:59", ["holds ENTRY_EARLY"]),
        (date(2026, 6, 27), "0:00", ["broken ENTRY_LATE"]),
    ],
)
def test_one_enters_between_two_days_of_the_third_month_before(
    asked: date, time: str, expected: list[str]
) -> None:
    """14 C3."""
    term = entry({"months": 3, "day": 20}, {"months": 3, "day": 26})
    assert found(term, entering(SEPTEMBER_12, asked, time)) == expected


@pytest.mark.parametrize(
    ("asked", "time", "expected"),
    [
        (date(2024, 11, 15), "8:59", ["broken ENTRY_EARLY"]),
        (date(2024, 11, 15), "9:00", ["holds ENTRY_EARLY"]),
        (date(2024, 11, 25), "20:00", ["holds ENTRY_EARLY"]),
        (date(2024, 11, 25), "20:01", ["broken ENTRY_LATE"]),
    ],
)
def test_the_hours_of_the_first_and_the_last_day_count(asked: date, time: str, expected: list[str]) -> None:
    """58 C4."""
    term = entry({"months": 7, "day": 15, "at": "9:00"}, {"months": 7, "day": 25, "at": "20:00"})
    assert found(term, entering(date(2025, 6, 14), asked, time)) == expected


def test_a_refusal_says_when_entries_open_or_closed() -> None:
    term = entry({"months": 3, "day": 20}, {"months": 3, "day": 26})
    (early,) = term.find(entering(SEPTEMBER_12, date(2026, 6, 1)), SETTING)
    (late,) = term.find(entering(SEPTEMBER_12, date(2026, 7, 1)), SETTING)
    assert early.values == {"opens_at": at(date(2026, 6, 20), "0:00")}
    assert late.values == {"closes_at": at(date(2026, 6, 27), "0:00") - 1}


def test_a_draw_in_person_is_on_its_day_only() -> None:
    """43 C2: the second Saturday two months before."""
    saturday = {"months": 2, "nth": 2, "weekday": "sat"}
    term = entry(saturday, saturday, form="in_person")
    days = [date(2026, 6, day) for day in (12, 13, 14)]
    expected = [["broken ENTRY_EARLY"], ["holds ENTRY_EARLY"], ["broken ENTRY_LATE"]]
    assert [found(term, entering(date(2026, 8, 20), day)) for day in days] == expected


CALENDAR = [
    {
        "uses_from": date(2026, 7, 1),
        "uses_until": date(2026, 9, 30),
        "from": {"date": date(2026, 4, 16), "at": "9:00"},
        "until": {"date": date(2026, 4, 25)},
    },
    {
        "uses_from": date(2026, 10, 1),
        "uses_until": date(2026, 12, 31),
        "from": {"date": date(2026, 7, 14)},
        "until": {"date": date(2026, 7, 26)},
    },
]


@pytest.mark.parametrize(
    ("use", "asked", "expected"),
    [
        (SEPTEMBER_12, date(2026, 4, 15), ["broken ENTRY_EARLY"]),
        (SEPTEMBER_12, date(2026, 4, 16), ["holds ENTRY_EARLY"]),
        (SEPTEMBER_12, date(2026, 7, 14), ["broken ENTRY_LATE"]),
        (date(2026, 9, 30), date(2026, 4, 25), ["holds ENTRY_EARLY"]),
        (date(2026, 10, 1), date(2026, 4, 25), ["broken ENTRY_EARLY"]),
        (OCTOBER_14, date(2026, 7, 26), ["holds ENTRY_EARLY"]),
        (date(2027, 1, 10), date(2026, 7, 26), ["open ASK_HALL"]),
        (None, date(2026, 7, 26), ["unknown ENTRY_EARLY: day"]),
    ],
)
def test_a_calendar_names_the_days_of_each_draw_and_leaves_the_others_to_the_hall(
    use: date | None, asked: date, expected: list[str]
) -> None:
    """34: dates per quarter, as data and not counted back."""
    assert found(a_term("lottery_entry", calendar=CALENDAR), entering(use, asked)) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (date(2026, 6, 30), ["broken ENTRY_EARLY"]),
        (date(2026, 7, 1), ["open ASK_HALL"]),
        (date(2026, 7, 31), ["open ASK_HALL"]),
        (date(2026, 8, 1), ["broken ENTRY_LATE"]),
    ],
)
def test_of_a_month_of_entries_whose_days_nobody_published_the_hall_is_asked(
    asked: date, expected: list[str]
) -> None:
    """06 C7: two months ahead, the days were not found."""
    term = entry({"months": 2, "day": 1}, {"months": 2, "day": 31}, perhaps=True)
    assert found(term, entering(SEPTEMBER_12, asked)) == expected


def test_when_a_result_comes_is_asked_of_the_hall_where_nobody_published_it() -> None:
    """06 C8."""
    ask = an_ask(step=Step.RESULT, day=None, asked_at=at(date(2026, 7, 20), "10:00"))
    assert found(a_term("lottery_result"), ask) == ["open ASK_HALL"]


def test_nobody_enters_a_draw_that_is_over() -> None:
    """58 C3: the halls for June 2025 were drawn on 1 May 2024, practice rooms are on 1 December."""
    halls = a_term("lottery_draw", months=13, day=1, rooms=["band"])
    practice = a_term("lottery_draw", months=6, day=1)
    ask = entering(date(2025, 6, 14), date(2024, 11, 20))
    assert found(practice, ask) == ["holds DRAWN"]
    (reason,) = halls.find(ask, SETTING)
    assert (reason.finding, reason.values) == ("broken", {"drawn_at": at(date(2024, 5, 1), "0:00")})


def test_a_draw_on_a_day_that_does_not_exist_is_left_to_the_hall() -> None:
    term = a_term("lottery_draw", months=4, day=29, missing="ask")
    days = [date(2026, 2, 27), date(2026, 2, 28), date(2026, 3, 1)]
    asks = [entering(date(2026, 6, 10), day) for day in days]
    assert [found(term, ask) for ask in asks] == [["holds DRAWN"], ["open NO_SUCH_DAY"], ["broken DRAWN"]]


@pytest.mark.parametrize(
    ("time", "expected"), [("8:59", ["broken RESULT_EARLY"]), ("9:00", ["holds RESULT_EARLY"])]
)
def test_the_result_is_known_from_an_hour_on(time: str, expected: list[str]) -> None:
    """14 C4."""
    ask = an_ask(step=Step.RESULT, day=SEPTEMBER_12, asked_at=at(date(2026, 6, 27), time))
    assert found(a_term("lottery_result", months=3, day=27, at="9:00"), ask) == expected


@pytest.mark.parametrize(
    ("time", "expected"), [("8:30", ["broken RESULT_EARLY"]), ("9:00", ["holds RESULT_EARLY"])]
)
def test_without_a_use_the_result_is_that_of_the_months_own_round(time: str, expected: list[str]) -> None:
    """14 Q2."""
    ask = an_ask(step=Step.RESULT, day=None, asked_at=at(date(2026, 6, 27), time))
    assert found(a_term("lottery_result", months=3, day=27, at="9:00"), ask) == expected
    same_day = a_term("lottery_result", months=1)
    assert found(same_day, ask) == ["unknown RESULT_EARLY: day"]


@pytest.mark.parametrize(
    ("asked", "time", "expected"),
    [
        (date(2026, 6, 24), "23:59", ["broken CONFIRM_EARLY"]),
        (date(2026, 6, 28), "20:00", ["holds CONFIRM_EARLY"]),
        (date(2026, 6, 29), "8:00", ["broken CONFIRM_LATE"]),
    ],
)
def test_a_win_that_is_not_confirmed_in_time_is_void(asked: date, time: str, expected: list[str]) -> None:
    """49 C3."""
    term = a_term("lottery_confirm", **{"from": {"months": 4, "day": 25}, "until": {"months": 4, "day": 28}})
    ask = an_ask(step=Step.CONFIRM, day=OCTOBER_14, asked_at=at(asked, time))
    assert found(term, ask) == expected


def test_the_lottery_for_rooms_and_a_programme_do_not_speak_of_each_other() -> None:
    of_rooms = entry({"months": 3, "day": 20}, {"months": 3, "day": 26})
    result = a_term("lottery_result", programme="camp", date=date(2016, 6, 27), at="15:00")
    camp = Facts(programme="camp")
    assert found(of_rooms, entering(SEPTEMBER_12, date(2026, 6, 1), facts=camp)) == []
    asked_at = at(date(2016, 6, 27), "14:59")
    assert found(result, an_ask(step=Step.RESULT, day=None, asked_at=asked_at)) == []
    of_camp = an_ask(step=Step.RESULT, day=None, asked_at=asked_at, facts=camp)
    assert found(result, of_camp) == ["broken RESULT_EARLY"]


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"from": {"minutes": 30}},
        {"from": {"months": 1}, "calendar": CALENDAR},
        {"calendar": []},
        {"calendar": [{**CALENDAR[0], "uses_until": date(2026, 6, 30)}]},
        {"from": {"months": 1, "until": 3}},
    ],
)
def test_a_window_is_given_one_way(parameters: Any) -> None:
    with pytest.raises(ValidationError):
        a_term("lottery_entry", **parameters)


# --- counted from the draw

PRACTICE, HALLS = (
    a_term("lottery_draw", rooms=[room], months=months, day=1)
    for room, months in (("band", 6), ("craft", 13))
)
DRAWN = replace(SETTING, draws=(PRACTICE, HALLS))
BEFORE_THE_DRAW = entry(
    {"months": 1, "day": 15, "at": "9:00", "of": "draw"},
    {"months": 1, "day": 25, "at": "20:00", "of": "draw"},
)
JUNE_14 = date(2025, 6, 14)


@pytest.mark.parametrize(
    ("room", "day", "asked", "time", "expected"),
    [
        ("band", JUNE_14, date(2024, 11, 15), "8:59", ["broken ENTRY_EARLY"]),
        ("band", JUNE_14, date(2024, 11, 15), "9:00", ["holds ENTRY_EARLY"]),
        ("band", JUNE_14, date(2024, 11, 25), "20:01", ["broken ENTRY_LATE"]),
        # after the draw its own rule refuses, and no other
        ("band", JUNE_14, date(2024, 11, 30), "23:59", ["broken ENTRY_LATE"]),
        ("band", JUNE_14, date(2024, 12, 1), "0:00", []),
        ("craft", JUNE_14, date(2024, 11, 20), "10:00", []),
        ("craft", date(2026, 1, 10), date(2024, 11, 20), "10:00", ["holds ENTRY_EARLY"]),
        ("band", None, date(2024, 11, 20), "10:00", ["unknown ENTRY_EARLY: day"]),
        (None, JUNE_14, date(2024, 11, 20), "10:00", ["unknown ENTRY_EARLY: room"]),
        ("yard", JUNE_14, date(2024, 11, 20), "10:00", ["open ASK_HALL"]),
    ],
)
def test_one_enters_in_the_month_before_the_draw_of_the_room(
    room: str | None, day: date | None, asked: date, time: str, expected: list[str]
) -> None:
    """58 C3, C4: practice rooms are drawn six months ahead, halls thirteen."""
    assert found(BEFORE_THE_DRAW, entering(day, asked, time, room=room), DRAWN) == expected


def test_what_is_left_is_booked_from_the_day_after_the_draw() -> None:
    term = a_term("opens", months=0, plus_days=1, of="draw")
    days = [date(2024, 12, day) for day in (1, 2)]
    asks = [an_ask(day=JUNE_14, asked_at=at(day, "0:00")) for day in days]
    assert [found(term, ask, DRAWN) for ask in asks] == [["broken TOO_EARLY"], ["holds TOO_EARLY"]]
    assert term.first_day(asks[0], DRAWN) == date(2024, 12, 2)


def test_the_result_is_told_so_many_days_after_the_draw() -> None:
    term = a_term("lottery_result", months=0, plus_days=2, of="draw")
    asks = [
        an_ask(step=Step.RESULT, day=JUNE_14, asked_at=at(date(2024, 12, day), "12:00")) for day in (2, 3)
    ]
    assert [found(term, ask, DRAWN) for ask in asks] == [["broken RESULT_EARLY"], ["holds RESULT_EARLY"]]


@pytest.mark.parametrize(
    "parameters", [{"months": 1, "of": "draw"}, {"days": 3, "of": "draw"}, {"minutes": 30, "of": "draw"}]
)
def test_a_draw_is_not_counted_from_itself(parameters: Any) -> None:
    with pytest.raises(ValidationError):
        a_term("lottery_draw", **parameters)


AUGUST_15 = {"months": 2, "day": 15}
AUGUST_17 = {"months": 2, "day": 17}


@pytest.mark.parametrize(
    ("again", "lost", "expected"),
    [
        ("losers", True, ["holds ENTRY_EARLY"]),
        ("losers", False, ["broken LOSERS_ONLY"]),
        ("losers", None, ["unknown LOSERS_ONLY: lost"]),
        ("anybody", False, ["holds ENTRY_EARLY"]),
    ],
)
def test_a_second_draw_is_for_anybody_or_for_those_who_were_not_drawn(
    again: str, lost: bool | None, expected: list[str]
) -> None:
    """35."""
    term = entry(AUGUST_15, AUGUST_17, again=again)
    assert found(term, entering(OCTOBER_14, date(2026, 8, 16), facts=Facts(lost=lost))) == expected


def test_of_entering_at_other_times_a_second_draw_says_nothing() -> None:
    term = entry(AUGUST_15, AUGUST_17, again="losers")
    for day in (date(2026, 8, 14), date(2026, 8, 18)):
        assert found(term, entering(OCTOBER_14, day, facts=Facts(lost=True))) == []
        assert term.value(Sought.LAST_DAY, entering(OCTOBER_14, day), SETTING) is None


def test_entering_learning_and_confirming_have_their_first_and_last_days() -> None:
    """14 and 29: each at its own step."""
    asks = [replace(entering(SEPTEMBER_12, date(2026, 6, 1)), step=step) for step in Step]
    window = {"from": {"months": 3, "day": 9}, "until": {"months": 3, "day": 15}}
    days = {
        "lottery_entry": (Step.ENTER, date(2026, 6, 9), date(2026, 6, 15)),
        "lottery_confirm": (Step.CONFIRM, date(2026, 6, 9), date(2026, 6, 15)),
    }
    for kind, (step, first, last) in days.items():
        term = a_term(kind, **window)
        for ask in asks:
            own = ask.step is step
            assert term.value(Sought.FIRST_DAY, ask, SETTING) == (first if own else None)
            assert term.value(Sought.LAST_DAY, ask, SETTING) == (last if own else None)
    result = a_term("lottery_result", months=3, day=24, at="9:00")
    told = {ask.step: result.value(Sought.FIRST_DAY, ask, SETTING) for ask in asks}
    assert [(step, day) for step, day in told.items() if day] == [(Step.RESULT, date(2026, 6, 24))]


def test_a_named_round_has_its_days_and_an_unpublished_one_has_none() -> None:
    """34 names them, 06 does not."""
    named = {"uses_from": date(2026, 10, 1), "uses_until": date(2026, 12, 31)}
    named |= {"from": {"date": date(2026, 7, 5)}, "until": {"date": date(2026, 7, 12)}}
    term, ask = a_term("lottery_entry", calendar=[named]), entering(OCTOBER_14, date(2026, 7, 1))
    assert term.value(Sought.LAST_DAY, ask, SETTING) == date(2026, 7, 12)
    assert term.value(Sought.LAST_DAY, replace(ask, day=date(2027, 1, 9)), SETTING) is None
    perhaps = entry({"months": 3, "day": 1}, {"months": 3, "day": 9}, perhaps=True)
    assert perhaps.value(Sought.LAST_DAY, ask, SETTING) is None
