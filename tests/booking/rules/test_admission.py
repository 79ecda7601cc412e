from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booking.rules.admission import Judge, decide, outcome_of
from booking.rules.ask import Ask, Channel, Party, Person, Step, TieKind
from booking.rules.circumstances import Facts
from booking.rules.clauses import Term
from booking.rules.language import called, types
from booking.rules.verdict import Finding, Outcome, Reason
from booking.rules.weeks import is_open
from facilities.rules.clauses import CalendarClause
from facilities.rules.slots import State as Laid
from facilities.rules.slots import choices, lay
from facilities.rules.spans import Span
from facilities.rules.stages import Cohort
from tests.asks import (
    FRIDAY,
    TODAY,
    aged,
    an_ask,
    at,
    at_school,
    cited,
    held,
    rules_of,
    use,
)
from tests.terms import (
    BANDS,
    CHILDREN_LEAVE,
    CITY,
    MONTH_AHEAD,
    ONE,
    OPEN,
    TEENS,
    TERMS,
    asks,
    days,
    ordered,
    orders,
    parties,
    terms,
    uses_of,
    week,
)

RULES = rules_of([OPEN], [TEENS, CHILDREN_LEAVE], [MONTH_AHEAD], [ONE], [CITY])


def test_every_reason_is_given_at_once() -> None:
    child = at_school("elementary", ties=frozenset[TieKind]())
    ask = an_ask(child, hours=("20:00", "22:00"), history=(held(FRIDAY, "10:00", "12:00"),))
    verdict = decide(ask, RULES)
    assert verdict.outcome is Outcome.REFUSE
    assert set(cited(verdict.broken)) == {
        "C1 broken OUTSIDE_HOURS",
        "C2 broken AGE_MIN",
        "C2 broken LEAVE_BY",
        "C4 broken ONE_AT_A_TIME",
        "C5 broken RESIDENCY",
    }


def test_what_holds_is_named_too() -> None:
    teen = at_school("high_school", ties=frozenset({TieKind.LIVES}))
    verdict = decide(an_ask(teen, hours=("17:00", "19:00"), history=()), RULES)
    assert verdict.outcome is Outcome.ALLOW
    assert {reason.clause for reason in verdict.found(Finding.HOLDS)} == {"C1", "C2", "C3", "C4", "C5"}


def test_what_nobody_said_passes_here_and_is_asked_for() -> None:
    verdict = decide(an_ask(hours=("17:00", "20:00"), size=2), RULES)
    assert verdict.outcome is Outcome.ALLOW
    assert set(verdict.lacking) == {"ages", "ties", "history"}


@pytest.mark.parametrize(
    ("findings", "outcome"),
    [
        ([], Outcome.ALLOW),
        ([Finding.HOLDS, Finding.UNKNOWN], Outcome.ALLOW),
        ([Finding.HOLDS, Finding.OPEN], Outcome.ASK),
        ([Finding.OPEN, Finding.BROKEN], Outcome.REFUSE),
        ([Finding.UNKNOWN, Finding.BROKEN], Outcome.REFUSE),
    ],
)
def test_broken_refuses_before_open_asks_before_all_else_allows(
    findings: list[Finding], outcome: Outcome
) -> None:
    assert outcome_of([Reason(finding, "CODE") for finding in findings]) is outcome


def test_a_question_without_a_day_lacks_it() -> None:
    verdict = decide(an_ask(at_school("high_school"), day=None), RULES)
    assert verdict.outcome is Outcome.ALLOW
    assert "day" in verdict.lacking


def test_the_day_of_a_span_is_found_where_it_is_not_said() -> None:
    monday = date(2026, 12, 7)
    rules = rules_of([OPEN], [{"type": "closed", "on": {"days": ["mon"]}}])
    ask = an_ask(day=None)
    verdict = Judge(rules, ask).verdict(span=use(monday, "10:00", "11:00"))
    assert cited(verdict.reasons) == ["C2 broken CLOSED"]


def test_after_midnight_the_night_still_belongs_to_the_day_before() -> None:
    friday_night = {"type": "evening", "from": "21:00", "to": "26:00", "on": {"days": ["fri"]}}
    rules = rules_of([OPEN], [friday_night])
    night = Span(at(date(2026, 12, 5), "0:00"), at(date(2026, 12, 5), "1:00"))
    assert cited(Judge(rules, an_ask(day=None)).verdict(span=night).reasons) == ["C2 holds OUTSIDE_HOURS"]


def test_the_party_of_each_day_is_the_one_that_is_judged() -> None:
    def party_on(day: date) -> Party:
        taken = frozenset({"studio"}) if day == FRIDAY else frozenset[str]()
        return Party(people=(Person(inductions=taken),))

    judge = Judge(rules_of([OPEN], [{"type": "induction", "course": "studio"}]), an_ask(), party_on)
    hours = ("10:00", "12:00")
    saturday = FRIDAY + timedelta(days=1)
    assert judge.verdict(FRIDAY, use(FRIDAY, *hours)).outcome is Outcome.ALLOW
    assert judge.verdict(saturday, use(saturday, *hours)).outcome is Outcome.REFUSE
    assert judge.verdict(FRIDAY, use(FRIDAY, *hours)).outcome is Outcome.ALLOW


def test_whoever_registers_does_so_as_of_the_day_of_asking() -> None:
    rules = rules_of([{"type": "who", "ages": {"to_age": 34}, "steps": ["register"]}])
    born = Person(born=Cohort.born(date(1991, 12, 3)))  # 35 on 2 December, the day before the birthday
    for day, findings in ((TODAY, ["C1 broken AGE_MAX"]), (TODAY - timedelta(days=1), ["C1 holds AGE_MIN"])):
        ask = an_ask(born, day=None, step=Step.REGISTER, asked_at=at(day, "12:00"))
        assert cited(decide(ask, rules).reasons) == findings


# --- one formulation: what a grid shows of a use is what a question about it is answered


@given(terms, orders, asks)
def test_a_weeks_verdicts_are_those_of_its_single_questions(
    said: list[dict[str, Any]], order: list[tuple[int, str, int]], ask: Ask
) -> None:
    rules = ordered(order, *([term] for term in said))
    judge = Judge(rules, ask)
    for day, spans in week(TODAY):
        of_day = judge.on(day)
        for span in spans:
            assert of_day.verdict(span) == decide(replace(ask, day=day, span=span), rules)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term["type"])
def test_alone_too_a_term_says_of_a_day_what_it_says_of_each_use(term: dict[str, Any]) -> None:
    rules = rules_of([OPEN], [BANDS], [term])
    facts = Facts(evening_booked=False, entries=1)
    history = (held(FRIDAY, "10:00", "11:00"),)
    for step in (Step.ENTER, Step.BOOK, Step.ARRIVE, Step.EXTEND):
        ask = an_ask(aged(17), day=None, step=step, facts=facts, history=history, channel=Channel.WEB)
        for day, spans in week(TODAY):
            of_day = Judge(rules, ask).on(day)
            singly = [decide(replace(ask, day=day, span=span), rules) for span in spans]
            assert [of_day.verdict(span) for span in spans] == singly


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term["type"])
@settings(max_examples=settings().max_examples // 4)  # of each of some eighty terms
@given(asks, days)
def test_whoever_asks_a_term_says_of_a_day_what_it_says_of_each_use(
    term: dict[str, Any], ask: Ask, day: date
) -> None:
    rules = rules_of([OPEN], [term], [BANDS])
    of_day = Judge(rules, ask).on(day)
    for span in uses_of(day):
        assert of_day.verdict(span) == decide(replace(ask, day=day, span=span), rules)


def test_every_type_that_is_judged_is_among_the_terms() -> None:
    judged = {called(kind) for kind in types() if issubclass(kind, Term | CalendarClause)}
    assert {term["type"] for term in TERMS} == judged


@given(terms, parties, days, st.sampled_from(["band", "craft"]))
def test_a_use_that_is_offered_is_accepted_and_one_that_is_not_is_refused(
    said: list[dict[str, Any]], party: Party, day: date, room: str
) -> None:
    rules = rules_of([OPEN], *([term] for term in said))
    day += timedelta(days=1)  # of today a grid leaves out what has begun, and a booking may still be made
    ask = Ask(Step.BOOK, at(TODAY, "12:00"), "higashi", room, channel=Channel.WEB, party=party)
    plan = rules.timetable.plan(room, day)
    of_day = Judge(rules, ask).on(day, plan)
    slots = [slot for slot in lay(plan, (), ask.asked_at) if slot.state is Laid.FREE and slot.offer]
    for span in (*uses_of(day), *(slot.offer for slot in slots if slot.offer)):
        shown, answered = of_day.verdict(span), decide(replace(ask, day=day, span=span), rules)
        is_lent = span in choices(plan, span.start)
        for asks_for in (None, ()):  # of a stranger the facts are still asked for, of a member they are known
            assert (is_lent and is_open(shown, asks_for)) == is_open(answered, asks_for)


@given(terms, st.sampled_from(["band", "craft", None]), st.sampled_from([Step.BOOK, Step.STAY]))
def test_a_fact_that_nobody_said_never_refuses(
    said: list[dict[str, Any]], room: str | None, step: Step
) -> None:
    ask = Ask(step, at(TODAY, "12:00"), "higashi", room, FRIDAY, use(FRIDAY, "10:00", "12:00"))
    assert not decide(ask, rules_of([OPEN], *([term] for term in said))).broken


def test_of_each_day_the_history_of_its_party_counts() -> None:
    had = tuple(held(date(2026, 12, day), "10:00", "12:00") for day in (1, 2))

    def party_on(day: date) -> Party:
        return Party(people=(aged(17),), history=had if day == FRIDAY else ())

    caps = [{"type": "quota", "most": 2, "per": "week"}], [{"type": "consecutive_bands", "most": 1}]
    judge = Judge(rules_of([OPEN], *caps), an_ask(), party_on)
    thursday = FRIDAY - timedelta(days=1)
    outcomes = [judge.verdict(day, use(day, "10:00", "12:00")).outcome for day in (FRIDAY, thursday, FRIDAY)]
    assert outcomes == [Outcome.REFUSE, Outcome.ALLOW, Outcome.REFUSE]
