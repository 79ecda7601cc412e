"""地域人材 by the API: read by everybody without names, written and taken back by whoever it is about."""

from typing import Any

import pytest
from django.test import Client

from booking.models import Person, Talent
from tests.booking.api.callers import get, post, signed_in
from tests.booking.talents import an_office, listed, offered
from tests.factories import TODAY
from tests.people import a_group, a_high_schooler, a_senior

STORIES: dict[str, Any] = {
    "name": "海野 みどり",
    "skills": ["stories"],
    "bands": ["elementary"],
    "phone": "042-000-0101",
    "consents": True,
}


@pytest.fixture
def midori() -> Person:
    an_office()
    return a_senior()


@pytest.fixture
def as_midori(midori: Person) -> Client:
    return signed_in(midori)


def test_everybody_finds_what_is_offered_and_no_name_and_no_number(nobody: Client) -> None:
    office, midori = an_office(), a_senior()
    listed(office, offered(midori))
    answer = get(nobody, "talents/", skill="stories", band="elementary")
    [told] = answer.json()["results"]
    assert (told["name"], told["skills"]) == ("", ["stories"])
    assert told["departments"][0]["ja"] == "生涯学習課"
    assert not {"海野", "042-000-0101"} & set(answer.content.decode().split('"'))
    assert get(nobody, "talents/", skill="nature").json()["results"] == []
    assert get(nobody, "talents/", word="\u202e").status_code == 422
    assert {"stories", "nature"} <= {one["id"] for one in get(nobody, "talents/skills/").json()["results"]}


def test_somebody_writes_what_they_offer_as_they_saw_it(as_midori: Client) -> None:
    assert get(as_midori, "me/talent/").status_code == 404
    assert post(as_midori, "me/talent/", STORIES, If_Match='"3"').status_code == 412
    made = post(as_midori, "me/talent/", STORIES)
    assert (made.status_code, made.json()["consented_on"]) == (200, TODAY.isoformat())
    other = {**STORIES, "about": "30分くらい"}
    assert post(as_midori, "me/talent/", other, If_Match='"9"').status_code == 412
    assert post(as_midori, "me/talent/", other, If_Match=made.headers["ETag"]).json()["about"] == "30分くらい"


@pytest.mark.parametrize("field", ["skills", "phone"])
def test_what_is_missing_is_named(as_midori: Client, field: str) -> None:
    answer = post(as_midori, "me/talent/", {**STORIES, field: [] if field == "skills" else ""})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, [field])
    assert not Talent.objects.exists()


def test_a_child_offers_nothing_yet() -> None:
    an_office()
    answer = post(signed_in(a_high_schooler()), "me/talent/", STORIES)
    assert (answer.status_code, answer.json()["code"]) == (409, "not_yet")


def test_a_consent_is_gone_at_once_and_the_entry_with_a_word(
    nobody: Client, as_midori: Client, midori: Person
) -> None:
    listed(an_office(), offered(midori))
    assert post(as_midori, "me/talent/still/").status_code == 200
    assert post(as_midori, "me/talent/revoke/").status_code == 204
    assert get(nobody, "talents/").json()["results"] == []
    assert get(as_midori, "me/talent/").json()["consented_on"] is None
    assert post(as_midori, "me/talent/erase/").status_code == 204
    assert not Talent.objects.exists()
    assert post(as_midori, "me/talent/still/").status_code == 404


def test_for_a_group_its_leader_writes_alone(as_midori: Client, midori: Person) -> None:
    mate = a_senior()
    group = a_group("circle", midori, mate)
    address = f"groups/{group.public_id}/talent/"
    assert post(as_midori, address, STORIES).status_code == 200
    assert Talent.objects.get().group == group
    for verb in ("", "revoke/", "still/", "erase/"):
        assert post(signed_in(mate), f"{address}{verb}", STORIES if not verb else {}).status_code == 404
    assert get(signed_in(mate), address).status_code == 404
    assert post(as_midori, f"{address}erase/").status_code == 204
