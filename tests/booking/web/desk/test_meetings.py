"""A hall enters liaison and training at its own desk; of case conferences it learns nothing."""

import pytest
from django.test import Client

from booking.models import Meeting
from facilities.models import Facility
from tests.booking.activities import department_of, the_office
from tests.booking.meetings import CASE, TO_COME, met
from tests.booking.web.conftest import html_of, said

pytestmark = pytest.mark.django_db
TYPED = {
    "sort": "meeting/",
    "day": "2026-12-04",
    "from": "14:00",
    "to": "16:00",
    "place": "",
    "headcount": "5",
}


@pytest.fixture
def page(hall: Facility, desk: Client) -> str:
    """Of a hall that answers to the children's office of the plan."""
    hall.department = department_of(the_office("children"))
    hall.save()
    return f"/desk/{hall.slug}/meetings/"


def test_it_is_entered_changed_cancelled_and_put_back(desk: Client, page: str) -> None:
    assert "会議を入れました。" in said(desk.post(page, TYPED, follow=True))
    made = Meeting.objects.get()
    desk.post(f"{page}{made.public_id}/", {**TYPED, "headcount": "8", "seen": "0"})
    assert "8人" in said(desk.get(page))
    assert "また空きました" in said(desk.post(f"{page}{made.public_id}/cancel/", follow=True))
    assert "もとにもどしました。" in said(desk.post(f"{page}{made.public_id}/restore/", follow=True))


def test_what_is_wrong_is_said_at_its_field_and_the_form_kept(desk: Client, page: str) -> None:
    answer = desk.post(page, {**TYPED, "to": "13:00"})
    assert answer.status_code == 422
    assert "終わりは、始まりよりあとにしてください。" in said(answer)
    assert 'value="2026-12-04"' in html_of(answer)
    made = Meeting.objects.count()
    stale = desk.post(f"{page}anything/", TYPED)
    assert (made, stale.status_code) == (0, 404)


def test_a_case_conference_can_neither_be_chosen_nor_seen(desk: Client, page: str, hall: Facility) -> None:
    answer = desk.post(page, {**TYPED, "sort": "meeting/case"})
    assert answer.status_code == 422
    assert "ケース会議」" not in html_of(answer)
    assert 'value="meeting/case"' not in html_of(answer)
    assert hall.department is not None
    office = hall.department.posts.get().person
    case = met(office, CASE, TO_COME)
    Meeting.objects.update(facility=hall)
    assert desk.get(f"{page}{case.public_id}/").status_code == 404
    assert case.public_id not in html_of(desk.get(page))
