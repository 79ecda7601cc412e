"""What every change to a booking that stands has in common: locking it, and writing it down."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from booking.actions.acts import act_of, fields_of
from booking.actions.locks import count_up, lock
from booking.actions.places import hold_as_they_stand, spaces_of_all
from booking.models import Act, Booking, Departure, Person, Series
from booking.queries.bookings import Absent, may_change
from booking.rules.codes import Code
from booking.rules.lifecycle import HOLDING
from booking.rules.verdict import Finding, Outcome, Reason, Refused, Verdict
from facilities.models import Room


class Stale(Exception):
    """The booking was changed after the caller read it; nothing was done."""


def locked(booking: Booking, actor: Person, *rooms: Room) -> Booking:
    """The booking as it is now, with all that a change of it touches locked; `rooms` are where it may go.

    Absent for whoever may not change it.
    """
    lock(**touched([booking], [booking.room, *rooms]))
    current = Booking.objects.select_related("room__facility", "group", "person").get(pk=booking.pk)
    if not may_change(current, actor, *rooms):
        raise Absent(booking.public_id)
    return current


def must_be_unchanged(current: Booking | Series, seen: Booking | Series) -> None:
    """Of two who change the same, the second is told. Stale if somebody was faster."""
    if current.sequence != seen.sequence:
        raise Stale(current.public_id)


def must_stand(booking: Booking, now: int) -> None:
    """Refused (PAST) if there is nothing left to change."""
    if booking.state not in HOLDING or booking.end <= now:
        raise refused(Code.PAST)


def refused(code: Code, outcome: Outcome = Outcome.REFUSE, finding: Finding = Finding.BROKEN) -> Refused:
    """A refusal that no published clause speaks of."""
    return Refused(Verdict(outcome, (Reason(finding, code),)))


def write(booking: Booking, verb: str, actor: Person, now: int, why: str = "", **fields: Any) -> None:
    """Sets the fields, holds or gives back the place accordingly, and logs the change."""
    write_all([(booking, fields)], verb, actor, now, why)


def write_all(
    changes: Sequence[tuple[Booking, Mapping[str, Any]]], verb: str, actor: Person, now: int, why: str = ""
) -> None:
    """The same for several bookings, of each the same fields: as many statements for all as for one."""
    bookings = [booking for booking, _ in changes]
    before, was = [fields_of(booking) for booking in bookings], [booking.room for booking in bookings]
    for booking, fields in changes:
        for field, value in fields.items():
            setattr(booking, field, value)
        booking.sequence += 1
        booking.changed_at = now
    Booking.objects.bulk_update(bookings, [*changes[0][1], "sequence", "changed_at"])
    hold_as_they_stand(bookings)
    _depart(bookings, was, before)
    Act.objects.bulk_create(
        act_of(booking=booking, verb=verb, actor=actor, now=now, before=then, why=why)
        for booking, then in zip(bookings, before, strict=True)
    )
    count_up(**touched(bookings, [*was, *(booking.room for booking in bookings)]))


def _depart(bookings: Iterable[Booking], was: Iterable[Room], before: Iterable[Mapping[str, Any]]) -> None:
    """Keeps how each booking stood in the room that it has left, for the room's feed."""
    left = [
        Departure(
            booking=booking,
            room=room,
            start=then["start"],
            end=then["end"],
            sequence=booking.sequence,
            changed_at=booking.changed_at,
        )
        for booking, room, then in zip(bookings, was, before, strict=True)
        if booking.room_id != room.pk
    ]
    Departure.objects.bulk_create(
        left,
        update_conflicts=True,
        unique_fields=["booking", "room"],
        update_fields=["start", "end", "sequence", "changed_at"],
    )


def people_of(booking: Booking) -> list[int]:
    """The keys of those who come, whoever booked."""
    return list(booking.people.order_by("pk").values_list("pk", flat=True))


def touched(bookings: Sequence[Booking], rooms: Iterable[Room]) -> dict[str, Iterable[int]]:
    """What a change of these bookings touches that may stand in these rooms: as `lock` takes it."""
    coming = Booking.people.through.objects.filter(booking__in=bookings).values_list("person", flat=True)
    spaces = spaces_of_all(rooms)
    return {
        "groups": {booking.group_id for booking in bookings if booking.group_id is not None},
        "people": {*(one.person_id for one in bookings if one.person_id is not None), *coming},
        "spaces": {space for keys in spaces.values() for space in keys},
    }
