"""地域のグループ by the API: everybody reads who there is; a leader asks, enters dates, and leaves."""

import pytest
from django.test import Client

from booking.models import Group, OpenDate, Person, SupportedGroup
from tests.booking.activities import the_office
from tests.booking.api.callers import get, post, signed_in
from tests.booking.supporting import holds, stands
from tests.people import a_group, a_senior

SONGS = {"kind": "child_rearing", "about": "親子で歌います。", "welcomes": "はじめての人"}
DATE = {
    "start": "2026-12-09T10:00:00+09:00",
    "end": "2026-12-09T11:30:00+09:00",
    "title": "親子の会",
    "place": "公園",
    "bands": ["preschool"],
}


@pytest.fixture
def leader() -> Person:
    return a_senior(phone="042-000-0909")


@pytest.fixture
def as_leader(leader: Person) -> Client:
    return signed_in(leader)


@pytest.fixture
def group(leader: Person) -> Group:
    return a_group("circle", leader, a_senior(), name="ぽかぽか")


@pytest.fixture
def address(group: Group) -> str:
    return f"groups/{group.public_id}/supported/"


def test_everybody_reads_who_stands_and_nobodys_number(nobody: Client, group: Group, leader: Person) -> None:
    assert get(nobody, "supported-groups/").json()["results"] == []
    stands(group, leader, the_office("child-rearing"))
    holds(group, leader)
    answer = get(nobody, "supported-groups/")
    [told] = answer.json()["results"]
    assert (told["group"], told["department"]["ja"]) == ("ぽかぽか", "子育て支援課")
    [date] = get(nobody, "supported-groups/dates/").json()["results"]
    assert (date["start"], date["groups"]) == (DATE["start"], ["ぽかぽか"])
    assert leader.phone not in answer.content.decode()
    assert (
        get(nobody, "supported-groups/dates/", **{"from": "2026-12-10", "to": "2026-12-20"}).json()["results"]
        == []
    )


def test_a_group_asks_and_changes_what_it_has_read(as_leader: Client, address: str) -> None:
    assert get(as_leader, address).status_code == 404
    assert as_leader.post(f"/api/v1/{address}", SONGS, "application/json").status_code == 428
    assert post(as_leader, address, SONGS).json()["state"] == "asked"
    seen = get(as_leader, address).headers["ETag"]
    other = {**SONGS, "about": "みんなで歌います。"}
    assert post(as_leader, address, other, If_Match='"7"').status_code == 412
    assert post(as_leader, address, other, If_Match=seen).json()["about"] == "みんなで歌います。"
    assert post(as_leader, address, SONGS, If_Match=seen).status_code == 412
    assert SupportedGroup.objects.get().about == "みんなで歌います。"


def test_a_date_is_entered_once_and_cancelled(
    as_leader: Client, address: str, group: Group, leader: Person
) -> None:
    assert post(as_leader, f"{address}dates/", DATE).status_code == 404, "it does not stand yet"
    stands(group, leader, the_office("child-rearing"))
    for _ in range(2):
        answer = post(as_leader, f"{address}dates/", DATE, Idempotency_Key="d")
        assert answer.status_code == 201, answer.content
    [date] = answer.json()["dates"]
    assert (date["title"], date["end"]) == ("親子の会", "2026-12-09T11:30:00+09:00")
    assert post(as_leader, f"{address}dates/{date['id']}/cancel/").json()["dates"] == []
    assert OpenDate.objects.get().cancelled_at is not None


@pytest.mark.parametrize(
    ("wrong", "status", "field"),
    [
        ({"start": "2026-11-09T10:00:00+09:00", "end": "2026-11-09T11:00:00+09:00"}, 422, "end"),
        ({"bands": []}, 400, "bands"),
        ({"title": " "}, 422, "title"),
    ],
)
def test_a_date_that_cannot_be_is_named(
    as_leader: Client, address: str, group: Group, leader: Person,
    wrong: dict[str, object], status: int, field: str,
) -> None:  # fmt: skip
    stands(group, leader, the_office("child-rearing"))
    answer = post(as_leader, f"{address}dates/", {**DATE, **wrong})
    assert answer.json()["errors"].keys() == {field}
    assert answer.status_code in (status, 400)


def test_only_who_leads_it_speaks_for_a_group(address: str, group: Group, leader: Person) -> None:
    mate = group.memberships.exclude(person=leader)[0].person
    for one in (signed_in(mate), signed_in(a_senior())):
        assert get(one, address).status_code == 404
        assert post(one, address, SONGS).status_code == 404
        assert post(one, f"{address}leave/").status_code == 404


def test_a_group_leaves_and_is_seen_no_more(
    as_leader: Client, nobody: Client, address: str, group: Group, leader: Person
) -> None:
    stands(group, leader, the_office("child-rearing"))
    assert post(as_leader, f"{address}leave/").status_code == 204
    assert get(nobody, "supported-groups/").json()["results"] == []
