"""What the desk does with bookings: for whom it books, what it overrules, to whom freed places go."""

import pytest

from booking.actions.bookings import (
    Absent,
    Answering,
    Company,
    Refused,
    Stale,
    cancel,
    move,
    restore,
)
from booking.actions.callers import Calling
from booking.actions.desk_bookings import book_for
from booking.actions.lines import serve
from booking.actions.parties import change_party
from booking.actions.sweeping import CALLER_LIFETIME, sweep
from booking.actions.texts import Missing
from booking.actions.wanted import Wanted
from booking.models import Act, Booking, Caller, EventText, Incident, Person, Wish
from booking.rules.codes import Code
from booking.rules.lifecycle import State
from facilities.models import Facility, Room
from tests.booking.calls import FRIDAY, TEENS, YAMADA, called
from tests.booking.refusals import codes
from tests.booking.waiting import a_wait, kept_place
from tests.factories import NOW, a_facility, span
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db
LATE_FRIDAY = span("2026-12-04", "19:00", "21:00")
KIDS = Company(counted={"elementary": 3})
WHY = Answering("館長がよいと言ったため")


def test_a_caller_stands_beside_the_booking_and_nowhere_else(room: Room, desk: Person) -> None:
    made = called(room, desk)
    assert (made.person, made.caller.name, made.caller.phone) == (None, YAMADA.name, YAMADA.phone)
    everything = [*Act.objects.values(), *EventText.objects.values(), *Booking.objects.values()]
    assert "山田" not in str(everything)
    assert "1234" not in str(everything)


def test_a_caller_without_a_name_is_asked_for_it(room: Room, desk: Person) -> None:
    with pytest.raises(Missing) as missing:
        book_for(whom=Calling(" "), wanted=Wanted(room, FRIDAY, TEENS), actor=desk, now=NOW)
    assert missing.value.field == "caller"


def test_nobody_books_for_nobody_but_the_desk(room: Room) -> None:
    with pytest.raises(Absent):
        called(room, a_high_schooler())
    with pytest.raises(Absent):
        called(room, staff(a_facility("nukui")))


def test_a_caller_is_forgotten_four_weeks_after_the_use_and_the_count_stays(room: Room, desk: Person) -> None:
    made = called(room, desk)
    sweep(now=made.end + CALLER_LIFETIME - 1)
    assert Caller.objects.exists()
    sweep(now=made.end + CALLER_LIFETIME)
    assert not Caller.objects.exists()
    assert Booking.objects.get().headcount == 3


def test_the_desk_asks_the_same_judge(room: Room, desk: Person) -> None:
    with pytest.raises(Refused) as young:
        called(room, desk, KIDS)
    assert codes(young) == {Code.AGE_MIN, Code.AGE_EVENING}
    assert not Booking.objects.exists()


def test_the_desk_moves_and_cancels_without_any_consequence(room: Room, desk: Person) -> None:
    made = called(room, desk)
    moved = move(booking=made, actor=desk, room=room, span=LATE_FRIDAY, now=NOW)
    gone = cancel(booking=moved, actor=desk, now=LATE_FRIDAY.start - 60, why="電話で聞いた")
    assert (gone.state, Act.objects.get(verb="cancel").why) == (State.CANCELLED, "電話で聞いた")
    assert not Incident.objects.exists()
    assert restore(booking=gone, actor=desk, now=LATE_FRIDAY.start - 30).state == State.BOOKED


def test_what_the_desk_frees_goes_to_the_line_and_not_to_whoever_freed_it(room: Room, desk: Person) -> None:
    haruka, made = a_high_schooler(), called(room, desk)
    wait = a_wait(haruka, room)
    Wish.objects.update(first_on="2026-12-04", last_on="2026-12-04", weekdays=[4], seconds=7200)
    cancel(booking=made, actor=desk, now=NOW)
    with pytest.raises(Refused) as kept:
        book_for(whom=desk, wanted=Wanted(room, FRIDAY, TEENS), actor=desk, answering=WHY, now=NOW)
    assert codes(kept) == {Code.TAKEN}
    place = kept_place()
    assert place is not None
    offer = serve(kept=place, now=NOW)
    wait.refresh_from_db()
    assert (offer, offer and offer.person) == (wait.offer, haruka)


def test_of_two_desks_that_change_one_booking_the_second_is_told(
    hall: Facility, room: Room, desk: Person
) -> None:
    made = called(room, desk)
    first, second = (Booking.objects.get(pk=made.pk) for _ in range(2))
    move(booking=first, actor=desk, room=room, span=LATE_FRIDAY, now=NOW)
    for verb in (
        lambda: cancel(booking=second, actor=staff(hall), now=NOW),
        lambda: change_party(
            booking=second, actor=staff(hall), company=Company(counted={"high_school": 2}), now=NOW
        ),
        lambda: move(booking=second, actor=staff(hall), room=room, span=FRIDAY, now=NOW),
    ):
        with pytest.raises(Stale):
            verb()
    made.refresh_from_db()
    assert (made.start, made.state) == (LATE_FRIDAY.start, State.BOOKED)


def test_another_halls_desk_changes_nothing(room: Room, desk: Person) -> None:
    made, other = called(room, desk), staff(a_facility("nukui"))
    for verb in (
        lambda: cancel(booking=made, actor=other, now=NOW),
        lambda: move(booking=made, actor=other, room=room, span=LATE_FRIDAY, now=NOW),
        lambda: change_party(booking=made, actor=other, company=TEENS, now=NOW),
    ):
        with pytest.raises(Absent):
            verb()
