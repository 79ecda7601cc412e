"""The desk gives what is left of a slot to somebody who waits: in the line's order nobody is passed over."""

import pytest

from booking.actions.bookings import Absent, Refused
from booking.actions.giving import give
from booking.actions.no_show import release_no_show
from booking.actions.undo import undo
from booking.actions.waiting import stop
from booking.models import Act, Booking, Claim, Notice, Person, Wait
from booking.rules.codes import Code
from booking.rules.lifecycle import State
from booking.rules.waiting import wish_for
from facilities.models import Facility, Room
from facilities.rules.spans import Span
from tests.booking.refusals import codes
from tests.booking.waiting import FRIDAY, kept_place, served, waits
from tests.factories import TOKYO, a_booking, a_facility, at, span, the_room
from tests.people import a_high_schooler, a_third_grader, staff

pytestmark = pytest.mark.django_db
QUARTER_PAST = at("2026-12-04 17:15")
REST = span("2026-12-04", "17:15", "19:00")


@pytest.fixture
def gone(room: Room, desk: Person) -> Booking:
    """Nobody came, and nobody is in line yet."""
    booking = a_booking(room, FRIDAY, a_high_schooler())
    return release_no_show(booking=booking, actor=desk, now=QUARTER_PAST)


def test_what_is_left_is_theirs_from_the_next_quarter_and_the_wait_is_over(
    room: Room, gone: Booking, desk: Person
) -> None:
    mine = waits(room)
    made = give(wait=mine, gone=gone, actor=desk, now=QUARTER_PAST)
    assert (made.state, made.person, Span(made.start, made.end)) == (State.BOOKED, mine.person, REST)
    assert Claim.objects.get().booking == made
    mine.refresh_from_db()
    assert (mine.state, mine.offer) == (Wait.State.TAKEN, made)
    assert Notice.objects.get(person=mine.person).kind == "booked"
    act = Act.objects.get(verb="give")
    assert (act.actor, act.subject_id) == (desk, made.public_id)


def test_the_desk_gives_a_quarter_of_an_hour_also_where_a_room_is_lent_by_the_hour(
    hall: Facility, desk: Person
) -> None:
    craft, last = the_room(hall, "craft"), span("2026-12-04", "18:00", "19:00")
    mine = waits(craft, wish=wish_for(craft.pk, [last], TOKYO))
    booking = a_booking(craft, last, a_high_schooler())
    gone = release_no_show(booking=booking, actor=desk, now=at("2026-12-04 18:16"))
    made = give(wait=mine, gone=gone, actor=desk, now=at("2026-12-04 18:16"))
    assert Span(made.start, made.end) == span("2026-12-04", "18:30", "19:00")


def test_a_second_tap_finds_it_done(room: Room, gone: Booking, desk: Person) -> None:
    mine = waits(room)
    made = give(wait=mine, gone=gone, actor=desk, now=QUARTER_PAST)
    assert give(wait=mine, gone=gone, actor=desk, now=QUARTER_PAST + 1) == made
    assert Booking.objects.filter(person=mine.person).count() == 1


def test_while_it_is_offered_to_the_first_no_other_gets_it(room: Room, desk: Person) -> None:
    first, second = waits(room), waits(room)
    booking = a_booking(room, FRIDAY, a_high_schooler())
    gone = release_no_show(booking=booking, actor=desk, now=QUARTER_PAST)
    offer = served(QUARTER_PAST)
    assert offer is not None
    assert offer.person == first.person
    with pytest.raises(Refused) as taken:
        give(wait=second, gone=gone, actor=desk, now=QUARTER_PAST + 60)
    assert codes(taken) == {Code.TAKEN}


def test_before_the_service_has_asked_anybody_the_desk_is_faster(room: Room, desk: Person) -> None:
    mine = waits(room)
    booking = a_booking(room, FRIDAY, a_high_schooler())
    gone = release_no_show(booking=booking, actor=desk, now=QUARTER_PAST)
    assert kept_place() is not None
    made = give(wait=mine, gone=gone, actor=desk, now=QUARTER_PAST)
    assert [claim.booking for claim in Claim.objects.all()] == [made]
    assert kept_place() is None


def test_the_judge_has_its_say(room: Room, gone: Booking, desk: Person) -> None:
    child = waits(room, a_third_grader())
    with pytest.raises(Refused) as refused:
        give(wait=child, gone=gone, actor=desk, now=QUARTER_PAST)
    assert codes(refused) == {Code.AGE_MIN, Code.AGE_EVENING}
    assert not Claim.objects.exists()


def test_nobody_else_gives_it_and_nobody_who_does_not_wait_gets_it(
    room: Room, gone: Booking, desk: Person
) -> None:
    mine = waits(room)
    for actor in (mine.person, staff(a_facility("nukui"))):
        with pytest.raises(Absent):
            give(wait=mine, gone=gone, actor=actor, now=QUARTER_PAST)
    stop(public_id=mine.public_id, actor=mine.person, now=QUARTER_PAST)
    with pytest.raises(Absent):
        give(wait=mine, gone=gone, actor=desk, now=QUARTER_PAST)


def test_once_it_is_over_or_too_little_is_left_it_is_past(room: Room, gone: Booking, desk: Person) -> None:
    mine = waits(room)
    with pytest.raises(Refused) as over:
        give(wait=mine, gone=gone, actor=desk, now=FRIDAY.end)
    assert codes(over) == {Code.PAST}
    with pytest.raises(Refused) as short:
        give(wait=mine, gone=gone, actor=desk, now=at("2026-12-04 18:30:01"))
    assert codes(short) == {Code.PAST}


def test_it_can_be_taken_back(room: Room, gone: Booking, desk: Person) -> None:
    made = give(wait=waits(room), gone=gone, actor=desk, now=QUARTER_PAST - 60)
    undo(act=Act.objects.get(verb="give"), actor=desk, now=QUARTER_PAST - 30)
    made.refresh_from_db()
    assert made.state == State.CANCELLED
