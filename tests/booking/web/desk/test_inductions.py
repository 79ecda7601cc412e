"""講習会 at the desk: dates with seats, and noting who has taken it."""

import pytest
from django.test import Client

from booking.models import CourseDate, Induction, Seat
from booking.rules.staff import Role
from facilities.models import Facility
from tests.booking.web.conftest import text_of
from tests.factories import DEMANDING, NOW, a_hall, span
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db
COURSES = "/desk/higashi/courses/"
FORM = {"course": "band-room", "day": "2026-12-12", "from": "10:00", "to": "11:00", "places": "8"}


@pytest.fixture
def hall(client: Client) -> Facility:
    made = a_hall(DEMANDING)
    client.force_login(staff(made, role=Role.INSTRUCTOR))
    return made


def test_an_instructor_sets_a_date_with_seats(client: Client, hall: Facility) -> None:
    client.post(f"{COURSES}new/", FORM)
    assert CourseDate.objects.get().places == 8
    assert "0/8席" in text_of(client.get(COURSES).content.decode())


@pytest.mark.parametrize(
    "wrong",
    [{"day": "2026-12-01"}, {"to": "9:00"}, {"places": "0"}, {"places": "many"}, {"course": "flying"}],
)
def test_a_date_that_cannot_be_is_not_set(client: Client, hall: Facility, wrong: dict[str, str]) -> None:
    assert client.post(f"{COURSES}new/", {**FORM, **wrong}).status_code == 422
    assert not CourseDate.objects.exists()


def test_those_who_came_are_ticked_and_the_others_are_not(client: Client, hall: Facility) -> None:
    when = span("2026-12-02", "15:00", "16:00")
    given = CourseDate.objects.create(
        facility=hall, course="band-room", start=when.start, end=when.end, places=8
    )
    came, stayed_away = a_high_schooler(), a_high_schooler()
    for person in (came, stayed_away):
        Seat.objects.create(date=given, person=person, taken_at=NOW)
    client.post(f"{COURSES}{given.public_id}/", {"taken": [came.public_id, "nobody"]})
    assert [one.person for one in Induction.objects.all()] == [came]
    assert "受けました" in client.get(f"{COURSES}{given.public_id}/").content.decode()


def test_before_the_day_there_is_nothing_to_tick(client: Client, hall: Facility) -> None:
    when = span("2026-12-12", "15:00", "16:00")
    given = CourseDate.objects.create(
        facility=hall, course="band-room", start=when.start, end=when.end, places=8
    )
    keen = a_high_schooler()
    Seat.objects.create(date=given, person=keen, taken_at=NOW)
    assert client.post(f"{COURSES}{given.public_id}/", {"taken": [keen.public_id]}).status_code == 404
    assert not Induction.objects.exists()
