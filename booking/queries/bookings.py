"""Bookings as their people see them."""

from django.db.models import Q, QuerySet

from booking.models import Booking, Membership, Person
from booking.rules.lifecycle import HOLDING
from facilities.models import Facility

# Who may change what a group has booked, besides whoever booked it.
LEADING = (Membership.Role.LEADER, Membership.Role.DEPUTY)


class Absent(Exception):
    """There is no such thing for this reader. Whether it exists for others stays unsaid."""


def upcoming(person: Person, now: int) -> list[Booking]:
    """What somebody has before them or is in the middle of: booked, attended or their group's. One query."""
    return list(own(person).filter(end__gt=now, state__in=HOLDING).order_by("start", "pk"))


def past(person: Person, now: int, limit: int) -> list[Booking]:
    """What is over or was given up, the latest first, at most `limit`. One query."""
    over = Q(end__lte=now) | ~Q(state__in=HOLDING)
    return list(own(person).filter(over).order_by("-start", "-pk")[:limit])


def standing(hall: Facility, now: int) -> int:
    """How many bookings people have before them, or are in the middle of, in a hall. One query."""
    return Booking.objects.filter(room__facility=hall, end__gt=now, state__in=HOLDING).count()


def by_public_id(public_id: str, reader: Person) -> Booking:
    """A booking that `reader` may see. Absent for a foreign one as for one that does not exist."""
    rows = _with_place(Booking.objects.all()) if reader.is_staff else own(reader)
    # PostgreSQL cannot even be asked for a text with a NUL in it.
    booking = rows.filter(public_id=public_id).first() if public_id.isalnum() else None
    if booking is None:
        raise Absent(public_id)
    return booking


def by_key(key: int) -> Booking:
    """A booking that is known to be there, by its key in the database. One query."""
    return _with_place(Booking.objects.all()).get(pk=key)


def led_by(person: Person) -> frozenset[int]:
    """The groups (by key) whose bookings somebody may change. One query."""
    leading = Membership.objects.filter(person=person, role__in=LEADING)
    return frozenset(leading.values_list("group", flat=True))


def may_change(booking: Booking, actor: Person) -> bool:
    """Whether `actor` may cancel or move it: whoever booked it, who leads the group, staff."""
    if actor.is_staff or booking.person_id == actor.pk:
        return True
    leading = Membership.objects.filter(group=booking.group_id, person=actor, role__in=LEADING)
    return booking.group_id is not None and leading.exists()


def theirs(person: int) -> Q:
    """Which bookings somebody (by key) sees as theirs: booked, attended or their group's."""
    groups = Membership.objects.filter(person=person).values("group")
    attended = Booking.people.through.objects.filter(person=person).values("booking")
    return Q(person=person) | Q(group__in=groups) | Q(pk__in=attended)


def own(person: Person) -> QuerySet[Booking]:
    """The bookings that are somebody's, with room, hall and group."""
    return _with_place(Booking.objects.filter(theirs(person.pk)))


def _with_place(bookings: QuerySet[Booking]) -> QuerySet[Booking]:
    return bookings.select_related("room__facility", "group")
