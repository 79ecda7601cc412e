from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.rules.ask import Ask, Step
from booking.rules.circumstances import Facts
from booking.rules.clauses.setting import Setting
from booking.rules.clauses.term import Findings, Term, holds
from booking.rules.codes import Code
from booking.rules.rulebook import Rulebook, Rules
from booking.rules.values import answer
from booking.rules.verdict import Place, Sought, Value, Valued
from tests.asks import FRIDAY, TODAY, a_document, aged, an_ask, at, at_school, rules_of

OPEN = {"type": "hours", "from": "9:00", "to": "21:00"}


class Says(Term):
    """A clause type that joins in: it answers one kind of question, and waives everything if told to."""

    code = Code.ASK_HALL

    sought: Sought = Sought.OUTCOME
    says: Any = None
    nothing_owed: bool = False

    def judge(self, ask: Ask, at: Setting) -> Findings:
        return holds(self.code)

    def value(self, sought: Sought, ask: Ask, at: Setting) -> Value | None:
        return self.says if sought is self.sought else None

    def waives(self, sought: Sought, ask: Ask, at: Setting) -> bool:
        return self.nothing_owed and sought is not Sought.STATUS


def saying(rules: Rules, *terms: Says) -> Rules:
    """The same rules, in which T1, T2, … say these besides."""
    more = tuple((f"T{number}", term) for number, term in enumerate(terms, 1))
    return Rules(**{**vars(rules), "statements": (*rules.statements, *more)})


def test_a_use_can_be_booked_from_the_latest_day_on_which_a_clause_opens_it() -> None:
    rules = rules_of([{"type": "opens", "months": 2}], [{"type": "opens", "days": 30}])
    assert answer(Sought.FIRST_DAY, an_ask(day=date(2026, 8, 10)), rules) == Valued(
        date(2026, 7, 11), ("C2",)
    )


def test_a_clause_that_does_not_mean_these_users_does_not_count() -> None:
    early = {"type": "opens", "months": 2, "users": {"ages": {"to_age": 19}}}
    late = {"type": "opens", "months": 1, "unless": [{"users": {"ages": {"to_age": 19}}}]}
    rules = rules_of([early], [late])
    assert answer(Sought.FIRST_DAY, an_ask(aged(17)), rules) == Valued(date(2026, 10, 4), ("C1",))
    assert answer(Sought.FIRST_DAY, an_ask(aged(30)), rules) == Valued(date(2026, 11, 4), ("C2",))
    assert answer(Sought.FIRST_DAY, an_ask(), rules) == Valued(None, (), ("ages",))


def test_the_earliest_time_by_which_somebody_must_leave_binds_the_party() -> None:
    rules = rules_of(
        [{"type": "leave_by", "ages": {"to_stage": "elementary"}, "time": "17:00"}],
        [{"type": "leave_by", "ages": {"to_stage": "junior_high"}, "time": "19:00"}],
        [{"type": "leave_by", "ages": {"to_age": 17}, "time": "18:00", "of": "only"}],
    )
    child, teen, adult = at_school("elementary"), at_school("junior_high"), at_school("adult")
    assert answer(Sought.LEAVE_BY, an_ask(child, teen), rules) == Valued(17 * 60, ("C1",))
    assert answer(Sought.LEAVE_BY, an_ask(teen), rules) == Valued(18 * 60, ("C3",))
    assert answer(Sought.LEAVE_BY, an_ask(teen, adult), rules) == Valued(19 * 60, ("C2",))
    assert answer(Sought.LEAVE_BY, an_ask(adult), rules) is None
    assert answer(Sought.LEAVE_BY, an_ask(child, day=None), rules) is None


def test_the_step_of_a_question_does_not_matter_to_its_value() -> None:
    rules = rules_of([{"type": "refund", "tiers": [{"days_before": 1, "percent": 80}]}])
    for step in (Step.BOOK, Step.CANCEL):
        assert answer(Sought.REFUND, an_ask(step=step), rules) == Valued(80, ("C1",))


def test_a_no_show_is_one_as_soon_as_a_clause_says_so() -> None:
    rules = rules_of([{"type": "no_show", "after_minutes": 30}], [{"type": "no_show", "after_minutes": 10}])
    late = an_ask(facts=Facts(minutes_late=20, contacted=False))
    assert answer(Sought.NO_SHOW, late, rules) == Valued(True, ("C2",))


def test_points_of_one_event_add_up_and_name_every_clause() -> None:
    rules = rules_of(
        [{"type": "points", "event": "no_show", "points": 1}],
        [{"type": "points", "event": "no_show", "points": "0.5", "rooms": ["band"]}],
    )
    missed = Facts(event="no_show")
    assert answer(Sought.POINTS, an_ask(facts=missed), rules) == Valued(Decimal("1.5"), ("C1", "C2"))
    assert answer(Sought.POINTS, an_ask(room="craft", facts=missed), rules) == Valued(Decimal(1), ("C1",))


def test_a_clause_that_goes_before_another_answers_alone() -> None:
    document = a_document([{"type": "opens", "months": 1}], [{"type": "opens", "months": 3}])
    document["clauses"][1]["over"] = ["C1"]
    rules = Rulebook.model_validate(document).for_hall("higashi")
    assert answer(Sought.FIRST_DAY, an_ask(), rules) == Valued(date(2026, 9, 4), ("C2",))


# --- what other clause types bring along


def test_a_draw_decides_before_an_order_and_both_clauses_take_part() -> None:
    rules = saying(rules_of([OPEN]), Says(says=Place.WAITING), Says(says=Place.DRAW))
    assert answer(Sought.OUTCOME, an_ask(), rules) == Valued(Place.DRAW, ("T1", "T2"))


@pytest.mark.parametrize("sought", [Sought.LAST_DAY, Sought.LAPSES])
def test_the_earliest_last_day_binds(sought: Sought) -> None:
    early, late = date(2026, 12, 1), date(2026, 12, 3)
    rules = saying(rules_of([OPEN]), Says(sought=sought, says=late), Says(sought=sought, says=early))
    assert answer(sought, an_ask(), rules) == Valued(early, ("T2",))


def test_a_clause_that_waives_what_is_owed_answers_before_all_others() -> None:
    rules = rules_of(
        [{"type": "fee", "yen": 500, "per": "use"}],
        [{"type": "points", "event": "late_cancel", "points": 1}],
        [{"type": "refund", "tiers": [{"days_before": 1, "percent": 50}]}],
    )
    stormy, calm = saying(rules, Says(nothing_owed=True)), saying(rules, Says())
    ask = an_ask(facts=Facts(event="late_cancel"))
    for sought, nothing, usual in (
        (Sought.FEE, 0, 500),
        (Sought.POINTS, Decimal(0), Decimal(1)),
        (Sought.REFUND, 100, 50),
    ):
        assert answer(sought, ask, stormy) == Valued(nothing, ("T1",))
        valued = answer(sought, ask, calm)
        assert valued
        assert valued.value == usual


TERMS: list[dict[str, Any]] = [
    {"type": "fee", "yen": 300, "per": "hour"},
    {"type": "fee", "sum_of": ["band", "craft"]},
    {"type": "fee", "rooms": ["band"]},
    {"type": "fee_class", "users": {"ages": {"to_age": 18}}, "pays_percent": 50},
    {"type": "overrun", "yen": 100, "per_minutes": 10},
    {"type": "refund", "tiers": [{"days_before": 3, "percent": 50}], "full_for": ["rain"]},
    {"type": "no_show", "after_minutes": 10},
    {"type": "points", "event": "no_show", "points": 0.5},
    {"type": "sanction", "when": {"points": 1}, "effect": "suspended", "months": 1},
    {"type": "sanction", "when": {"events": ["x"]}, "effect": "deregistered", "of": "person"},
    {"type": "opens", "months": 1, "on": {"days": ["fri"]}},
    {"type": "leave_by", "ages": {"to_age": 15}, "time": "18:00"},
]


@given(
    st.lists(st.sampled_from(TERMS), max_size=6),
    st.sampled_from(Sought),
    st.sampled_from(["band", "craft", None]),
    st.sampled_from([FRIDAY, None]),
    st.sampled_from([Facts(), Facts(event="no_show", minutes_late=11, minutes_over=3)]),
)
def test_every_question_has_an_answer_and_names_only_clauses_of_the_rulebook(
    said: list[dict[str, Any]], sought: Sought, room: str | None, day: date | None, facts: Facts
) -> None:
    rules = rules_of([OPEN], *([term] for term in said))
    ask = Ask(Step.BOOK, at(TODAY, "12:00"), "higashi", room, day, facts=facts)
    valued = answer(sought, ask, rules)
    if valued is not None:
        assert set(valued.clauses) <= {f"C{number}" for number in range(2, len(said) + 2)}
        assert valued.value is not None or valued.lacking
