"""Slow and plain answers to what the rules answer fast: one minute at a time, no interval algebra."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from facilities.rules.clauses import (
    Band,
    Bands,
    CalendarClause,
    Closed,
    Evening,
    Hours,
    NotLent,
    Opens,
    StaysOpen,
    Turnover,
    Unit,
)
from facilities.rules.hours import DatedClosure, DatedOpening, DayPlan, Layer
from facilities.rules.spans import Span
from facilities.rules.spans import instant as slow_instant
from facilities.rules.timetable import Timetable

A_DAY = timedelta(days=1)
MINUTE = 60

instant = cache(slow_instant)


def minutes(spans: Sequence[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


@dataclass(frozen=True)
class Minute:
    """What is so at one minute: which layer spoke, and whom it lets in if it opened."""

    layer: Layer
    opened: bool
    admits: frozenset[object] | None = None  # None: everybody


class Calendar:
    """Asks for each minute which layer speaks, from the highest down."""

    def __init__(
        self,
        terms: Sequence[tuple[str, CalendarClause]],
        timetable: Timetable,
        room: str,
        openings: Sequence[DatedOpening],
        closures: Sequence[DatedClosure],
    ) -> None:
        self.zone, self.order = timetable.zone, timetable.order
        self.terms = [(key, clause) for key, clause in terms if clause.rooms is None or room in clause.rooms]
        self.clauses = [clause for _, clause in self.terms]
        self.openings = [row for row in openings if row.rooms is None or room in row.rooms]
        self.closures = [row for row in closures if row.rooms is None or room in row.rooms]
        self.speaking = cache(self.who_speaks)
        self.reach = cache(self.how_far)

    def at(self, day: date, at: int) -> Minute | None:
        """What the plan of `day` should say of a minute."""
        yesterday = self.own(day - A_DAY, at)
        # A night that began yesterday is yesterday's: no minute is open on two days (docs/decisions/0008).
        if yesterday and yesterday.opened:
            return None
        return self.own(day, at)

    def own(self, day: date, at: int) -> Minute | None:
        if not instant(day, 0, self.zone) <= at < self.reach(day):
            return None
        if any(row.span.start <= at < row.span.end for row in self.closures):
            return Minute(Layer.CLOSURE, False)
        if special := self.dated(day, at, Layer.SPECIAL):
            return opened(Layer.SPECIAL, special)
        if self.is_closed(day):
            return Minute(Layer.CLOSED, False)
        if evening := self.dated(day, at, Layer.EVENING) + self.standing(day, at, Evening):
            return opened(Layer.EVENING, evening)
        if hours := self.standing(day, at, Hours) or self.by_bands(day, at):
            return opened(Layer.HOURS, hours)
        return None

    def how_far(self, day: date) -> int:
        ends = [instant(day + A_DAY, 0, self.zone)]
        ends += [row.span.end for row in self.openings if self.begins_on(day, row)]
        for clause in self.speaking(day, Opens):
            ends += [instant(day, clause.to, self.zone)]
        if not any(isinstance(clause, Hours) for clause in self.clauses):
            ends += [instant(day, band.to, self.zone) for c in self.speaking(day, Bands) for band in c.bands]
        return min(max(ends), instant(day + 2 * A_DAY, 0, self.zone))

    def there(self, day: date) -> list[tuple[str, CalendarClause]]:
        """The terms that speak of the day, without those of clauses that give way."""
        speaking = [(key, clause) for key, clause in self.terms if self.speaks_of(day, clause)]
        silent = {below for key, _ in speaking for below in self.order.over.get(key, ())}
        return [(key, clause) for key, clause in speaking if key not in silent]

    def speaks_of(self, day: date, clause: CalendarClause) -> bool:
        if isinstance(clause, Closed):
            return self.closes(day, clause) or clause.opens(day)
        return day in clause.on

    def closes(self, day: date, clause: Closed) -> bool:
        named = [other for other in self.clauses if isinstance(other, Closed)]
        return clause.closes(day, lambda other_day: any(other_day in other.on for other in named))

    def is_closed(self, day: date) -> bool:
        """Whether a closure speaks of the day that no opening clause contradicts."""
        openers = set()
        for key, clause in self.there(day):
            if isinstance(clause, Opens | StaysOpen) or (isinstance(clause, Closed) and clause.opens(day)):
                openers.add(key)
        return any(
            isinstance(clause, Closed)
            and self.closes(day, clause)
            and not any(frozenset({key, opener}) in self.order.conflicts for opener in openers)
            for key, clause in self.there(day)
        )

    def who_speaks(self, day: date, kind: type) -> list:
        """The clauses of a kind that speak of the day; those that name the room before the others."""
        said = [clause for _, clause in self.there(day) if isinstance(clause, kind)]
        if kind is Opens:
            return [*self.speaking(day, Hours), *self.speaking(day, Evening)]
        return [clause for clause in said if clause.rooms] or said

    def standing(self, day: date, at: int, kind: type) -> list:
        return [clause.admits for clause in self.speaking(day, kind) if self.within(day, clause, at)]

    def by_bands(self, day: date, at: int) -> list:
        """A room that no clause gives hours is open during its bands."""
        if any(isinstance(clause, Hours) for clause in self.clauses):
            return []
        clauses = self.speaking(day, Bands)
        bands = [band for clause in clauses for band in clause.bands]
        gaps = [pair for clause in clauses if clause.over_gaps for pair in itertools.pairwise(clause.bands)]
        in_gaps = [self.between(day, one.to, at, other.from_) for one, other in gaps]
        return [None for said in [*in_gaps, *(self.within(day, band, at) for band in bands)] if said]

    def dated(self, day: date, at: int, layer: Layer) -> list:
        rows = [row for row in self.openings if row.layer is layer and self.begins_on(day, row)]
        return [row.admits for row in rows if row.span.start <= at < row.span.end]

    def begins_on(self, day: date, row: DatedOpening) -> bool:
        return instant(day, 0, self.zone) <= row.span.start < instant(day + A_DAY, 0, self.zone)

    def within(self, day: date, times: Opens, at: int) -> bool:
        return self.between(day, times.from_, at, times.to)

    def between(self, day: date, start: int, at: int, end: int) -> bool:
        return instant(day, start, self.zone) <= at < instant(day, end, self.zone)


def opened(layer: Layer, admits: list) -> Minute:
    return Minute(layer, True, None if None in admits else frozenset(admits))


class Lent:
    """Which uses a day's bands or units allow, by trying every one."""

    def __init__(self, timetable: Timetable, plan: DayPlan, taken: Sequence[Span]) -> None:
        self.plan, self.zone = plan, timetable.zone
        there = [
            clause for _, clause in Calendar(timetable.terms, timetable, plan.room, (), ()).there(plan.day)
        ]
        said = [clause for clause in there if isinstance(clause, Bands | Unit)]
        said = [clause for clause in said if clause.rooms] or said
        self.bands = self.standing_bands([clause for clause in said if isinstance(clause, Bands)])
        self.unit = next((clause for clause in said if isinstance(clause, Unit)), None)
        self.open = minutes_of(opening.span for opening in plan.openings)
        self.open -= minutes_of(self.not_lent([clause for clause in there if isinstance(clause, NotLent)]))
        gaps = [clause for clause in there if isinstance(clause, Turnover)]
        gaps = [clause for clause in gaps if clause.rooms] or gaps
        apart = gaps[0].minutes * MINUTE if gaps else 0
        self.taken = minutes_of(Span(span.start - apart, span.end + apart) for span in taken)
        self.planned = minutes_of(plan.planned)

    def not_lent(self, clauses: list[NotLent]) -> list[Span]:
        walls = [self.walls(band) for clause in clauses for band in clause.bands]
        return [Span(*wall) for wall in walls if wall[0] < wall[1]]

    def walls(self, band: Band) -> tuple[int, int]:
        return instant(self.plan.day, band.from_, self.zone), instant(self.plan.day, band.to, self.zone)

    def standing_bands(self, clauses: list[Bands]) -> list[tuple[Span, Bands]]:
        bands: list[tuple[Span, Bands]] = []
        for clause in clauses:
            new = [Span(*wall) for band in clause.bands if (wall := self.walls(band))[0] < wall[1]]
            bands += [(one, clause) for one in new if not any(one.overlaps(other) for other, _ in bands)]
        return sorted(bands, key=lambda band: band[0])

    def free(self, use: Span) -> bool:
        return all(at in self.open and at not in self.taken for at in range(use.start, use.end, MINUTE))

    def uses_from(self, start: int) -> list[Span]:
        """The uses that may begin then, shortest first, wherever it is open."""
        if self.bands:
            return self.chain_from(start)
        if self.unit:
            return self.in_steps(start, self.unit.minutes, self.unit.shortest, self.unit.max_minutes)
        return self.in_steps(start, 15, 15, None)

    def chain_from(self, start: int) -> list[Span]:
        """Band upon band, as long as each touches the next, or its clause lends over the gap between."""
        uses: list[Span] = []
        last: Bands | None = None
        for band, clause in self.bands:
            if band.start == (uses[-1].end if uses else start) or (last is clause and clause.over_gaps):
                uses.append(Span(start, band.end))
                last = clause
            elif uses:
                break
        return uses

    def in_steps(self, start: int, step: int, shortest: int, longest: int | None) -> list[Span]:
        anchor = start
        while anchor - MINUTE in self.planned:
            anchor -= MINUTE
        if start not in self.planned or (start - anchor) % (step * 60):
            return []
        lengths = range(shortest, (longest or 48 * 60) + 1, step)
        return [Span(start, start + length * 60) for length in lengths]

    def fits(self, use: Span) -> bool:
        if not self.bands and use.start not in self.planned:
            return True
        return use in self.uses_from(use.start)

    def begins_a_cell(self, start: int) -> bool:
        """Freely lent, a stretch is drawn from the first quarter hour in it."""
        if self.bands or self.unit:
            return True
        return not self.free(Span(start - 15 * 60, start))

    def cell(self, start: int) -> Span:
        if self.bands:
            return self.uses_from(start)[0]
        if self.unit:
            return Span(start, start + self.unit.minutes * 60)
        end = start
        while end in self.open and end not in self.taken:
            end += MINUTE
        return Span(start, end)


def minutes_of(spans: Iterable[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end, MINUTE)}
