"""Whom a change of hours would displace, and where else the judge would let them in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, Q, QuerySet

from booking.models import Booking, Choice, Displacement, Person, Round, RoundSlot
from booking.queries.boards import Board, Calendar, board, calendar
from booking.queries.bookings import people_of
from booking.queries.claims import ROUNDS
from booking.queries.lottery import with_rooms_of
from booking.queries.nearby import AHEAD, Near, near
from booking.queries.other_halls import clash, in_other_halls
from booking.queries.party import asker_of_booking
from booking.rules.displacing import PROMISED, Answer, Shut, displaces
from facilities.models import Evening, Facility, Room
from facilities.queries.openings import Hours
from facilities.queries.sharing import with_those_that_share
from facilities.rules.hours import DatedClosure
from facilities.rules.outside import SHUTS, Settled
from facilities.rules.spans import Span, covers, local_day, subtract

A_DAY = timedelta(days=1)
MOST_ASKED = 20  # bookings for which other places are looked for; more are asked to choose themselves
EACH = 2  # places that are proposed to each


@dataclass(frozen=True, slots=True)
class Displaced:
    """A booking that would be displaced, with where else it could be. `known`: it is displaced already."""

    booking: Booking
    instead: tuple[Near, ...] = ()
    known: bool = False

    @property
    def by_mail(self) -> bool:
        """Whether a mail reaches them; whoever it does not is rung up."""
        return bool(self.booking.person and self.booking.person.email)


def shut_by_closing(hall: Facility, spans: Iterable[Span], rooms: Sequence[str]) -> list[Shut]:
    """What closing rooms (none: the hall) for these spans shuts. At most two queries."""
    meant = frozenset(with_those_that_share(hall, rooms)) or None
    return [Shut(span, meant) for span in spans]


def shut_from_outside(hall: Facility, settled: Iterable[Settled]) -> list[Shut]:
    """The same of dates from an outside calendar; most are notes and shut nothing. At most two queries for
    each that does."""
    shutting = [one for one in settled if one.becomes in SHUTS]
    return [part for one in shutting for part in shut_by_closing(hall, [one.event.span], sorted(one.rooms))]


def shut_by_evenings(hall: Facility, evenings: Sequence[Evening], moved: Span | None = None) -> list[Shut]:
    """What is open by these dated evenings alone and would be shut without them, or with the only one of
    them `moved` to another span. Three queries."""
    days = {local_day(one.start, ZoneInfo(hall.timezone)) for one in evenings}
    if not days:
        return []
    # A day more at either end: an evening may begin before midnight and a use end after it.
    known = calendar([hall], min(days) - A_DAY, max(days) + A_DAY)
    after = _without(known, hall, evenings, moved)
    rooms = _rooms(hall)
    lost = (
        (room, span)
        for room in rooms
        for day in sorted(days | {day + A_DAY for day in days})
        for span in subtract(known.plan(room, day).open_spans, after.plan(room, day).open_spans)
    )
    return [Shut(span, frozenset([room.slug])) for room, span in lost]


def displaced(hall: Facility, shut: Sequence[Shut], now: int) -> list[Booking]:
    """The bookings promised and not yet over that a change would displace, by their start. One query."""
    if not shut:
        return []
    first, last = min(one.span.start for one in shut), max(one.span.end for one in shut)
    rows = _promised(hall).filter(start__lt=last, end__gt=max(first, now))
    return [one for one in rows if displaces(shut, one.room.slug, Span(one.start, one.end))]


def with_places(
    hall: Facility, found: Sequence[Booking], shut: Sequence[Shut], now: int, reader: Person
) -> list[Displaced]:
    """Each of them with up to EACH places that the judge allows for its people while these spans are shut.

    The first of each is no other's first. Where nothing in the hall fits it is a place in another. Five
    queries, three more for each of at most MOST_ASKED, four more for each who would go to another hall.
    """
    known = open_displacements(found)
    view = _view(hall, found, shut, now)
    rooms, given, told = _rooms(hall, lent=True), list[Near](), list[Displaced]()
    for booking in found:
        asks = booking.pk not in known and len(given) < MOST_ASKED
        instead = _instead(view, rooms, booking, given, now, reader) if asks and view else ()
        if asks and not instead:
            instead = in_other_halls(booking, given, now, reader, EACH)
        given += instead[:1]
        told.append(Displaced(booking, instead, booking.pk in known))
    return told


def places_instead(booking: Booking, now: int, reader: Person, limit: int = 4) -> tuple[Near, ...]:
    """Where else a displaced booking could be, by the hours as they are: in its hall, else in another. Nine
    queries, four more if nothing in its hall fits."""
    hall = booking.room.facility
    view = _view(hall, [booking], (), now)
    if view is None:
        return ()
    found = _instead(view, _rooms(hall, lent=True), booking, (), now, reader, limit)
    return found or in_other_halls(booking, (), now, reader, limit)


def rounds_met(hall: Facility, shut: Sequence[Shut]) -> list[tuple[Round, int]]:
    """The rounds, not yet drawn, of whose slots something would be shut, with how many dates. Two queries."""
    going = (Round.State.PLANNED, Round.State.OPEN, Round.State.CLOSED)
    theirs = Prefetch("slots", RoundSlot.objects.filter(room__facility=hall).select_related("room"))
    rounds = Round.objects.filter(pk__in=with_rooms_of(hall), state__in=going)
    rounds = rounds.prefetch_related(theirs, "slots__dates")
    counted = [(one, _dates_met(one, shut)) for one in rounds]
    return [(one, dates) for one, dates in counted if dates]


def entrants_met(hall: Facility, shut: Sequence[Shut]) -> list[tuple[Person, Round, list[Span]]]:
    """Who has entered an undrawn round for slots of which something would be shut, with these dates. Three
    queries."""
    # Not the planned ones: nobody can have entered there yet.
    rows = Choice.objects.filter(slot__room__facility=hall, slot__round__state__in=ROUNDS)
    told = rows.select_related("entry__person", "slot__room", "slot__round").prefetch_related("slot__dates")
    found: dict[int, tuple[Person, Round, list[Span]]] = {}
    for choice in told.order_by("entry", "rank"):
        spans = [Span(one.start, one.end) for one in choice.slot.dates.all()]
        met = [span for span in spans if displaces(shut, choice.slot.room.slug, span)]
        if met:
            one = found.setdefault(choice.entry_id, (choice.entry.person, choice.slot.round, []))
            one[2].extend(met)
    return list(found.values())


def open_displacements(bookings: Iterable[Booking]) -> dict[int, Displacement]:
    """By booking (its key), its displacement that waits for an answer. One query."""
    rows = Displacement.objects.filter(booking__in=[one.pk for one in bookings], state=Answer.OPEN)
    return {one.booking_id: one for one in rows.select_related("offer__room__facility", "closure", "evening")}


def displacement_of(booking: Booking) -> Displacement | None:
    """The same of one booking. One query."""
    return open_displacements([booking]).get(booking.pk)


def is_displaced(booking: Booking) -> bool:
    """Whether it is displaced and not answered. One query."""
    return Displacement.objects.filter(booking=booking, state=Answer.OPEN).exists()


def was_taken_away(booking: Booking) -> bool:
    """Whether the hall displaced it and it went no other place: also once it is given up. One query."""
    gone = (Answer.OPEN, Answer.CANCELLED, Answer.OVER)
    return Displacement.objects.filter(booking=booking, state__in=gone).exists()


def offered_to(offer: Booking) -> Booking | None:
    """Of a place that is offered to somebody who was displaced, their booking. One query."""
    found = Displacement.objects.filter(offer=offer).select_related("booking").first()
    return found.booking if found else None


def not_rehoused(hall: Facility) -> QuerySet[Displacement]:
    """Who was displaced in a hall and has not answered yet, the soonest first. For the day's panel. One
    query."""
    rows = Displacement.objects.filter(room__facility=hall, state=Answer.OPEN)
    told = ("room", "offer__room__facility", "closure", "evening", "booking__session__programme")
    of_booking = ("booking__room__facility", "booking__group", "booking__person")
    return rows.select_related(*told, *of_booking).order_by("start", "pk")


def to_answer_for(hall: Facility) -> QuerySet[Displacement]:
    """The same, and the dates of the hall's own programmes that another hall has displaced: who leads one
    says what becomes of it. For the queue. One query."""
    here = Q(room__facility=hall) | Q(booking__session__programme__facility=hall)
    return Displacement.objects.filter(here, state=Answer.OPEN)


def reopened(hall: Facility, now: int) -> list[Displacement]:
    """Of those who have not answered, whose old place can be used again from now on. Four queries."""
    waiting = list(not_rehoused(hall).filter(end__gt=now))
    if not waiting:
        return []
    zone = ZoneInfo(hall.timezone)
    days = [local_day(at, zone) for one in waiting for at in (one.start, one.end)]
    known = calendar([hall], min(days) - A_DAY, max(days) + A_DAY)
    return [one for one in waiting if _is_open(one, hall, known, now)]


def overtaken(now: int) -> QuerySet[Displacement]:
    """Those whose time, or whose offer's, has passed at `now` (seconds, UTC) without an answer."""
    late = Displacement.objects.filter(state=Answer.OPEN, end__lte=now)
    offers = Displacement.objects.filter(state=Answer.OPEN, offer__lapses_at__lte=now)
    return (late | offers).order_by("end", "pk")


def _is_open(one: Displacement, hall: Facility, known: Calendar, now: int) -> bool:
    """What a closure had closed is open when no closure meets it, also where the desk had overruled the
    hours; what an evening had opened, when it lies in the hours."""
    left, room = Span(max(one.start, now), one.end), one.room
    room.facility = hall
    dated = known.hours[hall.pk].closures
    if any(Shut(row.span, row.rooms).meets(room.slug, left) for row in dated):
        return False
    plan = known.plan(room, known.day_at(room, left.start))
    return one.closure_id is not None or covers(plan.open_spans, left)


def _promised(hall: Facility) -> QuerySet[Booking]:
    rows = Booking.objects.filter(room__facility=hall, state__in=PROMISED)
    told = rows.select_related("room__facility", "group", "person", "session__programme")
    return told.order_by("start", "pk")


def _rooms(hall: Facility, *, lent: bool = False) -> list[Room]:
    rooms = list(Room.objects.filter(facility=hall, published=True))
    for room in rooms:
        room.facility = hall
    return [room for room in rooms if room.bookable or not lent]


def _without(known: Calendar, hall: Facility, evenings: Sequence[Evening], moved: Span | None) -> Calendar:
    """The calendar as it would be: a row is known by its span, layer and rooms, as a value has no key."""
    hours = known.hours[hall.pk]
    left = list(hours.openings)
    for evening in evenings:
        span = Span(evening.start, evening.end)
        gone = next((one for one in left if one.span == span and one.rooms == _slugs(evening)), None)
        if gone is not None:
            left.remove(gone)
            left += [replace(gone, span=moved)] if moved else []
    return Calendar(known.versions, {hall.pk: Hours(tuple(left), hours.closures)})


def _slugs(evening: Evening) -> frozenset[str] | None:
    return frozenset(room.slug for room in evening.rooms.all()) or None


def _view(hall: Facility, found: Sequence[Booking], shut: Sequence[Shut], now: int) -> Board | None:
    """The hall as it would be, on the days of these bookings and those on which others are proposed."""
    if not found:
        return None
    zone = ZoneInfo(hall.timezone)
    first = local_day(min(one.start for one in found), zone)
    last = local_day(max(one.start for one in found[:MOST_ASKED]), zone) + timedelta(days=AHEAD)
    known = calendar([hall], first, last)
    hours = known.hours[hall.pk]
    # With what is about to be closed: a place in it would be taken from them at once.
    closures = (*hours.closures, *(DatedClosure(one.span, one.rooms) for one in shut))
    drafted = Calendar(known.versions, {hall.pk: Hours(hours.openings, closures)})
    return board(_rooms(hall, lent=True), [(first, last)], None, now, known=drafted)


def _instead(
    view: Board,
    rooms: Sequence[Room],
    booking: Booking,
    given: Sequence[Near],
    now: int,
    reader: Person,
    limit: int = EACH,
) -> tuple[Near, ...]:
    asker = asker_of_booking(booking, people_of(booking), now, reader)
    room = next((one for one in rooms if one.pk == booking.room_id), None)
    if room is None or asker.person is None:
        return ()
    # A band is not sent into a reading room; whoever reads may well go where it could be loud.
    others = [one for one in rooms if one.pk != room.pk and (one.loud or not room.loud)]
    span = Span(booking.start, booking.end)
    # As many more as were given to others: those may be just the ones that fall away.
    found = near(view.of(asker, booking), room, others, span, AHEAD, limit=limit + len(given))
    free = [one for one in found if not any(clash(one, other) for other in given)]
    return tuple(sorted(free, key=lambda one: _distance(one, span))[:limit])


def _distance(one: Near, wanted: Span) -> tuple[int, int, int]:
    """A whole use goes before a shorter one, then the nearer, then the hall's order."""
    return max(wanted.seconds - one.span.seconds, 0), abs(one.span.start - wanted.start), one.room.pk


def _dates_met(lottery: Round, shut: Sequence[Shut]) -> int:
    return sum(
        displaces(shut, slot.room.slug, Span(one.start, one.end))
        for slot in lottery.slots.all()
        for one in slot.dates.all()
    )
