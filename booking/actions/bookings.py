"""The verbs of a booking: book, cancel, move, restore.

Each is one transaction: lock, load the facts, ask the judge, write. Booking, Claims, Act, counters
and mail stand or fall together. `now` is the instant (seconds, UTC) at which somebody asks.
"""

from typing import Any

from django.db import transaction

from booking import notices
from booking.actions.allowing import (
    FOR_NOTHING,
    LONGEST_WHY,
    Answering,
    answered_for,
    is_allowed,
    must_be_allowed,
    note_answering,
)
from booking.actions.answers import KeyReused, Once
from booking.actions.changes import (
    Stale,
    locked,
    must_be_booked,
    must_be_unchanged,
    must_stand,
    refused,
    write,
)
from booking.actions.giving_up import cause_of, note_if_late
from booking.actions.places import must_be_lent, one_winner
from booking.actions.provisional import standing, still_tentative
from booking.actions.rehousing import free_offer
from booking.actions.session_rooms import date_held_still, gone_along, left_without_rooms, others_behind
from booking.actions.texts import Unfit, plain
from booking.actions.wanted import Wanted
from booking.models import Act, Booking, Person, Session
from booking.queries.acts import answered_before
from booking.queries.boards import zone_of
from booking.queries.bookings import Absent, people_of
from booking.queries.displacing import is_displaced
from booking.queries.giving_up import LATE, LATE_BY_GUARDIAN
from booking.queries.money import kept, reckoned
from booking.queries.party import Company, asker_of, asker_of_booking
from booking.queries.posts import serves
from booking.queries.verdicts import judge
from booking.rules.ask import Channel
from booking.rules.codes import HOW_ONE_ASKS, Code
from booking.rules.lifecycle import HALL, HOLDING, State
from booking.rules.overruling import as_answered
from booking.rules.verdict import Finding, Outcome, Refused, Verdict, forgiven
from facilities.models import Room
from facilities.rules.spans import Span

__all__ = [
    "LONGEST_WHY",
    "Absent",
    "Answering",
    "Company",
    "KeyReused",
    "Refused",
    "Stale",
    "Unfit",
    "book",
    "cancel",
    "forgiven",
    "judged",
    "move",
    "must_be_allowed",
    "must_be_there",
    "restore",
    "take_along",
]


def book(*, person: Person, wanted: Wanted, now: int, key: str = "") -> Booking:
    """What is wanted, in the name of the person or of their company's group. It is provisional where a
    registration has to be renewed first, and where the hall has it so; it then says until when it is held.

    Refused if the judge does not allow it or lacks a fact, TAKEN if a rival was first; Absent for a
    room, a group or people that are not theirs to name; Unfit for a text that cannot be stored;
    KeyReused if `key` has answered another body. Inverse: `cancel`.
    """
    # Plain before it is hashed: the same words with a blank more at their end are the same request.
    wanted = wanted.plain()
    once = Once.of(person, "book", key, wanted.body)
    with one_winner(), transaction.atomic():
        wanted.lock(person)
        # Only under the lock: a rival with the same key has waited for the answer of the first.
        if before := once.booked(now):
            return before
        found = wanted.found(asker_of(person, wanted.company, now), now)
        must_be_allowed(found.verdict)
        booking = found.placed(found.verdict, person, person, now)
        # Written with the booking and sent after it: what is rolled back is told to nobody.
        notices.booked(booking)
        once.keep(booking.public_id, now)
        return booking


def cancel(*, booking: Booking, actor: Person, now: int, why: str = "", cause: str | None = None) -> Booking:
    """Gives the place back. Where it was given back already nothing changes.

    After the hall's deadline it is noted as a late cancellation, which the hall's sanctions may count;
    not within ten minutes of booking, nor under a weather warning, nor when the desk does it. What the desk
    cancels is paid back whole, unless it says by its `cause` that it was not the hall's doing: "" where those
    who booked have called, or a key of the hall's rules.

    A date of a programme that has no other room does not take place, and whoever has signed up is told.

    Absent for whoever may not change the booking, NoSuchCause for one that no clause names; Refused (PAST)
    once it is over, Stale if it has changed since it was read. Inverse: `restore`.
    """
    why = plain(why, "why", LONGEST_WHY)
    with transaction.atomic():
        date = date_held_still(booking)
        current = locked(booking, actor, now)
        # Before it is asked what changed: whoever taps twice wanted this, and has it.
        if current.state == State.CANCELLED:
            return current
        must_be_unchanged(current, booking)
        must_stand(current, now)
        # Before it is written, which answers a displacement: who is displaced knows no deadline.
        was_in_doubt = date is not None and is_displaced(current)
        note_if_late(current, actor, now)
        because = cause_of(current, actor, cause, now)
        write(current, "cancel", actor, now, why, state=State.CANCELLED, cause=because)
        # Only where the desk has said so: an undoing is a slip, about which nobody has to be called.
        if because == HALL and cause is not None:
            notices.cancelled_by_hall(current, why)
        else:
            notices.cancelled(current)
        # Told that it was in doubt, they have to hear that it is held, in the rooms that are left to it.
        if date is not None and not left_without_rooms(date, actor, now, why) and was_in_doubt:
            notices.session_elsewhere(date, now)
        return current


def move(
    *,
    booking: Booking,
    actor: Person,
    room: Room,
    span: Span,
    answering: Answering = FOR_NOTHING,
    for_hall: bool = False,
    now: int,
) -> Booking:
    """Another place or time for the same people. The old one is kept until the new one is certain.

    `for_hall` says that the desk does it of its own accord, and not at their call: whoever has no mail is
    rung up. A date of a programme goes along, with its other rooms, or nothing moves. Where it is there
    already nothing changes. Refused as for `book`, unless the desk is `answering` for it, and PAST once it is
    over; Absent and Stale as for `cancel`. Inverse: moving it back.
    """
    must_be_lent(room)
    answering = answering.plain()
    with one_winner(), transaction.atomic():
        date = date_held_still(booking, room)
        current = locked(booking, actor, now, room)
        # Before it is asked whether it has changed: a second tap finds what the first one did.
        if current.state in HOLDING and _place(current) == (room.pk, span):
            must_be_there(current, actor, now)
            return current
        must_be_unchanged(current, booking)
        must_be_booked(current, now)
        # What a closure has them offered is theirs, and not to be in the way of another place that they
        # choose.
        free_offer(current)
        left = current.room
        promise = _promise_anew(current, room, span, answering, actor, now)
        write(current, "move", actor, now, room=room, start=span.start, end=span.end, **promise)
        tell = notices.moved_by_hall if for_hall else notices.moved
        tell(current)
        if date is not None:
            take_along(date, current, left, answering, actor, now)
        return current


def take_along(
    date: Session, booking: Booking, left: Room, answering: Answering, actor: Person, now: int
) -> None:
    """A date of a programme is when and where its rooms are: of one that has gone there, leaving the room
    `left`, the date and its other rooms follow. Refused, and Absent, as for `move`."""
    was = Span(date.start, date.end)
    span = Span(booking.start, booking.end)
    for other in others_behind(date, booking):
        move(booking=other, actor=actor, room=other.room, span=span, answering=answering, now=now)
    gone_along(date, was, left, booking, actor, now)


def restore(*, booking: Booking, actor: Person, now: int) -> Booking:
    """Takes a cancellation back while the place is free, judged now except for when and how one asks, and for
    what the desk has answered for when it was booked.

    Where it holds its place nothing changes. Refused as for `book`, and ASK_HALL to members for what
    staff have cancelled; Absent and Stale as for `cancel`. Inverse: `cancel`.
    """
    with one_winner(), transaction.atomic():
        current = locked(booking, actor, now)
        if current.state in HOLDING:
            return current
        must_be_unchanged(current, booking)
        if current.state != State.CANCELLED or _was_called_off(current):
            raise refused(Code.PAST)
        # The desk had its reasons, which the judge does not know: only the desk takes them back.
        if _cancelled_by_staff(current) and not _serves(actor, current, now):
            raise refused(Code.ASK_HALL, Outcome.ASK, Finding.OPEN)
        room, span = current.room, Span(current.start, current.end)
        # What is taken back had no consequences; if the place is not to be had, it stays as it was.
        current.incidents.filter(event__in=(LATE, LATE_BY_GUARDIAN)).delete()
        verdict = forgiven(judged(current, room, span, now, actor), HOW_ONE_ASKS)
        # Whoever was let in for a reason that is on record is not asked for it again: a slip is taken back.
        if not is_allowed(verdict):
            verdict = as_answered(verdict, answered_before(current))
        must_be_allowed(verdict)
        stands = standing(verdict, span, zone_of(room), still_tentative(verdict, current.lapses_at))
        # The old bill comes back with it (decision 32); the cause is asked anew the next time.
        write(current, "restore", actor, now, cause="", **stands)
        notices.restored(current)
        return current


def judged(booking: Booking, room: Room, span: Span, now: int, reader: Person) -> Verdict:
    """What `move` would be told of another place: for the same people, and the booking not in its own way.

    What else holds the place is named only if it is the reader's own.

    Five queries, one more if the place is taken.
    """
    return judge(
        room=room,
        span=span,
        asker=asker_of_booking(booking, people_of(booking), now, reader),
        now=now,
        channel=Channel(booking.channel),
        purpose=booking.purpose,
        but=booking.pk,
    )


def must_be_there(booking: Booking, actor: Person, now: int, answering: Answering = FOR_NOTHING) -> None:
    """Refused by the judge where the hall has taken the place away, unless the desk is `answering` for it:
    what is displaced does not stay by a change that leaves it there. One query, seven more for one that is
    displaced."""
    if is_displaced(booking):
        verdict = judged(booking, booking.room, Span(booking.start, booking.end), now, actor)
        answered_for(forgiven(verdict, HOW_ONE_ASKS), answering, actor, now, booking.room)


def _was_called_off(booking: Booking) -> bool:
    """Whether it was for a date of a programme that does not take place: that is held anew, since whoever had
    signed up was told."""
    return booking.session is not None and booking.session.cancelled_at is not None


def _cancelled_by_staff(booking: Booking) -> bool:
    acts = Act.objects.filter(subject="booking", subject_id=booking.public_id, verb="cancel")
    # By key, as two Acts may be of one second.
    last = acts.order_by("-pk").first()
    return last is not None and last.by_desk


def _serves(person: Person, booking: Booking, now: int) -> bool:
    return serves(person, [booking.room.facility_id], now)


def _promise_anew(
    current: Booking, room: Room, span: Span, answering: Answering, actor: Person, now: int
) -> dict[str, Any]:
    """What is promised of a booking at another place or time: how it stands there, and what it costs. Refused
    as for `book`, unless the desk is `answering` for it, which is noted."""
    found = judged(current, room, span, now, actor)
    # At both halls: nothing is moved into a hall that the desk does not serve (decision 21).
    verdict = answered_for(found, answering, actor, now, current.room, room)
    note_answering(current, found, answering, actor, now)
    stands = standing(verdict, span, zone_of(room), still_tentative(verdict, current.lapses_at))
    # Another place or time is another promise, at the price of now (decision 32).
    return {**stands, "bill": kept(reckoned(current, span, room, actor, now))}


def _place(booking: Booking) -> tuple[int, Span]:
    return booking.room_id, Span(booking.start, booking.end)
