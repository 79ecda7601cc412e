"""A rulebook while it is written: what a change of its document comes to."""

from typing import Any

import pytest

from booking.rules.drafts import (
    as_before,
    changes,
    check,
    holding_from,
    next_id,
    shaped,
    touched,
    with_clause,
    with_days,
    with_hall,
    with_question,
    without_clause,
)
from booking.rules.mistakes import Mistakes
from tests.asks import a_document

HOURS = {"type": "hours", "from": "9:00", "to": "17:00"}
MONDAYS = {"type": "closed", "on": {"days": ["mon"]}}


def clause(key: str, *says: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"id": key, "ja": "文", "en": "text", "says": list(says), **fields}


def test_a_change_says_what_was_and_what_is_in_the_order_of_the_new_version() -> None:
    document = a_document([HOURS], [MONDAYS])
    new = with_clause(without_clause(document, "C2"), clause("C1", HOURS | {"to": "18:00"}), "C1")
    new = with_clause(new, clause("C3", MONDAYS))
    told = [(one.id, one.old is None, one.new is None) for one in changes(shaped(document), shaped(new))]
    assert told == [("C1", False, False), ("C3", True, False), ("C2", False, True)]


def test_another_day_is_no_change_of_a_clause() -> None:
    document = a_document([HOURS])
    later = shaped(holding_from(document, shaped(document).valid_from.replace(year=2027)))
    assert changes(shaped(document), later) == []


def test_a_change_touches_the_halls_of_which_it_speaks_before_or_after() -> None:
    document = a_document([HOURS], [MONDAYS | {"halls": ["higashi"]}])
    document["halls"] += [
        {"key": key, "name": {"ja": key}, "kind": "childrens_hall"} for key in ("nishi", "kita")
    ]
    moved = with_clause(document, clause("C2", MONDAYS | {"halls": ["nishi"]}), "C2")
    assert touched(shaped(document), shaped(moved)) == {"higashi", "nishi"}
    everywhere = with_clause(document, clause("C2", MONDAYS), "C2")
    assert touched(shaped(document), shaped(everywhere)) == {"higashi", "nishi", "kita"}


def two_halls(*clauses: list[dict[str, Any]], **fields: Any) -> dict[str, Any]:
    document = a_document(*clauses, **fields)
    document["halls"].append({"key": "nishi", "name": {"ja": "西"}, "kind": "childrens_hall"})
    return document


def touches(old: dict[str, Any], new: dict[str, Any]) -> frozenset[str]:
    return touched(shaped(old), shaped(new))


def test_the_facts_of_a_hall_are_its_own_and_the_title_everybodys() -> None:
    document = two_halls([HOURS])
    other = {"key": "nishi", "name": {"ja": "西館"}, "kind": "childrens_hall"}
    assert touches(document, with_hall(document, other)) == {"nishi"}
    assert touches(document, document | {"title": {"ja": "別の題", "en": "Another"}}) == {"higashi", "nishi"}


def test_a_day_set_or_a_word_touches_those_whose_clauses_name_it() -> None:
    """What nobody names yet changes nobody's rules."""
    named = MONDAYS | {"on": {"in": ["exams"]}, "halls": ["nishi"]}
    sold = {"type": "purpose", "never": ["sales"], "halls": ["higashi"]}
    exams = {"key": "exams", "name": {"ja": "試験"}, "days": [{"months": [7]}]}
    document = with_days(two_halls([HOURS], [named], [sold]), exams)
    assert touches(document, with_days(document, exams | {"days": [{"months": [2]}]}, "exams")) == {"nishi"}
    assert touches(document, with_days(document, exams | {"key": "summer"})) == frozenset()
    assert touches(document, document | {"names": {"sales": {"ja": "販売"}}}) == {"higashi"}
    assert touches(document, document | {"names": {"study": {"ja": "勉強"}}}) == frozenset()


def test_another_answer_touches_the_hall_of_its_question() -> None:
    asked = {"asked": "2026-12-02T12:00:00", "step": "book", "answer": "allow", "hall": "nishi"}
    document = two_halls([HOURS], questions=[{"id": "Q1", **asked}])
    answered = with_question(document, {"id": "Q1", **asked, "answer": "refuse"})
    assert touches(document, answered) == {"nishi"}


def citing(document: dict[str, Any]) -> tuple[Any, ...]:
    other = next(one for one in document["clauses"] if one["id"] == "C2")
    return other.get("over"), other["says"][0].get("also"), document["questions"][0].get("by")


def test_what_cites_a_clause_follows_its_new_id_and_forgets_one_that_is_gone() -> None:
    asked = {
        "id": "Q1",
        "asked": "2026-12-02T12:00:00",
        "step": "book",
        "answer": "allow",
        "by": ["C1", "C2"],
    }
    document = a_document([HOURS], [MONDAYS], questions=[asked])
    document["clauses"][1] = clause("C2", MONDAYS | {"also": ["C1"]}, over=["C1"])
    renamed = with_clause(document, clause("H9", HOURS), "C1")
    assert citing(renamed) == (["H9"], ["H9"], ["H9", "C2"])
    assert citing(without_clause(document, "C1")) == (None, None, ["C2"])


def test_a_clause_goes_back_to_what_it_was_and_where_it_stood() -> None:
    asked = {"id": "Q1", "asked": "2026-12-02T12:00:00", "step": "book", "answer": "allow", "by": ["C2"]}
    document = a_document([HOURS], [MONDAYS], [HOURS], questions=[asked])
    assert as_before(without_clause(document, "C2"), document, "C2") == document
    changed = with_clause(document, clause("C2", HOURS), "C2")
    assert as_before(changed, document, "C2") == document
    assert as_before(with_clause(document, clause("N1", HOURS)), document, "N1") == document


def test_data_that_changed_under_the_words_of_before_is_told() -> None:
    document = a_document([HOURS])
    for fields, left in (({}, True), ({"ja": "18時まで"}, False)):
        new = with_clause(
            document, document["clauses"][0] | {"says": [HOURS | {"to": "18:00"}]} | fields, "C1"
        )
        assert [one.left_in_words for one in changes(shaped(document), shaped(new))] == [left]


def test_between_two_rulebooks_what_says_the_same_or_speaks_of_the_same_rooms_is_side_by_side() -> None:
    old = a_document([HOURS], [MONDAYS], [{"type": "quiet", "from": "20:00"}])
    new = a_document([{"type": "turnover", "minutes": 30}], [MONDAYS], [HOURS | {"to": "18:00"}])
    new |= {"key": "another"}
    told = [(one.old and one.old.id, one.new and one.new.id) for one in changes(shaped(old), shaped(new))]
    assert told == [(None, "C1"), ("C1", "C3"), ("C3", None)]


def test_a_new_clause_has_the_first_id_that_is_free() -> None:
    assert next_id(a_document([HOURS], [MONDAYS])) == "C3"
    assert next_id(without_clause(a_document([HOURS], [MONDAYS]), "C1")) == "C1"


def test_a_draft_without_a_clause_has_not_the_shape_of_a_rulebook() -> None:
    with pytest.raises(Mistakes, match="clauses"):
        shaped(without_clause(a_document([HOURS]), "C1"))


def test_what_is_wrong_is_said_before_what_is_doubtful_and_by_its_clause() -> None:
    document = a_document(
        [HOURS],
        [{"type": "evening", "from": "17:00", "to": "21:00"}, MONDAYS | {"on": {"dates": ["2020-01-01"]}}],
    )
    found = check(shaped(document))
    assert [one.what for one in found.doubted("C2")] == [
        "`closed`: its days (`on`) do not come within two years"
    ]
    assert check(shaped(document), shaped(document)).doubts == (), "what looked so before is no news"
    wrong = check(shaped(with_clause(document, clause("C3", HOURS | {"rooms": ["attic"]}))))
    assert [(one.clause, one.field) for one in wrong.mistakes] == [("C3", "says[#1].rooms")]
    assert (wrong.doubts, wrong.scored) == ((), ())
