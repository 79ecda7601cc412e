"""The dates of a hall's courses: where a refusal leads, and how one signs up."""

from collections.abc import Callable

import pytest
from django.test import Client

from booking.actions.courses import set_course_date, sign_up
from booking.models import CourseDate
from facilities.models import Facility
from tests.booking.web.conftest import WEEK, text_of
from tests.factories import DEMANDING, NOW, a_facility, a_hall, span
from tests.people import a_high_schooler, a_young_adult, staff

pytestmark = pytest.mark.django_db
COURSES = "/h/higashi/courses/"
REFUSED = f"{WEEK}b/?s=2026-12-04T17:00"


def a_date(hall: Facility, places: int = 1) -> CourseDate:
    when = span("2026-12-05", "10:00", "11:00")
    return set_course_date(
        facility=hall, course="band-room", span=when, places=places, actor=staff(hall), now=NOW
    )


def test_a_refusal_for_want_of_the_course_leads_to_its_dates_where_there_are_any(
    as_member: Callable[..., Client],
) -> None:
    hall, client = a_hall(DEMANDING), as_member()
    assert COURSES not in client.get(REFUSED).content.decode()
    a_date(hall)
    page = client.get(REFUSED).content.decode()
    assert f'href="{COURSES}"' in page
    assert "講習会の日を見る" in page


def test_a_seat_is_taken_and_given_back_on_the_page(as_member: Callable[..., Client]) -> None:
    day, client = a_date(a_hall(DEMANDING), places=2), as_member()
    page = text_of(client.get(COURSES).content.decode())
    assert "12月5日(土) 10:00–11:00" in page
    assert "音楽室の講習会" in page
    assert "あと2人" in page
    client.post(f"{COURSES}{day.public_id}/")
    assert "申しこんであります" in client.get(COURSES).content.decode()
    client.post(f"{COURSES}{day.public_id}/", {"give": "1"})
    assert "あと2人" in client.get(COURSES).content.decode()


def test_whoever_comes_too_late_is_told_so_kindly(as_member: Callable[..., Client]) -> None:
    day = a_date(a_hall(DEMANDING))
    sign_up(date=day, person=a_young_adult(), now=NOW)
    client = as_member(a_high_schooler())
    assert "いっぱいです" in client.get(COURSES).content.decode()
    response = client.post(f"{COURSES}{day.public_id}/")
    assert response.status_code == 409
    assert "ほかの人が最後の席に" in response.content.decode()


def test_a_stranger_sees_the_dates_and_signs_in_to_sign_up(client: Client) -> None:
    day = a_date(a_hall(DEMANDING))
    assert f"/in/login/?next={COURSES}" in client.get(COURSES).content.decode()
    assert client.post(f"{COURSES}{day.public_id}/").status_code == 302
    assert not day.seats.exists()


def test_a_date_of_another_hall_is_not_there(as_member: Callable[..., Client]) -> None:
    day = a_date(a_hall(DEMANDING))
    a_facility("nishi")
    assert as_member().post(f"/h/nishi/courses/{day.public_id}/").status_code == 404
