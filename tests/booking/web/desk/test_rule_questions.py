"""例題: which answers the draft changes, and what whoever writes the rules makes of it."""

import pytest
from django.test import Client

from booking.models import RulebookDraft
from booking.rules.staff import Role
from facilities.models import Facility
from tests.booking.actions.test_rule_parts import QUESTIONS
from tests.booking.web.conftest import text_of
from tests.booking.web.desk.conftest import at_desk
from tests.booking.web.desk.drafts import seen_clause, seen_whole
from tests.factories import SAMPLE, a_hall

pytestmark = pytest.mark.django_db
DRAFT = "/desk/higashi/rules/draft/"
PAGE = f"{DRAFT}questions/"


@pytest.fixture
def hall() -> Facility:
    asked = QUESTIONS.split("[[questions]]")[1].replace('"allow"', '"refuse"\nby = ["H3"]')
    return a_hall(f"{SAMPLE}\n[[questions]]\n{asked}")


@pytest.fixture
def writer(client: Client, hall: Facility) -> Client:
    at_desk(client, hall, Role.MANAGER)
    client.post(DRAFT, {"do": "start", "valid_from": "2027-01-05"})
    return client


def told(client: Client, page: str = PAGE) -> str:
    return text_of(client.get(page).content.decode())


def test_a_question_is_read_with_its_answer_and_the_clauses_that_decide(writer: Client) -> None:
    page = told(writer)
    assert "答えが変わる例題はありません。" in page
    assert "Q1 予約・音楽室・2026年12月7日 10:00–12:00 できません H3" in page


def test_a_clause_that_goes_changes_the_answer_and_the_new_one_is_adopted(writer: Client) -> None:
    writer.post(f"{DRAFT}c/H3/", {"do": "drop", **seen_clause("H3")})
    assert "例題1問のうち1問の答えが変わります: Q1" in told(writer, DRAFT)
    assert "今の答え できません" in told(writer)
    assert "下書きの答え できます" in told(writer)
    writer.post(PAGE, {"do": "adopt", "question": "Q1", **seen_whole()})
    assert "答えが変わる例題はありません。" in told(writer)
    assert RulebookDraft.objects.get().document["questions"][0]["answer"] == "allow"


def test_a_clause_that_is_put_back_decides_again(writer: Client) -> None:
    before = RulebookDraft.objects.get().document
    writer.post(f"{DRAFT}c/H3/", {"do": "drop", **seen_clause("H3")})
    assert writer.post(DRAFT, {"do": "restore", "back": "H3", **seen_whole()}).headers["Location"] == DRAFT
    assert RulebookDraft.objects.get().document == before


def test_a_question_is_taken_out(writer: Client) -> None:
    writer.post(PAGE, {"do": "drop", "question": "Q1", **seen_whole()})
    assert "この館の例題は、まだありません。" in told(writer)


@pytest.mark.parametrize("asked", [{"do": "adopt", "question": "Q9"}, {"do": "x"}, {}])
def test_what_is_not_there_is_not_found(writer: Client, asked: dict[str, str]) -> None:
    assert writer.post(PAGE, asked | seen_whole()).status_code == 404


def test_another_halls_question_is_theirs(writer: Client) -> None:
    draft = RulebookDraft.objects.get()
    draft.document["halls"].append({"key": "nishi", "name": {"ja": "西館"}, "kind": "childrens_hall"})
    draft.document["questions"][0]["hall"] = "nishi"
    del draft.document["questions"][0]["room"]
    draft.save()
    assert "Q1" not in told(writer)
    answer = writer.post(PAGE, {"do": "drop", "question": "Q1", **seen_whole()})
    assert (answer.status_code, RulebookDraft.objects.get().document["questions"][0]["id"]) == (409, "Q1")
