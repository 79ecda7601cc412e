"""What a verdict comes to: which facts it waits for, and what is left of it once reasons are forgiven."""

import pytest

from booking.rules.codes import Code
from booking.rules.verdict import Finding, Outcome, Reason, Refused, Verdict, forgiven

TAKEN = Reason(Finding.BROKEN, Code.TAKEN)
CLOSED = Reason(Finding.BROKEN, Code.CLOSED, "C1")
HOLDS = Reason(Finding.HOLDS, Code.OUTSIDE_HOURS, "H1")
OPEN = Reason(Finding.OPEN, Code.AGE_MIN, "A1")


def test_a_fact_that_several_clauses_wait_for_is_asked_for_once_in_the_order_of_the_clauses() -> None:
    waiting = [("born", "size"), ("size",), ("purpose", "born")]
    reasons = tuple(Reason(Finding.UNKNOWN, Code.AGE_MIN, lacking=facts) for facts in waiting)
    assert Verdict(Outcome.ASK, reasons).lacking == ("born", "size", "purpose")


def test_only_what_nobody_can_tell_lacks_facts() -> None:
    assert Verdict(Outcome.REFUSE, (Reason(Finding.BROKEN, Code.TAKEN, lacking=("size",)),)).lacking == ()


@pytest.mark.parametrize(
    ("reasons", "codes", "outcome"),
    [
        ((TAKEN,), [Code.TAKEN], Outcome.ALLOW),
        ((TAKEN, HOLDS), [Code.TAKEN], Outcome.ALLOW),
        ((TAKEN, OPEN), [Code.TAKEN], Outcome.ASK),
        ((TAKEN, CLOSED), [Code.TAKEN], Outcome.REFUSE),
        ((TAKEN, CLOSED), [Code.TAKEN, Code.CLOSED], Outcome.ALLOW),
    ],
    ids=["the only reason", "beside what holds", "what is open is asked", "another is left", "both"],
)
def test_forgiving_leaves_what_the_other_reasons_come_to(
    reasons: tuple[Reason, ...], codes: list[Code], outcome: Outcome
) -> None:
    left = forgiven(Verdict(Outcome.REFUSE, reasons), codes)
    assert left.outcome is outcome
    assert left.reasons == tuple(one for one in reasons if one.code not in codes)


@pytest.mark.parametrize("codes", [[], [Code.CLOSED]], ids=["nothing", "what nobody said"])
def test_forgiving_what_was_not_held_against_it_changes_nothing(codes: list[Code]) -> None:
    verdict = Verdict(Outcome.REFUSE, (TAKEN,))
    assert forgiven(verdict, codes) is verdict


def test_a_finding_keeps_all_but_its_speaker_when_a_clause_says_it() -> None:
    found = Reason(Finding.UNKNOWN, Code.AGE_MIN, values={"people": 2}, lacking=("born",))
    assert found.of("A1") == Reason(Finding.UNKNOWN, Code.AGE_MIN, "A1", {"people": 2}, ("born",))


def test_a_refusal_names_its_codes_and_nobody() -> None:
    assert str(Refused(Verdict(Outcome.REFUSE, (TAKEN, CLOSED)))) == f"{Code.TAKEN}, {Code.CLOSED}"
