"""A draft's words, hall, day sets and worked questions by the API: by the same verbs as in the forms."""

from typing import Any

import pytest
from django.test import Client

from booking.models import Act, RulebookDraft
from facilities.models import Facility
from tests.booking.actions.test_rule_parts import QUESTIONS, SUMMER
from tests.booking.api.callers import PROBLEM, get, post, signed_in
from tests.factories import SAMPLE, a_hall
from tests.people import a_manager

DRAFT = "desk/higashi/rules/draft/"
# A Monday, on which the hall is closed: what is meant to be allowed is refused.
TITLE = {"ja": "新しいきまり", "en": "The new rules"}


@pytest.fixture
def hall() -> Facility:
    return a_hall(SAMPLE + QUESTIONS)


@pytest.fixture
def manager(hall: Facility) -> Client:
    client = signed_in(a_manager(hall))
    post(client, DRAFT, {"valid_from": "2027-01-05"})
    return client


def document() -> dict[str, Any]:
    found: dict[str, Any] = RulebookDraft.objects.get().document
    return found


def words(**more: Any) -> dict[str, Any]:
    told = document()
    kept = ("title", "city", "source", "standing", "note", "names")
    return {name: told[name] for name in kept if name in told} | more


def facts(**more: Any) -> dict[str, Any]:
    told = document()["halls"][0]
    return {name: told[name] for name in ("name", "address", "phone", "rooms") if name in told} | more


def to_a_neighbour(hall: dict[str, Any]) -> None:
    """The draft speaks for another hall, too, of which somebody else writes."""
    draft = RulebookDraft.objects.get()
    draft.document["halls"].append({"key": "nishi", "name": {"ja": "西館"}, "kind": "childrens_hall", **hall})
    draft.save()


def test_the_title_is_written_and_what_is_left_out_is_not_said_any_more(manager: Client) -> None:
    named = post(manager, f"{DRAFT}words/", words(title=TITLE, names={"sales": {"ja": "販売"}}))
    assert named.status_code == 200
    assert named.json()["document"]["title"] == TITLE
    assert document()["names"] == {"sales": {"ja": "販売"}}
    without = words()
    del without["names"]
    assert "names" not in post(manager, f"{DRAFT}words/", without).json()["document"]
    assert Act.objects.filter(verb="put_words").count() == 2


@pytest.mark.parametrize(
    ("wrong", "status", "named"),
    [
        ({"title": {"en": "The new rules"}}, 422, "title.ja"),
        ({"title": {"ja": "き\u0000まり"}}, 422, "title.ja"),
        ({"names": {"sales": "販売"}}, 422, "names.sales"),
        ({"source": " "}, 422, "source"),
        ({"titel": TITLE}, 400, "titel"),
        ({"title": "新しいきまり"}, 400, "title"),
    ],
)
def test_words_that_are_none_are_named_and_nothing_is_written(
    manager: Client, wrong: dict[str, Any], status: int, named: str
) -> None:
    before = document()
    answer = post(manager, f"{DRAFT}words/", words(**wrong))
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)
    assert list(answer.json()["errors"]) == [named]
    assert document() == before


def test_a_room_is_put_into_the_hall(manager: Client) -> None:
    room = {"key": "studio", "name": {"ja": "スタジオ", "en": "Studio"}, "capacity": 6}
    told = post(manager, f"{DRAFT}hall/", facts(rooms=[*facts()["rooms"], room], phone="042-000-0000"))
    assert told.status_code == 200
    hall = told.json()["document"]["halls"][0]
    assert (hall["rooms"][-1]["key"], hall["phone"], hall["kind"]) == (
        "studio",
        "042-000-0000",
        "childrens_hall",
    )
    assert told.json()["check"]["mistakes"] == []


def test_a_room_that_a_clause_names_and_the_hall_has_not_is_a_mistake_of_the_draft(manager: Client) -> None:
    told = post(manager, f"{DRAFT}hall/", facts(rooms=[]))
    assert told.status_code == 200
    assert told.json()["check"]["mistakes"]


def test_a_room_without_a_name_is_not_put_in(manager: Client) -> None:
    answer = post(manager, f"{DRAFT}hall/", facts(rooms=[{"key": "studio"}]))
    assert (answer.status_code, list(answer.json()["errors"])) == (
        422,
        ["halls[higashi].rooms[studio].name"],
    )


def test_a_day_set_is_put_in_changed_and_taken_out(manager: Client) -> None:
    assert post(manager, f"{DRAFT}day-sets/", SUMMER).status_code == 200
    again = {**SUMMER, "name": {"ja": "夏"}, "instead_of": "summer"}
    told = post(manager, f"{DRAFT}day-sets/", again).json()["document"]["day_sets"]
    assert [(one["key"], one["name"]["ja"]) for one in told] == [("summer", "夏")]
    gone = post(manager, f"{DRAFT}day-sets/summer/drop/")
    assert (gone.status_code, gone.json()["document"]["day_sets"]) == (200, [])
    assert post(manager, f"{DRAFT}day-sets/summer/drop/").status_code == 404


def test_two_day_sets_do_not_have_one_key(manager: Client) -> None:
    post(manager, f"{DRAFT}day-sets/", SUMMER)
    twice = post(manager, f"{DRAFT}day-sets/", SUMMER)
    assert (twice.status_code, list(twice.json()["errors"])) == (422, ["day_sets[summer].key"])
    assert len(document()["day_sets"]) == 1


@pytest.mark.parametrize(
    ("wrong", "status"),
    [({"days": []}, 422), ({"days": [5]}, 400), ({"key": "Summer!"}, 422), ({"key": ""}, 422)],
)
def test_what_is_no_day_set_is_not_put_in(manager: Client, wrong: dict[str, Any], status: int) -> None:
    assert post(manager, f"{DRAFT}day-sets/", {**SUMMER, **wrong}).status_code == status
    assert "day_sets" not in document()


def test_a_question_that_the_draft_answers_otherwise_shows_what_it_would_become(manager: Client) -> None:
    read = get(manager, f"{DRAFT}questions/")
    assert read["ETag"] == get(manager, DRAFT)["ETag"]
    first, second = read.json()["results"]
    assert (first["id"], first["answered"], first["question"]["answer"]) == ("Q1", False, "allow")
    assert (first["adopts"]["answer"], first["adopts"]["by"]) == ("refuse", ["H3"])
    assert (second["id"], second["adopts"]) == ("Q2", None)


def test_the_drafts_answer_is_adopted_once_and_a_question_is_asked_no_more(manager: Client) -> None:
    told = post(manager, f"{DRAFT}questions/Q1/adopt/")
    assert told.status_code == 200
    assert told.json()["check"]["failing"] == ["Q2"]
    assert [one["answered"] for one in get(manager, f"{DRAFT}questions/").json()["results"]] == [True, False]
    # Nothing was found for this one, so there is nothing to adopt.
    assert post(manager, f"{DRAFT}questions/Q2/adopt/").status_code == 404
    assert post(manager, f"{DRAFT}questions/Q2/drop/").json()["check"]["failing"] == []
    assert post(manager, f"{DRAFT}questions/Q2/drop/").status_code == 404


def test_another_halls_questions_and_title_are_theirs(manager: Client) -> None:
    to_a_neighbour({})
    draft = RulebookDraft.objects.get()
    draft.document["questions"][1] |= {"hall": "nishi"}
    del draft.document["questions"][1]["room"]
    draft.save()
    assert [one["id"] for one in get(manager, f"{DRAFT}questions/").json()["results"]] == ["Q1"]
    for at, sent in (("questions/Q2/drop/", {}), ("words/", words(title=TITLE))):
        answer = post(manager, f"{DRAFT}{at}", sent)
        assert (answer.status_code, answer["Content-Type"]) == (409, PROBLEM)
        assert answer.json()["code"] == "of_others"
    assert post(manager, f"{DRAFT}day-sets/", SUMMER).status_code == 200


CHANGES = [
    ("words/", lambda: words(title=TITLE)),
    ("hall/", lambda: facts(phone="042-000-0000")),
    ("day-sets/", lambda: SUMMER),
    ("questions/Q1/adopt/", dict),
    ("questions/Q1/drop/", dict),
]


@pytest.mark.parametrize(("at", "sent"), CHANGES)
def test_whoever_changes_a_part_says_which_draft_they_have_read(manager: Client, at: str, sent: Any) -> None:
    read = get(manager, DRAFT)["ETag"]
    unsaid = manager.post(f"/api/v1/{DRAFT}{at}", sent(), "application/json")
    assert (unsaid.status_code, unsaid.json()["code"]) == (428, "version_missing")
    post(manager, f"{DRAFT}clauses/H3/drop/")
    before = document()
    stale = post(manager, f"{DRAFT}{at}", sent(), If_Match=read)
    assert (stale.status_code, stale.json()["code"]) == (412, "precondition_failed")
    assert document() == before
    assert post(manager, f"{DRAFT}{at}", sent(), If_Match=get(manager, DRAFT)["ETag"]).status_code == 200


@pytest.mark.parametrize(("at", "sent"), CHANGES)
def test_who_does_not_write_these_rules_changes_no_part_of_them(
    manager: Client, elsewhere: Client, as_desk: Client, at: str, sent: Any
) -> None:
    before = document()
    for somebody in (elsewhere, as_desk):
        assert post(somebody, f"{DRAFT}{at}", sent()).status_code == 404
    assert document() == before


def test_without_a_draft_there_is_no_part_of_one(manager: Client) -> None:
    sent = [(at, told()) for at, told in CHANGES]
    post(manager, f"{DRAFT}discard/")
    assert get(manager, f"{DRAFT}questions/").status_code == 404
    assert {post(manager, f"{DRAFT}{at}", told).status_code for at, told in sent} == {404}
