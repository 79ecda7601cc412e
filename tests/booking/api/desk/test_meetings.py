"""A hall enters liaison and training by the API; of case conferences it learns nothing."""

import pytest
from django.test import Client

from booking.models import Booking, Meeting
from facilities.models import Facility
from tests.booking.activities import department_of, the_office
from tests.booking.api.callers import get, post
from tests.booking.meetings import CASE, TO_COME, met

HERE = "desk/higashi/meetings/"
TIMES = {"start": "2026-12-04T14:00:00+09:00", "end": "2026-12-04T16:00:00+09:00"}
MEETING = {"sort": "meeting/", **TIMES, "headcount": 5}


@pytest.fixture(autouse=True)
def _of_an_office(hall: Facility) -> None:
    hall.department = department_of(the_office("children"))
    hall.save()


def test_it_is_entered_changed_cancelled_and_put_back(as_desk: Client) -> None:
    sent = [post(as_desk, HERE, MEETING, Idempotency_Key="m") for _ in range(2)]
    assert [one.status_code for one in sent] == [201, 201]
    at = f"{HERE}{sent[0].json()['id']}/"
    seen = get(as_desk, at)["ETag"]
    assert post(as_desk, f"{at}change/", {**MEETING, "headcount": 8}, If_Match=seen).json()["headcount"] == 8
    assert post(as_desk, f"{at}change/", MEETING, If_Match=seen).status_code == 412
    assert post(as_desk, f"{at}cancel/").json()["cancelled"] is True
    assert post(as_desk, f"{at}restore/").json()["cancelled"] is False
    assert [one["headcount"] for one in get(as_desk, HERE).json()["results"]] == [8]


def test_its_room_is_held_by_the_one_judge(as_desk: Client) -> None:
    made = post(as_desk, HERE, {**MEETING, "rooms": ["higashi/craft"]})
    assert (made.status_code, made.json()["rooms"]) == (201, ["higashi/craft"])
    assert Booking.objects.get().room.slug == "craft"
    again = post(as_desk, HERE, {**MEETING, "rooms": ["higashi/craft"]})
    assert (again.status_code, again.json()["code"]) == (409, "refused")
    assert post(as_desk, HERE, {**MEETING, "rooms": ["higashi/nowhere"]}).status_code == 422


def test_a_case_conference_can_neither_be_chosen_nor_seen(as_desk: Client, hall: Facility) -> None:
    assert "meeting/case" not in [one["sort"] for one in get(as_desk, f"{HERE}sorts/").json()["results"]]
    answer = post(as_desk, HERE, {**MEETING, "sort": "meeting/case"})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["sort"])
    assert hall.department is not None
    case = met(hall.department.posts.get().person, CASE, TO_COME)
    Meeting.objects.update(facility=hall)
    assert get(as_desk, f"{HERE}{case.public_id}/").status_code == 404
    assert get(as_desk, HERE).json()["results"] == []
