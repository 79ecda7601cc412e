"""What is left of a slot that has begun goes to the line first: at short notice, for a short while."""

from dataclasses import replace
from datetime import date

import pytest

from booking.actions.attendance import check_in, check_out
from booking.actions.bookings import Refused, book, cancel
from booking.actions.no_show import release_no_show, take_back_release
from booking.actions.stays import hand_back
from booking.actions.waiting import accept, decline, lapse_offers
from booking.actions.wanted import Wanted
from booking.models import Booking, Claim, Notice, Person, Wait
from booking.rules.codes import Code
from booking.rules.lifecycle import State
from booking.rules.waiting import Wish, wish_for
from facilities.models import Facility, Room
from facilities.rules.spans import Span
from tests.booking.refusals import codes
from tests.booking.waiting import FRIDAY, kept_place, served, the_slot, waits
from tests.factories import SAMPLE, TOKYO, a_booking, a_hall, at, span, the_room
from tests.people import a_band, a_high_schooler, staff

pytestmark = pytest.mark.django_db
QUARTER_PAST, ANSWER = at("2026-12-04 17:15"), at("2026-12-04 17:25")
REST = span("2026-12-04", "17:30", "19:00")
HALF_PAST_SIX = at("2026-12-04 18:30")
LONGER = """
[[clauses]]
id = "N1"
ja = "15分たっても来ないときは、部屋を空けます。待っている人には20分、取っておきます。"
en = "After a quarter of an hour the room is given back, and held for 20 minutes for each who waits."
  [[clauses.says]]
  type = "no_show"
  after_minutes = 15
  offered_minutes = 20
"""


@pytest.fixture
def missing(room: Room) -> Booking:
    """Somebody has the room on Friday from five to seven, and does not come."""
    return a_booking(room, FRIDAY, a_high_schooler())


def released(booking: Booking, now: int = QUARTER_PAST) -> Booking:
    return release_no_show(booking=booking, actor=staff(booking.room.facility), now=now)


def fridays(room: Room, seconds: int) -> Wish:
    day = date(2026, 12, 4)
    return Wish(frozenset([room.pk]), day, date(2026, 12, 25), frozenset([4]), 17 * 60, 21 * 60, seconds)


def held(offer: Booking | None) -> tuple[Person | None, Span, int | None]:
    assert offer is not None
    assert offer.state == State.OFFERED
    return offer.person, Span(offer.start, offer.end), offer.lapses_at


def test_who_waits_for_a_slot_is_offered_what_a_no_show_leaves_of_it(room: Room, missing: Booking) -> None:
    mine = waits(room)
    released(missing)
    assert held(served(QUARTER_PAST)) == (mine.person, REST, ANSWER)
    told = Notice.objects.get(person=mine.person)
    assert told.kind == "offer"
    assert "17:25" in told.body
    assert "17:30" in told.body
    assert told.call == Notice.Call.DUE, "without an address they are called"


def test_it_is_theirs_when_they_say_so_though_it_begins_off_the_bands(room: Room, missing: Booking) -> None:
    mine = waits(room)
    released(missing)
    offer = served(QUARTER_PAST)
    assert offer is not None
    accept(booking=offer, actor=mine.person, now=ANSWER - 1)
    offer.refresh_from_db()
    assert (offer.state, offer.start, offer.end) == (State.BOOKED, REST.start, REST.end)
    assert Wait.objects.get().state == Wait.State.TAKEN


def test_a_wish_for_so_long_is_offered_it_only_where_so_long_is_left(room: Room, missing: Booking) -> None:
    waits(room, wish=fridays(room, 2 * 3600))
    short = waits(room, wish=fridays(room, 3600))
    released(missing)
    assert held(served(QUARTER_PAST))[0] == short.person


def test_without_an_answer_it_goes_on_to_the_next_and_shrinks(room: Room, missing: Booking) -> None:
    first, second, third = (waits(room) for _ in range(3))
    released(missing)
    assert held(served(QUARTER_PAST))[0] == first.person
    assert lapse_offers(now=ANSWER - 1) == 0
    assert lapse_offers(now=ANSWER) == 1
    quarter_to = span("2026-12-04", "17:45", "19:00")
    offer = served(ANSWER)
    assert held(offer) == (second.person, quarter_to, at("2026-12-04 17:35"))
    assert offer is not None
    decline(booking=offer, actor=second.person, now=at("2026-12-04 17:27:30"))
    assert held(served(at("2026-12-04 17:27:30")))[:2] == (third.person, quarter_to)


def test_a_rest_that_is_too_short_is_offered_to_nobody(room: Room, missing: Booking) -> None:
    waits(room)
    released(missing, at("2026-12-04 18:21"))
    assert kept_place() is None, "the answer would be due at 18:31"
    assert not Claim.objects.exists()


def test_half_an_hour_is_the_least(room: Room, missing: Booking) -> None:
    mine = waits(room)
    released(missing, at("2026-12-04 18:20"))
    assert held(served(at("2026-12-04 18:20")))[:2] == (mine.person, Span(HALF_PAST_SIX, FRIDAY.end))


def test_who_did_not_come_cannot_snatch_it(room: Room, missing: Booking) -> None:
    assert missing.person is not None
    waits(room, missing.person, fridays(room, 3600))
    mine = waits(room)
    gone = released(missing)
    with pytest.raises(Refused) as now:
        book(person=missing.person, wanted=Wanted(room, FRIDAY), now=QUARTER_PAST)
    assert Code.TAKEN in codes(now)
    assert held(served(QUARTER_PAST))[0] == mine.person
    with pytest.raises(Refused) as later:
        take_back_release(booking=gone, actor=staff(room.facility), now=QUARTER_PAST + 60)
    assert codes(later) == {Code.TAKEN}


def test_nor_can_anybody_for_the_group_that_did_not_come(room: Room) -> None:
    leader = a_high_schooler()
    band = a_band(leader)
    gone = a_booking(room, FRIDAY, leader, group=band)
    wait = waits(room, leader, fridays(room, 3600))
    Wait.objects.filter(pk=wait.pk).update(group=band)
    released(gone)
    assert kept_place() is None
    assert not Claim.objects.exists()


def test_where_nobody_waits_a_released_room_is_anybodys(room: Room, missing: Booking) -> None:
    waits(room, wish=the_slot(room, span("2026-12-04", "19:00", "21:00")))
    released(missing)
    assert kept_place() is None
    assert book(person=a_high_schooler(), wanted=Wanted(room, FRIDAY), now=QUARTER_PAST).start == FRIDAY.start


def test_the_judge_is_asked_as_for_any_booking_that_begins_then(room: Room, missing: Booking) -> None:
    """Somebody who has two bookings of the music room may not have a third."""
    full, free = waits(room), waits(room)
    for day in ("2026-12-09", "2026-12-16"):
        a_booking(room, span(day, "17:00", "19:00"), full.person)
    released(missing)
    assert held(served(QUARTER_PAST))[0] == free.person


def test_the_minutes_are_the_halls() -> None:
    hall = a_hall(SAMPLE + LONGER)
    room = the_room(hall, "band")
    mine = waits(room)
    released(a_booking(room, FRIDAY, a_high_schooler()))
    until, begins = at("2026-12-04 17:35"), at("2026-12-04 17:45")
    assert held(served(QUARTER_PAST)) == (mine.person, Span(begins, FRIDAY.end), until)


def test_of_a_room_that_is_lent_by_the_hour_the_next_hour_is_offered(hall: Facility) -> None:
    craft = the_room(hall, "craft")
    mine = waits(craft)
    released(a_booking(craft, FRIDAY, a_high_schooler()))
    assert held(served(QUARTER_PAST))[:2] == (mine.person, span("2026-12-04", "18:00", "19:00"))


def test_where_the_next_hour_is_too_late_it_is_anybodys_at_once(hall: Facility) -> None:
    craft = the_room(hall, "craft")
    last = span("2026-12-04", "18:00", "19:00")
    waits(craft, wish=wish_for(craft.pk, [last], TOKYO))
    released(a_booking(craft, last, a_high_schooler()), at("2026-12-04 18:15"))
    assert kept_place() is None


@pytest.mark.parametrize("by", ["hand_back", "check_out", "cancel", "cancel_just_before"])
def test_so_does_what_is_left_however_a_room_is_given_back(room: Room, by: str) -> None:
    person, desk = a_high_schooler(), staff(room.facility)
    booking = a_booking(room, FRIDAY, person)
    mine, now = waits(room), QUARTER_PAST - 30
    if by == "hand_back":
        hand_back(booking=booking, actor=person, now=now)
    elif by == "check_out":
        here = check_in(booking=booking, counts={}, actor=desk, now=FRIDAY.start)
        check_out(booking=here, counts={}, actor=desk, now=now)
    elif by == "cancel":
        cancel(booking=booking, actor=desk, now=now)
    else:
        now = FRIDAY.start - 20 * 60
        cancel(booking=booking, actor=desk, now=now)
    offer = held(served(now))
    if by == "cancel_just_before":
        assert offer == (mine.person, FRIDAY, at("2026-12-04 16:50"))
    else:
        assert offer == (mine.person, REST, ANSWER)


def test_a_wish_for_later_in_the_slot_is_offered_its_own_time(room: Room, missing: Booking) -> None:
    late = replace(the_slot(room), from_minute=18 * 60, seconds=3600)
    mine = waits(room, wish=late)
    released(missing)
    offer = held(served(QUARTER_PAST))
    assert offer[:2] == (mine.person, span("2026-12-04", "18:00", "19:00"))
