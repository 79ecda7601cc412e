"""A round as a hall plans it: which plans cannot be, and what speaks against its slots beforehand."""

from datetime import date
from typing import Any

import pytest

from booking.rules.codes import Code
from booking.rules.rounds import (
    MOST_CHOICES,
    MOST_TICKETS,
    Caution,
    RoundUnfit,
    Terms,
    cautions,
    exams_on,
    must_not_meet,
)
from booking.rules.rulebook import DaySet
from booking.rules.verdict import Finding, Outcome, Reason, Verdict
from facilities.rules.outside import Becomes, DayNote
from facilities.rules.words import Words
from tests.factories import at, span

FRIDAY = span("2026-12-04", "17:00", "19:00")
OPENS, CLOSES, DRAWS = at("2026-12-01 10:00"), at("2026-12-07 21:00"), at("2026-12-08 10:00")


def terms(**changed: Any) -> Terms:
    return Terms(**{"opens_at": OPENS, "closes_at": CLOSES, "draws_at": DRAWS, **changed})


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"opens_at": CLOSES - 1, "draws_at": CLOSES + 1},
        {"confirm_until": DRAWS + 1},
        {"most_choices": MOST_CHOICES, "most_wins": MOST_CHOICES, "most_tickets": MOST_TICKETS},
        {"most_choices": 1, "most_wins": 1, "most_tickets": 1, "look_back": 0},
        {"look_back": MOST_TICKETS, "wins_per": "month"},
    ],
    ids=["as usual", "a second apart", "confirmed at once", "the most", "the least", "long memory"],
)
def test_what_lies_within_the_bounds_is_fit(changed: dict[str, Any]) -> None:
    terms(**changed).must_be_fit()


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("closes_at", {"closes_at": OPENS}),
        ("closes_at", {"closes_at": DRAWS}),
        ("confirm_until", {"confirm_until": DRAWS}),
        ("wins_per", {"wins_per": "week"}),
        ("most_choices", {"most_choices": 0}),
        ("most_choices", {"most_choices": MOST_CHOICES + 1}),
        ("most_wins", {"most_wins": 0}),
        ("most_tickets", {"most_tickets": MOST_TICKETS + 1}),
        ("look_back", {"look_back": -1}),
        ("look_back", {"look_back": MOST_TICKETS + 1}),
    ],
)
def test_what_lies_one_past_a_bound_is_named(field: str, changed: dict[str, Any]) -> None:
    with pytest.raises(RoundUnfit) as refused:
        terms(**changed).must_be_fit()
    assert refused.value.field == field


def test_one_space_is_not_drawn_twice_at_a_time() -> None:
    with pytest.raises(RoundUnfit) as refused:
        must_not_meet([([1, 2], FRIDAY), ([2], span("2026-12-04", "18:59", "21:00"))])
    assert refused.value.field == "slots"


def test_in_whatever_order_they_are_given() -> None:
    late, between = span("2026-12-04", "21:00", "22:00"), span("2026-12-04", "18:00", "20:00")
    with pytest.raises(RoundUnfit):
        must_not_meet([([1], FRIDAY), ([1], late), ([1], between)])


def test_uses_that_touch_and_uses_of_other_spaces_do_not_meet() -> None:
    must_not_meet([])
    must_not_meet([([1], FRIDAY), ([1], span("2026-12-04", "19:00", "21:00")), ([2], FRIDAY)])


def broken(*codes: Code) -> Verdict:
    return Verdict(Outcome.REFUSE, tuple(Reason(Finding.BROKEN, code) for code in codes))


def test_a_slot_is_warned_of_for_what_is_so_whoever_comes_and_once() -> None:
    first, last = broken(Code.CLOSED, Code.AGE_MIN), broken(Code.CLOSED)
    (found,) = cautions(3, FRIDAY, [first, last], [], taken=False)
    assert found == Caution(3, FRIDAY, Reason(Finding.BROKEN, Code.CLOSED))


def test_what_somebody_has_and_exams_are_said_besides() -> None:
    exams = Words(ja="期末試験")
    taken, exam = cautions(3, FRIDAY, [broken()], [exams], taken=True)
    assert taken.reason is not None
    assert (taken.reason.code, exam.exam) == (Code.TAKEN, exams)


def test_exams_are_those_of_the_rulebook_and_those_that_schools_have_sent() -> None:
    sets = [
        DaySet.model_validate({"key": key, "name": {"ja": name}, "days": [{"from": first, "until": last}]})
        for key, name, first, last in [
            ("exam-autumn", "期末試験", "2026-12-01", "2026-12-04"),
            ("term", "学期", "2026-09-01", "2026-12-25"),
        ]
    ]
    notes = [
        DayNote(FRIDAY, Becomes.EXAM, "一中", "定期考査"),
        DayNote(FRIDAY, Becomes.OTHER, "一中", "遠足"),
    ]
    assert [one.ja for one in exams_on(date(2026, 12, 4), sets, notes)] == ["期末試験", "一中 定期考査"]
    assert exams_on(date(2026, 12, 5), sets, []) == []
