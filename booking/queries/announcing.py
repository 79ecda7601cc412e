"""What is on in the city in some days: programmes, evenings, closures, places, what the city does."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from booking.models import NewsIssue, Session
from booking.queries.boards import Calendar, calendar
from booking.queries.halls import hall_day
from booking.queries.plans import the_plan
from booking.queries.programmes import ages_of, dates_between, is_uncertain, rooms_of, zone_of
from booking.rules.months import Walls, face_of
from booking.rules.news import Sort
from booking.rules.weeks import EVENING, wall
from booking.wording.announced import Announced, Held, OfCity, OfClosure, OfEvenings, OfPlace, OfProgramme
from facilities.models import Facility, Room
from facilities.queries.halls import published_halls
from facilities.rules.ages import Ages
from facilities.rules.spans import Span, instant

A_DAY = timedelta(days=1)


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
        places = tuple(Held(tuple(rooms_of(one)), is_uncertain(one)) for one in of_it)
        ages, zone = tuple(ages_of(programme)), zone_of(programme)
        yield OfProgramme(Sort.PROGRAMME, keys, programme, tuple(of_it), places, ages, zone)


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
