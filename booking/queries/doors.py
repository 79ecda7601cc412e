"""Tablets at doors, and what one of them shows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from booking.models import Booking, Claim, HandoverNote, Kiosk
from booking.models.keys import fingerprint
from booking.queries.boards import Calendar, calendar
from booking.queries.bookings import Absent
from booking.rules.doors import Door, Held, Piece, door
from booking.rules.lifecycle import State
from facilities.models import Facility, Room
from facilities.rules.hours import DayPlan, Layer
from facilities.rules.spans import Span, day_span, merge

A_DAY = timedelta(days=1)
AHEAD = timedelta(days=7)  # as far as a door looks for evenings
MOST_EVENINGS = 3
A_NIGHT = 24 * 60 * 60  # seconds that an opening may run on past its day


def kiosk_by(hall: str, room: str, key: str) -> Kiosk:
    """The tablet of a room (by their slugs) that has this key. One query.

    Absent, whatever it is that does not fit: a key that was revoked and one that never was are alike.
    """
    alive = Kiosk.objects.filter(room__facility__slug=hall, room__slug=room, revoked_at=None)
    found = alive.select_related("room__facility").filter(key_hash=fingerprint(key)).first()
    if found is None:
        raise Absent(room)
    return found


def kiosks_of(hall: Facility) -> list[Kiosk]:
    """A hall's tablets, those that are in use first. One query."""
    found = Kiosk.objects.filter(room__facility=hall).select_related("room")
    return sorted(found, key=lambda one: one.revoked_at is not None)


def kiosk_of(hall: Facility, public_id: str) -> Kiosk:
    """A tablet of this hall. Absent for any other. One query."""
    found = Kiosk.objects.filter(room__facility=hall, public_id=public_id)
    kiosk = found.select_related("room__facility").first()
    if kiosk is None:
        raise Absent(public_id)
    return kiosk


def door_of(room: Room, day: date, now: int, zone: ZoneInfo, groups: bool = False) -> Door:
    """What a room's door shows on a day, and its next evenings; with the names of groups if `groups`. Three
    queries, one more for a rulebook that this process has not compiled yet."""
    known = calendar([room.facility], day, day + AHEAD)
    plan = known.plan(room, day)
    whole = merge([day_span(day, zone), plan.span])[0]
    shown = door(plan.open_spans, _held(room, whole, now, groups), now)
    return replace(shown, evenings=tuple(_evenings(known, room, day))[:MOST_EVENINGS])


def _evenings(known: Calendar, room: Room, day: date) -> Iterator[Span]:
    for days in range(1, AHEAD.days + 1):
        openings = known.plan(room, day + timedelta(days=days)).openings
        yield from (one.span for one in openings if one.source.layer is Layer.EVENING)


def cards(hall: Facility, day: date, zone: ZoneInfo) -> list[tuple[Room, Sequence[Piece]]]:
    """Of every room that is booked its day, as it is known now, for a paper at its door. Five queries, one
    more for a rulebook that this process has not compiled yet."""
    rooms = list(Room.objects.filter(facility=hall, published=True, bookable=True).prefetch_related("spaces"))
    for room in rooms:
        room.facility = hall
    known = calendar([hall], day, day + A_DAY)
    claims = _claims(hall, day_span(day, zone).widened(A_NIGHT))
    return [(room, _paper(room, known.plan(room, day), claims)) for room in rooms]


def _claims(hall: Facility, whole: Span) -> dict[int, set[Span]]:
    """By space (its key) when it is held. One query."""
    found: dict[int, set[Span]] = {}
    rows = Claim.objects.filter(space__facility=hall, start__lt=whole.end, end__gt=whole.start)
    for space, start, end in rows.values_list("space", "start", "end"):
        found.setdefault(space, set()).add(Span(start, end))
    return found


def _paper(room: Room, plan: DayPlan, claims: Mapping[int, set[Span]]) -> Sequence[Piece]:
    """A paper does not know what is so now."""
    held = set().union(*(claims.get(space.pk, ()) for space in room.spaces.all()))
    ours = [Held(span, here=False) for span in held if span.overlaps(plan.span)]
    return door(plan.open_spans, ours, plan.span.start - A_NIGHT).pieces


def calls(room: Room) -> QuerySet[HandoverNote]:
    """The notes by which somebody at the door has called for the staff, and that nobody has seen to yet."""
    return HandoverNote.objects.filter(room=room, called=True, done_at=None)


def to_check_in(room: Room, code: str, now: int, early: int) -> Booking:
    """The booking of this room that waits for its party, by its code: one that runs, or begins within `early`
    seconds. Absent for any other. One query."""
    near = Booking.objects.filter(room=room, start__lte=now + early, end__gt=now)
    # Four digits may come twice in a day: of those that are due now the first is meant.
    found = near.filter(code=code, state__in=(State.BOOKED, State.PROVISIONAL)).order_by("start").first()
    if found is None:
        raise Absent(room.slug)
    return found


def _held(room: Room, whole: Span, now: int, groups: bool) -> list[Held]:
    """Who has one of the room's spaces, by whatever room's name, and who had the room. One query."""
    holding = Claim.objects.filter(space__rooms=room, start__lt=whole.end, end__gt=whole.start)
    bookings = Booking.objects.filter(start__lt=whole.end, end__gt=whole.start).select_related("group")
    # Whoever has gone holds nothing any more, and stands in the day that the door shows all the same.
    rows = bookings.filter(Q(pk__in=holding.values("booking")) | Q(room=room, state=State.USED))
    spans = [(one, Span.between(_since(one, now), _until(one))) for one in rows]
    return [Held(span, _is_here(one), _alias(one) if groups else "") for one, span in spans if span]


def _since(booking: Booking, now: int) -> int:
    """Whoever was let in is here from then on: a band has its key ten minutes before its time, and a door
    that called the room free would send others in to them."""
    return min(now, booking.start) if booking.state == State.IN_USE else booking.start


def _until(booking: Booking) -> int:
    """Who has gone earlier has left the room free from then on."""
    # Its last change is that they left: whoever counts them afterwards changes no booking.
    return min(booking.end, booking.changed_at) if booking.state == State.USED else booking.end


def _is_here(booking: Booking) -> bool:
    return booking.state in (State.IN_USE, State.USED)


def _alias(booking: Booking) -> str:
    """A group's name; whoever comes without a group stays nameless."""
    return booking.group.name if booking.group else ""
