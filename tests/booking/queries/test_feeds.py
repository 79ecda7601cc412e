"""What has left a room, as its feed tells it."""

import pytest

from booking.models import Booking, Departure
from booking.queries.feeds import departures, left_rooms
from booking.rules.feeds import window
from facilities.models import Facility, Room
from tests.factories import NOW, TODAY, TOKYO, a_booking, a_facility, a_room, span

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Facility:
    """A joined room of two parts, and one beside them."""
    hall = a_facility()
    a_room(hall, "ab", "a", "b")
    for slug in ("a", "b", "c"):
        a_room(hall, slug)
    return hall


def a_departure(booking: Booking, slug: str, day: str, sequence: int) -> None:
    room, when = Room.objects.get(slug=slug), span(day, "10:00", "12:00")
    Departure.objects.create(
        booking=booking, room=room, start=when.start, end=when.end, sequence=sequence, changed_at=NOW
    )


def told(slug: str) -> list[tuple[str, str, int]]:
    """What the feed of a room tells of those that left: the day, the state, the sequence."""
    names = dict(Room.objects.values_list("pk", "slug"))
    found = departures(left_rooms(Room.objects.filter(slug=slug)), window(TODAY, TOKYO))
    return [(names[it.room], it.state, it.sequence) for it in found]


def test_what_has_left_is_told_by_its_room_and_those_that_share_a_space(hall: Facility) -> None:
    booking = a_booking(Room.objects.get(slug="c"), span("2026-12-04", "10:00", "12:00"))
    a_departure(booking, "a", "2026-12-04", 1)
    assert told("a") == told("ab") == [("a", "cancelled", 1)]
    assert told("b") == told("c") == []


def test_what_is_there_in_another_room_that_shares_a_space_has_not_left(hall: Facility) -> None:
    booking = a_booking(Room.objects.get(slug="b"), span("2026-12-04", "10:00", "12:00"))
    a_departure(booking, "ab", "2026-12-04", 1)
    assert [told(slug) for slug in ("a", "b", "ab")] == [[("ab", "cancelled", 1)], [], []]


@pytest.mark.parametrize("last", ["2026-12-08", "2026-11-20"])
def test_the_last_departure_counts_even_when_its_time_is_over(hall: Facility, last: str) -> None:
    """A sequence that has been told never falls."""
    booking = a_booking(Room.objects.get(slug="c"), span("2026-12-04", "10:00", "12:00"))
    a_departure(booking, "ab", "2026-12-24", 1)
    a_departure(booking, "b", last, 2)
    assert told("ab") == told("b") == ([("b", "cancelled", 2)] if last > "2026-12-01" else [])
    assert told("a") == [("ab", "cancelled", 1)]


@pytest.mark.parametrize(
    ("day", "shown"), [("2026-11-24", 0), ("2026-11-25", 1), ("2028-06-01", 1), ("2028-06-02", 0)]
)
def test_a_departure_is_told_until_a_week_after_its_time_and_not_too_early(
    hall: Facility, day: str, shown: int
) -> None:
    booking = a_booking(Room.objects.get(slug="c"), span("2026-12-04", "10:00", "12:00"))
    a_departure(booking, "a", day, 1)
    assert len(told("a")) == shown


def test_what_is_still_in_the_hall_has_not_left_it_and_what_is_elsewhere_has(hall: Facility) -> None:
    booking = a_booking(Room.objects.get(slug="c"), span("2026-12-04", "10:00", "12:00"))
    a_departure(booking, "a", "2026-12-04", 1)
    rooms = Room.objects.filter(facility=hall)
    assert departures(left_rooms(rooms), window(TODAY, TOKYO)) == []
    Booking.objects.update(room=a_room(a_facility("midori"), "studio"))
    [gone] = departures(left_rooms(rooms), window(TODAY, TOKYO))
    assert (gone.state, gone.booking) == ("cancelled", booking.pk)
