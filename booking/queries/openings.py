"""A hall's month as the desk sees it: each day with what decides it, and where rooms differ."""

from calendar import monthrange
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from booking.models import Person
from booking.queries.boards import Calendar, calendar
from booking.queries.rosters import on_duty
from booking.queries.rules import Versions
from booking.rules.openings import Number, number_of, weighed, winner_of
from booking.rules.series import falls_on
from facilities.models import Closure, Evening, Facility, Room
from facilities.rules.clauses import Closed, Hours
from facilities.rules.evenings import Recurrence, horizon
from facilities.rules.holidays import is_holiday
from facilities.rules.hours import DayPlan
from facilities.rules.layers import Closing, Layer, Opening, Source
from facilities.rules.outside import DayNote
from facilities.rules.spans import Span, instant, local_day

A_DAY = timedelta(days=1)
AN_HOUR = 60 * 60


@dataclass(frozen=True, slots=True)
class Alike:
    """Rooms that are open alike on a day."""

    rooms: tuple[Room, ...]
    plan: DayPlan


@dataclass(frozen=True, slots=True)
class Row:
    """One layer's piece of a day: what it opens or closes, and how much of that stands in the end."""

    number: Number
    source: Source
    spans: tuple[Span, ...]
    closes: bool
    rooms: tuple[Room, ...]  # where it speaks of some rooms only
    wins: bool
    stands: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class HallDay:
    """`alike` begins with the most rooms. `winner` None: nothing opens or closes the hall."""

    day: date
    holiday: bool
    alike: tuple[Alike, ...]
    winner: Source | None
    number: Number
    on_duty: tuple[Person, ...]


@dataclass(frozen=True)
class HallMonth:
    """The days of a month, with what lies behind them."""

    hall: Facility
    rooms: tuple[Room, ...]
    days: tuple[HallDay, ...]
    calendar: Calendar
    seasonal: frozenset[str]

    def rows(self, day: date) -> list[Row]:
        """Every layer that speaks of a day, the lowest first, whether it stands or not. No query."""
        found: dict[tuple[Source, bool], list[tuple[Room, Span]]] = {}
        for room in self.rooms:
            plan = self.calendar.plan(room, day)
            for piece in _pieces(self.calendar, room, plan):
                of_room = found.setdefault((piece.source, isinstance(piece, Closing)), [])
                of_room.append((room, piece.span))
        winner = next((one.winner for one in self.days if one.day == day), None)
        rows = [self._row(day, key, pieces, winner) for key, pieces in found.items()]
        return sorted(rows, key=lambda row: (row.number, row.source.layer, row.spans))

    def notes(self, day: date) -> tuple[DayNote, ...]:
        """What schools have on a day. No query."""
        return self.calendar.notes(self.hall, day)

    def _row(
        self,
        day: date,
        key: tuple[Source, bool],
        pieces: Sequence[tuple[Room, Span]],
        winner: Source | None,
    ) -> Row:
        source, closes = key
        rooms = tuple(dict.fromkeys(room for room, _ in pieces))
        spans = tuple(sorted({span for _, span in pieces}))
        plans = [self.calendar.plan(room, day) for room in rooms]
        laid = [plan.closings if closes else plan.openings for plan in plans]
        stands = {piece.span for pieces in laid for piece in pieces if piece.source == source}
        return Row(
            number=number_of(source, self.seasonal),
            source=source,
            spans=spans,
            closes=closes,
            rooms=() if len(rooms) == len(self.rooms) else rooms,
            wins=source == winner,
            stands=tuple(sorted(stands)),
        )


@dataclass(frozen=True, slots=True)
class OnDay:
    """The dated rows of a day, and whether they come from something that recurs."""

    evenings: tuple[Evening, ...]
    closures: tuple[Closure, ...]


def hall_month(hall: Facility, first: date, rules: Versions) -> HallMonth:
    """The month that begins on `first`, by the hall's rules. Three queries."""
    last = first.replace(day=monthrange(first.year, first.month)[1])
    rooms = tuple(_rooms(hall))
    # A day to either side: an opening may run on past midnight, into the month or out of it.
    known = calendar([hall], first - A_DAY, last + A_DAY, {hall.pk: rules})
    seasonal = _seasonal(known, rooms, first)
    duty = on_duty(hall, first, last)
    days = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
    told = tuple(_day(known, rooms, day, seasonal, tuple(duty[day])) for day in days)
    return HallMonth(hall, rooms, told, known, seasonal)


def on_day(hall: Facility, day: date) -> OnDay:
    """The dated rows that touch a day, those that were cancelled, too. Four queries."""
    zone = ZoneInfo(hall.timezone)
    ends = {"start__lt": instant(day + A_DAY, 0, zone), "end__gt": instant(day, 0, zone)}
    evenings = Evening.objects.filter(facility=hall, **ends).prefetch_related("rooms")
    closures = Closure.objects.filter(facility=hall, **ends).prefetch_related("rooms")
    return OnDay(tuple(evenings), tuple(closures.select_related("warning")))


def evenings_met(hall: Facility, wanted: Sequence[Span], rooms: Sequence[str]) -> list[Span]:
    """What is open in the evening already, by the rulebook or dated, where it overlaps one of these spans:
    in these rooms (slugs; none is the whole hall). Four queries."""
    zone = ZoneInfo(hall.timezone)
    days = {local_day(span.start, zone): span for span in wanted}
    if not days:
        return []
    known = calendar([hall], min(days), max(days) + A_DAY)
    meant = [room for room in _rooms(hall) if not rooms or room.slug in rooms]
    found = {
        opening.span
        for room in meant
        for day, span in days.items()
        for opening in known.plan(room, day).openings
        if opening.source.layer is Layer.EVENING and opening.span.overlaps(span)
    }
    return sorted(found)


def closures_between(hall: Facility, first: date, before: date) -> list[Closure]:
    """What was closed once, and not by recurrence, from a day to before another. Two queries."""
    zone = ZoneInfo(hall.timezone)
    return list(_once(hall).filter(start__gte=instant(first, 0, zone), start__lt=instant(before, 0, zone)))


def closures_once(hall: Facility, keys: Collection[int]) -> list[Closure]:
    """The same of some by their keys, as far as they are such. Two queries."""
    return list(_once(hall).filter(pk__in=keys))


def _once(hall: Facility) -> QuerySet[Closure]:
    # What recurs goes on by itself, and no weather comes again because it came last year.
    once = Closure.objects.filter(facility=hall, event_id=None, cancelled=False, warning=None)
    return once.prefetch_related("rooms")


def dates_of(recurrence: Recurrence, today: date) -> list[date]:
    """The days that something recurs on from today on, as far as dates are laid out."""
    last = min(recurrence.last or horizon(today), horizon(today))
    first = max(recurrence.first, today)
    days = (first + A_DAY * ahead for ahead in range((last - first).days + 1))
    return [day for day in days if falls_on(recurrence, day)]


def _rooms(hall: Facility) -> list[Room]:
    rooms = list(Room.objects.filter(facility=hall, published=True))
    for room in rooms:
        room.facility = hall
    # A hall without rooms has hours all the same: what is said of every room is said of one without a name.
    return rooms or [Room(facility=hall, slug="")]


def _day(
    known: Calendar, rooms: Sequence[Room], day: date, seasonal: frozenset[str], duty: tuple[Person, ...]
) -> HallDay:
    groups: list[tuple[list[Room], DayPlan]] = []
    for room in rooms:
        plan = known.plan(room, day)
        same = (one for one, other in groups if _open_alike(plan, other))
        if (group := next(same, None)) is None:
            groups.append(([room], plan))
        else:
            group.append(room)
    groups.sort(key=lambda group: -len(group[0]))
    alike = tuple(Alike(tuple(rooms), plan) for rooms, plan in groups)
    sources = Counter[Source]()
    for one in alike:
        sources.update(weighed(one.plan, _by_day(one.plan.span)))
    winner = winner_of(sources, seasonal)
    number = Number.USUAL if winner is None else number_of(winner, seasonal)
    return HallDay(day, is_holiday(day), alike, winner, number, duty)


def _by_day(whole: Span) -> Span:
    """The part of a day in which people come: what closes a hall in the small hours tells them nothing."""
    return Span(whole.start + 8 * AN_HOUR, whole.end - 2 * AN_HOUR)


def _open_alike(plan: DayPlan, other: DayPlan) -> bool:
    return (plan.openings, plan.closings) == (other.openings, other.closings)


def _pieces(known: Calendar, room: Room, plan: DayPlan) -> list[Opening | Closing]:
    """Everything that any layer says of a room's day, before one is laid over the other."""
    hours, timetable = known.hours[room.facility_id], known.rules(room, plan.day).timetable
    said = timetable.said(room.slug, plan.day)
    today = Span(instant(plan.day, 0, timetable.zone), instant(plan.day + A_DAY, 0, timetable.zone))
    # An opening is of the day on which it begins, however long it runs (decision 8).
    opened = [one for one in hours.openings if _speaks_of(one.rooms, room) and one.span.start in today]
    closed = [one for one in hours.closures if _speaks_of(one.rooms, room)]
    return [
        *said.hours,
        *said.evenings,
        *(one.opening(plan.span.end) for one in opened),
        *(Closing(plan.span, source) for source in said.closed),
        *(closing for one in closed if (closing := one.closing(plan.span))),
    ]


def _speaks_of(rooms: frozenset[str] | None, room: Room) -> bool:
    return rooms is None or room.slug in rooms


def _seasonal(known: Calendar, rooms: Sequence[Room], day: date) -> frozenset[str]:
    """The clauses of the hall's hours and closures that speak of a part of the year only."""
    terms = known.rules(rooms[0], day).calendar
    return frozenset(key for key, term in terms if isinstance(term, Hours | Closed) and term.on.seasonal)
