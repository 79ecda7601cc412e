"""What a change of rules would mean: the month that it begins with, and the bookings that it would refuse."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from booking.models import Booking
from booking.queries.histories import History, histories_of
from booking.queries.party import Asker, company_of
from booking.queries.records import Records, of_group, records_of_all
from booking.queries.rules import Versions
from booking.rules.admission import decide
from booking.rules.ask import Ask, Channel, Step
from booking.rules.displacing import PROMISED
from booking.rules.rulebook import Rules
from booking.rules.verdict import Reason
from facilities.models import Facility, Room
from facilities.queries.openings import Hours, hall_hours
from facilities.rules.hours import DatedOpening, DayPlan
from facilities.rules.spans import Span, instant, local_day, merge

A_DAY = timedelta(days=1)
MOST_JUDGED = 300
AHEAD = 28  # days of the preview
LATELY, COMING = 60, 366  # days: what a hall opens of an evening shows in those behind it, too


@dataclass(frozen=True, slots=True)
class Lent:
    """The pieces of a room's day that can no more be had, and those that can be had instead."""

    room: Room
    gone: tuple[Span, ...]
    come: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class DayChange:
    """A day of the hall under the old rules and under the new: when any of its rooms is open. `differs` also
    where it is open as long, and some room is not, or is lent in other pieces: those are in `lent`."""

    day: date
    before: tuple[Span, ...]
    after: tuple[Span, ...]
    differs: bool
    lent: tuple[Lent, ...] = ()


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
    rooms = list(Room.objects.filter(facility=hall))
    hours = hall_hours([hall.pk], first - A_DAY, first + A_DAY * AHEAD)[hall.pk]
    return [_day(rooms, hours, old.on(day), new, day) for day in (first + A_DAY * n for n in range(AHEAD))]


def dated_openings(hall: Facility, today: date) -> tuple[DatedOpening, ...]:
    """The evenings that staff have opened by date, lately and to come. One query."""
    # Without them the bands of an evening look as if they were never open: evenings are rows, and no clauses.
    return hall_hours([hall.pk], today - A_DAY * LATELY, today + A_DAY * COMING)[hall.pk].openings


def _day(rooms: Sequence[Room], hours: Hours, old: Rules, new: Rules, day: date) -> DayChange:
    was, is_now = ([_plan(room, hours, rules, day) for room in rooms] for rules in (old, new))
    before, after = ([plan.open_spans for plan in plans] for plans in (was, is_now))
    # Looked at besides the spans: a change of bands alone would show nowhere.
    lent = tuple(filter(None, map(_lent, rooms, was, is_now)))
    return DayChange(day, _together(before), _together(after), before != after or bool(lent), lent)


def _plan(room: Room, hours: Hours, rules: Rules, day: date) -> DayPlan:
    return rules.timetable.plan(room.slug, day, hours.openings, hours.closures)


def _lent(room: Room, was: DayPlan, is_now: DayPlan) -> Lent | None:
    before, after = ([cell.piece.span for cell in plan.cells] for plan in (was, is_now))
    gone = tuple(span for span in before if span not in after)
    come = tuple(span for span in after if span not in before)
    return Lent(room, gone, come) if room.bookable and (gone or come) else None


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
    # One more than is judged says that there are more, without counting them.
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
    company = company_of(booking, _people(booking))
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
