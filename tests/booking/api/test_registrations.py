"""利用登録 by the API, of oneself and of one's group: how it stands, applying, renewing."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from booking.models import Group, Person, Registration
from facilities.models import Facility
from tests.booking.actions.test_group_registrations import REGISTERING as OF_GROUPS
from tests.booking.api.callers import get, post, signed_in
from tests.factories import AT_REGISTERING, REGISTERING, a_hall
from tests.people import a_band, a_high_schooler, a_young_adult, claimed, registered, tied

KEY = "higashi-rules"
WISH = {"registry": KEY}


@pytest.fixture
def strict() -> Facility:
    return a_hall(REGISTERING + AT_REGISTERING)


def standing(client: Client) -> dict[str, Any]:
    [told] = get(client, "me/registrations/").json()["results"]
    return dict(told)


def test_applying_twice_is_applying_once(strict: Facility, teen: Person, as_teen: Client) -> None:
    claimed(teen, "lives")
    assert standing(as_teen)["standing"] == "none"
    for _ in range(2):
        answer = post(as_teen, "me/registrations/", WISH)
        assert (answer.status_code, answer.json()["standing"]) == (201, "applied")
    assert Registration.objects.count() == 1
    assert "wait" in [step["need"] for step in standing(as_teen)["steps"]]


def test_a_registry_that_is_unknown_is_not_found(strict: Facility, as_teen: Client) -> None:
    assert post(as_teen, "me/registrations/", {"registry": "nowhere"}).status_code == 404


def test_what_runs_is_renewed_in_its_last_months(
    strict: Facility, teen: Person, as_teen: Client, settings: Settings
) -> None:
    claimed(teen, "lives")
    registered(teen, KEY, date(2026, 4, 10), date(2027, 3, 31))
    assert standing(as_teen)["renewed_until"] is None
    assert post(as_teen, "me/registrations/", WISH).json()["valid_until"] == "2027-03-31"
    assert Registration.objects.count() == 1
    settings.CLOCK = "2027-03-10T10:00:00+09:00"
    assert standing(as_teen)["renewed_until"] == "2028-03-31"
    assert post(as_teen, "me/registrations/", WISH).json()["applied"] is True
    assert Registration.objects.count() == 2


@pytest.fixture
def leader() -> Person:
    return a_young_adult()


@pytest.fixture
def as_leader(leader: Person) -> Client:
    return signed_in(leader)


@pytest.fixture
def choir(leader: Person) -> Group:
    a_hall(OF_GROUPS)
    return a_band(leader, a_high_schooler(), a_high_schooler())


def test_a_group_is_registered_as_its_leader_saw_it(choir: Group, as_leader: Client) -> None:
    address = f"groups/{choir.public_id}/"
    for person in Person.objects.all():
        tied(person, "lives")
    assert as_leader.post(f"/api/v1/{address}registrations/").status_code == 428
    wish = {**WISH, "one_family": False}
    assert post(as_leader, f"{address}registrations/", wish, If_Match='"99"').status_code == 412
    seen = get(as_leader, address).headers["ETag"]
    first, again = (
        post(as_leader, f"{address}registrations/", wish, If_Match=seen, Idempotency_Key="g")
        for _ in range(2)
    )
    assert (first.status_code, again.status_code) == (201, 201), first.content
    assert [one["state"] for one in first.json()["stands"]] == ["applied"]
    assert Registration.objects.count() == 1
    [listed] = get(as_leader, f"{address}registrations/").json()["results"]
    assert listed == again.json()


def test_the_judge_says_why_a_group_is_not_registered(choir: Group, as_leader: Client) -> None:
    choir.memberships.exclude(role="leader").delete()
    answer = post(as_leader, f"groups/{choir.public_id}/registrations/", {**WISH, "one_family": False})
    assert (answer.status_code, answer.json()["code"]) == (409, "refused")
    assert "R2" in [reason["clause"] for reason in answer.json()["reasons"]]


def test_who_has_no_card_is_counted_by_those_who_lead(
    choir: Group, leader: Person, as_leader: Client
) -> None:
    address = f"groups/{choir.public_id}/roster/"
    sent = {"roster": {"senior": {"lives": 40, "works": 0}, "adult": {}}}
    told = post(as_leader, address, sent).json()
    assert told["roster"] == {"senior": {"lives": 40}}
    assert get(as_leader, address).json() == told
    assert post(as_leader, address, sent, If_Match='"0"').status_code == 412
    assert post(as_leader, address, {"roster": {"senior": {"lives": 1000}}}).status_code == 400
    mate = choir.memberships.exclude(person=leader)[0].person
    for answer in (get(signed_in(mate), address), post(signed_in(mate), address, sent)):
        assert answer.status_code == 404
