"""A booking whose time the hall has taken away does not look certain in its people's calendars."""

import pytest

from booking.actions.closures import OneClosure, close, lift_closure
from booking.actions.displacements import pass_over
from booking.models import Booking, Person
from booking.rules.lifecycle import State
from facilities.models import Closure, Facility, Room
from tests.booking.feeds.conftest import Get
from tests.factories import NOW, a_booking, span
from tests.ical_reader import Read, events
from tests.people import a_band

FRIDAY = span("2026-12-04", "17:00", "19:00")
ASKS = "館の都合で使えません。返事をしてください:音楽室 – 練習"


@pytest.fixture
def booking(room: Room, teen: Person) -> Booking:
    """Booked by somebody of the teen's band, in its name."""
    return a_booking(room, FRIDAY, teen, group=a_band(teen), purpose="練習")


def closed(hall: Facility, desk: Person, booking: Booking) -> Closure:
    wanted = OneClosure(FRIDAY, (), "工事", "Works")
    seen = {booking.public_id: None}
    return close(facility=hall, closures=[wanted], offers=seen, actor=desk, now=NOW + 60)[0]


def read(get: Get, feed: str) -> Read:
    (event,) = events(get(feed).content)
    return event


def test_it_is_tentative_and_asks_for_an_answer_until_it_is_answered(
    get: Get, member_feed: str, hall: Facility, desk: Person, booking: Booking
) -> None:
    before = read(get, member_feed)
    closure = closed(hall, desk, booking)
    during = read(get, member_feed)
    assert (before.status, before.summary) == ("CONFIRMED", "音楽室 – 練習")
    assert (during.status, during.summary, during.start) == ("TENTATIVE", ASKS, FRIDAY.start)
    lift_closure(closure=closure, actor=desk, now=NOW + 120)
    after = read(get, member_feed)
    assert (after.status, after.summary) == ("CONFIRMED", "音楽室 – 練習")
    assert before.sequence < during.sequence < after.sequence, "a status that changes is a newer event"


def test_without_an_answer_it_is_cancelled_in_the_calendar_too(
    get: Get, member_feed: str, hall: Facility, desk: Person, booking: Booking
) -> None:
    closed(hall, desk, booking)
    assert pass_over(now=FRIDAY.end) == 1
    gone = read(get, member_feed)
    assert (gone.status, gone.summary) == ("CANCELLED", "音楽室 – 練習")


def test_who_is_in_the_room_all_the_same_has_it_again_once_its_time_has_passed(
    get: Get, member_feed: str, hall: Facility, desk: Person, booking: Booking
) -> None:
    closed(hall, desk, booking)
    Booking.objects.update(state=State.IN_USE)
    tag = get(member_feed)["ETag"]
    pass_over(now=FRIDAY.end)
    assert get(member_feed)["ETag"] != tag
    assert read(get, member_feed).status == "CONFIRMED"


def test_a_public_feed_says_in_use_as_before(
    get: Get, room_feed: str, hall: Facility, desk: Person, booking: Booking
) -> None:
    closed(hall, desk, booking)
    assert (read(get, room_feed).status, read(get, room_feed).summary) == ("CONFIRMED", "使用中")
