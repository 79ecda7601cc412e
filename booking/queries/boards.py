"""Rooms on days, with all that their slots depend on, loaded in a fixed number of queries."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from booking.models import Claim
from booking.queries.party import Asker
from booking.queries.rules import Versions, rules_of
from booking.rules.admission import Judge
from booking.rules.ask import Ask, Channel, Party, Step
from booking.rules.rulebook import Rules
from booking.rules.verdict import Verdict
from booking.rules.weeks import Day, Slot, has_evening, seen
from facilities.models import Facility, Room
from facilities.queries.openings import Hours, hall_hours
from facilities.queries.prepared import Prepared
from facilities.rules.days import is_holiday
from facilities.rules.hours import DayPlan
from facilities.rules.slots import Slot as Laid
from facilities.rules.slots import State as Fact
from facilities.rules.slots import lay
from facilities.rules.spans import Span, day_span, local_day

A_DAY = timedelta(days=1)
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

    def day_at(self, room: Room, at: int) -> date:
        """The day to whose plan an instant belongs."""
        hours = self.hours[room.facility_id]
        rules = self.rules(room, local_day(at, zone_of(room)))
        return rules.timetable.day_at(room.slug, at, hours.openings, hours.closures)


@dataclass(frozen=True)
class Board:
    """What is known of some rooms on some days, and for whom it is looked at (None: nobody said)."""

    calendar: Calendar
    held: Mapping[int, Sequence[Held]]
    asker: Asker | None
    now: int
    _judges: dict[tuple[int, str], Judge] = field(default_factory=dict)

    def day(self, room: Room, day: date) -> Day:
        """The room's day with every slot as the asker sees it."""
        plan = self.calendar.plan(room, day)
        slots = tuple(self.seen(room, plan, laid) for laid in self.laid(room, plan))
        return day_of(plan, slots, zone_of(room))

    def laid(self, room: Room, plan: DayPlan) -> list[Laid]:
        """The slots of a day before anybody's part in them is looked at."""
        return lay(plan, self.taken(room, plan.span), self.now)

    def seen(self, room: Room, plan: DayPlan, laid: Laid) -> Slot:
        """A slot as the asker sees it: what is free is asked of the judge, what is taken may be theirs."""
        if laid.state is Fact.FREE and laid.offer is not None:
            return seen(laid, self.verdict(room, plan, laid.offer))
        if laid.state is Fact.TAKEN:
            held = self._held_on(room, laid.span)
            return seen(laid, booking=next((one.booking for one in held if one.booking), ""))
        return seen(laid)

    def verdict(self, room: Room, plan: DayPlan, use: Span) -> Verdict:
        """What the judge says to a use, whether or not it is taken."""
        rules = self.calendar.rules(room, plan.day)
        judge = self._judges.get((id(rules), room.slug))
        if judge is None:
            judge = self._judges[id(rules), room.slug] = self._judge(room, rules)
        return judge.verdict(plan.day, use, plan)

    def taken(self, room: Room, span: Span) -> list[Span]:
        """What somebody holds of the room at some time of `span`."""
        return [held.span for held in self._held_on(room, span)]

    def _judge(self, room: Room, rules: Rules) -> Judge:
        ask = Ask(Step.BOOK, self.now, room.facility.slug, room.slug, channel=Channel.WEB, party=Party())
        return Judge(rules, ask, self.asker.party if self.asker else None)

    def _held_on(self, room: Room, span: Span) -> Iterator[Held]:
        return (held for held in self.held[room.pk] if held.span.overlaps(span))


def zone_of(room: Room) -> ZoneInfo:
    return ZoneInfo(room.facility.timezone)


def calendar(halls: Sequence[Facility], first: date, last: date) -> Calendar:
    """The halls' rules and dated hours from `first` to `last`, both included.

    Two queries, one more for a rulebook that this process has not compiled yet.
    """
    return Calendar(rules_of(halls), hall_hours((hall.pk for hall in halls), first - A_DAY, last))


def board(rooms: Sequence[Room], days: Sequence[Days], asker: Asker | None, now: int) -> Board:
    """The rooms, which come with their facilities, on some stretches of local days. Three queries.

    The calendar is that of the least stretch that holds them all.
    """
    halls = {room.facility_id: room.facility for room in rooms}
    first, last = min(day for day, _ in days), max(day for _, day in days)
    return Board(calendar(list(halls.values()), first, last), _held(rooms, days, asker), asker, now)


def day_of(plan: DayPlan, slots: tuple[Slot, ...], zone: ZoneInfo) -> Day:
    """A planned day as a value for pages, with the slots that they show of it."""
    closed = plan.closings[0].source if plan.closings and not plan.openings else None
    evening = has_evening(plan.openings, plan.day, zone)
    return Day(plan.day, slots, plan.openings, is_holiday(plan.day), evening, closed)


def _held(rooms: Sequence[Room], days: Sequence[Days], asker: Asker | None) -> dict[int, list[Held]]:
    """For each room (by key) the claims on its spaces, in order. One query, read as integers."""
    found: dict[int, list[Held]] = {room.pk: [] for room in rooms if room.pk}
    ends = _ends(days, {zone_of(room) for room in rooms})
    for room, start, end, person, group, public_id in CLAIMS.rows(sorted(found), ends):
        mine = asker is not None and (person == asker.person or group in asker.groups)
        found[room].append(Held(Span(start, end), public_id if mine else ""))
    return found


def _ends(days: Iterable[Days], zones: Collection[ZoneInfo]) -> list[int]:
    """From when to when to look for each stretch of days, whatever the zone, with the night after it."""
    ends = []
    for first, last in days:
        ends.append(min(day_span(first, zone).start for zone in zones))
        ends.append(max(day_span(last + A_DAY, zone).end for zone in zones))
    return ends


def _claimed(rooms: list[int], ends: list[int]) -> Any:
    stretches = (Q(end__gt=start, start__lt=end) for start, end in zip(ends[::2], ends[1::2], strict=True))
    claims = Claim.objects.filter(reduce(or_, stretches), space__rooms__in=rooms).order_by("start")
    return claims.values_list(
        "space__rooms", "start", "end", "booking__person", "booking__group", "booking__public_id"
    )


CLAIMS = Prepared(_claimed)
