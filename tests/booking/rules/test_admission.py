from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booking.rules.admission import Judge, decide, outcome_of
from booking.rules.ask import Agreed, Ask, Channel, Group, Incident, Party, Person, Registered, Step, TieKind
from booking.rules.circumstances import Facts, Taken
from booking.rules.clauses import Term
from booking.rules.language import called, types
from booking.rules.lifecycle import State
from booking.rules.rulebook import Rulebook, Rules
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
    a_document,
    a_registration,
    aged,
    an_ask,
    at,
    at_school,
    cited,
    held,
    rules_of,
    use,
)

OPEN = {"type": "hours", "from": "9:00", "to": "21:00"}
TEENS = {"type": "who", "ages": {"from_stage": "junior_high", "to_stage": "high_school"}}
CHILDREN_LEAVE = {"type": "leave_by", "ages": {"to_stage": "junior_high"}, "time": "19:00"}
MONTH_AHEAD = {"type": "opens", "months": 1}
ONE = {"type": "outstanding", "rooms": ["band"]}
CITY = {"type": "residency", "ties": ["lives"]}
TIMES = [("10:00", "12:00"), ("12:30", "13:30"), ("13:30", "14:00"), ("14:00", "15:30")]
BANDS = {"type": "bands", "bands": [{"from": start, "to": end} for start, end in TIMES]}
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

TERMS: list[dict[str, Any]] = [
    OPEN,
    {"type": "evening", "from": "18:00", "to": "21:00", "admits": {"from_stage": "junior_high"}},
    {"type": "closed", "on": {"days": ["mon"]}},
    {"type": "closed", "on": {"after_holiday": True}, "shift": {"if": {"days": ["thu"]}, "to": "next_day"}},
    {"type": "closed", "on": {"days": ["tue"]}, "shift": {"if": {"nth": [1]}, "to": "open"}},
    {"type": "stays_open", "on": {"days": ["mon", "tue"]}},
    {"type": "not_lent", "bands": [{"from": "12:00", "to": "13:00"}], "rooms": ["band"]},
    {"type": "turnover", "minutes": 10},
    {"type": "unit", "minutes": 60, "max_minutes": 120},
    {"type": "joined", "room": "band", "parts": ["craft", "yard"]},
    TEENS,
    {**TEENS, "on": {"days": ["sat", "sun"]}, "during": {"to": "12:00"}},
    CHILDREN_LEAVE,
    {**CHILDREN_LEAVE, "of": "only", "rooms": ["craft"]},
    MONTH_AHEAD,
    {"type": "opens", "days": 0, "users": {"size_to": 1}},
    ONE,
    CITY,
    {**CITY, "ages": {"from_age": 19}},
    {"type": "headcount", "least": 2, "rooms": ["band"]},
    {"type": "registration", "of": "group", "notice": "advance"},
    {"type": "registration_until", "of": "group", "until": "fiscal_year_end"},
    {"type": "induction", "course": "studio", "of": "any"},
    {"type": "channel", "channels": ["counter"], "notice": "same_day"},
    {"type": "channel", "channels": ["counter"], "notice": {"days_from": 1, "days_to": 3}},
    {"type": "consent", "purpose": "late", "ages": {"to_grade": 6}, "during": {"from": "17:00"}},
    {"type": "purpose", "never": ["sales"]},
    {"type": "closed_to", "who": {"group": True}, "on": {"days": ["sat"]}, "during": {"to": "15:00"}},
    {"type": "who"},
    {"type": "residency", "of": "group"},
    {"type": "headcount", "least": 2, "in_principle": True, "during": {"from": "12:00"}},
    # people and groups
    {"type": "accompanied", "ages": {"to_grade": 6}, "of": "only"},
    {**CHILDREN_LEAVE, "unless_accompanied": True},
    {**TEENS, "at_school": True, "carers": "leave_out"},
    {"type": "share", "ages": {"to_age": 29}, "more_than": "1/2", "carers": "leave_out"},
    {"type": "representative", "ages": {"from_age": 18}, "ties": ["lives"]},
    {"type": "residency", "required": False},
    {"type": "group_only"},
    {"type": "not_one_family", "steps": ["book"]},
    {"type": "registration", "of": "asker", "classes": ["youth"]},
    {"type": "registration_shared", "registries": ["elsewhere"]},
    {"type": "registration_until", "of": "person", "unused_months": 12},
    {"type": "induction", "course": "studio", "valid_months": 12},
    {"type": "not_duplicate", "percent": 60, "steps": ["register", "book"]},
    {"type": "group_name", "never_words": ["sales"], "steps": ["register", "book"]},
    {"type": "proof", "proofs": ["student_card"], "ages": {"to_age": 18}},
    {"type": "priority", "first": [{"ages": {"to_age": 29}}], "others_from": {"days": 3}},
    {"type": "yields"},
    {"type": "walk_in", "ages": {"to_age": 18}, "within": {"to": "18:00"}},
    {"type": "instruments", "never": ["drums"], "rooms": ["band"]},
    {"type": "quiet", "from": "20:00"},
    # Money and sanctions
    {"type": "cancel_by", "minutes": 180, "steps": ["stay"]},
    {"type": "refund", "tiers": [{"days_before": 3, "percent": 50}], "steps": ["stay"]},
    {"type": "no_show", "after_minutes": 30, "steps": ["stay"]},
    {"type": "sanction", "when": {"events": ["no_show"]}, "effect": "suspended", "months": 1},
    {"type": "sanction", "when": {"events": ["fire"]}, "effect": "suspended", "of": "person"},
    {"type": "prepay", "when": "before_use", "steps": ["stay"]},
    # Windows, lotteries, caps and the day itself
    BANDS,
    {"type": "opens", "minutes": 48 * 60},
    {"type": "opens", "months": 1, "day": 4, "if_closed": "next_open_day", "at": "12:00"},
    {"type": "closes", "days": 2, "at": "12:00"},
    {"type": "closes", "minutes": 29 * 60, "through": ["web"]},
    {"type": "reception", "from": "9:00", "to": "17:00", "asked_on": {"days": ["wed"]}},
    {"type": "lottery_entry", "from": {"months": 1}, "until": {"days": 3}},
    {"type": "lottery_draw", "days": 3},
    {"type": "lottery_entry", "from": {"days": 5, "of": "draw"}, "until": {"days": 0, "of": "draw"}},
    {"type": "opens", "months": 0, "plus_days": 1, "of": "draw"},
    {"type": "lottery_result", "days": 2, "at": "12:00"},
    {"type": "lottery_confirm", "from": {"days": 3}, "until": {"days": 1}},
    {"type": "lottery_cap", "entries": 2, "wins": 1, "per": "day"},
    {"type": "ties_drawn"},
    {"type": "programme", "programme": "camp", "from": {"days": 9}, "places": [{"places": 3}]},
    {"type": "tentative", "days_before_use": 3},
    {"type": "quota", "most": 1, "per": "week"},
    {"type": "quota", "most": 4, "unit": "hours", "per": "day"},
    {"type": "quota", "most": 1, "unit": "bands", "per": "month", "rooms": ["band"]},
    {"type": "consecutive_days", "most": 1, "closed_days": "skip"},
    {"type": "consecutive_bands", "most": 1},
    {"type": "split", "may": {"registered": True}},
    {"type": "weather"},
    {"type": "closes_early", "to": "17:00"},
    {"type": "extension", "minutes": 60, "most_minutes": 60},
    {"type": "key", "from_minutes": 15, "if_free": True},
]
terms = st.lists(st.sampled_from(TERMS), min_size=1, max_size=8)


def maybe(*known: Any) -> st.SearchStrategy[Any]:
    """One of these, or what nobody said."""
    return st.sampled_from([None, *known])


incidents = maybe((), (Incident("no_show", date(2026, 11, 20)),), (Incident("fire", date(2026, 11, 30)),))
registrations = maybe(
    (),
    (a_registration(),),
    (a_registration(date(2026, 4, 10)),),
    (a_registration(until=FRIDAY),),
    (Registered("higashi-rules", user_class="youth"), a_registration(registry="elsewhere")),
)
people = st.builds(
    Person,
    born=st.dates(date(1990, 1, 1), date(2022, 1, 1)).map(Cohort.born) | st.just(Cohort()),
    ties=st.sampled_from([None, frozenset[TieKind](), frozenset({TieKind.LIVES})]),
    untied=st.sampled_from([frozenset[TieKind](), frozenset({TieKind.LIVES})]),
    inductions=maybe(frozenset[str](), frozenset({"studio"})),
    taken_on=st.sampled_from([(), (("studio", date(2025, 12, 5)),)]),
    registrations=registrations,
    consents=maybe(
        frozenset[Agreed](),
        frozenset({Agreed("late")}),
        frozenset({Agreed("late", through_child=True)}),
    ),
    user_class=maybe("youth"),
    roles=maybe(frozenset[str](), frozenset({"teacher"})),
    incidents=incidents,
    at_school=st.sampled_from([None, True, False]),
    accompanies=st.sampled_from([None, True, False]),
    represents=st.sampled_from([None, True]),
    proofs=st.sampled_from([None, frozenset[str](), frozenset({"student_card"})]),
    count=st.integers(1, 3),
)
groups = st.builds(
    Group,
    registrations=registrations,
    kind=maybe("band"),
    user_class=maybe("youth", "general"),
    name=maybe("Band", "the sales club"),
    one_family=maybe(True, False),
    local=maybe(True, False),
    overlap=maybe(0, 80),
    incidents=incidents,
)
bookings = st.builds(
    held,
    st.dates(date(2026, 11, 28), date(2026, 12, 16)) | st.just(FRIDAY),
    st.sampled_from(["9:00", "10:00"]),
    st.sampled_from(["12:00", "13:30", "18:00"]),
    room=st.sampled_from(["band", "craft"]),
    hall=st.sampled_from(["higashi", "elsewhere"]),
    state=st.sampled_from(State),
    by_group=st.booleans(),
)
parties = st.builds(
    Party,
    people=st.lists(people, max_size=3).map(tuple),
    group=maybe(False, True) | groups,
    size=maybe(1, 4),
    history=st.none() | st.lists(bookings, max_size=6).map(tuple),
)
facts = st.builds(
    Facts,
    also_on=maybe((), (date(2026, 12, 5), date(2026, 12, 11))),
    whole_bands=maybe(True, False),
    sound_until=maybe("19:00", "21:00"),
    taken=maybe((), (Taken.model_validate({"from": "12:00", "to": "13:30"}),)),
    applicants=maybe(2, 4),
    paid=maybe(True, False),
    event=maybe("no_show"),
    minutes_late=maybe(10, 40),
    minutes_over=maybe(0, 20),
    contacted=maybe(True, False),
    programme=st.sampled_from([None, None, "camp"]),
    entries=st.sampled_from([None, 1, 2]),
    vacant=st.sampled_from([None, True, False]),
    evening_booked=st.sampled_from([None, False]),
    warnings=st.sampled_from([None, (), ("storm",)]),
    instruments=st.sampled_from([None, ("drums",)]),
    booked=st.sampled_from([None, False]),
    programme_then=st.sampled_from([None, True]),
)
asks = st.builds(
    Ask,
    step=st.sampled_from(Step),
    asked_at=st.sampled_from([at(TODAY, "12:00"), at(TODAY, "15:30"), at(TODAY, "17:45")]),
    hall=st.just("higashi"),
    room=st.sampled_from(["band", "craft", None]),
    channel=st.sampled_from([None, Channel.WEB, Channel.COUNTER]),
    party=parties,
    purpose=maybe("music", "sales"),
    facts=facts,
)
days = st.dates(TODAY, TODAY + timedelta(days=13)) | st.just(FRIDAY)


def week(first: date) -> Iterator[tuple[date, list[Span]]]:
    """Uses of every hour and half, so that some end where something turns, and others just past it."""
    days = (first + timedelta(days=ahead) for ahead in range(7))
    return ((day, uses_of(day)) for day in days)


def uses_of(day: date) -> list[Span]:
    starts = [at(day, "8:00") + minutes * 60 for minutes in range(0, 14 * 60, 90)]
    whole_bands = [use(day, start, end) for start, end in TIMES]
    return [*(Span(start, start + length * 60) for start in starts for length in (30, 60, 90)), *whole_bands]


def ordered(order: list[tuple[int, str, int]], *clauses: list[dict[str, Any]]) -> Rules:
    """The rules of some clauses of which some give way to another or contradict it, by their places."""
    document = a_document(*clauses)
    for one, word, other in order:
        if one < len(clauses) and other < len(clauses) and one != other:
            document["clauses"][one].setdefault(word, []).append(f"C{other + 1}")
    return Rulebook.model_validate(document).for_hall("higashi")


orders = st.lists(
    st.tuples(st.integers(0, 7), st.sampled_from(["over", "conflicts"]), st.integers(0, 7)), max_size=3
)


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
