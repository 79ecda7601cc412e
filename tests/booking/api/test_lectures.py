"""出前講座 by the API: everybody reads the catalogue; who leads a group asks, and answers."""

from typing import Any

import pytest
from django.test import Client

from booking.actions.lecture_requests import decline_lecture, propose_date
from booking.models import Booking, Group, Lecture, LectureRequest, Person
from booking.rules.lectures import State
from facilities.models import Room
from tests.booking.activities import department_of, the_office
from tests.booking.api.callers import get, post, signed_in
from tests.booking.lectures import THIRD, a_lecture, a_request
from tests.factories import NOW
from tests.people import a_band, a_high_schooler

STARTS = ["2026-12-18T14:00:00+09:00", "2026-12-25T14:00:00+09:00"]


@pytest.fixture
def office() -> Person:
    return the_office("lifelong-learning")


@pytest.fixture
def lecture(office: Person) -> Lecture:
    return a_lecture(department_of(office), audience_ja="どなたでも", name_en="Water")


@pytest.fixture
def group(teen: Person) -> Group:
    return a_band(teen)


@pytest.fixture
def wish(group: Group) -> dict[str, Any]:
    return {"group": group.public_id, "starts": STARTS, "place": "集会所", "expected": 20}


def test_everybody_reads_what_there_is(nobody: Client, lecture: Lecture) -> None:
    [told] = get(nobody, "lectures/").json()["results"]
    assert (told["name"], told["minutes"]) == ({"ja": "水の話", "en": "Water"}, 60)
    assert get(nobody, f"lectures/{lecture.public_id}/").json() == told
    Lecture.objects.update(shown=False)
    assert get(nobody, f"lectures/{lecture.public_id}/").status_code == 404


def test_a_lecture_is_asked_for_once_under_its_key(
    as_teen: Client, lecture: Lecture, wish: dict[str, Any]
) -> None:
    address = f"lectures/{lecture.public_id}/requests/"
    first, again = (post(as_teen, address, wish, Idempotency_Key="l") for _ in range(2))
    assert (first.status_code, first.json()["state"]) == (201, "asked")
    assert first.json() == again.json()
    assert [one["start"] for one in first.json()["dates"]] == STARTS
    assert [one["id"] for one in get(as_teen, "lecture-requests/").json()["results"]] == [first.json()["id"]]
    assert LectureRequest.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "status", "field"),
    [
        ({"starts": STARTS[:1]}, 400, "starts"),
        ({"starts": [STARTS[0], STARTS[0]]}, 422, "starts"),
        ({"starts": ["2026-11-01T14:00:00+09:00", STARTS[0]]}, 422, "starts"),
        ({"place": ""}, 422, "place"),
        ({"expected": 0}, 400, "expected"),
        ({"room": "higashi/nowhere"}, 422, "room"),
    ],
)
def test_what_cannot_be_is_named_by_its_field(
    as_teen: Client, lecture: Lecture, wish: dict[str, Any], wrong: dict[str, Any], status: int, field: str
) -> None:
    answer = post(as_teen, f"lectures/{lecture.public_id}/requests/", {**wish, **wrong})
    assert (answer.status_code, list(answer.json()["errors"])) == (status, [field]), answer.content


def test_where_the_judge_does_not_lend_the_room_it_says_why(
    as_teen: Client, lecture: Lecture, wish: dict[str, Any], room: Room
) -> None:
    closed = ["2026-12-18T03:00:00+09:00", "2026-12-25T03:00:00+09:00"]
    sent = {**wish, "starts": closed, "room": "higashi/band"}
    answer = post(as_teen, f"lectures/{lecture.public_id}/requests/", sent)
    assert (answer.status_code, answer.json()["code"]) == (409, "refused")
    assert answer.json()["reasons"]
    assert not Booking.objects.exists()


def test_whoever_leads_no_group_asks_for_nothing(
    lecture: Lecture, group: Group, wish: dict[str, Any], teen: Person, as_other: Client
) -> None:
    assert post(as_other, f"lectures/{lecture.public_id}/requests/", wish).status_code == 404
    mate = a_high_schooler()
    group.memberships.create(person=mate, role="member")
    assert post(signed_in(mate), f"lectures/{lecture.public_id}/requests/", wish).status_code == 404
    made = a_request(lecture, teen, group)
    for verb in ("withdraw", "accept"):
        assert post(as_other, f"lecture-requests/{made.public_id}/{verb}/").status_code == 404


def test_what_is_proposed_is_accepted_and_what_is_agreed_withdrawn(
    as_teen: Client, teen: Person, lecture: Lecture, group: Group, office: Person
) -> None:
    made = a_request(lecture, teen, group)
    address = f"lecture-requests/{made.public_id}/"
    assert post(as_teen, f"{address}accept/").status_code == 409, "nothing is proposed yet"
    propose_date(request=made, span=THIRD, seen=0, actor=office, now=NOW)
    told = post(as_teen, f"{address}accept/").json()
    assert (told["state"], told["start"]) == ("agreed", "2027-01-15T14:00:00+09:00")
    assert post(as_teen, f"{address}withdraw/").json()["state"] == "withdrawn"
    assert get(as_teen, address).json()["state"] == "withdrawn"
    assert LectureRequest.objects.get().state == State.WITHDRAWN


def test_the_group_reads_why_nobody_comes(
    as_teen: Client, teen: Person, lecture: Lecture, group: Group, office: Person
) -> None:
    made = a_request(lecture, teen, group)
    decline_lecture(request=made, why="人が足りません", seen=0, actor=office, now=NOW)
    assert get(as_teen, f"lecture-requests/{made.public_id}/").json()["why"] == "人が足りません"
