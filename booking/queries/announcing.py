"""What is on in the city in some days: programmes, evenings, closures, places, what the city does."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from booking.models import NewsIssue, Programme, Session
from booking.queries.boards import Calendar, calendar
from booking.queries.halls import hall_day
from booking.queries.plans import the_plan
from booking.queries.programmes import ages_of, dates_between
from booking.rules.exchange import Age
from booking.rules.months import Walls, face_of
from booking.rules.news import CHILDREN, GROWN_UPS, Sort, is_for, is_for_grown_ups
from booking.rules.plans import Entry
from booking.rules.weeks import EVENING, wall
from facilities.models import Facility, Room
from facilities.queries.halls import published_halls
from facilities.rules.ages import Ages
from facilities.rules.hours import DatedClosure
from facilities.rules.spans import Span, instant

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Announced:
    """Something to tell. `keys` are what it stands for: later issues know by them what was told before."""

    sort: Sort
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfProgramme(Announced):
    """A programme with its dates, and its places by age."""

    programme: Programme
    sessions: tuple[Session, ...]
    ages: tuple[Age, ...]


@dataclass(frozen=True, slots=True)
class OfEvenings(Announced):
    """Days on which a hall is open in the evening, at the same times and for the same people."""

    hall: Facility
    days: tuple[date, ...]
    times: Walls
    admits: tuple[Ages, ...] | None


@dataclass(frozen=True, slots=True)
class OfClosure(Announced):
    """A dated closure; of some rooms, or of the whole hall (none)."""

    hall: Facility
    closure: DatedClosure
    rooms: tuple[Room, ...]


@dataclass(frozen=True, slots=True)
class OfPlace(Announced):
    """A hall as a place: which of its rooms one just goes to, and which one books."""

    hall: Facility
    free: tuple[Room, ...]
    lent: tuple[Room, ...]


@dataclass(frozen=True, slots=True)
class OfCity(Announced):
    """Something of the city's plan for children."""

    entry: Entry


def announced_in(first: date, last: date, zone: ZoneInfo) -> list[Announced]:
    """All of it from `first` to `last` (local days, both included), in the order of its sorts. As many
    queries for one hall as for all."""
    halls = list(published_halls().prefetch_related("rooms"))
    days = [first + A_DAY * ahead for ahead in range((last - first).days + 1)]
    known = calendar(halls, first, last)
    return [
        *_programmes(Span(instant(first, 0, zone), instant(last + A_DAY, 0, zone))),
        *(one for hall in halls for one in _evenings(known, hall, days)),
        *(one for hall in halls for one in _closures(known, hall, days)),
        *map(_place, halls),
        *_city(),
    ]


def for_whom(items: Iterable[Announced], children: bool) -> list[Announced]:
    """What of it is for children, or for grown-ups."""
    return [one for one in items if _is_for(one, children)]


def _is_for(one: Announced, children: bool) -> bool:
    if isinstance(one, OfProgramme):
        return is_for({age.band for age in one.ages}, CHILDREN if children else GROWN_UPS)
    return children or not isinstance(one, OfEvenings) or is_for_grown_ups(one.admits)


def told_before(day: date) -> set[str]:
    """The keys of what issues before a day have announced; not of those that were withdrawn. One query."""
    issues = NewsIssue.objects.filter(day__lt=day, withdrawn_at=None).values_list("lines", flat=True)
    return {key for lines in issues for line in lines for key in line["keys"]}


def _programmes(span: Span) -> Iterator[OfProgramme]:
    dates = [one.session for one in dates_between(span) if one.session.cancelled_at is None]
    by_programme: dict[int, list[Session]] = {}
    for one in dates:
        by_programme.setdefault(one.programme_id, []).append(one)
    for of_it in by_programme.values():
        keys = tuple(f"session/{one.public_id}" for one in of_it)
        programme = of_it[0].programme
        yield OfProgramme(Sort.PROGRAMME, keys, programme, tuple(of_it), tuple(ages_of(programme)))


def _evenings(known: Calendar, hall: Facility, days: Iterable[date]) -> Iterator[OfEvenings]:
    rooms, zone = _shown(hall), ZoneInfo(hall.timezone)
    found: dict[tuple[Walls, tuple[Ages, ...] | None], list[date]] = {}
    for day in days:
        opened = hall_day(known, hall, rooms, day)
        late = face_of(opened, zone).evening
        if late:
            admits = {one.admits for one in opened.openings if wall(one.span.end, day, zone) > EVENING}
            found.setdefault((late, next(iter(admits)) if len(admits) == 1 else None), []).append(day)
    for (times, whom), of_it in found.items():
        keys = tuple(f"evening/{hall.slug}/{day}" for day in of_it)
        yield OfEvenings(Sort.EVENING, keys, hall, tuple(of_it), times, whom)


def _closures(known: Calendar, hall: Facility, days: Sequence[date]) -> Iterator[OfClosure]:
    zone, rooms = ZoneInfo(hall.timezone), _shown(hall)
    span = Span(instant(days[0], 0, zone), instant(days[-1] + A_DAY, 0, zone))
    told = sorted((one for one in known.hours[hall.pk].closures if one.reason_ja), key=lambda one: one.span)
    for one in told:
        closed = tuple(room for room in rooms if one.rooms is not None and room.slug in one.rooms)
        if one.span.overlaps(span) and (one.rooms is None or closed):
            yield OfClosure(Sort.CLOSURE, (f"closure/{hall.slug}/{one.span.start}",), hall, one, closed)


def _place(hall: Facility) -> OfPlace:
    rooms = _shown(hall)
    free = tuple(room for room in rooms if not room.bookable)
    lent = tuple(room for room in rooms if room.bookable)
    return OfPlace(Sort.PLACE, (f"place/{hall.slug}",), hall, free, lent)


def _city() -> Iterator[OfCity]:
    plan = the_plan()
    # A programme of several departments is told once.
    for number, rows in groupby(plan.entries if plan else (), key=lambda one: one.programme.id):
        yield OfCity(Sort.CITY, (f"city/{number}",), next(rows))


def _shown(hall: Facility) -> list[Room]:
    rooms = [room for room in hall.rooms.all() if room.published]
    for room in rooms:
        room.facility = hall
    return rooms
