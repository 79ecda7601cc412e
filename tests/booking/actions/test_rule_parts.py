"""What a draft says besides its clauses, and that nobody changes another hall's rules with it."""

from datetime import date
from typing import Any

import pytest

from booking.actions.rule_drafts import Elsewhere, draft_rules, publish_draft
from booking.actions.rule_parts import adopt_answer, drop_days, drop_question, put_days, put_hall, put_words
from booking.models import Act, RulebookDraft
from booking.queries.bookings import Absent
from booking.rules.mistakes import Mistakes
from booking.rules.staff import Role
from facilities.models import Facility, Room
from tests.factories import NOW, SAMPLE, a_hall
from tests.people import staff

pytestmark = pytest.mark.django_db
QUESTIONS = """
[[questions]]
id = "Q1"
asked = 2026-12-02T12:00:00
step = "book"
room = "band"
day = 2026-12-07
from = "10:00"
to = "12:00"
answer = "allow"

[[questions]]
id = "Q2"
asked = 2026-12-02T12:00:00
step = "book"
room = "band"
day = 2026-12-08
from = "10:00"
to = "12:00"
value = { refund = 100 }
"""
SUMMER = {
    "key": "summer",
    "name": {"ja": "夏休み", "en": "Summer"},
    "days": [{"every_year": [["07-21", "08-31"]]}],
}


@pytest.fixture
def hall() -> Facility:
    return a_hall(SAMPLE + QUESTIONS)


@pytest.fixture
def by(hall: Facility) -> dict[str, Any]:
    by = {"facility": hall, "actor": staff(hall, role=Role.MANAGER), "now": NOW}
    draft_rules(valid_from=date(2027, 1, 5), **by)
    return by


def document() -> dict[str, Any]:
    found: dict[str, Any] = RulebookDraft.objects.get().document
    return found


def test_a_day_set_is_put_in_changed_and_taken_out(by: dict[str, Any]) -> None:
    put_days(days=SUMMER, **by)
    put_days(days=SUMMER | {"name": {"ja": "夏", "en": ""}}, instead_of="summer", **by)
    assert [days["name"]["ja"] for days in document()["day_sets"]] == ["夏"]
    drop_days(days="summer", **by)
    assert document()["day_sets"] == []
    verbs = Act.objects.filter(subject="rulebook", hall=by["facility"]).values_list("verb", "after")
    assert ("put_days", {"days": "summer"}) in verbs


def test_a_day_set_without_days_is_refused_and_nothing_kept(by: dict[str, Any]) -> None:
    with pytest.raises(Mistakes, match="days"):
        put_days(days=SUMMER | {"days": []}, **by)
    assert "day_sets" not in document()


def test_a_new_room_is_there_once_the_rules_are_published(hall: Facility, by: dict[str, Any]) -> None:
    facts = next(one for one in document()["halls"] if one["key"] == hall.slug)
    rooms = [*facts["rooms"], {"key": "room-1", "name": {"ja": "第2音楽室"}, "capacity": 6}]
    put_hall(facts=facts | {"rooms": rooms, "kind": "civic_hall"}, **by)
    kept = document()["halls"][0]
    assert (kept["kind"], kept["rooms"][-1]["key"]) == (facts["kind"], "room-1")
    publish_draft(why="部屋がふえたため", **by)
    assert Room.objects.get(facility=hall, slug="room-1").name_ja == "第2音楽室"


def test_what_the_words_do_not_say_any_more_is_gone(by: dict[str, Any]) -> None:
    words = {name: document()[name] for name in ("title", "city", "source", "standing")}
    put_words(words=words | {"names": {"sales": {"ja": "販売"}}}, **by)
    assert document()["names"] == {"sales": {"ja": "販売"}}
    put_words(words=words, **by)
    assert "names" not in document()


def test_the_drafts_answer_becomes_the_questions(by: dict[str, Any]) -> None:
    """Mondays are closed: what was meant to be allowed is refused."""
    adopt_answer(question="Q1", **by)
    assert (document()["questions"][0]["answer"], document()["questions"][0]["by"]) == ("refuse", ["H3"])
    for nothing in ("Q2", "Q9"):
        with pytest.raises(Absent):
            adopt_answer(question=nothing, **by)


def test_a_question_is_asked_no_more(by: dict[str, Any]) -> None:
    drop_question(question="Q1", **by)
    assert [one["id"] for one in document()["questions"]] == ["Q2"]


def test_the_title_of_a_rulebook_of_two_halls_is_not_for_one_of_them_to_change(by: dict[str, Any]) -> None:
    draft = RulebookDraft.objects.get()
    draft.document["halls"].append({"key": "nishi", "name": {"ja": "西館"}, "kind": "childrens_hall"})
    draft.save()
    with pytest.raises(Elsewhere):
        put_words(words=document() | {"title": {"ja": "別の題", "en": "Another"}}, **by)
    put_days(days=SUMMER, **by)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MANAGER])
def test_whoever_does_not_write_the_rules_changes_nothing(
    hall: Facility, by: dict[str, Any], role: Role
) -> None:
    by["actor"] = staff(hall, role=role)
    with pytest.raises(Absent):
        put_days(days=SUMMER, **by)
