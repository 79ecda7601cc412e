"""Which public feeds there are, and the counters that move with everything they show."""

import pytest
from django.db.models import F

from booking.actions.programmes import About, cancel_programme, publish_programme
from booking.models import Person
from booking.queries.public_feeds import (
    evenings_feed,
    hall_feed,
    programme_feed,
    programmes_feed,
    room_feed,
)
from facilities.models import Facility, Room, Space
from tests.booking.programmes import a_department, a_programme
from tests.factories import NOW, a_facility, a_room

pytestmark = pytest.mark.django_db


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


def test_a_halls_counters_move_with_each_of_its_spaces_and_the_hall() -> None:
    hall = a_facility()
    a_room(hall, "a")
    a_room(a_facility("midori"), "c")

    def seen() -> tuple[int, ...]:
        found = hall_feed("higashi")
        assert found is not None
        return found.counters

    first = seen()
    Space.objects.filter(slug="a").update(revision=F("revision") + 1)
    second = seen()
    Facility.objects.filter(pk=hall.pk).update(revision=F("revision") + 1)
    third = seen()
    assert len({first, second, third}) == 3
    Space.objects.filter(slug="c").update(revision=F("revision") + 1)
    assert seen() == third


def test_the_citys_evenings_move_with_every_hall_and_with_a_new_one() -> None:
    seen = [evenings_feed().counters]
    hall = a_facility()
    seen.append(evenings_feed().counters)
    Facility.objects.filter(pk=hall.pk).update(revision=F("revision") + 1, published=False)
    seen.append(evenings_feed().counters)
    assert len(set(seen)) == 3


def test_a_programmes_counters_move_with_what_is_decided_of_it_and_the_citys_with_each(
    hall: Facility, desk: Person
) -> None:
    """A draft has no counters of its own; of two programmes one's change is none of the other's."""
    a_department(hall)
    songs, other = (a_programme(hall, desk, About(name=name)) for name in ("歌", "水墨画"))
    assert programme_feed(songs.public_id) is None
    for one in (songs, other):
        publish_programme(programme=one, actor=desk, now=NOW)

    def seen() -> tuple[tuple[int, ...], tuple[int, ...]]:
        own = programme_feed(songs.public_id)
        assert own is not None
        return own.counters, programmes_feed().counters

    first = seen()
    cancel_programme(programme=other, actor=desk, now=NOW)
    second = seen()
    Facility.objects.filter(pk=hall.pk).update(revision=F("revision") + 1)
    third = seen()
    assert first[0] == second[0] != third[0]
    assert len({first[1], second[1], third[1]}) == 3
