from typing import Any

import pytest

from booking.rules.clauses.term import Kind
from booking.rules.rulebook import Rulebook
from booking.rules.scoring import Scored, adopted, never_named, score
from tests.asks import a_document

OPEN = {"type": "hours", "from": "9:00", "to": "21:00"}
TEENS = {"type": "who", "ages": {"from_age": 12}}
FEE = {"type": "fee", "yen": 300, "per": "use"}
AT_FIVE = {"asked": "2026-12-02T12:00", "step": "book", "day": "2026-12-04", "from": "17:00", "to": "19:00"}
CHILD, TEEN = {"people": [{"age": 8}]}, {"people": [{"age": 15}]}


def scored(clauses: list[list[dict[str, Any]]] | None = None, **question: Any) -> Scored:
    questions = [{"id": "Q1", **AT_FIVE, **question}]
    document = a_document(*(clauses or [[OPEN], [TEENS], [FEE]]), questions=questions)
    (only,) = score(Rulebook.model_validate(document))
    return only


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        ({"party": CHILD, "answer": "refuse", "by": ["C2"]}, True),
        ({"party": CHILD, "answer": "allow", "by": []}, False),
        ({"party": CHILD, "answer": "refuse", "by": ["C1"]}, False),
        ({"party": TEEN, "answer": "allow", "by": ["C1", "C2"]}, True),
        ({"party": TEEN, "answer": "allow", "by": ["C3"]}, False),
        ({"party": TEEN, "answer": "allow", "value": {"fee": 300}, "by": ["C2", "C3"]}, True),
        ({"party": TEEN, "answer": "allow", "value": {"fee": 200}, "by": ["C3"]}, False),
        ({"party": TEEN, "value": {"fee": 300}, "by": ["C3"]}, True),
        ({"party": TEEN, "value": {"fee": 300}, "by": ["C2", "C3"]}, False),
        ({"party": CHILD, "answer": "refuse", "value": {"fee": 300}, "by": ["C2", "C3"]}, True),
        ({"party": TEEN, "value": {"refund": 100}}, False),
    ],
)
def test_a_question_is_answered_when_outcome_value_and_clauses_are_the_published_ones(
    question: dict[str, Any], answered: bool
) -> None:
    assert scored(**question).answered is answered


def test_a_contradiction_names_both_clauses_of_it() -> None:
    closes = {"type": "headcount", "most": 8}
    document = a_document(
        [OPEN],
        [closes],
        [{"type": "headcount", "most": 10}],
        questions=[{"id": "Q1", **AT_FIVE, "party": {"size": 9}, "answer": "ask", "by": ["C2", "C3"]}],
    )
    document["clauses"][2]["conflicts"] = ["C2"]
    (only,) = score(Rulebook.model_validate(document))
    assert only.answered
    assert only.beyond == ()


def test_a_refusal_that_no_clause_says_names_none() -> None:
    one = scored(asked="2026-12-05T12:00", party=TEEN, answer="refuse", by=[])
    assert one.answered
    assert one.named == ()


def test_what_is_missing_and_what_is_beyond_is_told_apart() -> None:
    one = scored(party=TEEN, answer="allow", by=["C2", "C3"])
    assert one.unnamed == ("C3",)
    assert one.beyond == ("C1",)


def test_a_question_of_a_value_alone_is_not_asked_for_a_verdict() -> None:
    one = scored(party=CHILD, value={"fee": 300})
    assert one.verdict is None
    assert one.named == ("C3",)


def test_each_question_is_asked_of_its_own_hall() -> None:
    halls = [{**a_document()["halls"][0], "key": key} for key in ("higashi", "nishi")]
    document = a_document(
        [{**OPEN, "halls": ["higashi"]}, {"type": "closed", "halls": ["nishi"]}],
        halls=halls,
        questions=[
            {"id": "Q1", **AT_FIVE, "hall": "nishi", "answer": "refuse", "by": ["C1"]},
            {"id": "Q2", **AT_FIVE, "hall": "higashi", "answer": "allow", "by": ["C1"]},
        ],
    )
    assert [one.answered for one in score(Rulebook.model_validate(document))] == [True, True]


def test_what_was_found_is_adopted_with_the_published_clauses_that_still_decide() -> None:
    written = {"id": "Q1", **AT_FIVE, "party": TEEN, "answer": "refuse", "value": {"fee": 200}, "by": ["C2"]}
    found = scored(party=TEEN, answer="refuse", value={"fee": 200}, by=["C2"])
    kept = {"id": "Q1", **AT_FIVE, "party": TEEN}
    assert adopted(written, found) == kept | {"answer": "allow", "value": {"fee": 300}, "by": ["C2"]}
    unknown = {"id": "Q1", **AT_FIVE, "party": TEEN}
    freed = scored(party=TEEN, answer="refuse", by=[])
    assert adopted(unknown, freed) == unknown | {"answer": "allow"}, "no clause decides what all allow"
    by_others = scored(party=CHILD, answer="allow", by=["C1"])
    assert adopted(written, by_others) == kept | {"answer": "refuse", "by": ["C2"]}


def test_a_time_is_adopted_as_a_file_writes_it_and_nothing_where_nothing_was_found() -> None:
    clauses = [[OPEN], [{"type": "leave_by", "ages": {"to_age": 15}, "time": "18:00"}]]
    found = scored(clauses, party=TEEN, value={"leave_by": "17:00"})
    assert adopted({"id": "Q1"}, found) == {"id": "Q1", "value": {"leave_by": "18:00"}, "by": ["C2"]}
    assert adopted({"id": "Q1"}, scored([[OPEN]], party=TEEN, value={"refund": 100})) is None


def test_a_published_answer_does_not_hang_on_hours_that_nobody_published() -> None:
    assert scored([[TEENS]], party=TEEN, answer="allow", by=["C1"]).answered
    assert not scored([[TEENS]], party=TEEN, answer="ask", by=[]).answered


def test_what_a_clause_leaves_open_is_asked_all_the_same() -> None:
    perhaps = {"type": "cancel_by"}
    one = scored([[perhaps]], step="cancel", answer="ask", by=["C1"])
    assert one.answered


@pytest.mark.parametrize(
    ("says", "kind"),
    [
        ([FEE], Kind.JUDGED),
        ([{"type": "shown", "topic": "CONDUCT"}], Kind.SHOWN),
        ([{"type": "procedure", "topic": "RESTORE", "when": "leaving"}], Kind.PROCEDURE),
        ([FEE, TEENS], None),
        ([OPEN], None),
    ],
)
def test_a_clause_that_no_verdict_names_is_told_from_others(
    says: list[dict[str, Any]], kind: Kind | None
) -> None:
    assert never_named(Rulebook.model_validate(a_document(says)), "C1") is kind
