"""What every change to a booking that stands has in common: locking it, and writing it down."""

from collections.abc import Iterable, Mapping
from typing import Any

from booking.actions import lines
from booking.actions.acts import fields_of, write_act
from booking.actions.locks import count_up, lock
from booking.actions.places import hold, release, spaces_of
from booking.models import Booking, Departure, Person
from booking.queries.bookings import Absent, may_change, people_of
from booking.rules.codes import Code
from booking.rules.lifecycle import HOLDING, State
from booking.rules.verdict import Finding, Outcome, Reason, Refused, Verdict
from facilities.models import Room
from facilities.rules.spans import Span, subtract


class Stale(Exception):
    """The booking was changed after the caller read it; nothing was done."""


def locked(booking: Booking, actor: Person, *rooms: Room, people: Iterable[int] = ()) -> Booking:
    """The booking as it is now, with all that a change of it touches locked; `rooms` are where it may go,
    `people` (by key) who may come.

    Absent for whoever may not change it.
    """
    lock(**_touched(booking, booking.room, *rooms, people=people))
    current = Booking.objects.select_related("room__facility", "group", "person").get(pk=booking.pk)
    if not may_change(current, actor, *rooms):
        raise Absent(booking.public_id)
    return current


def must_be_unchanged(current: Booking, seen: Booking) -> None:
    """Of two who change the same booking, the second is told. Stale if somebody was faster."""
    if current.sequence != seen.sequence:
        raise Stale(current.public_id)


def must_stand(booking: Booking, now: int) -> None:
    """Refused (PAST) if there is nothing left to change."""
    if booking.state not in HOLDING or booking.end <= now:
        raise refused(Code.PAST)


def refused(code: Code, outcome: Outcome = Outcome.REFUSE, finding: Finding = Finding.BROKEN) -> Refused:
    """A refusal that no published clause speaks of."""
    return Refused(Verdict(outcome, (Reason(finding, code),)))


def write(booking: Booking, verb: str, actor: Person | None, now: int, why: str = "", **fields: Any) -> None:
    """Sets the fields, holds or gives back the place accordingly, and logs the change.

    What becomes free is kept for whoever waits for it; an answer to an offer ends the wait.
    """
    before, was = fields_of(booking), booking.room
    for field, value in fields.items():
        setattr(booking, field, value)
    booking.sequence += 1
    booking.changed_at = now
    booking.save(update_fields=[*fields, "sequence", "changed_at"])
    release(booking)
    if booking.state in HOLDING:
        hold(booking, spaces_of(booking.room))
    if booking.room_id != was.pk:
        _depart(booking, was, before)
    if before["state"] in HOLDING:
        lines.keep(was, _freed(booking, was, Span(before["start"], before["end"])), now)
    if before["state"] == State.OFFERED:
        lines.settle(booking)
    write_act(booking=booking, verb=verb, actor=actor, now=now, before=before, why=why)
    count_up(**_touched(booking, was, booking.room))


def _freed(booking: Booking, was: Room, before: Span) -> list[Span]:
    """What it held before of its old room, and holds no more."""
    stays = booking.state in HOLDING and booking.room_id == was.pk
    return subtract([before], [Span(booking.start, booking.end)] if stays else [])


def _depart(booking: Booking, room: Room, before: Mapping[str, Any]) -> None:
    """Keeps how the booking stood in the room that it has left, for the room's feed."""
    left = Departure(
        booking=booking,
        room=room,
        start=before["start"],
        end=before["end"],
        sequence=booking.sequence,
        changed_at=booking.changed_at,
    )
    Departure.objects.bulk_create(
        [left],
        update_conflicts=True,
        unique_fields=["booking", "room"],
        update_fields=["start", "end", "sequence", "changed_at"],
    )


def _touched(booking: Booking, *rooms: Room, people: Iterable[int] = ()) -> dict[str, Iterable[int]]:
    owner = () if booking.person_id is None else (booking.person_id,)
    return {
        "groups": () if booking.group_id is None else (booking.group_id,),
        "people": {*owner, *people_of(booking), *people},
        "spaces": {space for room in rooms for space in spaces_of(room)},
    }
