"""Every type of term that is judged, and what may be asked of it, as strategies."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from booking.rules.ask import Agreed, Ask, Channel, Group, Incident, Party, Person, Registered, Step, TieKind
from booking.rules.circumstances import Facts, Taken
from booking.rules.lifecycle import State
from booking.rules.rulebook import Rulebook, Rules
from facilities.rules.spans import Span
from facilities.rules.stages import Cohort
from tests.asks import FRIDAY, TODAY, a_document, a_registration, at, held, use

OPEN = {"type": "hours", "from": "9:00", "to": "21:00"}
TEENS = {"type": "who", "ages": {"from_stage": "junior_high", "to_stage": "high_school"}}
CHILDREN_LEAVE = {"type": "leave_by", "ages": {"to_stage": "junior_high"}, "time": "19:00"}
MONTH_AHEAD = {"type": "opens", "months": 1}
ONE = {"type": "outstanding", "rooms": ["band"]}
CITY = {"type": "residency", "ties": ["lives"]}
TIMES = [("10:00", "12:00"), ("12:30", "13:30"), ("13:30", "14:00"), ("14:00", "15:30")]
BANDS = {"type": "bands", "bands": [{"from": start, "to": end} for start, end in TIMES]}

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
    {"type": "accompanied", "ages": {"to_grade": 6}, "for_every": 2},
    {**CHILDREN_LEAVE, "unless_accompanied": True},
    {**CHILDREN_LEAVE, "ages": {"to_grade": 12}, "at_school": True},
    {"type": "closed_to", "who": {"ages": {"from_age": 18}}, "of": "each", "on": {"days": ["fri"]}},
    {"type": "closed_to", "who": {"local": False}, "on": {"days": ["thu"]}, "shift": {"to": "next_day"}},
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
    {"type": "sanction", "when": {"events": ["no_show"], "within": "month"}, "effect": "suspended"},
    {"type": "sanction", "when": {"events": ["fire"]}, "effect": "suspended", "of": "person"},
    {"type": "prepay", "when": "before_use", "steps": ["stay"]},
    # Windows, lotteries, caps and the day itself
    BANDS,
    {"type": "opens", "minutes": 48 * 60},
    {"type": "opens", "months": 1, "day": 4, "if_closed": "next_open_day", "at": "12:00"},
    {"type": "closes", "days": 2, "at": "12:00"},
    {"type": "closes", "minutes": 29 * 60, "through": ["web"]},
    {"type": "opens", "weeks": 1, "weekday": "mon", "users": {"group": False}},
    {"type": "closes", "days": 2, "counting": "open_days", "if_closed": "previous_weekday"},
    {"type": "reception", "from": "9:00", "to": "17:00", "asked_on": {"days": ["wed"]}},
    {"type": "reception", "from": "5:00", "to": "26:00", "asked_on": {"days": ["tue", "wed"]}},
    {"type": "lottery_entry", "from": {"months": 1}, "until": {"days": 3}},
    {"type": "lottery_entry", "from": {"days": 2}, "until": {"days": 1}, "again": "losers"},
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
    {"type": "quota", "most": 1, "per": "week", "a_run_once": True, "unless": [{"on": {"days": ["sun"]}}]},
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
