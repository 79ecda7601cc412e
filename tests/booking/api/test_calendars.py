"""Calendars by the API: another address for a device; and those of a guardian, by the link of their page."""

from typing import Any

import pytest
from django.test import Client

from booking.actions.subscriptions import MOST, AlreadyRenewed, subscribe
from booking.api.raised import said_of
from booking.models import Act, Guardian, Subscription
from booking.models.keys import fingerprint
from tests.booking.api.callers import get, post
from tests.factories import NOW
from tests.people import a_guardian, a_junior_high_student

TOKEN = "5" * 40
LINK = {"link": TOKEN}
HERS = "guardian/calendars/"


@pytest.fixture
def yoko() -> Guardian:
    sora = a_junior_high_student(call_name="そら", name="木村そら")
    return a_guardian(sora, token_hash=fingerprint(TOKEN))


def feed(answer: Any) -> str:
    return str(answer.json()["address"]).partition("testserver")[2]


def read_at(path: str) -> int:
    return int(Client().get(path).status_code)


def test_a_new_address_takes_the_place_of_the_old_one_and_is_told_once(as_teen: Client) -> None:
    first = post(as_teen, "subscriptions/", {"name": "スマホ"})
    renew = f"subscriptions/{first.json()['id']}/renew/"
    second, again = (post(as_teen, renew, Idempotency_Key="r") for _ in range(2))
    assert (second.status_code, again.status_code) == (201, 201)
    assert again.json() == {**second.json(), "address": None}
    assert (read_at(feed(first)), read_at(feed(second))) == (404, 200)
    assert feed(second) not in get(as_teen, "subscriptions/").content.decode()


def test_a_device_of_somebody_else_is_not_there_to_be_renewed(as_teen: Client, as_other: Client) -> None:
    made = post(as_teen, "subscriptions/", {"name": "スマホ"})
    assert post(as_other, f"subscriptions/{made.json()['id']}/renew/").status_code == 404
    assert read_at(feed(made)) == 200


def test_an_address_that_was_replaced_meanwhile_is_a_conflict_and_no_error() -> None:
    said = said_of(AlreadyRenewed("23456789abcdefgh"))
    assert said is not None
    assert (said.code, said.field) == ("overtaken", "")


def test_a_guardian_puts_the_childs_bookings_into_a_device(nobody: Client, yoko: Guardian) -> None:
    made = post(nobody, f"{HERS}subscribe/", {**LINK, "name": "母のスマホ"})
    told = made.json()
    assert (made.status_code, told["name"], told["kind"], told["group"]) == (201, "母のスマホ", "child", None)
    assert read_at(feed(made)) == 200
    [listed] = post(nobody, HERS, LINK).json()["results"]
    assert listed["id"] == told["id"]
    assert "address" not in listed
    assert "no-store" in made.headers["Cache-Control"]
    assert list(Act.objects.filter(verb="subscribe").values_list("actor", flat=True)) == [None]


def test_under_the_same_key_a_guardian_is_told_the_same_address(nobody: Client, yoko: Guardian) -> None:
    wish = {**LINK, "name": "スマホ"}
    first, again = (post(nobody, f"{HERS}subscribe/", wish, Idempotency_Key="g") for _ in range(2))
    assert first.json() == again.json()
    [listed] = post(nobody, HERS, LINK).json()["results"]
    of_it = {**LINK, "id": first.json()["id"], "edition": listed["edition"]}
    second, repeated = (post(nobody, f"{HERS}renew/", of_it, Idempotency_Key="g") for _ in range(2))
    assert second.json() == repeated.json()
    assert (read_at(feed(first)), read_at(feed(second))) == (404, 200)
    done = Act.objects.filter(subject="subscription").order_by("pk")
    assert [one.verb for one in done] == ["subscribe", "renew"]


def test_what_comes_late_brings_no_dead_address_back(nobody: Client, yoko: Guardian) -> None:
    wish = {**LINK, "name": "スマホ"}
    first = post(nobody, f"{HERS}subscribe/", wish, Idempotency_Key="a")
    addresses, asked = [first], []
    for key in ("b", "c"):
        [listed] = post(nobody, HERS, LINK).json()["results"]
        asked.append({**LINK, "id": listed["id"], "edition": listed["edition"]})
        addresses.append(post(nobody, f"{HERS}renew/", asked[-1], Idempotency_Key=key))
    late = post(nobody, f"{HERS}renew/", asked[0], Idempotency_Key="b")
    assert (late.status_code, late.json()["code"]) == (409, "overtaken")
    assert [read_at(feed(one)) for one in addresses] == [404, 404, 200]
    post(nobody, f"{HERS}revoke/", {**LINK, "id": first.json()["id"]})
    assert post(nobody, f"{HERS}subscribe/", wish, Idempotency_Key="a").status_code == 409
    assert [read_at(feed(one)) for one in addresses] == [404, 404, 404]


def test_a_guardian_renames_and_stops_a_device(nobody: Client, yoko: Guardian) -> None:
    made = post(nobody, f"{HERS}subscribe/", {**LINK, "name": "スマホ"})
    other = post(nobody, f"{HERS}subscribe/", {**LINK, "name": "パソコン"}).json()
    of_it = {**LINK, "id": made.json()["id"]}
    taken = post(nobody, f"{HERS}rename/", {**LINK, "id": other["id"], "name": "スマホ"})
    assert (taken.status_code, taken.json()["code"]) == (409, "name_taken")
    assert post(nobody, f"{HERS}rename/", {**of_it, "name": "母の"}).json()["name"] == "母の"
    assert post(nobody, f"{HERS}revoke/", of_it).status_code == 204
    assert read_at(feed(made)) == 404
    assert post(nobody, f"{HERS}revoke/", of_it).status_code == 404
    assert post(nobody, f"{HERS}renew/", {**of_it, "edition": "3f1c9a0b7d24"}).status_code == 404
    assert [one["id"] for one in post(nobody, HERS, LINK).json()["results"]] == [other["id"]]


def test_the_childs_own_devices_are_none_of_the_guardians(nobody: Client, yoko: Guardian) -> None:
    own = subscribe(holder=yoko.child, name="スマホ", now=NOW).subscription
    assert post(nobody, HERS, LINK).json()["results"] == []
    for verb in ("renew/", "revoke/"):
        of_it = {**LINK, "id": own.public_id} | ({"edition": own.edition} if verb == "renew/" else {})
        assert post(nobody, f"{HERS}{verb}", of_it).status_code == 404


def test_a_guardian_who_may_not_see_has_no_calendars(nobody: Client, yoko: Guardian) -> None:
    Guardian.objects.update(may_see=False)
    assert post(nobody, HERS, LINK).status_code == 404
    assert post(nobody, f"{HERS}subscribe/", {**LINK, "name": "スマホ"}).status_code == 404
    assert not Subscription.objects.exists()


def test_a_guardian_has_no_more_devices_than_anybody(nobody: Client, yoko: Guardian) -> None:
    for number in range(MOST):
        subscribe(holder=yoko, name=str(number), now=NOW)
    answer = post(nobody, f"{HERS}subscribe/", {**LINK, "name": "スマホ"})
    assert (answer.status_code, answer.json()["code"]) == (409, "too_many")
