"""Holding a place and giving it back: Claims, and the one winner among rivals."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import IntegrityError

from booking.models import Booking, Claim
from booking.queries.bookings import Absent
from booking.queries.verdicts import TAKEN
from booking.rules.lifecycle import HOLDING
from booking.rules.verdict import Outcome, Refused, Verdict
from facilities.models import Room

GUARD = "claim_no_overlap"


def spaces_of(room: Room) -> list[int]:
    """The keys of the spaces that the room is made of."""
    # A joined room is made of several: its booking holds each of them, so that none can be had apart.
    return sorted(room.spaces.values_list("pk", flat=True))


def spaces_of_all(rooms: Iterable[Room]) -> dict[int, list[int]]:
    """The same of several rooms, by their keys. One query."""
    found: dict[int, list[int]] = {room.pk: [] for room in rooms}
    made_of = Room.spaces.through.objects.filter(room__in=found).order_by("space")
    for room, space in made_of.values_list("room", "space"):
        found[room].append(space)
    return found


def must_be_lent(room: Room) -> None:
    """Absent for a room that nobody can book: its page does not exist either."""
    if not (room.bookable and room.published and room.facility.published):
        raise Absent(room.slug)


def hold(booking: Booking, spaces: Iterable[int]) -> None:
    """Claims these spaces for the booking's time. IntegrityError if somebody holds one of them."""
    Claim.objects.bulk_create(claims_of(booking, spaces))


def claims_of(booking: Booking, spaces: Iterable[int]) -> list[Claim]:
    """The claims by which a booking would hold these spaces, not yet written."""
    return [Claim(booking=booking, space_id=space, start=booking.start, end=booking.end) for space in spaces]


def hold_as_they_stand(bookings: Sequence[Booking]) -> None:
    """Each holds its place, and only that, or none if its state holds none. IntegrityError as for `hold`.

    All are given back before any is held: of several that move one may go where another was.
    """
    spaces = spaces_of_all(booking.room for booking in bookings)
    Claim.objects.filter(booking__in=bookings).delete()
    standing = (booking for booking in bookings if booking.state in HOLDING)
    Claim.objects.bulk_create(claim for one in standing for claim in claims_of(one, spaces[one.room_id]))


@contextmanager
def one_winner() -> Iterator[None]:
    """Turns the database's own refusal into TAKEN. It stands around the transaction, which is gone then."""
    try:
        yield
    except IntegrityError as error:
        # Another constraint is a mistake of ours, and no rival's booking.
        if GUARD not in str(error):
            raise
        raise Refused(Verdict(Outcome.REFUSE, (TAKEN,))) from error
