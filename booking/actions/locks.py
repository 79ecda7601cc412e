"""What a verb locks before it loads what it decides on: always in this order, each by key.

On PostgreSQL these are row locks; on SQLite the transaction holds the database's one write lock
(IMMEDIATE), and the same queries only read. Two verbs that take their locks in one order never
wait for each other in a circle.
"""

from collections.abc import Iterable, Sequence

from django.db.models import F, Q

from booking.models import CourseDate, Displacement, Group, Person, Round
from booking.rules.displacing import Answer
from facilities.models import Equipment, Facility, Room, Space


def lock(
    *,
    rounds: Iterable[int] = (),
    groups: Iterable[int] = (),
    people: Iterable[int] = (),
    courses: Iterable[int] = (),
    equipment: Iterable[int] = (),
    spaces: Iterable[int] = (),
) -> None:
    """Waits for these rows and keeps them to the transaction's end. OperationalError if it waits too long."""
    ordered = (
        (Round, rounds),
        (Group, groups),
        (Person, people),
        (CourseDate, courses),
        (Equipment, equipment),
        (Space, spaces),
    )
    for model, rows in ordered:
        if keys := set(rows):
            # Not the whole key: a row that only refers to one of these need not wait for us.
            found = model._default_manager.select_for_update(no_key=True).filter(pk__in=keys)
            # Read at once, and only keys: a QuerySet that nobody walks through would lock nothing.
            list(found.order_by("pk").values_list("pk", flat=True))


def lock_hall(facility: Facility, *rooms: Room) -> Facility:
    """The hall as it is now, locked, and then its spaces, with those of these rooms of other halls: whoever
    books there waits."""
    (hall,) = lock_halls([facility], *rooms)
    return hall


def lock_halls(facilities: Iterable[Facility], *rooms: Room) -> list[Facility]:
    """Several halls as they are now, locked by their keys, and then all of these spaces, with those in which
    something is offered to whom these halls have displaced."""
    # A verb of a booking locks no hall, but its spaces: these are what it meets us at.
    keys = [facility.pk for facility in facilities]
    halls = list(Facility.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))
    # At once, each by its key: of two who lock the spaces of two halls nobody waits for the other.
    own = Q(facility__in=keys)
    lock(spaces=Space.objects.filter(own | Q(rooms__in=_elsewhere(keys, rooms))).values_list("pk", flat=True))
    return halls


def _elsewhere(halls: Sequence[int], rooms: Sequence[Room]) -> set[int]:
    """Rooms (keys) that go with these halls. One query."""
    # Under the halls' locks nothing more is offered to whom they have displaced.
    offered = Displacement.objects.filter(state=Answer.OPEN, room__facility__in=halls).exclude(offer=None)
    return {*(room.pk for room in rooms), *offered.values_list("offer__room", flat=True)}


def count_up(*, groups: Iterable[int] = (), people: Iterable[int] = (), spaces: Iterable[int] = ()) -> None:
    """Moves the counters by which feeds and grids know that something changed; the rows are locked."""
    # Counters on rows that a verb locks anyway: to move one costs no lock of its own.
    for model, keys in ((Group, set(groups)), (Person, set(people)), (Space, set(spaces))):
        if keys:
            model._default_manager.filter(pk__in=keys).update(revision=F("revision") + 1)
