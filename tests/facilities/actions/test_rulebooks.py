from datetime import date
from typing import Any

import pytest

from facilities.actions.rulebooks import Publication, RulebookChange, store_rulebook
from facilities.models import Facility, Room, Rulebook, Space
from facilities.rules.halls import Hall
from tests.factories import a_facility

pytestmark = pytest.mark.django_db

BAND = {"key": "band", "name": {"ja": "音楽室", "reading": "おんがくしつ", "en": "Music room"}, "capacity": 8}
JOINED = {"key": "ab", "name": {"ja": "A+B"}, "spaces": ["a", "b"]}


def a_publication(
    *rooms: dict[str, Any], day: date = date(2026, 4, 1), digest: str = "1", **hall: Any
) -> Publication:
    place = {"key": "higashi", "name": {"ja": "東児童館"}, "kind": "childrens_hall", "rooms": rooms, **hall}
    return Publication(
        key="higashi-rules",
        valid_from=day,
        title_ja="きまり",
        title_en="Rules",
        sample=False,
        document={"digest": digest},
        digest=digest,
        city="小金井市",
        city_en="Koganei",
        halls=[Hall.model_validate(place)],
    )


def store(*rooms: dict[str, Any], **fields: Any) -> RulebookChange:
    return store_rulebook(publication=a_publication(*rooms, **fields))


def test_halls_rooms_and_spaces_come_with_the_rules() -> None:
    change = store(BAND, JOINED, address="東町4-25-7")
    hall = Facility.objects.get()
    assert (hall.slug, hall.name_ja, hall.city, hall.address) == (
        "higashi",
        "東児童館",
        "小金井市",
        "東町4-25-7",
    )
    band, joined = Room.objects.order_by("position")
    assert (band.name_ja, band.name_reading, band.name_en, band.capacity) == (
        "音楽室",
        "おんがくしつ",
        "Music room",
        8,
    )
    assert [space.slug for space in band.spaces.all()] == ["band"]
    assert {space.slug for space in joined.spaces.all()} == {"a", "b"}
    assert list(change.rulebook.facilities.all()) == [hall]
    assert (change.facilities, change.before) == ((hall,), "")


def test_a_new_hall_is_not_published_and_a_published_one_stays_so() -> None:
    store()
    assert not Facility.objects.get().published
    Facility.objects.update(published=True)
    store(digest="2")
    assert Facility.objects.get().published


def test_a_hall_that_stands_already_takes_the_facts_of_the_text() -> None:
    a_facility("higashi", name_ja="旧東児童館", phone="000")
    store(BAND, phone="042-383-1177", seals=False)
    hall = Facility.objects.get()
    assert (hall.name_ja, hall.phone, hall.seals, hall.published) == ("東児童館", "042-383-1177", False, True)


def test_a_correction_takes_the_place_of_what_stood_there() -> None:
    first = store(BAND)
    second = store({**BAND, "capacity": 10}, digest="2")
    assert (second.rulebook.pk, second.before) == (first.rulebook.pk, "1")
    assert Rulebook.objects.get().digest == "2"
    assert Room.objects.get().capacity == 10


def test_the_latest_version_gives_the_facts_in_whatever_order_they_come() -> None:
    store({**BAND, "capacity": 8}, day=date(2026, 4, 1), phone="new")
    store({**BAND, "capacity": 5}, JOINED, day=date(2016, 6, 1), digest="0", phone="old")
    assert Facility.objects.get().phone == "new"
    assert Room.objects.get(slug="band").capacity == 8
    assert Rulebook.objects.count() == 2


def test_a_room_that_only_an_older_version_names_has_its_spaces_too() -> None:
    store(day=date(2026, 4, 1))
    store(JOINED, day=date(2016, 6, 1), digest="0")
    assert {space.slug for space in Room.objects.get().spaces.all()} == {"a", "b"}


def test_a_room_that_the_text_no_longer_names_stays() -> None:
    store(BAND)
    store(digest="2")
    assert Room.objects.get().slug == "band"


def test_every_hall_that_is_touched_counts_up() -> None:
    store()
    revision = Facility.objects.get(slug="higashi").revision
    store(digest="2", key="nishi")
    assert Facility.objects.get(slug="higashi").revision == revision + 1
    assert Facility.objects.get(slug="nishi").revision == 1
    assert list(Rulebook.objects.get().facilities.values_list("slug", flat=True)) == ["nishi"]


def test_spaces_are_shared_by_the_rooms_that_name_them() -> None:
    store({"key": "a", "name": {"ja": "A"}}, JOINED)
    assert Space.objects.count() == 2
    assert Room.objects.filter(spaces__slug="a").count() == 2
