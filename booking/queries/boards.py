"""Rooms on days, with all that their slots depend on, loaded in a fixed number of queries."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, partial
from itertools import accumulate
from typing import Any
from zoneinfo import ZoneInfo

from booking.models import Booking
from booking.queries.claims import Row, claims_and_holds
from booking.queries.party import Asker
from booking.queries.rules import Versions, rules_of
from booking.rules.admission import DayJudge, Judge
from booking.rules.alike import family
from booking.rules.ask import Ask, Channel, Party, Step
from booking.rules.circumstances import NOTHING_SAID
from booking.rules.lottery import Hold, drawn
from booking.rules.overruling import SHOWN
from booking.rules.rulebook import Rules
from booking.rules.values import answer
from booking.rules.verdict import Sought, Valued, Verdict
from booking.rules.weeks import FORM_ASKS, Day, Slot, has_evening, seen
from facilities.models import Facility, Room
from facilities.queries.openings import Hours, hall_hours
from facilities.rules.holidays import is_holiday
from facilities.rules.hours import DayPlan
from facilities.rules.lending import LONGEST_GAP
from facilities.rules.outside import DayNote, noted_on
from facilities.rules.slots import Slot as Laid
from facilities.rules.slots import State as Fact
from facilities.rules.slots import lay
from facilities.rules.spans import Span, instant, local_day, merge

A_DAY = timedelta(days=1)
# The ages of those who come stand in the desk's own form: a caller says them once a time has been found.
AT_DESK = FORM_ASKS | SHOWN | {"ages"}
Days = tuple[date, date]  # from, to; both included


@dataclass(frozen=True, slots=True)
class Held:
    """A claim on a space of a room; `booking` is its public id if it is the asker's, else ""."""

    span: Span
    booking: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """When some rooms are open on some days, and how they are lent."""

    versions: Mapping[int, Versions]
    hours: Mapping[int, Hours]

    def rules(self, room: Room, day: date) -> Rules:
        return self.versions[room.facility_id].on(day)

    def plan(self, room: Room, day: date) -> DayPlan:
        hours = self.hours[room.facility_id]
        return self.rules(room, day).timetable.plan(room.slug, day, hours.openings, hours.closures)

    def notes(self, hall: Facility, day: date) -> tuple[DayNote, ...]:
        """What schools have on a day, as the hall's staff brought it in."""
        return tuple(noted_on(self.hours[hall.pk].notes, day, ZoneInfo(hall.timezone)))

    def day_at(self, room: Room, at: int) -> date:
        """The day to whose plan an instant belongs."""
        hours = self.hours[room.facility_id]
        rules = self.rules(room, local_day(at, zone_of(room)))
        return rules.timetable.day_at(room.slug, at, hours.openings, hours.closures)


@dataclass(frozen=True)
class Board:
    """What is known of some rooms on some days, and for whom it is looked at (None: nobody said).

    A booking that is `moving` does not stand in its own way, and is asked for as it was made; anything else
    through `channel`.
    """

    calendar: Calendar
    claims: Mapping[int, Sequence[Row]]
    asker: Asker | None
    now: int
    moving: Booking | None = None
    purpose: str | None = None
    rounds: Mapping[int, Sequence[Hold]] = field(default_factory=dict)
    channel: Channel = Channel.WEB
    _families: dict[tuple[int, int], Hashable] = field(default_factory=dict)
    _judges: dict[tuple[int, Hashable], Judge] = field(default_factory=dict)
    _held_on_days: dict[tuple[int, date], Sequence[Held]] = field(default_factory=dict)
    _ends: dict[int, tuple[list[int], list[int]]] = field(default_factory=dict)
    _of_families: dict[Hashable, list[tuple[DayPlan, DayJudge]]] = field(default_factory=dict)
    _of_days: dict[tuple[int, date], DayJudge] = field(default_factory=dict)

    @cached_property
    def asks(self) -> frozenset[str] | None:
        """The facts that whoever is shown the board is still asked for; None for a stranger. The desk can be
        shown more than a form can ask."""
        return AT_DESK if self.channel is not Channel.WEB else still_asked(self.asker, self.moving)

    def of(self, asker: Asker | None, moving: Booking) -> "Board":
        """The same rooms and days for others, whose booking that would be moving is left out. No query."""
        claims = {room: [row for row in rows if row[3] != moving.pk] for room, rows in self.claims.items()}
        return Board(self.calendar, claims, asker, self.now, moving, moving.purpose or None, self.rounds)

    def day(self, room: Room, day: date) -> Day:
        """The room's day with every slot as the asker sees it."""
        plan = self.calendar.plan(room, day)
        slots = tuple(self.seen(room, plan, laid) for laid in self.laid(room, plan))
        return day_of(plan, slots, zone_of(room))

    def laid(self, room: Room, plan: DayPlan) -> list[Laid]:
        """The slots of a day before anybody's part in them is looked at."""
        return lay(plan, [held.span for held in self._held_on(room, plan)], self.now)

    def seen(self, room: Room, plan: DayPlan, laid: Laid) -> Slot:
        """A slot as the asker sees it: what is free is asked of the judge, what is taken may be theirs."""
        if laid.state is Fact.FREE and laid.offer is not None:
            return seen(laid, self.verdict(room, plan, laid.offer), asks=self.asks)
        if laid.state is Fact.TAKEN:
            mine = (held.booking for held in self._held_on(room, plan) if held.span.overlaps(laid.span))
            return seen(laid, booking=next(filter(None, mine), ""))
        return seen(laid)

    def verdict(self, room: Room, plan: DayPlan, use: Span) -> Verdict:
        """What the judge says to a use, whether or not it is taken; a round that gives it out comes first."""
        verdict = self.judge_on(room, plan).verdict(use)
        around = plan.between_bookings(use)
        holds = [hold for hold in self.rounds[room.pk] if hold.span.overlaps(around)]
        return drawn(verdict, holds[0] if holds else None, self.now)

    def fee(self, room: Room, plan: DayPlan, use: Span) -> Valued | None:
        """What a use costs; None where no clause speaks of money."""
        rules = self.calendar.rules(room, plan.day)
        return answer(Sought.FEE, self._judge(room, rules).asked(plan.day, use), rules)

    def judge_on(self, room: Room, plan: DayPlan) -> DayJudge:
        """The judge of a room's day: one for all rooms that the rules treat alike and that are open alike."""
        key = (room.pk, plan.day)
        if key not in self._of_days:
            self._of_days[key] = self._shared(room, plan)
        return self._of_days[key]

    def _shared(self, room: Room, plan: DayPlan) -> DayJudge:
        rules = self.calendar.rules(room, plan.day)
        # By identity: a process compiles a version once, and to compare rules by what they say costs more.
        known = self._of_families.setdefault((id(rules), self._family(room, rules), plan.day), [])
        for one, judge in known:
            if one.is_like(plan):
                return judge
        known.append((plan, self._judge(room, rules).on(plan.day, plan)))
        return known[-1][1]

    def held(self, room: Room, span: Span) -> list[Held]:
        """What somebody holds of the room at some time of `span`."""
        rows = self.claims[room.pk]
        starts, ends = self._ends_of(room)
        near = rows[bisect_right(ends, span.start) : bisect_left(starts, span.end)]
        return [self._held(row) for row in near if span.start < row[2]]

    def _ends_of(self, room: Room) -> tuple[list[int], list[int]]:
        """The starts of its claims, and until when it is held at most by each and those before it."""
        if room.pk not in self._ends:
            rows = self.claims[room.pk]
            # The latest end so far: a joined room's claims lie on several spaces and may overlap.
            self._ends[room.pk] = [row[1] for row in rows], list(accumulate((row[2] for row in rows), max))
        return self._ends[room.pk]

    def _family(self, room: Room, rules: Rules) -> Hashable:
        key = (id(rules), room.pk)
        if key not in self._families:
            history = [held for _, held in self.asker.history or ()] if self.asker else ()
            self._families[key] = family(room.slug, room.facility.slug, rules.named, history)
        return self._families[key]

    def _judge(self, room: Room, rules: Rules) -> Judge:
        """One for each family and version of the rules: what depends on the asker alone is found once."""
        key = (id(rules), self._family(room, rules))
        if key not in self._judges:
            ask = Ask(Step.BOOK, self.now, room.facility.slug, room.slug, party=Party(), **self._asked())
            self._judges[key] = Judge(rules, ask, self._party_on())
        return self._judges[key]

    def _asked(self) -> dict[str, Any]:
        """By which way and for what; a booking that is moving as it was made."""
        told = {} if self.asker is None else {"facts": self.asker.company.told.facts(NOTHING_SAID)}
        if self.moving is None:
            return {"channel": self.channel, "purpose": self.purpose, **told}
        return {"channel": Channel(self.moving.channel), "purpose": self.moving.purpose or None, **told}

    def _party_on(self) -> Callable[[date], Party] | None:
        if self.asker is None or self.moving is None:
            return self.asker.party if self.asker else None
        return partial(self.asker.party, but=self.moving.pk)

    def _held_on(self, room: Room, plan: DayPlan) -> Sequence[Held]:
        """What somebody holds of the room on a day and just beside it, looked up once for its slots."""
        key = (room.pk, plan.day)
        if key not in self._held_on_days:
            self._held_on_days[key] = self.held(room, plan.between_bookings(plan.span))
        return self._held_on_days[key]

    def _held(self, row: Row) -> Held:
        _, start, end, _, person, group, public_id = row
        # Whose it is otherwise goes no further: a page that was not told cannot tell.
        mine = self.asker is not None and self.asker.owns(person, group)
        return Held(Span(start, end), public_id if mine else "")


def still_asked(asker: Asker | None, moving: Booking | None = None) -> frozenset[str] | None:
    """The facts that an asker is still asked for, none for a booking that moves; None for a stranger."""
    if moving is not None:
        return frozenset()
    return None if asker is None or asker.person is None else FORM_ASKS


def zone_of(room: Room) -> ZoneInfo:
    return ZoneInfo(room.facility.timezone)


def calendar(
    halls: Sequence[Facility], first: date, last: date, known: Mapping[int, Versions] | None = None
) -> Calendar:
    """The halls' rules and dated hours from `first` to `last`, both included.

    Two queries, one where the rules are `known` (by the halls' keys); one more for a rulebook that this
    process has not compiled yet.
    """
    rules = rules_of(halls) if known is None else known
    # From the day before: its camp night may run on past midnight (decision 8).
    return Calendar(rules, hall_hours((hall.pk for hall in halls), first - A_DAY, last))


def board(
    rooms: Sequence[Room],
    days: Sequence[Days],
    asker: Asker | None,
    now: int,
    moving: Booking | None = None,
    known: Calendar | None = None,
    purpose: str = "",
    channel: Channel = Channel.WEB,
) -> Board:
    """The rooms, which come with their facilities, on some stretches of local days. Three queries.

    The calendar is that of the least stretch that holds them all, unless it is `known`: then one query.
    """
    claimed, held = _claims(rooms, days, moving.pk if moving else None)
    shown = known or _calendar_of(rooms, days)
    return Board(shown, claimed, asker, now, moving, purpose or None, held, channel)


def _calendar_of(rooms: Sequence[Room], days: Sequence[Days]) -> Calendar:
    halls = {room.facility_id: room.facility for room in rooms}
    return calendar(list(halls.values()), min(day for day, _ in days), max(day for _, day in days))


def day_of(plan: DayPlan, slots: tuple[Slot, ...], zone: ZoneInfo) -> Day:
    """A planned day as a value for pages, with the slots that they show of it."""
    closed = plan.closings[0].source if plan.closings and not plan.openings else None
    evening = has_evening(plan.openings, plan.day, zone)
    return Day(plan.day, slots, plan.openings, is_holiday(plan.day), evening, closed)


def _claims(
    rooms: Sequence[Room], days: Sequence[Days], but: int | None
) -> tuple[dict[int, list[Row]], dict[int, list[Hold]]]:
    """For each room (by key) the claims on its spaces, in order, and what rounds give out; not the claims
    of the booking with key `but`.

    One query, read as integers.
    """
    found: dict[int, list[Row]] = {room.pk: [] for room in rooms}
    drawn: dict[int, list[Hold]] = {room.pk: [] for room in rooms}
    if not found:
        return found, drawn
    claimed, held = claims_and_holds(sorted(found), _spans(days, {zone_of(room) for room in rooms}))
    for row in claimed:
        if row[3] != but:
            found[row[0]].append(row)
    for room, hold in held:
        drawn[room].append(hold)
    return found, drawn


def _spans(days: Iterable[Days], zones: Collection[ZoneInfo]) -> list[Span]:
    """Where to look for each stretch of days, whatever the zone, with the night after it and as far around
    as two bookings may have to keep apart."""
    return merge(
        Span(
            min(instant(first, 0, zone) for zone in zones),
            max(instant(last + 2 * A_DAY, 0, zone) for zone in zones),
        ).widened(LONGEST_GAP)
        for first, last in days
    )
