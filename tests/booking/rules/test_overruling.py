"""What the desk may set aside, and what stands whoever decides."""

import pytest

from booking.rules.codes import Code
from booking.rules.overruling import (
    STANDS,
    Answered,
    as_answered,
    can_be_overruled,
    overruled,
    seen_to,
    set_aside,
    to_be_seen,
)
from booking.rules.verdict import Finding, Outcome, Reason, Verdict, forgiven

TOO_YOUNG = Reason(Finding.BROKEN, Code.AGE_MIN, "W1")
RENEWS = Reason(Finding.HOLDS, Code.REG_RENEW, "R2")
NO_COURSE = Reason(Finding.UNKNOWN, Code.INDUCTION, "M7", lacking=("inductions",))
NO_AGES = Reason(Finding.UNKNOWN, Code.AGE_MIN, "W1", lacking=("ages",))
OPEN = Reason(Finding.OPEN, Code.PRIORITY, "P1")


def test_what_is_set_aside_leaves_what_holds() -> None:
    verdict = Verdict(Outcome.REFUSE, (RENEWS, TOO_YOUNG, NO_COURSE, OPEN))
    assert overruled(verdict) == Verdict(Outcome.ALLOW, (RENEWS,))
    assert set_aside(verdict) == (TOO_YOUNG, NO_COURSE, OPEN)
    assert can_be_overruled(verdict)


@pytest.mark.parametrize("code", sorted(STANDS))
def test_what_others_have_and_what_is_over_stands(code: Code) -> None:
    held = Reason(Finding.BROKEN, code)
    verdict = Verdict(Outcome.REFUSE, (TOO_YOUNG, held))
    assert overruled(verdict) == Verdict(Outcome.REFUSE, (held,))
    assert not can_be_overruled(verdict)


def test_an_allowed_use_needs_no_reason() -> None:
    assert not can_be_overruled(Verdict(Outcome.ALLOW, (RENEWS,)))


def test_the_desk_sees_papers_and_not_ages() -> None:
    verdict = Verdict(Outcome.ALLOW, (NO_COURSE, NO_AGES))
    assert to_be_seen(verdict) == ("inductions",)
    assert seen_to(verdict, ["inductions", "ages"]).lacking == ("ages",)
    assert seen_to(verdict, ["proofs"]) == verdict


def test_what_is_forgiven_alone_allows() -> None:
    assert forgiven(Verdict(Outcome.REFUSE, (TOO_YOUNG,)), {Code.AGE_MIN}).outcome is Outcome.ALLOW
    assert forgiven(Verdict(Outcome.REFUSE, (TOO_YOUNG, OPEN)), {Code.AGE_MIN}).outcome is Outcome.ASK
    other = Verdict(Outcome.REFUSE, (TOO_YOUNG,))
    assert forgiven(other, {Code.TAKEN}) is other


def test_what_was_answered_for_before_is_by_code_and_clause() -> None:
    before = Answered(frozenset({(Code.AGE_MIN, "W1")}), frozenset({"inductions"}))
    verdict = Verdict(Outcome.REFUSE, (RENEWS, TOO_YOUNG, NO_COURSE))
    assert as_answered(verdict, before) == Verdict(Outcome.ALLOW, (RENEWS,))
    elsewhere = Verdict(Outcome.REFUSE, (Reason(Finding.BROKEN, Code.AGE_MIN, "W2"),))
    assert as_answered(elsewhere, before) == elsewhere


@pytest.mark.parametrize("code", sorted(STANDS))
def test_what_stands_is_never_answered_for(code: Code) -> None:
    verdict = Verdict(Outcome.REFUSE, (Reason(Finding.BROKEN, code),))
    assert as_answered(verdict, Answered(frozenset({(code, "")}))) == verdict


def test_who_has_answered_for_nothing_changes_nothing() -> None:
    verdict = Verdict(Outcome.REFUSE, (TOO_YOUNG, NO_COURSE, OPEN))
    assert as_answered(verdict, Answered()) == verdict
