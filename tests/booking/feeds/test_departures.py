"""A booking that moves to another room is cancelled in the feed of the room that it left."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from booking.actions.bookings import book, cancel, move
from booking.actions.wanted import Wanted
from booking.models import Booking, Departure, FeedVersion, Person
from facilities.models import Facility, Room
from facilities.rules.spans import Span
from tests.booking.feeds.conftest import Get
from tests.factories import NOW, at, span, the_room
from tests.ical_reader import Read, events

FRIDAY = span("2026-12-04", "10:00", "11:00")
TUESDAY = span("2026-12-08", "10:00", "11:00")


@pytest.fixture
def craft(hall: Facility) -> Room:
    return the_room(hall, "craft")


@pytest.fixture
def booking(craft: Room, teen: Person) -> Booking:
    return book(person=teen, wanted=Wanted(craft, FRIDAY), now=NOW)


def moved(booking: Booking, slug: str, when: Span = FRIDAY, now: int = NOW + 60) -> Booking:
    room, owner = the_room(booking.room.facility, slug), booking.person
    assert owner is not None
    return move(booking=booking, actor=owner, room=room, span=when, now=now)


def told(get: Get, slug: str, query: str = "") -> list[Read]:
    return events(get(f"/feeds/room/higashi/{slug}.ics{query}").content)


def states(get: Get, *slugs: str) -> list[list[str]]:
    return [[event.status for event in told(get, slug)] for slug in slugs]


def test_the_room_that_was_left_tells_the_same_event_as_cancelled(get: Get, booking: Booking) -> None:
    [before] = told(get, "craft")
    moved(booking, "a", TUESDAY)
    [left], [gone] = told(get, "a"), told(get, "craft")
    assert (left.uid, left.status, left.start) == (before.uid, "CONFIRMED", TUESDAY.start)
    assert (gone.uid, gone.status) == (before.uid, "CANCELLED")
    assert (gone.start, gone.end, gone.location) == (before.start, before.end, before.location)
    assert gone.sequence > before.sequence


def test_it_was_last_changed_when_it_left_whatever_is_done_to_it_elsewhere(
    get: Get, booking: Booking, teen: Person
) -> None:
    elsewhere = moved(booking, "a", now=at("2026-12-02 17:00"))
    first = get("/feeds/room/higashi/craft.ics")
    cancel(booking=elsewhere, actor=teen, now=at("2026-12-02 18:00"))
    assert b"DTSTAMP:20261202T080000Z\r\n" in first.content
    assert get("/feeds/room/higashi/craft.ics").content == first.content


def test_it_is_told_until_a_week_after_the_time_that_it_had_there(
    get: Get, booking: Booking, settings: Settings
) -> None:
    moved(booking, "a", TUESDAY)
    settings.CLOCK = "2026-12-11T23:59:59+09:00"
    assert states(get, "craft") == [["CANCELLED"]]
    settings.CLOCK = "2026-12-12T00:00:00+09:00"
    assert states(get, "craft", "a") == [[], ["CONFIRMED"]]


def test_a_booking_that_comes_back_is_told_once_and_as_it_is(get: Get, booking: Booking) -> None:
    moved(moved(booking, "a"), "craft", TUESDAY)
    [here], [there] = told(get, "craft"), told(get, "a")
    assert (here.status, here.start, here.sequence) == ("CONFIRMED", TUESDAY.start, 2)
    assert (there.status, there.start, there.sequence) == ("CANCELLED", FRIDAY.start, 2)


def test_a_booking_that_leaves_again_is_cancelled_where_it_stood_last(get: Get, booking: Booking) -> None:
    moved(moved(moved(booking, "a"), "craft", TUESDAY), "b")
    [gone] = told(get, "craft")
    assert (gone.status, gone.start, gone.sequence) == ("CANCELLED", TUESDAY.start, 3)


def test_each_room_on_a_longer_way_tells_its_own_departure(get: Get, booking: Booking) -> None:
    moved(moved(booking, "a"), "b")
    assert states(get, "craft", "a", "b") == [["CANCELLED"], ["CANCELLED"], ["CONFIRMED"]]
    assert [event.sequence for slug in ("craft", "a", "b") for event in told(get, slug)] == [1, 2, 2]


def test_only_the_part_of_a_joined_room_that_becomes_free_is_cancelled(get: Get, booking: Booking) -> None:
    moved(moved(booking, "ab"), "a")
    assert states(get, "a", "ab", "b") == [["CONFIRMED"], ["CONFIRMED"], ["CANCELLED"]]
    assert [event.location for event in told(get, "b", "?lang=en")] == [
        "Higashi Children's Hall Meeting rooms A and B"
    ]


def test_a_joined_room_tells_a_booking_that_left_it_in_two_steps_once(get: Get, booking: Booking) -> None:
    moved(moved(moved(booking, "ab"), "b", TUESDAY), "craft")
    [joined], [part] = told(get, "ab"), told(get, "a")
    assert (joined.status, joined.start, joined.sequence) == ("CANCELLED", TUESDAY.start, 3)
    assert (part.status, part.start, part.sequence) == ("CANCELLED", FRIDAY.start, 2)


def test_another_time_in_the_same_room_leaves_nothing_behind(get: Get, booking: Booking) -> None:
    moved(booking, "craft", TUESDAY)
    assert [(event.status, event.start) for event in told(get, "craft")] == [("CONFIRMED", TUESDAY.start)]


def test_its_owner_reads_one_event_that_is_in_another_room(
    get: Get, booking: Booking, member_feed: str
) -> None:
    moved(booking, "a")
    [mine] = events(get(member_feed).content)
    assert (mine.status, mine.sequence) == ("CONFIRMED", 1)


def test_what_has_left_stands_among_the_others_in_order_of_their_start(
    get: Get, booking: Booking, craft: Room, teen: Person
) -> None:
    for day in ("2026-12-03", "2026-12-05"):
        book(person=teen, wanted=Wanted(craft, span(day, "10:00", "11:00")), now=NOW)
    moved(booking, "a")
    assert [(event.start, event.status) for event in told(get, "craft")] == [
        (at("2026-12-03 10:00"), "CONFIRMED"),
        (FRIDAY.start, "CANCELLED"),
        (at("2026-12-05 10:00"), "CONFIRMED"),
    ]


def test_departures_cost_one_query_and_none_where_nothing_has_changed(get: Get, booking: Booking) -> None:
    moved(booking, "a")
    address = "/feeds/room/higashi/craft.ics"
    tag = get(address)["ETag"]
    assert _asks_departures(get, address, if_none_match=tag) == _asks_departures(get, address) == 0
    FeedVersion.objects.update(packed=b"")
    assert _asks_departures(get, address) == 1


def _asks_departures(get: Get, address: str, **headers: Any) -> int:
    with CaptureQueriesContext(connection) as captured:
        get(address, **headers)
    return sum(Departure._meta.db_table in query["sql"] for query in captured)
