"""For whom the desk books: whoever has business at its hall, and nobody else in the city."""

from datetime import date

import pytest

from booking.models import Person
from booking.queries.whom import MOST, by_key, matching, with_business
from booking.rules.lifecycle import State
from facilities.models import Facility
from tests.factories import REGISTERING, TODAY, a_booking, a_facility, a_hall, a_room, span, the_room
from tests.people import a_band, a_high_schooler, registered

pytestmark = pytest.mark.django_db
NOVEMBER = span("2026-11-05", "10:00", "11:00")


@pytest.fixture
def hall() -> Facility:
    return a_hall(REGISTERING)


def visitor(hall: Facility, **fields: str) -> Person:
    person = a_high_schooler(**fields)
    a_booking(the_room(hall, "craft"), NOVEMBER, person, state=State.USED)
    return person


def test_business_is_a_booking_of_ones_own_or_of_ones_group_or_a_registration(hall: Facility) -> None:
    booked, leader, mate, registrant = visitor(hall), *(a_high_schooler() for _ in range(3))
    band = a_band(leader, mate)
    a_booking(the_room(hall, "band"), NOVEMBER, leader, group=band)
    registered(registrant, "higashi-rules", date(2026, 4, 3))
    stranger = a_high_schooler()
    a_booking(a_room(a_facility("nukui")), NOVEMBER, stranger)
    assert set(with_business(hall, TODAY)) == {booked, leader, mate, registrant}


def test_a_member_is_found_by_name_reading_or_card_number(hall: Facility) -> None:
    haruka = visitor(hall, name="小金井はるか", reading="こがねいはるか", card_number="48217035")
    visitor(hall, name="武蔵野みずき", reading="むさしのみずき")
    for words in (["小金井"], ["こがねい"], ["48217035"], ["4821", "7035"], ["小金井", "はるか"]):
        assert [one.person for one in matching(words, hall, TODAY)] == [haruka], words
    assert (
        matching(["482"], hall, TODAY) == matching([], hall, TODAY) == matching(["\x00"], hall, TODAY) == []
    )


def test_a_group_is_found_by_its_name_and_stands_for_its_leader(hall: Facility) -> None:
    leader = a_high_schooler()
    band = a_band(leader)
    assert matching(["よるかぜ"], hall, TODAY) == []
    a_booking(the_room(hall, "band"), NOVEMBER, leader, group=band)
    (found,) = matching(["よるかぜ"], hall, TODAY)
    assert (found.person, found.group, found.key) == (leader, band, f"g-{band.public_id}")
    assert by_key(found.key, hall, TODAY) == found


def test_what_a_form_says_is_looked_up_within_the_hall(hall: Facility) -> None:
    here, elsewhere = visitor(hall), a_high_schooler()
    found = by_key(f"p-{here.public_id}", hall, TODAY)
    assert found is not None
    assert found.person == here
    for key in ("", "-", "x-1", "p-\x00", f"p-{elsewhere.public_id}", f"g-{here.public_id}"):
        assert by_key(key, hall, TODAY) is None, key


def test_never_more_are_named_than_one_can_ask_about(hall: Facility) -> None:
    for number in range(MOST + 2):
        visitor(hall, name=f"田中{number}")
    assert len(matching(["田中"], hall, TODAY)) == MOST
