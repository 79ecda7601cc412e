"""What every change to a booking that stands has in common: locking it, and writing it down."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from booking.actions import lines
from booking.actions.acts import act_of, fields_of, keep
from booking.actions.locks import count_up, lock
from booking.actions.places import hold_as_they_stand, spaces_of_all
from booking.actions.rehousing import rooms_offered, settle
from booking.models import Booking, Departure, Loan, Person, Series
from booking.queries.bookings import Absent, may_change
from booking.queries.loans import loans_of, missing
from booking.rules.codes import Code
from booking.rules.lifecycle import HOLDING, State
from booking.rules.verdict import Finding, Outcome, Reason, Refused, Verdict
from facilities.models import Room
from facilities.rules.spans import Span, subtract


class Stale(Exception):
    """The booking was changed after the caller read it; nothing was done."""


def locked(booking: Booking, actor: Person, now: int, *rooms: Room, people: Iterable[int] = ()) -> Booking:
    """The booking as it is now, with all that a change of it touches locked; `rooms` are where it may go,
    `people` (by key) who may come.

    Absent for whoever may not change it.
    """
    current = held_still(booking, *rooms, people=people)
    if not may_change(current, actor, *rooms, now=now):
        raise Absent(booking.public_id)
    return current


def held_still(booking: Booking, *rooms: Room, people: Iterable[int] = ()) -> Booking:
    """The same for a caller who sees to it who may change the booking."""
    # Read only behind the locks: what the caller has in hand may have changed while they were waited for.
    hold_still([booking], [booking.room, *rooms], people)
    return Booking.objects.select_related("room__facility", "group", "person").get(pk=booking.pk)


def hold_still(bookings: Sequence[Booking], rooms: Iterable[Room], people: Iterable[int] = ()) -> None:
    """Locks all that a change of these bookings touches, and what goes with them."""
    lent = Loan.objects.filter(booking__in=bookings).values_list("equipment", flat=True)
    # Whatever becomes of a displaced booking frees the place that was offered instead.
    rooms = [*rooms, *rooms_offered(bookings)]
    lock(equipment=lent, **touched(bookings, rooms, people))


def must_be_unchanged(current: Booking | Series, seen: Booking | Series) -> None:
    """Of two who change the same, the second is told. Stale if somebody was faster."""
    if current.sequence != seen.sequence:
        raise Stale(current.public_id)


def must_stand(booking: Booking, now: int) -> None:
    """Refused (PAST) if there is nothing left to change."""
    if booking.state not in HOLDING or booking.end <= now:
        raise refused(Code.PAST)


def must_be_booked(booking: Booking, now: int) -> None:
    """The same, and Absent while it is only offered: there is no booking yet that could be changed."""
    # To move or lengthen it would be to book it, past the rest of the line and past its own deadline.
    if booking.state == State.OFFERED:
        raise Absent(booking.public_id)
    must_stand(booking, now)


def refused(
    code: Code, outcome: Outcome = Outcome.REFUSE, finding: Finding = Finding.BROKEN, **values: object
) -> Refused:
    """A refusal that no published clause speaks of, with the values that its sentence needs."""
    return Refused(Verdict(outcome, (Reason(finding, code, values=values),)))


def write(booking: Booking, verb: str, actor: Person | None, now: int, why: str = "", **fields: Any) -> None:
    """Sets the fields, holds or gives back the place accordingly, and logs the change.

    What becomes free is kept for whoever waits for it; an answer to an offer ends the wait.
    """
    write_all([(booking, fields)], verb, actor, now, why)


def write_all(
    changes: Sequence[tuple[Booking, Mapping[str, Any]]],
    verb: str,
    actor: Person | None,
    now: int,
    why: str = "",
) -> None:
    """The same for several bookings, of each the same fields: as many statements for all as for one, but
    for what becomes free of each."""
    bookings = [booking for booking, _ in changes]
    before, was = [fields_of(booking) for booking in bookings], [booking.room for booking in bookings]
    for booking, fields in changes:
        for field, value in fields.items():
            setattr(booking, field, value)
        # However small the change: a calendar takes over only what has a higher SEQUENCE (RFC 5545, 3.8.7.4).
        booking.sequence += 1
        booking.changed_at = now
    Booking.objects.bulk_update(bookings, [*changes[0][1], "sequence", "changed_at"])
    # Of things there may be several, so no constraint counts them: it is asked under their locks.
    _things_must_be_free(bookings, before)
    hold_as_they_stand(bookings)
    _depart(bookings, was, before)
    settle(bookings, now)
    # After places are held anew: what is kept for the line takes a Claim of its own.
    _give_to_the_line(bookings, was, before, now)
    keep(
        act_of(booking=booking, verb=verb, actor=actor, now=now, before=then, why=why)
        for booking, then in zip(bookings, before, strict=True)
    )
    # Also for the rooms that were left: their grids show something free now.
    count_up(**touched(bookings, [*was, *(booking.room for booking in bookings)]))


def _things_must_be_free(bookings: Sequence[Booking], before: Sequence[Mapping[str, Any]]) -> None:
    """What goes with a booking goes with it at its new time, too. Who stays where they are comes in
    also where it has broken since."""
    standing = {
        booking.pk: booking
        for booking, then in zip(bookings, before, strict=True)
        if booking.state in HOLDING and not _stood_then(booking, then)
    }
    for key, wanted in loans_of(standing).items():
        use = Span(standing[key].start, standing[key].end)
        if short := missing(wanted, use, but=key):
            raise Refused(Verdict(Outcome.REFUSE, (short,)))


def _stood_then(booking: Booking, then: Mapping[str, Any]) -> bool:
    return then["state"] in HOLDING and (booking.start, booking.end) == (then["start"], then["end"])


def _give_to_the_line(
    bookings: Sequence[Booking], was: Sequence[Room], before: Sequence[Mapping[str, Any]], now: int
) -> None:
    """What they held before of their old rooms, and hold no more; an answer to an offer ends the wait."""
    anybody = lines.anybody_waits()
    for booking, room, then in zip(bookings, was, before, strict=True):
        # Whatever came of it, taken, declined or lapsed, an offer is answered once.
        if then["state"] == State.OFFERED:
            lines.settle(booking)
        # To the line and not to the fastest finger: else whoever frees a place could have it for their own.
        if anybody and then["state"] in HOLDING:
            lines.keep(room, _freed(booking, room, Span(then["start"], then["end"])), now)


def _freed(booking: Booking, was: Room, before: Span) -> list[Span]:
    stays = booking.state in HOLDING and booking.room_id == was.pk
    # One that moves by an hour in its own room frees that hour, and not what it goes on to hold.
    return subtract([before], [Span(booking.start, booking.end)] if stays else [])


def _depart(bookings: Iterable[Booking], was: Iterable[Room], before: Iterable[Mapping[str, Any]]) -> None:
    """Keeps how each booking stood in the room that it has left, for the room's feed."""
    left = [
        Departure(
            booking=booking,
            room=room,
            start=then["start"],
            end=then["end"],
            # As of the move: what is done to it elsewhere afterwards is no news of this room.
            sequence=booking.sequence,
            changed_at=booking.changed_at,
        )
        for booking, room, then in zip(bookings, was, before, strict=True)
        # Within one room its events stay under one UID there, and nothing has left (decision 15).
        if booking.room_id != room.pk
    ]
    # One row for each booking and room, as it stood there last: of what left twice a feed tells one event.
    Departure.objects.bulk_create(
        left,
        update_conflicts=True,
        unique_fields=["booking", "room"],
        update_fields=["start", "end", "sequence", "changed_at"],
    )


def touched(
    bookings: Sequence[Booking], rooms: Iterable[Room], people: Iterable[int] = ()
) -> dict[str, Iterable[int]]:
    """What a change of these bookings touches that may stand in these rooms, and to which these people (by
    key) may come: as `lock` and `count_up` take it."""
    coming = Booking.people.through.objects.filter(booking__in=bookings).values_list("person", flat=True)
    spaces = spaces_of_all(rooms)
    return {
        "groups": {booking.group_id for booking in bookings if booking.group_id is not None},
        "people": {*(one.person_id for one in bookings if one.person_id is not None), *coming, *people},
        "spaces": {space for keys in spaces.values() for space in keys},
    }
