"""What hypothesis draws: spans, births, calendar clauses, dated rows and whole timetables."""

from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from pydantic import TypeAdapter

from facilities.rules.clauses import CalendarClause, CalendarTerm
from facilities.rules.hours import DatedClosure, DatedOpening, Layer
from facilities.rules.order import Order
from facilities.rules.spans import Span, instant
from facilities.rules.stages import AgeMode
from facilities.rules.timetable import Timetable
from facilities.rules.walltime import write_wall_time

TOKYO = ZoneInfo("Asia/Tokyo")
HELSINKI = ZoneInfo("Europe/Helsinki")
NEW_YORK = ZoneInfo("America/New_York")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")  # its clocks change by half an hour

# A day in each zone around which something happens: clocks change, a month ends, a holiday.
PLACES = [
    (TOKYO, date(2026, 6, 16)),
    (TOKYO, date(2026, 9, 22)),
    (TOKYO, date(2026, 12, 31)),
    (HELSINKI, date(2026, 3, 29)),
    (HELSINKI, date(2026, 10, 25)),
    (NEW_YORK, date(2026, 3, 8)),
    (NEW_YORK, date(2026, 11, 1)),
    (LORD_HOWE, date(2026, 4, 5)),
    (LORD_HOWE, date(2026, 10, 4)),
]
ROOMS = ("music", "hall")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

term = TypeAdapter(CalendarTerm).validate_python


def spans(last: int = 60) -> st.SearchStrategy[Span]:
    ends = st.lists(st.integers(0, last), min_size=2, max_size=2, unique=True)
    return ends.map(lambda pair: Span(min(pair), max(pair)))


def births(first: date = date(1930, 1, 1), last: date = date(2026, 3, 31)) -> st.SearchStrategy[date]:
    """Any birth date, and more often one on which something turns."""
    turning = [(4, 1), (4, 2), (3, 31), (2, 28), (3, 1), (12, 31), (1, 1)]
    years = st.integers(first.year + 1, last.year - 1)
    return st.one_of(
        st.dates(first, last),
        st.builds(lambda year, at: date(year, *at), years, st.sampled_from(turning)),
        st.sampled_from([date(year, 2, 29) for year in range(1932, 2025, 4)]),
    )


def ages() -> st.SearchStrategy[dict[str, object]]:
    return st.sampled_from(
        [
            {"from_stage": "junior_high"},
            {"from_stage": "junior_high", "to_stage": "high_school"},
            {"to_grade": 3},
            {"from_grade": 4},
            {"to_age": 29},
        ]
    )


def days() -> st.SearchStrategy[dict[str, object]]:
    """Mostly every day, so that clauses meet; now and then some weekdays."""
    some = st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=6, unique=True)
    return st.one_of(st.just({}), some.map(lambda names: {"days": names}))


def rooms() -> st.SearchStrategy[dict[str, object]]:
    return st.sampled_from([{}, {}, {"rooms": ["music"]}, {"rooms": ["hall"]}])


@st.composite
def wall_times(draw: st.DrawFn, latest: int = 34 * 60) -> dict[str, object]:
    start = draw(st.integers(0, 23 * 12)) * 5
    end = draw(st.integers(start // 5 + 1, latest // 5)) * 5
    return {"from": write_wall_time(start), "to": write_wall_time(end)}


@st.composite
def openings(draw: st.DrawFn, kind: str) -> CalendarClause:
    admits = draw(st.one_of(st.none(), ages()))
    return term({"type": kind, "on": draw(days()), "admits": admits, **draw(wall_times()), **draw(rooms())})


@st.composite
def bands(draw: st.DrawFn) -> CalendarClause:
    """Bands that touch or leave gaps, on any five minutes."""
    edges = sorted(draw(st.sets(st.integers(0, 30 * 12), min_size=2, max_size=8)))
    pieces = [
        {"from": write_wall_time(start * 5), "to": write_wall_time(end * 5)} for start, end in pairwise(edges)
    ]
    kept = draw(st.lists(st.sampled_from(pieces), min_size=1, unique_by=str))
    kind = draw(
        st.sampled_from([{"type": "bands"}, {"type": "bands", "over_gaps": True}, {"type": "not_lent"}])
    )
    return term({**kind, "bands": kept, "on": draw(days()), **draw(rooms())})


@st.composite
def units(draw: st.DrawFn) -> CalendarClause:
    minutes = draw(st.sampled_from([15, 30, 60, 90, 120]))
    shortest = draw(st.integers(1, 3))
    longest = draw(st.one_of(st.none(), st.integers(shortest, 5)))
    return term(
        {
            "type": "unit",
            "minutes": minutes,
            "min_minutes": shortest * minutes,
            "max_minutes": longest and longest * minutes,
            "on": draw(days()),
            **draw(rooms()),
        }
    )


@st.composite
def closed(draw: st.DrawFn) -> CalendarClause:
    on = st.one_of(st.just({"holiday": "only"}), st.just({"month_end": True}), days().filter(bool))
    return term({"type": "closed", "on": draw(on), "shift": draw(shifts()), **draw(rooms())})


def shifts() -> st.SearchStrategy[dict[str, object] | None]:
    met = st.sampled_from([{"holiday": "only"}, {"days": ["tue"]}, {"after_holiday": True}])
    targets = ["day", "non_holiday", "weekday", "open_day", "substitute", "not_after_holiday"]
    back = ["previous_day", "previous_weekday", "previous_open_day"]
    to = st.sampled_from([*(f"next_{target}" for target in targets), *back])
    moving = st.fixed_dictionaries({"if": met, "to": to, "both": st.booleans()})
    return st.one_of(st.none(), st.just({"to": "open"}), moving)


@st.composite
def stays_open(draw: st.DrawFn) -> CalendarClause:
    return term({"type": "stays_open", "on": draw(days()), **draw(rooms())})


@st.composite
def turnovers(draw: st.DrawFn) -> CalendarClause:
    minutes = draw(st.sampled_from([5, 10, 30]))
    return term({"type": "turnover", "minutes": minutes, "on": draw(days()), **draw(rooms())})


def clauses() -> st.SearchStrategy[CalendarClause]:
    opened = (openings("hours"), openings("hours"), openings("evening"))
    return st.one_of(*opened, bands(), bands(), units(), closed(), stays_open(), turnovers())


@st.composite
def orders(draw: st.DrawFn, keys: list[str]) -> Order:
    """Mostly none; else some clauses that give way or contradict each other."""
    some = st.lists(st.tuples(st.sampled_from(keys), st.sampled_from(keys)), max_size=3)
    pairs, conflicts = (draw(st.one_of(st.just([]), some)) if keys else [] for _ in range(2))
    over = {above: frozenset(below for one, below in pairs if one == above) for above, _ in pairs}
    return Order(over, frozenset(frozenset(pair) for pair in conflicts if len(set(pair)) > 1))


@st.composite
def timetables(draw: st.DrawFn, zone: ZoneInfo) -> Timetable:
    drawn = draw(st.lists(clauses(), max_size=7))
    terms = [(f"C{place}", clause) for place, clause in enumerate(drawn, 1)]
    order = draw(orders([key for key, _ in terms]))
    return Timetable.compile("east", zone, terms, AgeMode.LEGAL, order)


@st.composite
def dated_spans(draw: st.DrawFn, day: date, zone: ZoneInfo) -> Span:
    """Somewhere from the day before to the day after, for at most sixteen hours."""
    start = instant(day, 0, zone) + draw(st.integers(-24 * 12, 36 * 12)) * 300
    return Span(start, start + draw(st.integers(1, 16 * 12)) * 300)


@st.composite
def dated_openings(draw: st.DrawFn, day: date, zone: ZoneInfo) -> DatedOpening:
    layer = draw(st.sampled_from([Layer.EVENING, Layer.SPECIAL]))
    admits = draw(st.one_of(st.none(), ages()))
    clause = term({"type": "evening", "from": "00:00", "to": "01:00", "admits": admits})
    return DatedOpening(draw(dated_spans(day, zone)), layer, clause.admits, draw(some_rooms()))


@st.composite
def dated_closures(draw: st.DrawFn, day: date, zone: ZoneInfo) -> DatedClosure:
    return DatedClosure(draw(dated_spans(day, zone)), draw(some_rooms()))


def some_rooms() -> st.SearchStrategy[frozenset[str] | None]:
    return st.sampled_from([None, None, frozenset({"music"}), frozenset({"hall"})])


@st.composite
def rooms_days(
    draw: st.DrawFn,
) -> tuple[Timetable, str, date, list[DatedOpening], list[DatedClosure]]:
    """Everything that a day's plan is made from."""
    zone, near = draw(st.sampled_from(PLACES))
    day = near + timedelta(days=draw(st.integers(-1, 1)))
    return (
        draw(timetables(zone)),
        draw(st.sampled_from(ROOMS)),
        day,
        draw(st.lists(dated_openings(day, zone), max_size=3)),
        draw(st.lists(dated_closures(day, zone), max_size=2)),
    )
