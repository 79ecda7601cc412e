"""What the pictures of a hall's rules show: by stage who may come, by weekday when it is open, and between
which days a use is booked. All of it is asked of the clauses that judge.

A hall is open where one of its rooms is. Ordinary days are no holidays, no last days of a month, and lie
outside the turn of the year: rulebooks have clauses of their own for these. Wall times are minutes after
midnight of the day.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import islice

from booking.rules.ask import Ask, Channel, Party, Person, Step
from booking.rules.clauses.accompanied import Accompanied
from booking.rules.clauses.leave_by import LeaveBy
from booking.rules.clauses.scope import EVERY_DAY
from booking.rules.clauses.setting import WHOLE_HALL
from booking.rules.clauses.term import Term
from booking.rules.clauses.who import Who
from booking.rules.rulebook import Rules
from booking.rules.values import answer
from booking.rules.verdict import Finding, Sought
from booking.rules.weeks import EVENING, LATE, wall
from facilities.rules.ages import Ages
from facilities.rules.holidays import is_holiday
from facilities.rules.hours import DatedOpening
from facilities.rules.layers import Opening, admitting, unite
from facilities.rules.spans import day_span, local_day
from facilities.rules.stages import DAY, Cohort, Stage

SAMPLES = 4  # of each weekday: a closure of every other week shows, and of every first one too
A_YEAR = 366
HOLIDAYS = 7  # stands after Sunday, 6
TURN_OF_YEAR = ((12, 28), (1, 4))
LONGEST_WALK = 60  # days among which an open one is looked for
MONTHS_AHEAD = 14  # in which a use is looked for whose booking has not opened yet

SOON = 28 * DAY  # in which the evenings of a hall show on which weekdays they are

Dated = Sequence[DatedOpening]
Rooms = Sequence[str]  # keys; none for a hall of which no room is known


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a day in which a hall is open; `admits` is None for everybody. A `dated` one is an evening
    that staff open by date, on some of such days."""

    start: int
    end: int
    admits: tuple[Ages, ...] | None
    dated: bool = False

    @property
    def evening(self) -> bool:
        return self.end > LATE


@dataclass(frozen=True, slots=True)
class Weekday:
    """An ordinary Monday (0) to Sunday (6), or a holiday (7), when it is open: not `always`, perhaps."""

    number: int
    pieces: tuple[Piece, ...]
    always: bool


def week(rules: Rules, rooms: Rooms, since: date, dated: Dated = ()) -> tuple[Weekday, ...]:
    """The days from `since` on, with the evenings of the first weeks; none where no hours are published."""
    places = rooms or [WHOLE_HALL]
    if not any(rules.timetable.publishes_hours(room) for room in places):
        return ()
    soon = [one for one in dated if since <= local_day(one.span.start, rules.zone) < since + SOON]
    return tuple(_weekday(rules, places, number, since, soon) for number in range(HOLIDAYS + 1))


def _weekday(rules: Rules, rooms: Rooms, number: int, since: date, dated: Dated) -> Weekday:
    days = islice((day for day in _days(since) if _is(day, number)), SAMPLES)
    counted = Counter(_pieces(rules, rooms, day) for day in days)
    # Closed in some weeks, a day is drawn open and is not `always`.
    usual = max(counted, key=lambda pieces: (bool(pieces), counted[pieces]))
    pieces = (*usual, *_evening(rules, number, dated))
    return Weekday(number, pieces, always=all(map(bool, counted)) or not usual)


def _evening(rules: Rules, number: int, dated: Dated) -> list[Piece]:
    """The commonest of the evenings on such days, if there are any."""
    days = ((one, local_day(one.span.start, rules.zone)) for one in dated)
    found = Counter(_dated(one, day, rules) for one, day in days if _is(day, number))
    return [piece for piece, _ in found.most_common(1)]


def _dated(one: DatedOpening, day: date, rules: Rules) -> Piece:
    start, end = (wall(at, day, rules.zone) for at in (one.span.start, one.span.end))
    return Piece(start, end, admitting(one.admits), dated=True)


def _is(day: date, number: int) -> bool:
    first, last = TURN_OF_YEAR
    # Many halls tidy up on the last day of a month: which weekday that is says nothing of the weekday.
    if not last < (day.month, day.day) < first or (day + DAY).day == 1:
        return False
    return number == HOLIDAYS if is_holiday(day) else number == day.weekday()


def _days(since: date) -> Iterator[date]:
    return (since + DAY * ahead for ahead in range(A_YEAR))


def _pieces(rules: Rules, rooms: Rooms, day: date) -> tuple[Piece, ...]:
    """Of a day; what touches and admits the same people is one."""
    pieces: list[Piece] = []
    for opening in _openings(rules, rooms, day):
        start, end = (wall(at, day, rules.zone) for at in (opening.span.start, opening.span.end))
        if pieces and (pieces[-1].end, pieces[-1].admits) == (start, opening.admits):
            start = pieces.pop().start
        pieces.append(Piece(start, end, opening.admits))
    return tuple(pieces)


def _openings(rules: Rules, rooms: Rooms, day: date) -> list[Opening]:
    plans = (rules.timetable.plan(room, day) for room in rooms)
    return unite(list(dict.fromkeys(opening for plan in plans for opening in plan.openings)))


class May(StrEnum):
    """Whether people of a stage may come."""

    ALWAYS = "always"
    SOMETIMES = "sometimes"  # to some rooms, at some times, some of them, or with somebody
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Admission:
    """People of a stage who come by themselves. `leave_by` is when they leave, if it is always the same
    time, `some` when those of these ages among them do; `clauses` are those that say so."""

    stage: Stage
    may: May
    leave_by: int | None
    clauses: tuple[str, ...]
    some: tuple[Ages, int] | None = None


Limit = tuple[May, str]  # what a clause says of somebody's coming, and its id


def ages(rules: Rules, rooms: Rooms, since: date) -> tuple[Admission, ...]:
    """In the week from `since` on, by stage; none where no clause makes a difference between them."""
    places = _open_days(rules, rooms or [WHOLE_HALL], since)
    found = tuple(_with_some(_admission(rules, places, stage), rules, since) for stage in Stage)
    return found if any(one.clauses for one in found) else ()


Place = tuple[str, date]  # a room on a day


def _open_days(rules: Rules, rooms: Rooms, since: date) -> list[Place]:
    """Those on which it opens; all of them where nobody says when."""
    week = [(room, since + DAY * n) for room in rooms for n in range(7)]
    return [place for place in week if rules.timetable.plan(*place).openings] or week


def _admission(rules: Rules, places: Sequence[Place], stage: Stage) -> Admission:
    asks = [(_ask(rules, place, stage), place) for place in places]
    limits = [[*_limits(rules, ask), *_hours(rules, ask, place)] for ask, place in asks]
    times = [found for ask, _ in asks if (found := answer(Sought.LEAVE_BY, ask, rules)) and found.clauses]
    last = {found.value for found in times} if len(times) == len(asks) else set()
    by = last.pop() if len(last) == 1 else None
    said = [key for found in limits for may, key in found if may is not May.ALWAYS]
    return Admission(
        stage=stage,
        may=_mixed([_together(found) for found in limits]),
        leave_by=by if isinstance(by, int) else None,
        clauses=tuple(dict.fromkeys([*said, *(key for found in times for key in found.clauses)])),
    )


def _with_some(one: Admission, rules: Rules, since: date) -> Admission:
    """Where a time to go home parts a stage (up to the third grade): whom it binds, and when."""
    born = Cohort.of_stage(one.stage, since)
    for key, term in rules.terms if one.leave_by is None and one.may is not May.NEVER else ():
        if (
            isinstance(term, LeaveBy)
            and _is_everywhere(term)
            and born.within(term.ages.cohort(since, rules.mode)) is None
        ):
            return replace(
                one, some=(term.ages, term.time), clauses=tuple(dict.fromkeys([*one.clauses, key]))
            )
    return one


def _is_everywhere(term: Term) -> bool:
    return term.on == EVERY_DAY and not (term.rooms or term.except_rooms)


def _ask(rules: Rules, place: Place, stage: Stage) -> Ask:
    room, day = place
    party = Party((Person(born=Cohort.of_stage(stage, day)),), size=1)
    midnight = day_span(day, rules.zone).start
    return Ask(Step.ARRIVE, midnight, rules.hall, room or None, day, party=party)


def _limits(rules: Rules, ask: Ask) -> list[Limit]:
    """What the clauses about ages and company say, but for those that give way."""
    found = [
        (key, _weighed(term, reason.finding, ask, rules))
        for key, term in rules.terms
        if isinstance(term, Who | Accompanied)
        for reason in term.find(ask, rules.setting)
        if not reason.rests
    ]
    silent = {below for key, _ in found for below in rules.precedence.over.get(key, ())}
    return [(may, key) for key, may in found if key not in silent]


def _weighed(term: Term, finding: Finding, ask: Ask, rules: Rules) -> May:
    """Who has to bring somebody may come. Where it waits for the time or the group, those whom it would let
    in anyway may always."""
    if finding is Finding.BROKEN:
        return May.NEVER if isinstance(term, Who) else May.SOMETIMES
    judged = () if finding is Finding.HOLDS else term.judge(ask, rules.setting)
    return May.ALWAYS if all(one.finding is Finding.HOLDS for one in judged) else May.SOMETIMES


def _hours(rules: Rules, ask: Ask, place: Place) -> list[Limit]:
    """What the openings of the day say; an evening for others alone keeps nobody from coming by day."""
    plan = rules.timetable.plan(*place)
    lets = [(each, _lets_in(each, ask, rules)) for each in plan.openings]
    by_day = [let for each, let in lets if wall(each.span.start, plan.day, rules.zone) < EVENING]
    if all(let for let in by_day or [let for _, let in lets]):
        return []
    may = May.SOMETIMES if any(let is not False for _, let in lets) else May.NEVER
    return [(may, each.source.clause) for each, let in lets if not let and each.source.clause]


def _lets_in(opening: Opening, ask: Ask, rules: Rules) -> bool | None:
    return opening.lets_in(ask.party.people[0].born, ask.day or date.min, rules.mode)


def _together(limits: Sequence[Limit]) -> May:
    """In one room on one day: the hardest of them."""
    return max((may for may, _ in limits), key=list(May).index, default=May.ALWAYS)


def _mixed(found: Sequence[May]) -> May:
    """In all rooms, on all days."""
    return found[0] if len(set(found)) == 1 else May.SOMETIMES


@dataclass(frozen=True, slots=True)
class Window:
    """The first and the last day on which a use on `day` is booked in some rooms, as far as rules say so.
    `depends`: on who asks, besides."""

    day: date
    rooms: tuple[str, ...]
    first: date | None
    last: date | None
    depends: bool


def windows(rules: Rules, rooms: Rooms, since: date) -> tuple[Window, ...]:
    """Of one use as an example, once for all rooms that are booked alike; of a use whose booking has not
    begun yet on `since`, if there is one. None where nothing is said of it."""
    found: tuple[Window, ...] = ()
    for months in range(1, MONTHS_AHEAD):
        found = _windows(rules, rooms, _next_open(rules, rooms, since + 30 * months * DAY))
        if all(one.first is None or one.first >= since for one in found):
            return found
    return found


def _windows(rules: Rules, rooms: Rooms, day: date) -> tuple[Window, ...]:
    alike: dict[tuple[date | None, date | None, bool], list[str]] = {}
    for room in rooms:
        alike.setdefault(_window(rules, room, day), []).append(room)
    every = [Window(day, tuple(those), *found) for found, those in alike.items()]
    return tuple(one for one in every if one.first or one.last or one.depends)


def _window(rules: Rules, room: str, day: date) -> tuple[date | None, date | None, bool]:
    cells = rules.timetable.plan(room, day).cells
    span = cells[0].piece.span if cells else None
    ask = Ask(Step.BOOK, day_span(day, rules.zone).start, rules.hall, room, day, span, Channel.WEB)
    found = [answer(sought, ask, rules) for sought in (Sought.FIRST_DAY, Sought.LAST_DAY)]
    first, last = (one.value if one and isinstance(one.value, date) else None for one in found)
    return first, last, any(one is not None and bool(one.lacking) for one in found)


def _next_open(rules: Rules, rooms: Rooms, since: date) -> date:
    """The first ordinary day on which one of the rooms opens; that very day where nobody says when."""
    known = any(rules.timetable.publishes_hours(room) for room in rooms)
    days = (day for day in islice(_days(since), LONGEST_WALK if known else 0) if _is(day, day.weekday()))
    return next((day for day in days if _openings(rules, rooms, day)), since)
