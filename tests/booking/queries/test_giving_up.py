"""What comes back of a fee depends on whose doing it is that a use is given up."""

import pytest

from booking.actions.bookings import cancel, restore
from booking.actions.money import take
from booking.actions.series import cancel_series
from booking.models import Booking, Person
from booking.queries.bookings import Absent
from booking.queries.giving_up import to_give_back
from booking.queries.money import bill
from booking.rules.lifecycle import HALL as BY_HALL
from booking.rules.lifecycle import State
from facilities.models import Room
from tests.booking.series import a_craft_room, booked
from tests.factories import COSTING, NOW, a_booking, span
from tests.people import a_band, a_high_schooler, staff

pytestmark = pytest.mark.django_db
FRIDAY = span("2026-12-04", "17:00", "19:00")
A_DAY = 24 * 60 * 60
REFUND = """
[[clauses]]
id = "X4"
ja = "取り消すと、半分が返ってきます。病気のときは全部です。"
en = "Half of it comes back on cancelling; all of it if somebody is ill."
  [[clauses.says]]
  type = "refund"
  tiers = [{ days_before = 0, percent = 50 }]
  full_for = ["illness"]

"""
HALL = COSTING.replace("[names]", f"{REFUND}[names]\nillness = {{ ja = '病気', en = 'illness' }}")


@pytest.fixture
def paid(room: Room, teen: Person, desk: Person) -> Booking:
    """300 yen, booked yesterday and paid."""
    made = a_booking(room, FRIDAY, teen, made_at=NOW - A_DAY, changed_at=NOW - A_DAY, group=a_band(teen))
    made.people.add(teen)
    take(booking=made, staff=desk, yen=300, now=NOW)
    return made


def back(booking: Booking, desk: Person) -> int | None:
    booking.refresh_from_db()
    return to_give_back(booking, bill(booking, desk), desk)


@pytest.mark.parametrize(
    ("cause", "yen"), [(None, 300), (BY_HALL, 300), ("illness", 300), ("", 150)], ids=str
)
def test_what_the_desk_cancels_is_paid_back_whole_unless_they_have_called(
    paid: Booking, desk: Person, cause: str | None, yen: int
) -> None:
    cancel(booking=paid, actor=desk, now=NOW + 60, cause=cause)
    assert back(paid, desk) == yen


def test_a_cause_that_no_clause_names_is_none_and_nothing_is_cancelled(paid: Booking, desk: Person) -> None:
    with pytest.raises(Absent):
        cancel(booking=paid, actor=desk, now=NOW + 60, cause="rain")
    paid.refresh_from_db()
    assert paid.state == State.BOOKED


def test_nobody_but_the_desk_says_that_it_was_the_hall(paid: Booking, desk: Person, teen: Person) -> None:
    cancel(booking=paid, actor=teen, now=NOW + 60, cause=BY_HALL)
    assert back(paid, desk) == 150


def test_whoever_serves_there_and_gives_up_what_is_their_own_is_no_hall(room: Room, desk: Person) -> None:
    made = a_booking(room, FRIDAY, desk, made_at=NOW - A_DAY, changed_at=NOW - A_DAY)
    take(booking=made, staff=desk, yen=300, now=NOW)
    cancel(booking=made, actor=desk, now=NOW + 60)
    assert back(made, desk) == 150


def test_whoever_serves_there_and_leads_the_group_is_no_hall_for_it(
    room: Room, desk: Person, teen: Person
) -> None:
    band = a_band(teen, desk)
    band.memberships.filter(person=desk).update(role="deputy")
    made = a_booking(room, FRIDAY, teen, group=band, made_at=NOW - A_DAY, changed_at=NOW - A_DAY)
    take(booking=made, staff=desk, yen=300, now=NOW)
    cancel(booking=made, actor=desk, now=NOW + 60, cause=BY_HALL)
    assert back(made, desk) == 150


def test_what_was_taken_back_and_then_given_up_by_themselves_follows_their_own_tiers(
    paid: Booking, desk: Person, teen: Person
) -> None:
    restore(booking=cancel(booking=paid, actor=desk, now=NOW + 60), actor=desk, now=NOW + 120)
    paid.refresh_from_db()
    assert paid.cause == ""
    cancel(booking=paid, actor=teen, now=NOW + 180)
    assert back(paid, desk) == 150


@pytest.mark.parametrize(("by_desk", "cause"), [(True, BY_HALL), (False, "")])
def test_a_series_that_the_hall_ends_is_the_halls_doing_on_every_date(by_desk: bool, cause: str) -> None:
    room = a_craft_room()
    series = booked(room, a_high_schooler())
    actor = staff(room.facility) if by_desk else series.person
    cancel_series(series=series, actor=actor, now=NOW + A_DAY)
    assert list(series.bookings.values_list("cause", flat=True)) == [cause] * 4
