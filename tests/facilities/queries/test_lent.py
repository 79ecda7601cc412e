"""Every room that is lent, with its things and spaces, in two queries."""

from typing import Any

import pytest

from facilities.models import Equipment, Facility, Room
from facilities.queries.lent import lent_rooms
from tests.factories import SAMPLE, a_hall, a_room, the_room

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Facility:
    hall = a_hall()
    Equipment.objects.create(room=the_room(hall, "craft"), slug="mirror", name_ja="鏡", name_en="Mirror")
    for room in ("band", "craft"):
        Equipment.objects.create(room=the_room(hall, room), slug="piano", name_ja="ピアノ")
    return hall


def test_the_rooms_of_published_halls_that_are_booked_are_lent(hall: Facility) -> None:
    a_hall(SAMPLE.replace("higashi", "nishi"), position=1)
    a_hall(SAMPLE.replace("higashi", "kita"), published=False)
    Room.objects.filter(facility=hall, slug="a").update(bookable=False)
    Room.objects.filter(facility=hall, slug="b").update(published=False)
    lent = lent_rooms()
    assert [hall.slug for hall in lent.halls] == ["higashi", "nishi"]
    assert [room.facility.slug for room in lent.rooms] == ["higashi"] * 3 + ["nishi"] * 5
    assert {room.slug for room in lent.rooms[:3]} == {"band", "craft", "ab"}


def test_a_thing_that_stands_in_several_rooms_is_one_kind(hall: Facility) -> None:
    lent = lent_rooms()
    assert {key: one.name_ja for key, one in lent.things.items()} == {"piano": "ピアノ", "mirror": "鏡"}
    assert [one.slug for one in lent.things_in(the_room(hall, "craft"))] == ["mirror", "piano"]
    assert lent.things_in(the_room(hall, "a")) == ()


def test_what_is_lent_in_a_room_from_elsewhere_is_told_with_its_stock(hall: Facility) -> None:
    store = a_room(hall, "store", bookable=False)
    lamp = Equipment.objects.create(room=store, slug="lamp", name_ja="ライト", stock=3)
    lamp.lent_in.set([the_room(hall, "a"), the_room(hall, "b")])
    lent = lent_rooms()
    for room in ("a", "b"):
        assert [(one.pk, one.stock) for one in lent.to_be_had_in(the_room(hall, room))] == [(lamp.pk, 3)]
        assert lent.things_in(the_room(hall, room)) == ()
    assert "lamp" in lent.things


def test_a_joined_room_is_not_apart_from_its_parts(hall: Facility) -> None:
    lent, a, b, ab = lent_rooms(), *(the_room(hall, slug) for slug in ("a", "b", "ab"))
    assert lent.apart(a, b)
    assert not lent.apart(a, ab)


def test_it_takes_two_queries(hall: Facility, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        assert lent_rooms().things
