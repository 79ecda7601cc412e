"""Taking back what the desk did: a day long, judged now, once, and not past somebody else."""

import pytest

from booking.actions.bookings import Refused, book, cancel, move
from booking.actions.evenings import cancel_evening, move_evening
from booking.actions.posts import change_role, end_post, give_post
from booking.actions.stays import hand_back
from booking.actions.undo import A_DAY, UNDO, NoInverse, Overtaken, TooLate, undo
from booking.models import Act, Booking, Person, Post
from booking.queries.bookings import Absent
from booking.rules.lifecycle import State
from booking.rules.staff import Role
from facilities.models import Facility, Room
from tests.factories import NOW, a_facility, an_evening, at, span
from tests.people import a_high_schooler, a_manager, a_young_adult, staff

pytestmark = pytest.mark.django_db
FRIDAY, SATURDAY = span("2026-12-04", "17:00", "19:00"), span("2026-12-05", "13:00", "15:00")


@pytest.fixture
def booking(room: Room) -> Booking:
    return book(person=a_high_schooler(), room=room, span=FRIDAY, now=NOW)


def last(verb: str) -> Act:
    return Act.objects.filter(verb=verb).latest("pk")


def as_it_is(booking: Booking) -> Booking:
    return Booking.objects.select_related("room__facility").get(pk=booking.pk)


def test_a_cancellation_is_taken_back_by_a_verb_of_its_own(desk: Person, booking: Booking) -> None:
    cancel(booking=booking, actor=desk, now=NOW, why="電話で聞いた")
    undo(act=last("cancel"), actor=desk, now=NOW + A_DAY - 1)
    assert as_it_is(booking).state == State.BOOKED
    assert last("restore").actor == desk


def test_after_a_day_it_is_too_late(desk: Person, booking: Booking) -> None:
    cancel(booking=booking, actor=desk, now=NOW)
    with pytest.raises(TooLate):
        undo(act=last("cancel"), actor=desk, now=NOW + A_DAY)


def test_twice_is_told(desk: Person, booking: Booking) -> None:
    cancel(booking=booking, actor=desk, now=NOW)
    act = last("cancel")
    undo(act=act, actor=desk, now=NOW)
    with pytest.raises(Overtaken) as told:
        undo(act=act, actor=staff(booking.room.facility), now=NOW)
    assert told.value.undone


def test_somebody_elses_change_since_is_told(desk: Person, room: Room, booking: Booking) -> None:
    move(booking=booking, actor=desk, room=room, span=SATURDAY, now=NOW)
    act = last("move")
    cancel(booking=as_it_is(booking), actor=desk, now=NOW)
    with pytest.raises(Overtaken) as told:
        undo(act=act, actor=desk, now=NOW)
    assert not told.value.undone


def test_it_is_judged_now_and_a_rival_keeps_the_place(desk: Person, room: Room, booking: Booking) -> None:
    cancel(booking=booking, actor=desk, now=NOW)
    act = last("cancel")
    rival = book(person=a_high_schooler(), room=room, span=FRIDAY, now=NOW)
    with pytest.raises(Refused):
        undo(act=act, actor=desk, now=NOW)
    assert as_it_is(rival).state == State.BOOKED


def test_a_move_goes_back(desk: Person, room: Room, booking: Booking) -> None:
    move(booking=booking, actor=desk, room=room, span=SATURDAY, now=NOW)
    undo(act=last("move"), actor=desk, now=NOW)
    assert (as_it_is(booking).start, as_it_is(booking).end) == (FRIDAY.start, FRIDAY.end)


def test_a_booking_that_the_desk_made_is_given_up_without_consequences(desk: Person, room: Room) -> None:
    made = book(person=a_high_schooler(), room=room, span=FRIDAY, actor=desk, now=NOW)
    undo(act=last("book"), actor=desk, now=NOW)
    assert as_it_is(made).state == State.CANCELLED
    assert not made.incidents.exists()


def test_a_rest_that_was_handed_back_is_taken_again(desk: Person, booking: Booking) -> None:
    within = at("2026-12-04 18:00")
    hand_back(booking=booking, actor=desk, now=within)
    undo(act=last("hand_back"), actor=desk, now=within + 30)
    assert as_it_is(booking).end == FRIDAY.end


def test_an_evening_is_restored_and_moved_back(hall: Facility) -> None:
    manager = a_manager(hall)
    evening = an_evening(hall, FRIDAY)
    other = an_evening(hall, SATURDAY)
    cancel_evening(evening=evening, actor=manager, now=NOW)
    act = last("cancel_evening")
    # Another evening of the same hall is another thing.
    move_evening(evening=other, span=span("2026-12-05", "17:00", "20:00"), actor=manager, now=NOW)
    undo(act=act, actor=manager, now=NOW)
    evening.refresh_from_db()
    assert not evening.cancelled
    undo(act=last("move_evening"), actor=manager, now=NOW)
    other.refresh_from_db()
    assert (other.start, other.end) == (SATURDAY.start, SATURDAY.end)


def test_a_post_comes_back_as_it_was(hall: Facility) -> None:
    manager, person = a_manager(hall), a_young_adult()
    post = give_post(hall=hall, person=person, role=Role.EVENING, actor=manager, now=NOW)
    change_role(post=post, role=Role.DESK, actor=manager, now=NOW)
    undo(act=last("change_role"), actor=manager, now=NOW)
    assert Post.objects.get(person=person).role == "evening"
    end_post(post=post, actor=manager, now=NOW)
    undo(act=last("end_post"), actor=manager, now=NOW)
    again = Post.objects.get(person=person)
    assert (again.role, str(again.until)) == ("evening", "2027-03-31")
    undo(act=last("give_post"), actor=manager, now=NOW)
    assert not Post.objects.filter(person=person).exists()


def test_the_desk_does_not_undo_who_serves(hall: Facility, desk: Person) -> None:
    give_post(hall=hall, person=a_young_adult(), role=Role.EVENING, actor=a_manager(hall), now=NOW)
    with pytest.raises(Absent):
        undo(act=last("give_post"), actor=desk, now=NOW)


def test_what_a_member_did_is_the_members(desk: Person, booking: Booking) -> None:
    with pytest.raises(NoInverse):
        undo(act=last("book"), actor=desk, now=NOW)


def test_what_has_no_inverse_says_so(desk: Person, booking: Booking) -> None:
    act = Act.objects.create(
        at=NOW, actor=desk, verb="take", hall=booking.room.facility, subject="booking", subject_id="x"
    )
    with pytest.raises(NoInverse):
        undo(act=act, actor=desk, now=NOW)


def test_another_halls_desk_undoes_nothing_here(desk: Person, booking: Booking) -> None:
    cancel(booking=booking, actor=desk, now=NOW)
    with pytest.raises(Absent):
        undo(act=last("cancel"), actor=staff(a_facility("nukui")), now=NOW)


def test_every_line_of_the_table_is_a_verb_and_its_inverse_is_known() -> None:
    assert {one.comes_to for one in UNDO.values()} - set(UNDO) <= {"extend"}
