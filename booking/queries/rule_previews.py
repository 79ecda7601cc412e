"""What a change of rules would mean: the month that it begins with, and the bookings that it would refuse."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from booking.models import Booking
from booking.queries.histories import History, histories_of
from booking.queries.party import Asker, Company
from booking.queries.records import Records, of_group, records_of_all
from booking.queries.rules import Versions
from booking.rules.admission import decide
from booking.rules.ask import Ask, Channel, Step
from booking.rules.displacing import PROMISED
from booking.rules.rulebook import Rules
from booking.rules.verdict import Reason
from facilities.models import Facility, Room
from facilities.queries.openings import Hours, hall_hours
from facilities.rules.spans import Span, instant, local_day, merge

A_DAY = timedelta(days=1)
MOST_JUDGED = 300
AHEAD = 28  # days of the preview


@dataclass(frozen=True, slots=True)
class DayChange:
    """A day of the hall under the old rules and under the new: when any of its rooms is open. `differs` also
    where it is open as long, and some room is not."""

    day: date
    before: tuple[Span, ...]
    after: tuple[Span, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A booking that would be refused, and why."""

    booking: Booking
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """Those found among the first `judged` of all that are promised under the new rules."""

    found: tuple[Hit, ...]
    judged: int
    more: bool


def month_of(hall: Facility, old: Versions, new: Rules, first: date) -> list[DayChange]:
    """The days from `first` on, by the rules and the dated hours. Two queries."""
    rooms = [room.slug for room in Room.objects.filter(facility=hall)]
    hours = hall_hours([hall.pk], first - A_DAY, first + A_DAY * AHEAD)[hall.pk]
    return [_day(rooms, hours, old.on(day), new, day) for day in (first + A_DAY * n for n in range(AHEAD))]


def _day(rooms: Sequence[str], hours: Hours, old: Rules, new: Rules, day: date) -> DayChange:
    was, is_now = ([_open(room, hours, rules, day) for room in rooms] for rules in (old, new))
    return DayChange(day, _together(was), _together(is_now), was != is_now)


def _open(room: str, hours: Hours, rules: Rules, day: date) -> tuple[Span, ...]:
    return rules.timetable.plan(room, day, hours.openings, hours.closures).open_spans


def _together(spans: Iterable[tuple[Span, ...]]) -> tuple[Span, ...]:
    return tuple(merge(span for of_room in spans for span in of_room))


def refused_by(hall: Facility, old: Versions, new: Rules, first: date, until: date | None, now: int) -> Hits:
    """The bookings from `first` up to `until` (a day, left out) of which the new rules would have refused
    something when they were made that the old ones did not. The earliest MOST_JUDGED are judged; five
    queries."""
    rows = _promised(hall, first, until, now)
    bookings, more = rows[:MOST_JUDGED], len(rows) > MOST_JUDGED
    if not bookings:
        return Hits((), 0, more=False)
    last = local_day(bookings[-1].end, ZoneInfo(hall.timezone))
    hours = hall_hours([hall.pk], first - A_DAY, last + A_DAY)[hall.pk]
    askers = _askers(bookings, now)
    judged = ((one, _against(one, askers[one.pk], old, new, hours)) for one in bookings)
    return Hits(tuple(Hit(one, reasons) for one, reasons in judged if reasons), len(bookings), more)


def _promised(hall: Facility, first: date, until: date | None, now: int) -> list[Booking]:
    zone = ZoneInfo(hall.timezone)
    rows = Booking.objects.filter(
        room__facility=hall, state__in=PROMISED, start__gte=max(instant(first, 0, zone), now)
    )
    if until is not None:
        rows = rows.filter(start__lt=instant(until, 0, zone))
    told = rows.select_related("room__facility", "group", "person").prefetch_related("people")
    return list(told.order_by("start", "pk")[: MOST_JUDGED + 1])


def _askers(bookings: Sequence[Booking], now: int) -> dict[int, Asker]:
    """For each booking (by key) those for whom it stands. Two queries."""
    people = {key for one in bookings for key in _people(one)}
    groups = {one.group_id for one in bookings if one.group_id is not None}
    persons = {one.person_id for one in bookings if one.person_id is not None}
    records, had = records_of_all(people, groups), histories_of(persons, groups, now)
    return {one.pk: _asker(one, records, had) for one in bookings}


def _people(booking: Booking) -> tuple[int, ...]:
    return tuple(sorted(person.pk for person in booking.people.all()))


def _asker(booking: Booking, records: Records, had: Mapping[tuple[str, int], History]) -> Asker:
    company = Company(booking.group_id, _people(booking), booking.counted, booking.carers)
    own = () if booking.person_id is None else had.get(("person", booking.person_id), ())
    of_theirs = () if booking.group_id is None else had.get(("group", booking.group_id), ())
    groups = {} if booking.group is None else {booking.group.pk: booking.group.name}
    about = () if booking.group_id is None else records.get(of_group(booking.group_id), ())
    return Asker(booking.person_id, company, groups, records, about, (*own, *of_theirs), None)


def _against(booking: Booking, asker: Asker, old: Versions, new: Rules, hours: Hours) -> tuple[Reason, ...]:
    """What the new rules refuse of a booking as it was asked for, and the old ones did not refuse."""
    was = old.on(local_day(booking.start, new.zone))
    # What was broken before was set aside by somebody, and is no news of these rules.
    known = {(reason.code, reason.clause) for reason in _broken(booking, asker, was, hours)}
    found = _broken(booking, asker, new, hours)
    return tuple(reason for reason in found if (reason.code, reason.clause) not in known)


def _broken(booking: Booking, asker: Asker, rules: Rules, hours: Hours) -> tuple[Reason, ...]:
    """What a use breaks, asked for when it was booked."""
    room, span = booking.room.slug, Span(booking.start, booking.end)
    day = rules.timetable.day_at(room, span.start, hours.openings, hours.closures)
    ask = Ask(
        step=Step.BOOK,
        asked_at=booking.made_at,
        hall=rules.hall,
        room=room,
        day=day,
        span=span,
        channel=Channel(booking.channel) if booking.channel in set(Channel) else Channel.WEB,
        party=asker.party(day, but=booking.pk),
        purpose=booking.purpose or None,
    )
    return decide(ask, rules, rules.timetable.plan(room, day, hours.openings, hours.closures)).broken
