"""A hall's day at its desk: every room, who has it, who is there, what is closed, out, or noted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, IntegerField, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Cast, Coalesce

from booking.models import (
    BoardVersion,
    Booking,
    HandoverNote,
    Headcount,
    HourCount,
    KeyLoan,
    Occurrence,
    Post,
    SessionCount,
)
from booking.queries.boards import Calendar, calendar
from booking.queries.handover import has_key, keys_out, notes_open
from booking.queries.no_show import late_at
from booking.queries.rules import Versions
from booking.rules.lifecycle import State
from booking.rules.rulebook import Rulebook
from booking.rules.staff import Right, holding
from booking.rules.today import SHOWN, Seen, hour_of, reach, seen
from facilities.models import Facility, Room, Space
from facilities.rules.hours import DayPlan, Layer, Source
from facilities.rules.outside import DayNote
from facilities.rules.spans import Span, day_span, merge, subtract

Version = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Use:
    """A booking of the day, how it stands, how many came (None: nobody said), and whether its key is out."""

    booking: Booking
    seen: Seen
    came: int | None
    key_out: bool = False

    @property
    def span(self) -> Span:
        return Span(self.booking.start, self.booking.end)

    @property
    def uncounted(self) -> bool:
        """Whether they were here, or may have been, without anybody having said how many."""
        return self.came is None and self.seen in (Seen.USED, Seen.UNTOLD, Seen.OVER)


@dataclass(frozen=True, slots=True)
class Shut:
    """A piece of the day in which nobody has the room; `beside` is a room that shares its space with this."""

    span: Span
    source: Source | None = None
    beside: Room | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """One room's day. `hours` are how many were in a room for free use, by the hour's beginning."""

    room: Room
    plan: DayPlan
    uses: tuple[Use, ...]
    shut: tuple[Shut, ...] = ()
    hours: Mapping[int, int] = field(default_factory=dict)
    key: bool = False  # the rules speak of one
    noticed: bool = False  # something was written down of it that day

    def present(self, now: int, zone: ZoneInfo) -> int | None:
        """How many are there now by the last count; None where nobody has counted this hour."""
        return self.hours.get(hour_of(now, zone))


@dataclass(frozen=True)
class Today:
    """The day as it is at `now`. `shown` is from when to when the board reaches; None on a closed day."""

    hall: Facility
    day: date
    now: int
    zone: ZoneInfo
    version: Version
    lanes: tuple[Lane, ...]
    shown: Span | None
    evening: Span | None
    keys: Sequence[KeyLoan]
    notes: Sequence[HandoverNote]
    closed: Source | None = None
    book: Rulebook | None = None
    noted: tuple[DayNote, ...] = ()

    @cached_property
    def uses(self) -> list[Use]:
        """All of them, in order of their start."""
        return sorted((use for lane in self.lanes for use in lane.uses), key=lambda use: use.span)

    def those(self, *how: Seen) -> list[Use]:
        return [use for use in self.uses if use.seen in how]

    @property
    def people_in(self) -> int:
        """How many are in the house: those who came to what is in use, as far as they were counted, and who
        was counted in rooms for free use this hour."""
        here = sum(use.came or 0 for use in self.those(Seen.IN_USE, Seen.OVER))
        return here + sum(lane.present(self.now, self.zone) or 0 for lane in self.lanes)

    def use_of(self, public_id: str) -> Use | None:
        return next((use for use in self.uses if use.booking.public_id == public_id), None)


def version_seen(slug: str, person: int, on: date) -> Version | None:
    """The counters of a hall's board, for whoever may see it on a day; None for anybody else. One query."""
    here = Q(facility=OuterRef("pk")) | Q(department=OuterRef("department"))
    standing = Q(until=None) | Q(until__gte=on)
    posts = Post.objects.filter(here, standing, person=person, role__in=holding(Right.DAY))
    active = posts.filter(person__is_active=True)
    halls = Facility.objects.filter(Exists(active), slug=slug)
    told = _counters("pk")
    row = halls.annotate(**told).values_list("revision", *told).first()
    return None if row is None else _version(row)


def today(hall: Facility, day: date, now: int, zone: ZoneInfo, rules: Versions | None = None) -> Today:
    """The day with all that the board shows of it. Six queries, one less where the hall's `rules` are known,
    one more where rooms are counted by the hour, or for a rulebook that this process has not compiled."""
    # First, with the counters: read after what they tell of, a change in between would stay unseen.
    rooms, made_of = _rooms(hall, day_span(day, zone))
    known = calendar([hall], day, day + timedelta(days=1), {hall.pk: rules} if rules else None)
    plans = {room.pk: known.plan(room, day) for room in rooms}
    # A camp night runs on past midnight: who sleeps there is of this day's board.
    whole = merge([day_span(day, zone), *(plan.span for plan in plans.values())])[0]
    keys = keys_out(hall)
    uses = _uses(hall, whole, now, known, day, {loan.booking_id for loan in keys})
    shown = reach(_all_spans(plans.values(), uses.values()), zone)
    told = _Day(day, known, rooms, made_of, plans, uses, shown)
    return Today(
        hall=hall,
        day=day,
        now=now,
        zone=zone,
        version=_version_of(hall, rooms),
        lanes=_lanes(told, {} if all(room.bookable for room in rooms) else _hours(hall, whole)),
        shown=shown,
        evening=_evening(plans.values()),
        keys=keys,
        notes=notes_open(hall),
        closed=_closed(plans.values()),
        book=known.versions[hall.pk].book_on(day),
        noted=known.notes(hall, day),
    )


@dataclass(frozen=True, slots=True)
class _Day:
    """What the lanes of a day are made of. By room (its key): its plan, its uses; of which spaces it is."""

    day: date
    known: Calendar
    rooms: Sequence[Any]
    made_of: Mapping[int, set[int]]
    plans: Mapping[int, DayPlan]
    uses: Mapping[int, tuple[Use, ...]]
    shown: Span | None


def _lanes(of: _Day, hours: Mapping[int, Mapping[int, int]]) -> tuple[Lane, ...]:
    return tuple(
        Lane(
            room,
            of.plans[room.pk],
            of.uses.get(room.pk, ()),
            _shut(room, of.plans[room.pk], of.shown, _beside(room, of.rooms, of.made_of, of.uses)),
            hours.get(room.pk, {}),
            has_key(of.known.rules(room, of.day), room.slug),
            room.noticed,
        )
        for room in of.rooms
    )


def _counters(hall: str) -> dict[str, Any]:
    """What moves, as annotations of something whose hall (by key) is `hall`."""
    spaces = Space.objects.filter(facility=OuterRef(hall)).order_by().values("facility")
    board = BoardVersion.objects.filter(facility=OuterRef(hall)).values("revision")[:1]
    return {
        "of_spaces": Subquery(spaces.annotate(all=Sum("revision")).values("all")),
        "of_board": Subquery(board),
    }


def _version(row: Iterable[int | None]) -> Version:
    of_hall, of_spaces, of_board = (number or 0 for number in row)
    return of_hall, of_spaces, of_board


def _rooms(hall: Facility, whole: Span) -> tuple[list[Any], Mapping[int, set[int]]]:
    """With what moves, and with whether something was noticed in them that day; and by their keys, of which
    spaces (keys) each is made. One query, in which a room stands once for each of its spaces."""
    noticed = Occurrence.objects.filter(room=OuterRef("pk"), at__gte=whole.start, at__lt=whole.end)
    rooms = Room.objects.filter(facility=hall, published=True)
    rooms = rooms.annotate(noticed=Exists(noticed), space=F("spaces"), **_counters("facility"))
    found: dict[int, Any] = {}
    made_of: dict[int, set[int]] = {}
    for room in rooms:
        room.facility = hall
        found.setdefault(room.pk, room)
        made_of.setdefault(room.pk, set()).add(room.space)
    return list(found.values()), made_of


def _version_of(hall: Facility, rooms: Sequence[Any]) -> Version:
    """As the rooms' query has read it, which comes before all that it tells of."""
    return _version((hall.revision, rooms[0].of_spaces, rooms[0].of_board) if rooms else (0, 0, 0))


def _uses(
    hall: Facility, whole: Span, now: int, known: Calendar, day: date, out: set[int]
) -> dict[int, tuple[Use, ...]]:
    """By room (its key). One query."""
    # Subqueries and no joins: a use would stand there once for each band that was counted. Who came to a date
    # of a programme is counted on the programme's page, or here at the door.
    heads = Headcount.objects.filter(booking=OuterRef("pk")).order_by().values("booking")
    of_date = SessionCount.objects.filter(session=OuterRef("session")).order_by().values("session")
    came = Coalesce(*(Subquery(one.annotate(all=Sum("count")).values("all")) for one in (heads, of_date)))
    rows = Booking.objects.filter(
        room__facility=hall, start__lt=whole.end, end__gt=whole.start, state__in=SHOWN
    ).exclude(state=State.OFFERED, person=None)  # kept for the line: nobody's yet
    told = ("room", "group", "person", "session__programme")
    rows = rows.select_related(*told).annotate(came=Cast(came, IntegerField()))
    found: dict[int, list[Use]] = {}
    for row in rows.order_by("start", "pk"):
        row.room.facility = hall
        late = late_at(hall, row, known.rules(row.room, day), now)
        how = seen(State(row.state), Span(row.start, row.end), now, late)
        found.setdefault(row.room_id, []).append(Use(row, how, row.came, row.pk in out))
    return {room: tuple(uses) for room, uses in found.items()}


def _hours(hall: Facility, whole: Span) -> dict[int, dict[int, int]]:
    """Of rooms for free use, by their key, how many were counted in each hour. One query."""
    rows = HourCount.objects.filter(room__facility=hall, at__gte=whole.start, at__lt=whole.end)
    found: dict[int, dict[int, int]] = {}
    for room, at, count in rows.order_by().values_list("room", "at").annotate(all=Sum("count")):
        found.setdefault(room, {})[at] = count
    return found


def _beside(
    room: Room, rooms: Sequence[Room], made_of: Mapping[int, set[int]], uses: Mapping[int, tuple[Use, ...]]
) -> list[Shut]:
    """When others hold a space of the room by the name of another room."""
    mine = made_of.get(room.pk, set())
    sharing = [one for one in rooms if one.pk != room.pk and mine & made_of.get(one.pk, set())]
    return [Shut(use.span, beside=one) for one in sharing for use in uses.get(one.pk, ()) if _holds(use)]


def _holds(use: Use) -> bool:
    return use.seen is not Seen.NO_SHOW


def _all_spans(plans: Iterable[DayPlan], uses: Iterable[Sequence[Use]]) -> list[Span]:
    opened = [span for plan in plans for span in plan.open_spans]
    return opened + [use.span for many in uses for use in many]


def _shut(room: Room, plan: DayPlan, shown: Span | None, beside: Sequence[Shut]) -> tuple[Shut, ...]:
    if shown is None:
        return ()
    closed = [Shut(span, plan.why(span.start)) for span in subtract([shown], plan.open_spans)]
    return (*closed, *beside)


def _evening(plans: Iterable[DayPlan]) -> Span | None:
    """From the first opening of an evening to the end of the last, of whatever room."""
    spans = [one.span for plan in plans for one in plan.openings if one.source.layer is Layer.EVENING]
    return Span(min(one.start for one in spans), max(one.end for one in spans)) if spans else None


def _closed(plans: Iterable[DayPlan]) -> Source | None:
    """Why the whole house is closed, if no room opens."""
    known = list(plans)
    if any(plan.openings for plan in known):
        return None
    return next((plan.closings[0].source for plan in known if plan.closings), None)
