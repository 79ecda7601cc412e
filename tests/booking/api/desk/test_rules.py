"""The next rules by the API: begun, written clause by clause, checked, seen ahead, published, withdrawn."""

from typing import Any

import pytest
from django.test import Client

from booking.models import Act, Booking, RulebookDraft
from facilities.models import Facility, Rulebook
from tests.booking.api.callers import get, post, signed_in
from tests.people import a_manager

AT = "desk/higashi/rules/"
DRAFT = f"{AT}draft/"
JANUARY = {"valid_from": "2027-01-05"}
QUIET = {"id": "N1", "ja": "20時まで。", "en": "Until 20:00.", "says": [{"type": "quiet", "from": "20:00"}]}


@pytest.fixture
def manager(hall: Facility) -> Client:
    return signed_in(a_manager(hall))


@pytest.fixture
def draft(manager: Client) -> dict[str, Any]:
    told: dict[str, Any] = post(manager, DRAFT, JANUARY).json()
    return told


def ids(told: dict[str, Any]) -> list[str]:
    return [one["id"] for one in told["document"]["clauses"]]


def test_a_draft_begins_with_the_rules_of_its_day_and_one_that_is_there_stays(manager: Client) -> None:
    assert get(manager, DRAFT).status_code == 404
    begun = post(manager, DRAFT, JANUARY)
    assert begun.status_code == 201
    assert (begun.json()["valid_from"], begun.json()["changes"]) == ("2027-01-05", [])
    assert begun.json()["check"]["mistakes"] == []
    again = post(manager, DRAFT, {"valid_from": "2027-02-01"})
    assert again.json()["valid_from"] == "2027-01-05"
    told = get(manager, AT).json()
    assert ([one["state"] for one in told["versions"]], told["draft"]) == (["holds"], "2027-01-05")


@pytest.mark.parametrize("day", ["2026-12-02", "2026-04-01"])
def test_rules_begin_tomorrow_at_the_earliest(manager: Client, day: str) -> None:
    for address in (DRAFT, f"{DRAFT}day/"):
        answer = post(manager, address, {"valid_from": day})
        assert answer.status_code in {404, 422}
        post(manager, DRAFT, {"valid_from": "2026-12-03"})
    assert list(answer.json()["errors"]) == ["valid_from"]


def test_a_clause_is_written_changed_taken_out_and_put_back(manager: Client, draft: dict[str, Any]) -> None:
    before = ids(draft)
    written = post(manager, f"{DRAFT}clauses/", {"clause": QUIET})
    assert (written.status_code, written.json()["changes"]) == (200, [{"clause": "N1", "how": "new"}])
    assert ids(written.json()) == [*before, "N1"]
    later = {"clause": {**QUIET, "en": "Quiet."}, "instead_of": "N1"}
    assert post(manager, f"{DRAFT}clauses/", later).json()["document"]["clauses"][-1]["en"] == "Quiet."
    assert ids(post(manager, f"{DRAFT}clauses/N1/drop/").json()) == before
    gone = post(manager, f"{DRAFT}clauses/{before[0]}/drop/").json()
    assert gone["changes"] == [{"clause": before[0], "how": "gone"}]
    assert ids(post(manager, f"{DRAFT}clauses/{before[0]}/restore/").json()) == before
    for verb in ("drop", "restore"):
        assert post(manager, f"{DRAFT}clauses/N9/{verb}/").status_code == 404


def test_a_clause_for_a_while_says_until_when_and_ends_by_itself(
    manager: Client, draft: dict[str, Any]
) -> None:
    """What the page of a complaint writes, on a form of its own."""
    written = post(manager, f"{DRAFT}clauses/", {"clause": {**QUIET, "until": "2027-03-31"}})
    assert (written.status_code, written.json()["check"]["mistakes"]) == (200, [])
    assert written.json()["document"]["clauses"][-1]["until"] == "2027-03-31"
    over = {**QUIET, "id": "N2", "from": "2027-04-01", "until": "2027-03-31"}
    refused = post(manager, f"{DRAFT}clauses/", {"clause": over})
    assert refused.status_code == 422
    assert any(field.startswith("N2") for field in refused.json()["errors"])


def test_whoever_writes_says_which_draft_they_have_read(manager: Client, draft: dict[str, Any]) -> None:
    read = get(manager, DRAFT)["ETag"]
    assert post(manager, f"{DRAFT}clauses/", {"clause": QUIET}, If_Match=read).status_code == 200
    stale = post(manager, f"{DRAFT}discard/", If_Match=read)
    assert (stale.status_code, stale.json()["code"]) == (412, "precondition_failed")
    assert RulebookDraft.objects.get().document["clauses"][-1]["id"] == "N1"
    unsaid = manager.post(f"/api/v1/{DRAFT}discard/", "{}", "application/json")
    assert unsaid.status_code == 428
    assert post(manager, f"{DRAFT}discard/", If_Match=get(manager, DRAFT)["ETag"]).status_code == 204


@pytest.mark.parametrize(
    ("clause", "named"),
    [
        ({}, "#1.id"),
        ({**QUIET, "id": 5}, "#1.id"),
        ({**QUIET, "says": 5}, "N1.says"),
        ({**QUIET, "says": [5]}, "N1.says[#1]"),
        ({**QUIET, "over": 5}, "N1.over"),
        ({**QUIET, "says": [{"type": "quiet", "from": "late"}]}, "N1.says[#1].from"),
        ({**QUIET, "says": [{"type": "nonsense"}]}, "N1.says[#1]"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("instead_of", ["", "H2"])
def test_what_is_no_clause_is_not_written(
    manager: Client, draft: dict[str, Any], clause: dict[str, Any], named: str, instead_of: str
) -> None:
    answer = post(manager, f"{DRAFT}clauses/", {"clause": clause, "instead_of": instead_of})
    assert answer.status_code == 422
    assert named in answer.json()["errors"]
    assert ids(get(manager, DRAFT).json()) == ids(draft)


def test_a_preview_tells_four_weeks_and_the_bookings_that_would_be_refused(
    manager: Client, booking: Booking
) -> None:
    post(manager, DRAFT, {"valid_from": "2026-12-03"})
    told = get(manager, f"{DRAFT}preview/").json()
    assert (len(told["days"]), told["refused"], told["judged"]) == (28, [], 1)
    closed = {"type": "closed", "on": {"days": ["fri"]}}
    post(manager, f"{DRAFT}clauses/", {"clause": {**QUIET, "says": [closed]}})
    told = get(manager, f"{DRAFT}preview/").json()
    [hit] = told["refused"]
    assert (hit["booking"], hit["room"], hit["start"]) == (
        booking.public_id,
        "band",
        "2026-12-04T17:00:00+09:00",
    )
    assert "N1" in {one["clause"] for one in hit["reasons"]}
    friday = told["days"][1]
    assert (friday["day"], friday["after"], friday["differs"]) == ("2026-12-04", [], True)
    assert friday["before"]
    assert RulebookDraft.objects.exists()


def test_what_names_nothing_is_kept_and_neither_seen_ahead_nor_published(
    manager: Client, draft: dict[str, Any]
) -> None:
    clause = {**QUIET, "says": [{"type": "quiet", "from": "20:00", "rooms": ["nothing"]}]}
    told = post(manager, f"{DRAFT}clauses/", {"clause": clause}).json()
    assert [one["clause"] for one in told["check"]["mistakes"]] == ["N1"]
    for answer in (
        get(manager, f"{DRAFT}preview/"),
        post(manager, f"{DRAFT}publish/", {"why": "音の苦情"}),
    ):
        assert answer.status_code == 422
        assert all(place.startswith("N1") for place in answer.json()["errors"])
    assert Rulebook.objects.count() == 1


@pytest.mark.parametrize(
    ("language", "unknown", "late"),
    [
        (
            "ja",
            "「nothing」は、このきまりにありません。えらびなおすか、先に足してください",
            "17:30 のような時間にしてください",
        ),
        (
            "en",
            "“nothing” is not in these rules: choose another, or add it first",
            "write a time like 17:30",
        ),
    ],
)
def test_the_check_speaks_the_readers_language_of_a_draft_and_of_what_is_no_clause(
    manager: Client, draft: dict[str, Any], language: str, unknown: str, late: str
) -> None:
    clause = {**QUIET, "says": [{"type": "quiet", "from": "20:00", "rooms": ["nothing"]}]}
    written = post(manager, f"{DRAFT}clauses/", {"clause": clause}, Accept_Language=language).json()
    assert written["check"]["mistakes"] == [{"clause": "N1", "field": "says[#1].rooms", "what": unknown}]
    odd = {**QUIET, "id": "N2", "says": [{"type": "quiet", "from": "late"}]}
    refused = post(manager, f"{DRAFT}clauses/", {"clause": odd}, Accept_Language=language)
    assert refused.json()["errors"] == {"N2.says[#1].from": [late]}


def test_a_draft_is_published_with_why_and_withdrawn_before_it_holds(
    manager: Client, draft: dict[str, Any]
) -> None:
    post(manager, f"{DRAFT}clauses/", {"clause": QUIET})
    assert list(post(manager, f"{DRAFT}publish/", {"why": ""}).json()["errors"]) == ["why"]
    published = post(manager, f"{DRAFT}publish/", {"why": "夜の音の苦情"})
    assert (published.status_code, published.json()["valid_from"]) == (200, "2027-01-05")
    assert Act.objects.get(verb="import_rulebook", why="夜の音の苦情")
    assert [one["state"] for one in get(manager, AT).json()["versions"]] == ["holds", "to_come"]
    assert post(manager, f"{AT}2027-01-05/withdraw/", {"why": "早すぎた"}).status_code == 204
    assert [one["state"] for one in get(manager, AT).json()["versions"]] == ["holds"]


def test_what_holds_is_not_withdrawn_and_what_is_not_there_is_absent(manager: Client) -> None:
    [version] = get(manager, AT).json()["versions"]
    stands = post(manager, f"{AT}{version['valid_from']}/withdraw/", {"why": "x"})
    assert (stands.status_code, stands.json()["code"]) == (409, "too_late")
    for day in ("2027-09-09", "tomorrow"):
        assert post(manager, f"{AT}{day}/withdraw/", {"why": "x"}).status_code == 404


def test_who_does_not_write_the_rules_finds_none_of_this(as_desk: Client, hall: Facility) -> None:
    assert get(as_desk, AT).status_code == get(as_desk, DRAFT).status_code == 404
    assert post(as_desk, DRAFT, JANUARY).status_code == 404
    assert not RulebookDraft.objects.exists()
