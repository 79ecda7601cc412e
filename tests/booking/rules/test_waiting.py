"""A wish is suited by what it names and nothing else, and an offer leaves time to answer and to come."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.rules.waiting import AHEAD, LEAST, LEAST_REST, MOST, Wish, answer_by, soon_answer_by, wish_for
from facilities.rules.spans import Span
from tests.factories import NOW, TOKYO, at, span

BAND, CRAFT = 1, 2
FRIDAY_EVENINGS = Wish(
    frozenset([BAND]), date(2026, 12, 2), date(2026, 12, 30), frozenset([4]), 17 * 60, 21 * 60, 7200
)


def suited(room: int, day: str, start: str, end: str) -> bool:
    return FRIDAY_EVENINGS.is_suited_by(room, date.fromisoformat(day), span(day, start, end), TOKYO)


def test_two_hours_on_a_friday_evening_suit() -> None:
    assert suited(BAND, "2026-12-04", "17:00", "19:00")
    assert suited(BAND, "2026-12-04", "18:30", "21:00")


@pytest.mark.parametrize(
    ("room", "day", "start", "end"),
    [
        (CRAFT, "2026-12-04", "17:00", "19:00"),
        (BAND, "2026-12-03", "17:00", "19:00"),
        (BAND, "2027-01-01", "17:00", "19:00"),
        (BAND, "2026-12-04", "16:30", "18:30"),
        (BAND, "2026-12-04", "19:30", "21:30"),
        (BAND, "2026-12-04", "19:00", "20:30"),
    ],
    ids=["another room", "another weekday", "too late", "begins before", "ends after", "too short"],
)
def test_nothing_else_suits(room: int, day: str, start: str, end: str) -> None:
    assert not suited(room, day, start, end)


def test_uses_on_several_days_are_a_wish_for_each_of_these_days_and_for_no_other() -> None:
    """The 1st of January is left out: the hall is closed."""
    days = ("2026-12-18", "2026-12-25", "2027-01-08")
    wish = wish_for(BAND, [span(day, "17:00", "19:00") for day in days], TOKYO)
    asked = {
        day: wish.is_suited_by(BAND, date.fromisoformat(day), span(day, "17:00", "19:00"), TOKYO)
        for day in (*days, "2027-01-01")
    }
    assert asked == {**dict.fromkeys(days, True), "2027-01-01": False}


def test_two_who_wish_for_other_days_do_not_stand_before_each_other() -> None:
    def on(*days: str) -> Wish:
        return wish_for(BAND, [span(day, "17:00", "19:00") for day in days], TOKYO)

    named = on("2026-12-11", "2026-12-25")
    assert named.may_meet(on("2026-12-25", "2027-01-08"))
    assert named.may_meet(on("2026-12-25"))
    assert named.may_meet(FRIDAY_EVENINGS)
    assert not named.may_meet(on("2026-12-18", "2027-01-08"))
    assert not named.may_meet(on("2026-12-18"))


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("16:00", "19:00", True),
        ("16:00", "18:30", False),
        ("20:00", "22:00", False),
        ("19:00", "21:00", True),
    ],
)
def test_a_place_is_kept_only_for_a_wish_that_finds_room_in_it(start: str, end: str, found: bool) -> None:
    assert FRIDAY_EVENINGS.finds_room_in(span("2026-12-04", start, end), TOKYO) is found


@pytest.mark.parametrize(
    ("now", "start", "until"),
    [
        ("2026-12-02 16:10", "2026-12-04 17:00", "2026-12-03 09:00"),
        ("2026-12-02 10:00", "2026-12-02 18:00", "2026-12-02 12:00"),
        ("2026-12-02 10:00", "2026-12-20 18:00", "2026-12-03 10:00"),
        ("2026-12-02 16:00", "2026-12-02 17:00", "2026-12-02 16:30"),
        ("2026-12-02 20:50", "2026-12-03 18:00", "2026-12-03 09:00"),
        ("2026-12-02 22:00", "2026-12-03 09:00", "2026-12-03 00:45"),
    ],
    ids=[
        "not at night",
        "a quarter",
        "a day at most",
        "half an hour at least",
        "until nine",
        "no morning left",
    ],
)
def test_there_is_time_to_answer(now: str, start: str, until: str) -> None:
    assert answer_by(at(now), at(start), TOKYO) == at(until)


def test_it_is_too_late_to_ask_anybody_just_before_the_use() -> None:
    assert answer_by(at("2026-12-02 16:20"), at("2026-12-02 17:00"), TOKYO) is None


@given(st.integers(min_value=-3600, max_value=60 * 86400))
def test_the_answer_is_in_before_the_use_and_never_sooner_than_half_an_hour(left: int) -> None:
    until = answer_by(NOW, NOW + left, TOKYO)
    if until is not None:
        assert NOW + LEAST <= until <= NOW + left - AHEAD
        assert until - NOW <= MOST + 12 * 3600
    else:
        assert left < LEAST + AHEAD


@given(
    st.builds(
        Wish,
        st.frozensets(st.sampled_from([BAND, CRAFT]), min_size=1),
        st.dates(date(2026, 12, 1), date(2026, 12, 7)),
        st.dates(date(2026, 12, 8), date(2026, 12, 14)),
        st.frozensets(st.integers(0, 6), min_size=1),
        st.integers(9 * 60, 12 * 60),
        st.integers(15 * 60, 21 * 60),
        st.sampled_from([1800, 3600]),
    ),
    st.integers(0, 13),
    st.integers(0, 24),
)
def test_who_may_want_the_same_use_stands_before_or_behind(wish: Wish, ahead: int, half_hour: int) -> None:
    day = date(2026, 12, 1 + ahead)
    start = at(f"{day} 09:00") + half_hour * 1800
    use = Span(start, start + 3600)
    if wish.is_suited_by(BAND, day, use, TOKYO):
        other = Wish(
            frozenset([BAND]),
            day,
            day,
            frozenset([day.weekday()]),
            9 * 60 + half_hour * 30,
            10 * 60 + half_hour * 30,
            3600,
        )
        assert wish.may_meet(other)
        assert other.may_meet(wish)


def test_of_a_slot_half_an_hour_is_enough_where_it_has_begun_and_of_a_wish_for_so_long_it_is_not() -> None:
    slot = wish_for(BAND, [span("2026-12-04", "17:00", "19:00")], TOKYO)
    rest, less = span("2026-12-04", "18:30", "19:00"), span("2026-12-04", "18:31", "19:00")
    assert rest.seconds == LEAST_REST
    assert slot.finds_room_in(rest, TOKYO, is_rest=True)
    assert slot.is_suited_by(BAND, date(2026, 12, 4), rest, TOKYO, is_rest=True)
    assert not slot.finds_room_in(less, TOKYO, is_rest=True)
    assert not slot.finds_room_in(rest, TOKYO), "of a slot ahead nobody is offered a piece"
    assert not FRIDAY_EVENINGS.finds_room_in(rest, TOKYO, is_rest=True)


def test_a_slot_that_is_shorter_than_half_an_hour_is_offered_whole_or_not() -> None:
    short = wish_for(BAND, [span("2026-12-04", "17:00", "17:15")], TOKYO)
    assert short.finds_room_in(span("2026-12-04", "17:00", "17:15"), TOKYO, is_rest=True)
    assert not short.finds_room_in(span("2026-12-04", "17:01", "17:15"), TOKYO, is_rest=True)


def test_an_answer_at_short_notice_is_due_on_a_whole_minute() -> None:
    assert soon_answer_by(at("2026-12-04 17:15"), 10) == at("2026-12-04 17:25")
    assert soon_answer_by(at("2026-12-04 17:15") + 1, 10) == at("2026-12-04 17:26")
