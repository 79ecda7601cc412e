"""The sample rules of the demo city, without the city: their own questions, and whose each clause is."""

import pytest
from django.conf import settings

from booking.management.demo.places import SAMPLE
from booking.rules.admission import decide
from booking.rules.questions import Question
from booking.rules.rulebook import Rulebook, read
from booking.rules.values import answer
from booking.rules.verdict import Finding, Sought


def sample() -> Rulebook:
    path = settings.BASE_DIR / SAMPLE
    return read(path.read_text(encoding="utf-8"), path.name)


@pytest.mark.parametrize("question", sample().questions, ids=lambda question: question.id)
def test_a_question_of_the_sample_is_answered_by_the_clauses_it_names(question: Question) -> None:
    assert question.hall is not None
    rules = sample().for_hall(question.hall)
    ask = question.ask(question.hall, rules.setting)
    verdict = decide(ask, rules)
    finding = Finding.BROKEN if question.answer == "refuse" else Finding.HOLDS
    assert verdict.outcome == question.answer
    fee = answer(Sought.FEE, ask, rules) if question.value else None
    named = {reason.clause for reason in verdict.found(finding)}.union(fee.clauses if fee else ())
    assert set(question.by) <= named


def test_every_clause_of_the_sample_names_its_source_or_says_that_it_is_ours() -> None:
    for clause in sample().clauses:
        assert bool(clause.source) != clause.sample, clause.id
