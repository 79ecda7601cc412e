"""What one shift hands to the next: keys, and notes. The hall's desk does these, else Absent.

`now` is an instant (seconds, UTC).
"""

from django.db import transaction

from booking.actions.acts import log
from booking.actions.changes import held_still
from booking.actions.desk import board_changed, must_hold
from booking.actions.locks import lock
from booking.actions.texts import needed_lines
from booking.models import Booking, HandoverNote, KeyLoan, Person
from booking.queries.attendance import dealt_with_from
from booking.queries.bookings import Absent
from booking.rules.lifecycle import State
from booking.rules.staff import Right
from facilities.models import Equipment, Facility, Room

LONGEST_NOTE = 300
# Also of a use that is over: a key that was noted as back by mistake is still out.
WITH_KEY = (State.PROVISIONAL, State.BOOKED, State.IN_USE, State.USED)


class NotNow(Exception):
    """Nobody stands there for this booking, whatever a hall's rules leave unsaid: its day has not come, or it
    `has_come` and the booking was given up or released, or is only offered."""

    def __init__(self, has_come: bool) -> None:
        super().__init__(has_come)
        self.has_come = has_come


@transaction.atomic
def hand_key(*, booking: Booking, actor: Person, now: int) -> KeyLoan:
    """The room's key goes out with a booking; one that is out stays out. NotNow for a booking by which nobody
    uses the room, and before its day. Inverse: `take_key_back`."""
    current = held_still(booking)
    must_hold(actor, Right.DESK, current.room.facility.pk, now=now)
    if current.state not in WITH_KEY:
        raise NotNow(has_come=True)
    must_have_come(current, now)
    return hand_out(current, actor, now)


@transaction.atomic
def take_key_back(*, booking: Booking, actor: Person, now: int) -> None:
    """The key is back; one that is not out stays where it is. Inverse: `hand_key`."""
    current = held_still(booking)
    must_hold(actor, Right.DESK, current.room.facility.pk, now=now)
    take_in(current, actor, now)


@transaction.atomic
def note(
    *,
    facility: Facility,
    text: str,
    actor: Person,
    now: int,
    room: Room | None = None,
    thing: Equipment | None = None,
) -> HandoverNote:
    """A note for whoever comes next, about a room, a thing, or the hall; the one that says the same already,
    while it is open. Missing and Unfit for the text; Absent, too, for a room or a thing of another hall.
    Inverse: `note_done`."""
    must_hold(actor, Right.DESK, facility.pk, now=now)
    text = needed_lines(text, "text", LONGEST_NOTE)
    halls = [room and room.facility_id, thing and thing.room.facility_id]
    if any(hall not in (None, facility.pk) for hall in halls):
        raise Absent(facility.slug)
    # A form that is sent twice comes from one person: locking them is enough, and stops nobody else.
    lock(people=[actor.pk])
    told = {"facility": facility, "room": room, "thing": thing, "text": text, "by": actor}
    if before := HandoverNote.objects.filter(**told, done_at=None).first():
        return before
    made = HandoverNote.objects.create(**told, at=now)
    _log(made, "note", actor, now)
    return made


@transaction.atomic
def note_done(*, note: HandoverNote, actor: Person, now: int) -> None:
    """It is seen to, and leaves the board. Inverse: `note_again`."""
    must_hold(actor, Right.DESK, note.facility.pk, now=now)
    if HandoverNote.objects.filter(pk=note.pk, done_at=None).update(done_at=now):
        _log(note, "note_done", actor, now)


@transaction.atomic
def note_again(*, note: HandoverNote, actor: Person, now: int) -> None:
    """It is not seen to yet. Inverse: `note_done`."""
    must_hold(actor, Right.DESK, note.facility.pk, now=now)
    if HandoverNote.objects.filter(pk=note.pk).exclude(done_at=None).update(done_at=None):
        _log(note, "note_again", actor, now)


def must_have_come(booking: Booking, now: int) -> None:
    """NotNow before the day of a booking."""
    if now < dealt_with_from(booking):
        raise NotNow(has_come=False)


def hand_out(booking: Booking, actor: Person, now: int) -> KeyLoan:
    """The key of the room goes out, if it is not out already; the booking is locked."""
    # One that is out at a time, and as many over the day as it comes and goes.
    loan, new = KeyLoan.objects.get_or_create(
        booking=booking, back_at=None, defaults={"room": booking.room, "out_at": now}
    )
    if new:
        _of_key(booking, "hand_key", actor, now)
    return loan


def take_in(booking: Booking, actor: Person, now: int) -> None:
    """The key comes back, if it was out; the booking is locked."""
    if KeyLoan.objects.filter(booking=booking, back_at=None).update(back_at=now):
        _of_key(booking, "take_key_back", actor, now)


def _of_key(booking: Booking, verb: str, actor: Person, now: int) -> None:
    hall = booking.room.facility_id
    log("booking", booking.public_id, verb, actor, now, after={"room_id": booking.room_id}, hall=hall)
    board_changed(hall)


def _log(note: HandoverNote, verb: str, actor: Person, now: int) -> None:
    """Of a note its place and never its words: an Act outlives them."""
    place, hall = {"room_id": note.room_id, "thing_id": note.thing_id}, note.facility_id
    log("note", note.public_id, verb, actor, now, after=place, hall=hall)
    board_changed(hall)
