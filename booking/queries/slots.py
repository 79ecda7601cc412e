"""One room over days, as one asker sees it: the week's windows, the next free one, how long one may stay."""

from dataclasses import dataclass
from datetime import date, timedelta

from booking.models import Booking
from booking.queries.boards import Board, board, still_asked, zone_of
from booking.queries.money import Bill, bill_of
from booking.queries.party import Asker
from booking.queries.verdicts import beside
from booking.rules.ask import Channel
from booking.rules.rulebook import Rulebook
from booking.rules.verdict import Verdict
from booking.rules.weeks import Day, Grid, Row, State, grid, is_open
from facilities.models import Room
from facilities.rules.hours import DayPlan
from facilities.rules.outside import DayNote
from facilities.rules.slots import choices, parts
from facilities.rules.spans import Span, has_day, local_day

__all__ = ["Day", "Length", "Row", "Week", "first_free", "lengths", "room_days", "room_week"]

WEEK = 7
AHEAD = timedelta(days=28)  # how far the next free slot is looked for
# Bounded, as every range is: elsewhere one question about ten years kept a server busy.
LONGEST = 92  # days that one may look at


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days of a room, as a list and as a grid, the first use that is free from now on, the rulebook
    that holds on the first of the days, and of those days that have notes (of schools) which."""

    first: date
    days: tuple[Day, ...]
    grid: Grid
    next_free: Span | None
    book: Rulebook | None
    noted: tuple[tuple[date, tuple[DayNote, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Length:
    """One of the lengths in which a use may begin at a time, what the judge says to it, what it costs."""

    span: Span
    verdict: Verdict
    bill: Bill


def room_days(
    room: Room,
    first: date,
    last: date,
    asker: Asker | None,
    now: int,
    moving: Booking | None = None,
    channel: Channel = Channel.WEB,
) -> tuple[Day, ...]:
    """The days of a room from `first` to `last`, both included, that its clocks show. Three queries.

    ValueError for a last day before the first, or for more than 92 days.
    """
    if not 0 <= (last - first).days < LONGEST:
        raise ValueError(f"from {first} to {last} is not 1 to {LONGEST} days")
    view = board([room], [(first, last)], asker, now, moving, channel=channel)
    return _days(view, room, first, (last - first).days + 1)


def room_week(room: Room, first: date, asker: Asker | None, now: int, moving: Booking | None = None) -> Week:
    """Seven days from `first`, and the next free use within four weeks from now. Three queries.

    A booking that is `moving` does not stand in its own way.
    """
    zone = zone_of(room)
    today = local_day(now, zone)
    last = first + timedelta(days=WEEK - 1)
    # The next free use counts from today, whatever week is shown; one board knows both stretches.
    view = board([room], [(first, last), (today, today + AHEAD)], asker, now, moving)
    days = _days(view, room, first, WEEK)
    known = {day.day: day for day in days}
    book = view.calendar.versions[room.facility_id].book_on(first)
    noted = tuple((day.day, on) for day in days if (on := view.calendar.notes(room.facility, day.day)))
    return Week(first, days, grid(days, zone), _next_free(view, room, today, known), book, noted)


def first_free(room: Room, asker: Asker | None, now: int, moving: Booking | None = None) -> Span | None:
    """The first use that is free within four weeks from now. Three queries."""
    today = local_day(now, zone_of(room))
    view = board([room], [(today, today + AHEAD)], asker, now, moving)
    return _next_free(view, room, today, {})


def lengths(
    room: Room, start: int, asker: Asker | None, now: int, moving: Booking | None = None
) -> tuple[Length, ...]:
    """Every length in which the room is lent from `start` (an instant), shortest first, with its verdict.

    None where nothing begins then. What is held already is among the reasons, as TAKEN or TURNOVER; a
    booking that is `moving` does not stand in its own way. Parts of a band are among them where this asker
    may have them. Three queries.
    """
    day = local_day(start, zone_of(room))
    # With the day before, whose opening may run on past midnight: then the start belongs to its plan.
    view = board([room], [(day - timedelta(days=1), day)], asker, now, moving)
    plan = view.calendar.plan(room, view.calendar.day_at(room, start))
    told = {use: _beside(view, room, plan, use) for use in (*choices(plan, start), *parts(plan, start))}
    # Parts of a band are lent to some only: to others they are not shown with a reason, but not at all.
    lent = [use for use in parts(plan, start) if is_open(told[use], still_asked(asker, moving))]
    uses = sorted([*lent, *choices(plan, start)])
    return tuple(Length(use, told[use], bill_of(view.fee(room, plan, use))) for use in uses)


def _beside(view: Board, room: Room, plan: DayPlan, use: Span) -> Verdict:
    def is_held(near: Span) -> bool:
        return bool(view.held(room, near))

    def own() -> str:
        return next((one.booking for one in view.held(room, use) if one.booking), "")

    return beside(view.verdict(room, plan, use), plan, use, is_held, own)


def _days(view: Board, room: Room, first: date, count: int) -> tuple[Day, ...]:
    days = (first + timedelta(days=ahead) for ahead in range(count))
    # There are zones whose clocks have never shown a day: it is left out, where asking for it would fail.
    return tuple(view.day(room, day) for day in days if has_day(day, zone_of(room)))


def _next_free(view: Board, room: Room, today: date, known: dict[date, Day]) -> Span | None:
    for ahead in range(AHEAD.days + 1):
        day = today + timedelta(days=ahead)
        shown = known.get(day) or view.day(room, day)
        offers = (slot.offer for slot in shown.slots if slot.state is State.FREE)
        if found := next(offers, None):
            return found
        states = {slot.state for slot in shown.slots if slot.offer is not None}
        if states == {State.NOT_YET}:
            return None  # the window opens day by day: what lies further on is not open either
    return None
