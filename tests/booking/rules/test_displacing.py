"""Whom a change of hours displaces: exactly those whose use shares a minute with what is shut."""

from hypothesis import given
from hypothesis import strategies as st

from booking.rules.displacing import Answer, Shut, answer_of, displaces
from booking.rules.lifecycle import State
from facilities.rules.spans import Span
from tests.strategies import spans

ROOMS = ("band", "craft", "hall")
shut = st.builds(Shut, spans(), st.none() | st.frozensets(st.sampled_from(ROOMS), min_size=1))


@given(st.lists(shut, max_size=4), st.sampled_from(ROOMS), spans())
def test_displaced_are_exactly_those_whose_use_overlaps_the_closed_spans(
    closed: list[Shut], room: str, use: Span
) -> None:
    minutes = {
        minute
        for one in closed
        if one.rooms is None or room in one.rooms
        for minute in range(one.span.start, one.span.end)
    }
    assert displaces(closed, room, use) == bool(minutes.intersection(range(use.start, use.end)))


def test_a_use_that_ends_when_the_closure_begins_is_not_displaced() -> None:
    assert not displaces([Shut(Span(20, 30))], "band", Span(10, 20))
    assert not displaces([Shut(Span(20, 30))], "band", Span(30, 40))


def test_what_a_change_of_the_booking_answers() -> None:
    assert answer_of(State.CANCELLED, stays=True, as_offered=False) is Answer.CANCELLED
    assert answer_of(State.BOOKED, stays=True, as_offered=False) is Answer.OPEN
    assert answer_of(State.BOOKED, stays=False, as_offered=True) is Answer.ACCEPTED
    assert answer_of(State.PROVISIONAL, stays=False, as_offered=False) is Answer.CHOSEN
