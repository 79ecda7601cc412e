"""A rulebook while it is written: what a change of its document comes to."""

from typing import Any

import pytest

from booking.rules.drafts import (
    changes,
    check,
    holding_from,
    next_id,
    shaped,
    touched,
    with_clause,
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
    assert [one.what for one in found.of("C2")] == ["`closed`: its days (`on`) do not come within two years"]
    wrong = check(shaped(with_clause(document, clause("C3", HOURS | {"rooms": ["attic"]}))))
    assert [(one.clause, one.field) for one in wrong.mistakes] == [("C3", "says[#1].rooms")]
    assert (wrong.doubts, wrong.scored) == ((), ())
