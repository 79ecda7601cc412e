"""The counter by the API: any card by its whole number, registering, the code of the first password."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from booking.models import Act, Person, Tie
from facilities.models import Facility
from tests.booking.api.callers import PROBLEM, get, post
from tests.people import a_high_schooler

AT = "desk/higashi/people/"
SORA = {"name": "水木 空", "reading": "みずき そら", "birth_date": "2010-05-11", "ties": ["lives"]}


@pytest.fixture
def stranger(hall: Facility) -> Person:
    """A member whom this hall has never met."""
    return a_high_schooler(name="森 遥", call_name="はるか", card_number="4821 7035".replace(" ", ""))


def whom(client: Client, words: str, hall: str = "higashi") -> list[str]:
    told = post(client, f"desk/{hall}/people/look-up/", {"words": words}).json()["results"]
    return [one["whom"] for one in told]


def looks(person: Person) -> int:
    return Act.objects.filter(verb="look", subject="person", subject_id=person.public_id).count()


def test_a_card_is_found_by_its_whole_number_whoever_it_is_and_the_look_is_kept(
    as_desk: Client, stranger: Person
) -> None:
    [key] = whom(as_desk, "4821 7035")
    assert key.startswith("c-")
    assert looks(stranger) == 1
    told = get(as_desk, f"{AT}{key}/").json()
    assert (told["whom"], told["name"]) == (key, "はるか")
    assert looks(stranger) == 2
    post(as_desk, f"{AT}{key}/ties/", {"kind": "lives"})
    assert Tie.objects.get(person=stranger).verified_on is not None


@pytest.mark.parametrize("words", ["4821", "森", "はるか", "4821703", "haruka@example.com"])
def test_by_a_part_of_the_number_a_name_or_an_address_nobody_elses_people_are_found(
    as_desk: Client, stranger: Person, words: str
) -> None:
    Person.objects.filter(pk=stranger.pk).update(email="haruka@example.com")
    assert whom(as_desk, words) == []
    assert looks(stranger) == 0


def test_who_has_shown_their_card_is_known_that_day_and_at_that_hall(
    as_desk: Client, elsewhere: Client, stranger: Person, settings: Settings
) -> None:
    [key] = whom(as_desk, "48217035")
    assert get(elsewhere, f"desk/nishi/people/{key}/").status_code == 404
    settings.CLOCK = "2026-12-03T09:00:00+09:00"
    answer = get(as_desk, f"{AT}{key}/")
    assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)
    assert get(as_desk, f"{AT}p-{stranger.public_id}/").status_code == 404


def test_whoever_is_registered_gets_a_card_and_a_code_that_is_told_once(as_desk: Client) -> None:
    sent = {**SORA, "seen": [{"kind": "lives"}], "card": "A-1024"}
    first, second = (post(as_desk, AT, sent, Idempotency_Key="k") for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert (first.json()["card"], second.json()["card"]) == ("A-1024", "A-1024")
    assert second.json()["code"] is None
    person = Person.objects.get(card_number="A-1024")
    assert [(one.kind, one.verified_on is not None) for one in person.ties.all()] == [("lives", True)]
    assert not person.has_usable_password()
    opened = {"card": "A-1024", "code": first.json()["code"], "password": "a band room on fridays"}
    assert post(Client(), "members/first-password/", opened).status_code == 201
    assert get(as_desk, f"{AT}{first.json()['whom']}/").json()["name"] == str(person)


def test_a_card_that_is_somebodys_is_given_to_nobody_else(as_desk: Client, stranger: Person) -> None:
    answer = post(as_desk, AT, {**SORA, "card": "48217035"})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["card"])
    assert not Person.objects.filter(name="水木 空").exists()


def test_another_code_takes_the_place_of_the_one_before(as_desk: Client) -> None:
    made = post(as_desk, AT, SORA).json()
    again = post(as_desk, f"{AT}{made['whom']}/first-code/").json()
    assert again["code"] != made["code"]
    sent = {"card": made["card"], "password": "a band room on fridays"}
    old = post(Client(), "members/first-password/", {**sent, "code": made["code"]})
    assert old.status_code == 422
    assert post(Client(), "members/first-password/", {**sent, "code": again["code"]}).status_code == 201


def test_the_desk_of_another_hall_hands_out_no_code_for_whom_it_has_not_met(
    as_desk: Client, elsewhere: Client
) -> None:
    made = post(as_desk, AT, SORA).json()
    for client in (elsewhere, as_desk):
        assert post(client, f"desk/nishi/people/{made['whom']}/first-code/").status_code == 404
