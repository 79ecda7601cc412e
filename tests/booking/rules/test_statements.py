from typing import Any

from booking.rules.ask import Ask
from booking.rules.rulebook import Rulebook, Rules
from booking.rules.statements import Spoken, clauses, spoken
from tests.asks import a_document, aged, an_ask

ALL = {"type": "fee"}
YOUNG = {"type": "fee", "users": {"ages": {"to_age": 19}}}


def rules_with(over: dict[str, list[str]], *terms: dict[str, Any]) -> Rules:
    document = a_document(*([term] for term in terms))
    for clause in document["clauses"]:
        if clause["id"] in over:
            clause["over"] = over[clause["id"]]
    return Rulebook.model_validate(document).for_hall("higashi")


def heard(rules: Rules, ask: Ask) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found: Spoken = spoken(rules.statements, ask, rules)
    return clauses(found.said), found.lacking


def test_statements_speak_or_are_silent_or_wait_for_a_fact() -> None:
    rules = rules_with({}, ALL, YOUNG)
    assert heard(rules, an_ask(aged(17))) == (("C1", "C2"), ())
    assert heard(rules, an_ask(aged(30))) == (("C1",), ())
    assert heard(rules, an_ask()) == (("C1",), ("ages",))


def test_one_gives_way_only_where_the_other_speaks() -> None:
    rules = rules_with({"C2": ["C1"]}, ALL, YOUNG)
    assert heard(rules, an_ask(aged(17))) == (("C2",), ())
    assert heard(rules, an_ask(aged(30))) == (("C1",), ())
    assert heard(rules, an_ask()) == (("C1",), ("ages",))


def test_what_gives_way_waits_for_nothing() -> None:
    rules = rules_with({"C1": ["C2"]}, ALL, YOUNG)
    assert heard(rules, an_ask()) == (("C1",), ())


def test_an_exception_silences_and_an_unknown_one_waits() -> None:
    rules = rules_with({}, {"type": "fee", "unless": [{"users": {"ages": {"to_age": 19}}}]})
    assert heard(rules, an_ask(aged(17))) == ((), ())
    assert heard(rules, an_ask(aged(30))) == (("C1",), ())
    assert heard(rules, an_ask()) == ((), ("ages",))


def test_a_clause_that_says_the_same_stands_beside() -> None:
    assert heard(rules_with({}, {**ALL, "also": ["C2"]}, {**YOUNG, "rooms": ["craft"]}), an_ask()) == (
        ("C1", "C2"),
        (),
    )
