"""Slow and plain answers to what the rules answer fast: one minute at a time, no interval algebra."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from facilities.rules.clauses import Bands, CalendarClause, Closed, Evening, Hours, Opens, Unit
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
        self.zone = timetable.zone
        self.clauses = [clause for _, clause in terms if clause.rooms is None or room in clause.rooms]
        self.openings = [row for row in openings if row.rooms is None or room in row.rooms]
        self.closures = [row for row in closures if row.rooms is None or room in row.rooms]
        self.speaking = cache(self.who_speaks)
        self.reach = cache(self.how_far)

    def at(self, day: date, at: int) -> Minute | None:
        """What the plan of `day` should say of a minute."""
        yesterday = self.own(day - A_DAY, at)
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
        if any(isinstance(clause, Closed) and day in clause.on for clause in self.clauses):
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

    def who_speaks(self, day: date, kind: type) -> list:
        """The clauses of a kind that speak of the day; those that name the room before the others."""
        said = [clause for clause in self.clauses if isinstance(clause, kind) and day in clause.on]
        if kind is Opens:
            return [*self.speaking(day, Hours), *self.speaking(day, Evening)]
        return [clause for clause in said if clause.rooms] or said

    def standing(self, day: date, at: int, kind: type) -> list:
        return [clause.admits for clause in self.speaking(day, kind) if self.within(day, clause, at)]

    def by_bands(self, day: date, at: int) -> list:
        """A room that no clause gives hours is open during its bands."""
        if any(isinstance(clause, Hours) for clause in self.clauses):
            return []
        bands = [band for clause in self.speaking(day, Bands) for band in clause.bands]
        return [None for band in bands if self.within(day, band, at)]

    def dated(self, day: date, at: int, layer: Layer) -> list:
        rows = [row for row in self.openings if row.layer is layer and self.begins_on(day, row)]
        return [row.admits for row in rows if row.span.start <= at < row.span.end]

    def begins_on(self, day: date, row: DatedOpening) -> bool:
        return instant(day, 0, self.zone) <= row.span.start < instant(day + A_DAY, 0, self.zone)

    def within(self, day: date, times: Opens, at: int) -> bool:
        return instant(day, times.from_, self.zone) <= at < instant(day, times.to, self.zone)


def opened(layer: Layer, admits: list) -> Minute:
    return Minute(layer, True, None if None in admits else frozenset(admits))


class Lent:
    """Which uses a day's bands or units allow, by trying every one."""

    def __init__(self, timetable: Timetable, plan: DayPlan, taken: Sequence[Span]) -> None:
        self.plan, self.zone = plan, timetable.zone
        said = [
            clause
            for _, clause in timetable.terms
            if isinstance(clause, Bands | Unit)
            and plan.day in clause.on
            and (clause.rooms is None or plan.room in clause.rooms)
        ]
        said = [clause for clause in said if clause.rooms] or said
        self.bands = self.standing_bands([clause for clause in said if isinstance(clause, Bands)])
        self.unit = next((clause for clause in said if isinstance(clause, Unit)), None)
        self.open = minutes_of(opening.span for opening in plan.openings)
        self.taken = minutes_of(taken)
        self.planned = minutes_of(plan.planned)

    def standing_bands(self, clauses: list[Bands]) -> list[Span]:
        bands: list[Span] = []
        for clause in clauses:
            walls = [
                (instant(self.plan.day, b.from_, self.zone), instant(self.plan.day, b.to, self.zone))
                for b in clause.bands
            ]
            new = [Span(*wall) for wall in walls if wall[0] < wall[1]]
            bands += [one for one in new if not any(one.overlaps(other) for other in bands)]
        return sorted(bands)

    def free(self, use: Span) -> bool:
        return all(at in self.open and at not in self.taken for at in range(use.start, use.end, MINUTE))

    def uses_from(self, start: int) -> list[Span]:
        """The uses that may begin then, shortest first, wherever it is open."""
        if self.bands:
            chain = itertools.accumulate((band for band in self.bands if band.start >= start), joined)
            return [use for use in chain if use and use.start == start]
        if self.unit:
            return self.in_steps(start, self.unit.minutes, self.unit.shortest, self.unit.max_minutes)
        return self.in_steps(start, 15, 15, None)

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


def joined(one: Span | None, other: Span) -> Span | None:
    return Span(one.start, other.end) if one and one.end == other.start else None


def minutes_of(spans: Iterable[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end, MINUTE)}
