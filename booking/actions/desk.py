"""What the verbs of a desk have in common: who may do them, and that its board tells of them.

Absent and not "forbidden": whether there is such a thing stays unsaid to whoever has no part in it.
"""

from collections.abc import Collection
from typing import Any

from django.db.models import F, QuerySet

from booking.models import BoardVersion, Person
from booking.queries.bookings import Absent
from booking.queries.posts import departments_with, first_hall_with, may, may_anywhere, may_at_one
from booking.rules.staff import Right


def must_hold(actor: Person, right: Right, *halls: int, now: int) -> None:
    """Absent for whoever has not this right at every one of the halls (by key) at an instant (seconds, UTC).
    One query."""
    if not may(actor, right, halls, now):
        raise Absent


def must_hold_at_one(
    actor: Person, right: Right, halls: QuerySet[Any] | Collection[int], *, now: int
) -> None:
    """The same for whoever has it at none of them. One query."""
    if not may_at_one(actor, right, halls, now):
        raise Absent


def must_hold_anywhere(actor: Person, right: Right, *, now: int) -> None:
    """The same for whoever has it at no hall at all. One query."""
    if not may_anywhere(actor, right, now):
        raise Absent


def must_answer_for(actor: Person, right: Right, department: int, *, now: int) -> None:
    """The same for whoever has it not at the department (by key) itself. One query."""
    if not departments_with(actor, right, now).filter(pk=department).exists():
        raise Absent


def desk_of(actor: Person, right: Right, halls: QuerySet[Any] | None = None, *, now: int) -> int:
    """The hall (its key) whose desk did what concerns many `halls` (keys), or any: it also calls whoever is
    to hear of it. Absent as above. One query."""
    # One and not each of them: somebody who serves at five halls would else have them called five times.
    hall = first_hall_with(actor, right, halls, now)
    if hall is None:
        raise Absent
    return hall


def board_changed(hall: int) -> None:
    """Moves the counter of a hall (by key) for what no other counter tells of."""
    BoardVersion.objects.get_or_create(facility_id=hall)
    # Added up in the database: of two who write at once, a board that polls must miss neither.
    BoardVersion.objects.filter(facility=hall).update(revision=F("revision") + 1)
