"""What each page of the desk that can be read costs: sixteen questions to the tables at most."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from booking.models import Booking, CourseDate, Person, Post
from booking.rules.lifecycle import State
from booking.rules.staff import Role
from booking.web.desk.urls import urlpatterns
from facilities.models import Facility, Room
from tests.booking.web.desk.conftest import at_desk
from tests.factories import DEMANDING, a_booking, a_hall, an_evening, span
from tests.people import a_band, a_high_schooler, inducted, tied
from tests.rounds import a_round

pytestmark = pytest.mark.django_db

MOST = 16


@pytest.fixture
def hall() -> Facility:
    return a_hall(DEMANDING)


@pytest.fixture
def booking(room: Room) -> Booking:
    """Of a band whose leader is known at the hall, on a day with much else."""
    leader = a_high_schooler()
    inducted(leader, "band-room", date(2026, 5, 1))
    tied(leader, "lives")
    for hour, state in ((10, State.USED), (12, State.BOOKED), (15, State.IN_USE), (18, State.BOOKED)):
        when = span("2026-12-02", f"{hour}:00", f"{hour + 1}:00")
        a_booking(room, when, a_high_schooler(), state=state, group=a_band())
    return a_booking(room, span("2026-12-02", "16:00", "17:00"), leader, group=a_band(leader))


def pages(hall: Facility, booking: Booking) -> Iterator[str]:
    """The address of everything that is there to be read, also with something chosen on it."""
    when = span("2026-12-05", "10:00", "10:30")
    course = CourseDate.objects.create(
        facility=hall, course="band-room", start=when.start, end=when.end, places=8
    )
    evening = an_evening(hall, span("2026-12-09", "17:00", "21:00"))
    person: Person | None = booking.person
    given = {
        "desk-group": booking.group and booking.group.public_id,
        "desk-person": person and person.public_id,
        "desk-course": course.public_id,
        "desk-round": a_round(hall).public_id,
        "desk-open-change": evening.pk,
        "desk-staff-one": Post.objects.filter(facility=hall).latest("pk").pk,
    }
    for one in urlpatterns:
        more = set(one.pattern.converters) - {"hall"}
        if more <= {"booking"} or one.name in given:
            named = {key: given.get(str(one.name), booking.public_id) for key in more}
            yield reverse(
                str(one.name), kwargs={**named, **({"hall": hall.slug} if one.name != "desks" else {})}
            )
    board = reverse("desk", args=[hall.slug])
    yield from (f"{board}?b={booking.public_id}", f"{board}?v=table", f"{board}?v=list&r=band")


def test_no_page_asks_more_the_more_there_is_to_say(
    client: Client, hall: Facility, booking: Booking, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    at_desk(client, hall, Role.MANAGER)
    read = []
    for address in pages(hall, booking):
        # Once before: what a process compiles and remembers is no part of it.
        if client.get(address).status_code != 200:
            continue
        with django_assert_max_num_queries(MOST, info=address):
            client.get(address)
        read.append(address)
    assert len(read) > 40


def test_a_booking_that_is_chosen_costs_four_questions_more_than_the_board(
    client: Client, hall: Facility, booking: Booking, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    at_desk(client, hall)
    board = reverse("desk", args=[hall.slug])
    client.get(board)
    with django_assert_max_num_queries(11):
        client.get(board)
    with django_assert_max_num_queries(15):
        assert "よるかぜ" in client.get(f"{board}?b={booking.public_id}").content.decode()
