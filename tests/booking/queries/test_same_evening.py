"""Whoever lost a wish is led to what the judge allows them on that evening, and to nothing else."""

import pytest
from pytest_django import DjangoAssertNumQueries

from booking.queries.nearby import Near
from booking.queries.party import Asker, Company, asker_of
from booking.queries.same_evening import Lost, instead_of
from facilities.models import Facility, Room
from facilities.rules.spans import Span
from tests.factories import NOW, SAMPLE, a_booking, a_hall, span, the_room
from tests.people import a_high_schooler

pytestmark = pytest.mark.django_db
FRIDAY, LATER = span("2026-12-04", "17:00", "19:00"), span("2026-12-11", "17:00", "19:00")


@pytest.fixture
def hall() -> Facility:
    return a_hall()


@pytest.fixture
def teen() -> Asker:
    return asker_of(a_high_schooler(), Company(), NOW)


def rooms_of(nears: tuple[Near, ...]) -> list[str]:
    return [near.room.slug for near in nears]


def craft(hall: Facility, wanted: Span, asker: Asker | None) -> tuple[Near, ...]:
    [found] = instead_of([Lost(the_room(hall, "craft"), wanted)], asker, NOW)
    return found


def test_rooms_of_the_same_hall_at_that_time_are_told_by_name(hall: Facility, teen: Asker) -> None:
    found = craft(hall, FRIDAY, teen)
    assert rooms_of(found) == ["band", "a", "b"]
    assert {near.span for near in found} == {FRIDAY}


def test_what_is_taken_is_not_told_nor_a_room_that_is_made_of_it(hall: Facility, teen: Asker) -> None:
    a_booking(the_room(hall, "a"), FRIDAY, a_high_schooler())
    assert rooms_of(craft(hall, FRIDAY, teen)) == ["band", "b"]


def test_nothing_is_told_that_the_judge_refuses(hall: Facility, teen: Asker) -> None:
    too_far = span("2027-01-08", "17:00", "19:00")
    assert craft(hall, too_far, teen) == ()


def test_whoever_wanted_to_be_loud_is_not_sent_where_it_disturbs(hall: Facility, teen: Asker) -> None:
    wish = Lost(the_room(hall, "band"), FRIDAY)
    assert instead_of([wish], teen, NOW) == [()]
    Room.objects.filter(slug="craft").update(loud=True)
    [found] = instead_of([wish], teen, NOW)
    assert rooms_of(found) == ["craft"]


def test_rooms_of_other_halls_come_after_those_of_its_own(hall: Facility, teen: Asker) -> None:
    # First in the city's order, and yet not first here.
    a_hall(SAMPLE.replace("higashi", "kajino"), position=0)
    Facility.objects.filter(pk=hall.pk).update(position=1)
    a_booking(the_room(hall, "a"), FRIDAY, a_high_schooler())
    found = craft(hall, FRIDAY, teen)
    assert [near.room.facility.slug for near in found] == ["higashi", "higashi", "kajino"]


def test_as_many_queries_however_many_wishes(
    hall: Facility, teen: Asker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    room, other = the_room(hall, "craft"), the_room(hall, "a")
    with django_assert_num_queries(0):
        assert instead_of([], teen, NOW) == []
    # The rulebook's text is read once, and then kept.
    craft(hall, FRIDAY, teen)
    with django_assert_num_queries(5):
        instead_of([Lost(room, FRIDAY)], teen, NOW)
    with django_assert_num_queries(5):
        found = instead_of([Lost(room, FRIDAY), Lost(room, LATER), Lost(other, FRIDAY)], teen, NOW)
    assert [{near.span for near in one} for one in found] == [{FRIDAY}, {LATER}, {FRIDAY}]
