"""Who comes to a programme by the API: taken out and put back, what they told, what they paid."""

from typing import Any

import pytest
from django.test import Client

from booking.models import Act, FeeReceipt, PartyParticulars, Person, Programme, Session, SignUp
from facilities.models import Facility
from tests.booking.api.callers import get, post
from tests.booking.songs import CHILD, ELDER, FIRST, signed_up, the_songs
from tests.people import a_band, a_senior, a_young_adult


@pytest.fixture
def day(hall: Facility, desk: Person) -> Session:
    """Of a programme that costs 300 yen each."""
    made = the_songs(hall, desk)
    Programme.objects.update(fee=300)
    return made.sessions.get(start=FIRST.start)


@pytest.fixture
def party(day: Session) -> SignUp:
    return signed_up(day, a_senior(call_name="きよ"), ELDER, CHILD)


@pytest.fixture
def here(day: Session) -> str:
    return f"desk/higashi/programmes/{day.programme.public_id}/"


def parties(client: Client, here: str, day: Session) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = get(client, f"{here}sessions/{day.public_id}/parties/").json()["results"]
    return rows


def test_a_party_is_taken_out_of_a_date_and_put_back(
    as_desk: Client, here: str, day: Session, party: SignUp
) -> None:
    [told] = parties(as_desk, here, day)
    assert (told["id"], told["who"], told["state"]) == (party.public_id, "きよ", "coming")
    assert {"band": "senior", "grade": None, "count": 1} in told["party"]
    at = f"{here}sessions/{day.public_id}/"
    for _twice in range(2):
        assert post(as_desk, f"{at}parties/{party.public_id}/take-out/").status_code == 204
    assert parties(as_desk, here, day) == []
    [gone] = get(as_desk, f"{at}taken-out/").json()["results"]
    assert gone == {"id": party.public_id, "who": "きよ"}
    assert post(as_desk, f"{at}parties/{party.public_id}/put-back/").status_code == 204
    assert [one["id"] for one in parties(as_desk, here, day)] == [party.public_id]


def test_a_place_that_somebody_else_has_by_now_is_not_put_back(
    as_desk: Client, here: str, day: Session, party: SignUp
) -> None:
    at = f"{here}sessions/{day.public_id}/parties/{party.public_id}/"
    post(as_desk, f"{at}take-out/")
    signed_up(day, a_young_adult(), ELDER)
    answer = post(as_desk, f"{at}put-back/")
    assert (answer.status_code, answer.json()["code"]) == (409, "too_late")


def test_what_a_party_told_is_shown_on_demand_and_the_look_is_on_record(
    as_desk: Client, here: str, day: Session, party: SignUp
) -> None:
    at = f"{here}sessions/{day.public_id}/parties/{party.public_id}/look/"
    assert post(as_desk, at).status_code == 404, "nothing was asked"
    PartyParticulars.objects.create(signup=party, names="青木きよ", allergies="そば")
    assert parties(as_desk, here, day)[0]["told"] is True
    assert not Act.objects.filter(verb="look_at_particulars").exists(), "that there is something is no look"
    assert post(as_desk, at).json()["allergies"] == "そば"
    assert Act.objects.filter(verb="look_at_particulars", subject_id=party.public_id).count() == 1


def test_a_fee_is_taken_given_back_struck_out_and_receipted(
    as_desk: Client, here: str, party: SignUp
) -> None:
    at = f"{here}fees/{party.public_id}/"
    bill = get(as_desk, at)
    assert (bill.json()["fee"], bill.json()["due"], bill["ETag"]) == (600, 600, '"0"')
    taken = [
        post(as_desk, f"{at}payments/", {"yen": 600}, Idempotency_Key="k", If_Match='"0"') for _ in range(2)
    ]
    assert [one.status_code for one in taken] == [201, 201]
    assert taken[0].json() == taken[1].json(), "sent again it is taken once"
    assert (taken[0].json()["paid"], taken[0]["ETag"]) == (600, '"1"')
    stale = post(as_desk, f"{at}refunds/", {"yen": 100}, Idempotency_Key="l", If_Match='"0"')
    assert stale.status_code == 412
    more = post(as_desk, f"{at}refunds/", {"yen": 601}, Idempotency_Key="m")
    assert (more.status_code, list(more.json()["errors"])) == (422, ["yen"])
    back = post(as_desk, f"{at}refunds/", {"yen": 100}, Idempotency_Key="n").json()
    assert (back["paid"], back["due"]) == (500, 100)
    struck = post(as_desk, f"{at}payments/{back['payments'][1]['id']}/strike/").json()
    assert [one["struck"] for one in struck["payments"]] == [False, True, False]
    assert struck["payments"][2]["strikes"] == struck["payments"][1]["id"]
    receipt = post(as_desk, f"{at}receipts/").json()["receipt"]
    assert (receipt["number"], receipt["yen"], receipt["copies"]) == (1, 600, 0)
    assert FeeReceipt.objects.count() == 1


def test_a_programme_is_hidden_again_until_somebody_has_signed_up(
    as_desk: Client, here: str, day: Session
) -> None:
    seen = get(as_desk, here)["ETag"]
    hidden = post(as_desk, f"{here}withdraw/", If_Match=seen)
    assert hidden.json()["state"] == "draft"
    assert post(as_desk, f"{here}publish/", If_Match=seen).status_code == 412
    assert post(as_desk, f"{here}publish/").json()["state"] == "open"
    signed_up(day, a_senior(), ELDER)
    answer = post(as_desk, f"{here}withdraw/")
    assert (answer.status_code, answer.json()["code"]) == (409, "too_late")


def test_how_one_signs_up_is_said_whole_and_by_its_version(as_desk: Client, here: str) -> None:
    lot = {
        "takes_until": "2026-12-10T17:00:00+09:00",
        "draws_at": "2026-12-11T10:00:00+09:00",
        "asks": ["allergies"],
        "kept_days": 30,
    }
    seen = get(as_desk, f"{here}terms/")["ETag"]
    told = post(as_desk, f"{here}terms/set/", lot, If_Match=seen)
    assert (told.json()["draws_at"], told.json()["asks"]) == (lot["draws_at"], ["allergies"])
    assert post(as_desk, f"{here}terms/set/", lot, If_Match=seen).status_code == 412
    early = post(as_desk, f"{here}terms/set/", {**lot, "draws_at": lot["takes_until"]})
    assert (early.status_code, list(early.json()["errors"])) == (422, ["draws_at"])
    kept = post(as_desk, f"{here}terms/set/", {"asks": ["names"]})
    assert (kept.status_code, list(kept.json()["errors"])) == (422, ["kept_days"])


def test_a_group_is_invited_by_its_name_and_the_invitation_withdrawn(as_desk: Client, here: str) -> None:
    group = a_band(a_young_adult())
    unknown = post(as_desk, f"{here}partners/", {"name": "そんなグループ"})
    assert (unknown.status_code, list(unknown.json()["errors"])) == (422, ["name"])
    made = post(as_desk, f"{here}partners/", {"name": group.name}, Idempotency_Key="p")
    assert (made.status_code, made.json()["answer"]) == (201, "asked")
    [row] = get(as_desk, f"{here}partners/").json()["results"]
    assert row == made.json()
    assert post(as_desk, f"{here}partners/{group.public_id}/withdraw/").status_code == 204
    assert get(as_desk, f"{here}partners/").json()["results"] == []
