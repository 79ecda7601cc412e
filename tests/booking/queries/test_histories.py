"""What people and groups have or had booked, each in their own name."""

from datetime import date
from typing import Any

import pytest

from booking.models import Person
from booking.queries.party import Company, asker_of
from booking.rules import bands
from booking.rules.ask import Held
from booking.rules.lifecycle import State
from facilities.models import Room
from tests.booking.parties import FRIDAY, party
from tests.factories import NOW, a_booking, a_facility, a_room, span
from tests.people import a_band, a_high_schooler

pytestmark = pytest.mark.django_db
EVENING = span("2026-12-04", "17:00", "19:00")


@pytest.fixture
def room() -> Room:
    return a_room(a_facility("higashi"), "band")


def _span(booking: Any) -> Any:
    return span("2026-12-05", *(("10:00", "12:00") if booking.group_id is None else ("13:00", "15:00")))


def test_a_band_whose_members_leave_school_keeps_its_history_under_its_new_stage(
    haruka: Person, room: Room
) -> None:
    """The stage is asked for the day, and nothing that is kept says it."""
    band = a_band(haruka)
    a_booking(room, span("2027-03-20", "10:00", "12:00"), haruka, group=band)
    asker = asker_of(haruka, Company(band.pk), NOW)
    at_school, after = asker.party(date(2028, 4, 1)), asker.party(date(2028, 4, 2))
    assert at_school.history == after.history
    assert len(after.history or ()) == 1
    (born,) = {one.born for one in (*at_school.people, *after.people)}
    assert born.within(bands.cohort("high_school", date(2028, 3, 31)))
    assert born.within(bands.cohort("adult", date(2028, 4, 1)))


def test_the_history_is_ones_own_and_the_groups_each_in_its_own_name(haruka: Person, room: Room) -> None:
    friend = a_high_schooler()
    band, other = a_band(haruka, friend), a_band(haruka)
    mine = a_booking(room, span("2026-12-05", "10:00", "12:00"), haruka)
    ours = a_booking(room, span("2026-12-05", "13:00", "15:00"), friend, group=band)
    a_booking(room, span("2026-12-06", "10:00", "12:00"), haruka, group=other)
    a_booking(room, span("2026-12-06", "13:00", "15:00"), friend)
    alone, together = party(haruka).history, party(haruka, Company(band.pk)).history
    assert alone == (Held("higashi", "band", _span(mine)),)
    assert together == (*alone, Held("higashi", "band", _span(ours), by_group=True))


@pytest.mark.parametrize("state", [State.CANCELLED, State.LAPSED])
def test_what_was_given_up_is_not_history(haruka: Person, room: Room, state: State) -> None:
    a_booking(room, EVENING, haruka, state=state)
    a_booking(room, span("2025-01-05", "10:00", "12:00"), haruka)
    assert party(haruka).history == ()


def test_a_booking_can_be_left_out_of_the_history(haruka: Person, room: Room) -> None:
    booking = a_booking(room, EVENING, haruka)
    asker = asker_of(haruka, Company(), NOW)
    assert (len(asker.party(FRIDAY).history or ()), asker.party(FRIDAY, but=booking.pk).history) == (1, ())
