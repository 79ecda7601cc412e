"""Whose a feed is, and the counters that move with everything it shows."""

import pytest
from django.db.models import F

from booking.actions.subscriptions import subscribe
from booking.models import Booking, Departure, Group, Membership, Person
from booking.models.keys import fingerprint
from booking.queries.feeds import departures, left_room, member_feed, room_feed
from booking.rules.feeds import window
from facilities.models import Facility, Room, Space
from tests.factories import NOW, TODAY, TOKYO, a_booking, a_facility, a_room, span
from tests.people import a_band, a_high_schooler

pytestmark = pytest.mark.django_db


@pytest.fixture
def token_hash(teen: Person) -> str:
    return fingerprint(subscribe(holder=teen, name="スマホ", now=NOW).token)


def counters(token_hash: str) -> tuple[int, ...]:
    found = member_feed(token_hash)
    assert found is not None
    return found.counters


def test_a_members_counters_move_with_their_own_their_groups_and_the_halls(
    teen: Person, token_hash: str
) -> None:
    band, hall = a_band(teen), a_facility()
    seen = {counters(token_hash)}
    for model, key in ((Person, teen.pk), (Group, band.pk), (Facility, hall.pk)):
        model._default_manager.filter(pk=key).update(revision=F("revision") + 1)
        assert counters(token_hash) not in seen
        seen.add(counters(token_hash))


def test_a_members_counters_move_when_they_join_and_leave_groups(teen: Person, token_hash: str) -> None:
    seen = [counters(token_hash)]
    first = a_band(teen)
    seen.append(counters(token_hash))
    Membership.objects.filter(group=first, person=teen).delete()
    a_band(teen)
    seen.append(counters(token_hash))
    assert len(set(seen)) == 3


def test_a_members_counters_stay_with_what_concerns_others(teen: Person, token_hash: str) -> None:
    before = counters(token_hash)
    other = a_high_schooler(revision=7)
    Group.objects.filter(pk=a_band(other).pk).update(revision=7)
    assert counters(token_hash) == before


def test_a_rooms_counters_move_with_each_of_its_spaces_and_the_hall() -> None:
    hall = a_facility()
    a_room(hall, "ab", "a", "b")
    a_room(hall, "c")

    def seen() -> tuple[int, ...]:
        found = room_feed("higashi", "ab")
        assert found is not None
        return found.counters

    all_seen = [seen()]
    for slug in ("a", "b"):
        Space.objects.filter(slug=slug).update(revision=F("revision") + 1)
        all_seen.append(seen())
    Facility.objects.update(revision=F("revision") + 1)
    all_seen.append(seen())
    assert len(set(all_seen)) == 4
    Space.objects.filter(slug="c").update(revision=F("revision") + 1)
    assert seen() == all_seen[-1]


def test_a_room_without_spaces_has_a_feed_all_the_same() -> None:
    Room.objects.create(facility=a_facility(), slug="yard", name_ja="庭")
    assert room_feed("higashi", "yard") is not None


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
    found = departures(left_room(Room.objects.get(slug=slug).pk), window(TODAY, TOKYO))
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
