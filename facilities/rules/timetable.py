"""The calendar part of a rulebook, compiled once for a hall: rulebook and dated rows -> DayPlan.

An opening belongs to the day on which it begins, also when it runs on past midnight; the following
day has what is left.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import TypeVar
from zoneinfo import ZoneInfo

from facilities.rules.hours import DatedClosure, DatedOpening, DayPlan
from facilities.rules.layers import Closing, Laid
from facilities.rules.order import Order
from facilities.rules.spans import Span, has_day, instant, local_day, merge
from facilities.rules.stages import DAY, AgeMode
from facilities.rules.standing import Standing, Term, may_open, publishes_hours, standing

REMEMBERED = 1024  # days of rooms that one timetable keeps: two weeks of fifty rooms, and more
NO_ORDER = Order()

Openings = Sequence[DatedOpening]
Closures = Sequence[DatedClosure]
D = TypeVar("D", DatedOpening, DatedClosure)


class Timetable:
    """The calendar of one hall. What the rulebook says of a room's day is worked out once and kept."""

    def __init__(self, hall: str, zone: ZoneInfo, mode: AgeMode, terms: Iterable[Term], order: Order) -> None:
        self.hall, self.zone, self.mode, self.order = hall, zone, mode, order
        self.terms = tuple(terms)
        # Kept with the timetable and not with the function: a new version of the rules forgets nothing of the
        # old one.
        self._speaking = lru_cache(REMEMBERED)(self._places_of)
        self._standing = lru_cache(REMEMBERED)(self._worked_out)
        self._undated_planned = lru_cache(REMEMBERED)(self._planned)
        self._undated = lru_cache(REMEMBERED)(self._plan)

    @classmethod
    def compile(
        cls, hall: str, zone: ZoneInfo, clauses: Sequence[Term], mode: AgeMode, order: Order = NO_ORDER
    ) -> "Timetable":
        """From (clause id, clause) in the rulebook's order; clauses for other halls are left out."""
        own = ((key, clause) for key, clause in clauses if clause.speaks_for(hall))
        return cls(hall, zone, mode, own, order)

    def plan(self, room: str, day: date, openings: Openings = (), closures: Closures = ()) -> DayPlan:
        """One room's day. The dated rows may be a whole month's, and those of other rooms too."""
        # Most days of most rooms have no dated row; their plan is the same for everybody who asks.
        if not openings and not closures:
            return self._undated(room, day)
        # A day to each side: the night before may run into it, and its own evening into the next.
        near = Span(self._midnight(day - DAY), self._midnight(day + 2 * DAY))
        opened, closed = _about(room, near, openings), _about(room, near, closures)
        if opened or closed:
            return self._plan(room, day, opened, closed)
        return self._undated(room, day)

    def said(self, room: str, day: date) -> Standing:
        """What the rulebook alone says of one room's day."""
        return self._standing(room, day)

    def day_at(self, room: str, at: int, openings: Openings = (), closures: Closures = ()) -> date:
        """The day to whose plan an instant belongs: the day before, where its opening still runs."""
        today = local_day(at, self.zone)
        before = self.plan(room, self._before(today), openings, closures)
        return before.day if before.opening_at(at) else today

    def publishes_hours(self, room: str) -> bool:
        """Whether the rulebook says of any day when the room is open."""
        return publishes_hours(self._terms_of(room))

    def _plan(self, room: str, day: date, openings: Openings = (), closures: Closures = ()) -> DayPlan:
        said = self._standing(room, day)
        reach, planned = self._below_closures(room, day, openings)
        # What the night before holds is the night's, so that no instant is open twice (decision 8).
        before = self._from_before(room, day, openings, closures)
        laid = _with_closures(planned, reach, closures).without(before)
        return DayPlan(
            day=day,
            room=room,
            span=reach,
            openings=laid.openings,
            closings=laid.closings,
            hours=said.sources,
            hours_published=self.publishes_hours(room),
            # Before dated closures, which must not move the grid: bookings beside them would fall off
            # (decision 8).
            planned=tuple(merge(opening.span for opening in planned.without(before).openings)),
            lending=said.lending,
            not_lent=said.not_lent,
            gap=said.gap,
            kept_open=said.kept_open,
            at_rest=said.at_rest,
            torn=said.torn,
        )

    def _below_closures(self, room: str, day: date, openings: Openings) -> tuple[Span, Laid]:
        # Asked twice, of the day itself and of what runs on into the next.
        return self._planned(room, day, openings) if openings else self._undated_planned(room, day)

    def _planned(self, room: str, day: date, openings: Openings = ()) -> tuple[Span, Laid]:
        """How far the day reaches, and what is laid over it below the dated closures."""
        said, today = self._standing(room, day), Span(self._midnight(day), self._midnight(day + DAY))
        latest = self._midnight(day + 2 * DAY)
        # By its start alone: an opening belongs to the day on which it begins (decision 8).
        dated = [row.opening(latest) for row in openings if row.span.start in today]
        every = [*said.hours, *said.evenings, *dated]
        # Closures reach as far as the day's openings: a closed day's camp night is closed as a whole.
        reach = Span(today.start, max([today.end, *(opening.span.end for opening in every)]))
        return reach, Laid.of(every, [Closing(reach, source) for source in said.closed])

    def _from_before(self, room: str, day: date, openings: Openings, closures: Closures) -> list[Span]:
        """What the day before holds of this day: its openings, if it runs on past midnight."""
        reach, planned = self._below_closures(room, self._before(day), openings)
        if reach.end <= self._midnight(day):
            return []
        return [opening.span for opening in _with_closures(planned, reach, closures).openings]

    def _worked_out(self, room: str, day: date) -> Standing:
        return standing(self._terms_of(room), day, self.zone, self.order)

    def speaking_of(self, room: str) -> tuple[int, ...]:
        """Which of the terms speak for a room, by their places: rooms of which the same ones do have the same
        days, but for dated rows."""
        return self._speaking(room)

    def may_open(self, room: str) -> bool:
        """Whether the rulebook could open a room on any day; a dated row may besides."""
        return may_open(self._terms_of(room))

    def _terms_of(self, room: str) -> list[Term]:
        return [self.terms[place] for place in self._speaking(room)]

    def _places_of(self, room: str) -> tuple[int, ...]:
        told = enumerate(clause for _key, clause in self.terms)
        return tuple(place for place, clause in told if clause.rooms is None or room in clause.rooms)

    def _before(self, day: date) -> date:
        """The day before, as the clocks of the zone showed them."""
        return day - DAY if has_day(day - DAY, self.zone) else day - 2 * DAY

    def _midnight(self, day: date) -> int:
        return instant(day, 0, self.zone)


def _about(room: str, near: Span, rows: Sequence[D]) -> list[D]:
    return [row for row in rows if (row.rooms is None or room in row.rooms) and row.span.overlaps(near)]


def _with_closures(laid: Laid, reach: Span, closures: Closures) -> Laid:
    """With the highest layer over it."""
    return laid.closed([closing for row in closures if (closing := row.closing(reach))])
