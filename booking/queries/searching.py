"""Rooms on days, each looked at once: what may be booked of what is sought, or why there is nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from booking.queries.boards import Board, still_asked, zone_of
from booking.rules.admission import DayJudge
from booking.rules.finding import FAR, Features, Miss, Sought, Why, miss, most_telling
from booking.rules.stocks import at_once, used_up
from booking.rules.verdict import Outcome, Verdict
from booking.rules.weeks import is_open
from facilities.models import Room
from facilities.queries.lent import Lent
from facilities.rules.hours import DayPlan
from facilities.rules.slots import fitting
from facilities.rules.spans import Span, has_day, merge

A_DAY = timedelta(days=1)
NEAR_DAYS = 7  # on which near misses are looked for


@dataclass(frozen=True, slots=True)
class Hit:
    """The uses of a room's day that are sought and that the judge allows, each with another start."""

    room: Room
    day: date
    uses: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Close:
    """A use of a room that is free, and how far it is from what is sought; the judge was not asked yet."""

    miss: Miss
    room: Room
    plan: DayPlan
    use: Span


@dataclass(frozen=True)
class Alike:
    """A day of rooms that the judge takes for one: the uses that are sought, whether or not they are
    taken, and which of them it allows."""

    uses: tuple[Span, ...]
    judge: DayJudge
    asks: frozenset[str] | None
    _open: dict[Span, bool] = field(default_factory=dict)

    def is_open(self, use: Span) -> bool:
        if use not in self._open:
            self._open[use] = is_open(self.judge.verdict(use), self.asks)
        return self._open[use]


# Without slots: `cached_property` keeps what it finds in the dict of the instance.
@dataclass(frozen=True)
class Search:
    """What is sought, among which rooms, and what is known of them; by a thing's key when how many of it go
    with bookings."""

    lent: Lent
    sought: Sought
    view: Board
    loans: Mapping[int, Sequence[tuple[Span, int]]] = field(default_factory=dict)
    refused: dict[tuple[int, date], Verdict] = field(default_factory=dict)
    _alike: dict[DayJudge, Alike] = field(default_factory=dict)
    _used_up: dict[int, list[Span]] = field(default_factory=dict)

    @cached_property
    def lacking(self) -> dict[int, tuple[Why, ...]]:
        """By its key what speaks against each room on any day."""
        return {room.pk: self.sought.lacks(features(self.lent, room)) for room in self.lent.rooms}

    @cached_property
    def rooms(self) -> list[Room]:
        """Those that will do."""
        return [room for room in self.lent.rooms if not self.lacking[room.pk]]

    @cached_property
    def days(self) -> list[date]:
        return [self.sought.first + n * A_DAY for n in range((self.sought.last - self.sought.first).days + 1)]

    @cached_property
    def looked_at(self) -> dict[tuple[int, date], Hit | Why]:
        """By room and day, in the order of the days."""
        return {(room.pk, day): self._of_day(room, day) for day in self.days for room in self.rooms}

    @cached_property
    def hits(self) -> list[Hit]:
        return [found for found in self.looked_at.values() if isinstance(found, Hit)]

    @cached_property
    def unlit(self) -> list[Room]:
        """The rooms that will do and of which nothing was found."""
        lit = {hit.room.pk for hit in self.hits}
        return [room for room in self.rooms if room.pk not in lit]

    def among(self, rooms: Iterable[Room]) -> list[Hit]:
        """What there is in other rooms."""
        found = [self._of_day(room, day) for day in self.days for room in rooms]
        return [one for one in found if isinstance(one, Hit)]

    def why_not(self, room: Room) -> Why:
        """Why nothing was found of a room that would do. Of one that is taken and that the judge would
        refuse anyway, the latter."""
        whys = [why for day in self.days if isinstance(why := self.looked_at[room.pk, day], Why)]
        why = most_telling(whys)
        # "Taken" would send somebody to the line for what they may not have.
        if why is Why.TAKEN and not any(self.had_by_others(room)):
            return Why.REFUSED
        return why

    def had_by_others(self, room: Room) -> Iterator[Span]:
        """What the judge would allow of a room if it were not taken, the first use of each day."""
        for day in self.days:
            if self.looked_at[room.pk, day] is Why.TAKEN:
                plan = self.view.calendar.plan(room, day)
                there = self._there(room, plan)
                if allowed := self._allowed(room, plan, there.uses):
                    yield allowed[0]
                else:
                    self._not_open(room, plan, there.uses[0])

    def close(self) -> Iterator[Close]:
        """What is free on the first days at another time, or is shorter, where there is no hit."""
        for day in self.days[:NEAR_DAYS]:
            for room in self.rooms:
                if has_day(day, zone_of(room)) and not isinstance(self.looked_at[room.pk, day], Hit):
                    yield from self._close(room, day)

    def _close(self, room: Room, day: date) -> Iterator[Close]:
        window, plan = self.sought.window(day, zone_of(room)), self.view.calendar.plan(room, day)
        # From now on: of today what is over is no near miss.
        whole = Span.between(max(plan.span.start, self.view.now), plan.span.end)
        taken = [held.span for held in self.view.held(room, plan.between_bookings(plan.span))]
        taken = merge([*taken, *self._without_things(room)])
        for use in fitting(plan, taken, whole, self.sought.seconds, self.sought.least) if whole else ():
            far = miss(window, use, self.sought.seconds)
            if 0 < far.total <= FAR:
                yield Close(far, room, plan, use)

    def is_open(self, room: Room, plan: DayPlan, use: Span) -> bool:
        """What the judge says to a use, whether or not it is taken."""
        return is_open(self.view.verdict(room, plan, use), self._asks)

    def _of_day(self, room: Room, day: date) -> Hit | Why:
        if not has_day(day, zone_of(room)):
            return Why.SHUT
        plan = self.view.calendar.plan(room, day)
        if not plan.lent_spans:
            return Why.SHUT
        there = self._there(room, plan)
        if not there.uses:
            return self._shut_or_short(room, plan)
        # Last, as it differs from room to room; what comes before is the same for all that are alike.
        taken = self._taken(room, plan)
        uses = [use for use in there.uses if not any(use.overlaps(span) for span in taken)]
        if not uses:
            return Why.TAKEN
        uses = [use for use in uses if not any(use.overlaps(span) for span in self._without_things(room))]
        if not uses:
            return Why.LENT
        allowed = self._allowed(room, plan, uses)
        return Hit(room, day, allowed) if allowed else self._not_open(room, plan, uses[0])

    def _allowed(self, room: Room, plan: DayPlan, uses: Iterable[Span]) -> tuple[Span, ...]:
        """Which of them the judge allows. A round gives out slots of one room, which is like no other."""
        if self.view.rounds[room.pk]:
            return tuple(use for use in uses if self.is_open(room, plan, use))
        return tuple(filter(self._there(room, plan).is_open, uses))

    def _there(self, room: Room, plan: DayPlan) -> Alike:
        judge = self.view.judge_on(room, plan)
        if judge not in self._alike:
            window = self._window(room, plan.day)
            uses = fitting(plan, (), window, self.sought.seconds) if window else ()
            self._alike[judge] = Alike(tuple(uses), judge, self._asks)
        return self._alike[judge]

    def _shut_or_short(self, room: Room, plan: DayPlan) -> Why:
        window = self._window(room, plan.day)
        is_open = window is not None and any(window.overlaps(span) for span in plan.lent_spans)
        return Why.SHORT if is_open else Why.SHUT

    def _window(self, room: Room, day: date) -> Span | None:
        """What is still to come of the part of the day that is sought."""
        window = self.sought.window(day, zone_of(room))
        return Span.between(max(window.start, self.view.now), window.end)

    def _taken(self, room: Room, plan: DayPlan) -> list[Span]:
        """What is held of a room's day, with what has to stay free around it."""
        held = self.view.held(room, plan.between_bookings(plan.span))
        return [plan.between_bookings(one.span) for one in held]

    def _without_things(self, room: Room) -> list[Span]:
        """When something that is sought cannot be had in a room, since others have all of it."""
        if room.pk not in self._used_up:
            had = [one for one in self.lent.to_be_had_in(room) if one.stock]
            kinds = [[one for one in had if one.slug == thing] for thing in self.sought.things]
            self._used_up[room.pk] = [
                span
                for kind in kinds
                for span in at_once([used_up(one.stock, self.loans.get(one.pk, ())) for one in kind])
            ]
        return self._used_up[room.pk]

    def _not_open(self, room: Room, plan: DayPlan, use: Span) -> Why:
        """Remembers what the judge says to the first use of a day that it does not allow."""
        verdict = self.refused.setdefault((room.pk, plan.day), self.view.verdict(room, plan, use))
        return Why.ASK if verdict.outcome is Outcome.ASK else Why.REFUSED

    @property
    def _asks(self) -> frozenset[str] | None:
        """As the booking form has it: what it would refuse is no find."""
        return still_asked(self.view.asker)


def features(lent: Lent, room: Room) -> Features:
    """Of a hall with a step before its door no room is free of steps."""
    things = frozenset(one.slug for one in lent.to_be_had_in(room) if one.stock)
    step_free = False if room.facility.step_free is False else room.step_free
    return Features(room.facility.slug, room.capacity, things, step_free, room.loud)
