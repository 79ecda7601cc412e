"""Bookings about which the hall was asked, and what the judge says of them now."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from booking.models import Booking, Incident, Person, Request
from booking.queries.bookings import people_of
from booking.queries.party import asker_of_booking
from booking.queries.verdicts import among, held_until, put
from booking.rules.ask import Channel
from booking.rules.lifecycle import State
from booking.rules.requests import TO_UNDO
from booking.rules.verdict import Verdict
from facilities.models import Facility, Room
from facilities.rules.spans import Span

Answer = Request.Answer
NO_SHOW = "no_show"  # the event under which rulebooks count it


@dataclass(frozen=True, slots=True)
class Judged:
    """What the judge says of a use, and until when it would be provisional by the hall's own rules."""

    verdict: Verdict
    tentative_until: int | None


@dataclass(frozen=True, slots=True)
class History:
    """How often a party has come, has not come, and has called off, at all halls together."""

    used: int
    missed: int
    cancelled: int


def open_requests(hall: Facility, now: int) -> QuerySet[Request]:
    """What waits for the hall's answer: held, and not lapsed at `now` (seconds, UTC)."""
    held = Request.objects.filter(answer=Answer.OPEN, booking__state=State.PROVISIONAL)
    return held.filter(booking__room__facility=hall, booking__lapses_at__gt=now)


def waits_for_hall(booking: Booking) -> Request | None:
    """The request of a booking, if it is provisional because of it. At most one query."""
    if booking.state != State.PROVISIONAL:
        return None
    return Request.objects.filter(booking=booking, answer__in=(Answer.OPEN, Answer.PROPOSED)).first()


def request_at(hall: Facility, public_id: str) -> Request | None:
    """The request about a booking of the hall's, answered or not. One query."""
    asked = Request.objects.select_related("booking__room__facility", "booking__group", "booking__person")
    return asked.filter(booking__public_id=public_id, booking__room__facility=hall).first()


def judged_for_hall(booking: Booking, room: Room, span: Span, now: int, reader: Person) -> Judged:
    """What the judge says now of the booking at a place, the booking itself not in its way. Five queries,
    one more if the place is taken."""
    asker = asker_of_booking(booking, people_of(booking), now, reader)
    asked = put(
        room=room,
        span=span,
        asker=asker,
        now=now,
        channel=Channel(booking.channel),
        purpose=booking.purpose,
        but=booking.pk,
    )
    return Judged(among(asked, room, span, asker, booking.pk), held_until(asked))


def can_reopen(asked: Request, booking: Booking, now: int) -> bool:
    """Whether an answer can still be taken back: the booking stands as the answer left it."""
    left = {
        Answer.APPROVED: booking.state in (State.BOOKED, State.PROVISIONAL),
        Answer.REFUSED: booking.state == State.CANCELLED,
        Answer.PROPOSED: booking.state == State.PROVISIONAL,
    }
    fresh = asked.decided_at is not None and now < asked.decided_at + TO_UNDO
    # Whoever has moved or cancelled it since has planned by the answer.
    same = asked.decided_at == booking.changed_at
    return (
        bool(asked.before) and fresh and same and left[Answer(asked.answer)] and asked.before["start"] > now
    )


def needs_why(verdict: Verdict) -> bool:
    """Whether agreeing would set something aside, and not only say what the rules leave open."""
    return bool(verdict.broken or verdict.lacking)


def history_of(booking: Booking) -> History:
    """Of the group in whose name it is, else of whoever booked. Two queries."""
    whose = Q(group=booking.group) if booking.group_id else Q(person=booking.person, group=None)
    of_state = {state: Count("pk", filter=Q(state=state)) for state in (State.USED, State.CANCELLED)}
    counted = Booking.objects.filter(whose).aggregate(**of_state)
    missed = Incident.objects.filter(event=NO_SHOW, **_owner(booking)).count()
    return History(counted[State.USED], missed, counted[State.CANCELLED])


def _owner(booking: Booking) -> dict[str, object]:
    return {"group": booking.group} if booking.group_id else {"person": booking.person}
