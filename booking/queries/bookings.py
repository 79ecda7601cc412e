"""Bookings as their people see them."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from booking.models import Booking, Displacement, Membership, Person, Series
from booking.queries.posts import halls_with, serves
from booking.rules.displacing import Answer
from booking.rules.lifecycle import HOLDING, State
from booking.rules.staff import Right
from facilities.models import Facility, Room

# Who may change what a group has booked, besides whoever booked it.
LEADING = (Membership.Role.LEADER, Membership.Role.DEPUTY)
CAME = (State.BOOKED, State.IN_USE, State.USED)
# Seconds: of last summer nobody thinks as of "last time".
LATELY = 8 * 7 * 24 * 60 * 60


class Absent(Exception):
    """There is no such thing for this reader. Whether it exists for others stays unsaid."""


def upcoming(person: Person, now: int) -> list[Booking]:
    """What somebody has before them or is in the middle of: booked, attended or their group's. One query.

    Each says besides whether it is `displaced` and not answered.
    """
    return list(_with_displaced(person).filter(end__gt=now, state__in=HOLDING).order_by("start", "pk"))


def upcoming_and_last(person: Person, now: int) -> tuple[list[Booking], Booking | None]:
    """The same, and what they have booked themselves and used last, within LATELY. One query, as the first
    page has none to spare."""
    # Where nobody was checked in it stays booked; who never came does not want the same again.
    used = Q(person=person, end__gt=now - LATELY, end__lte=now, state__in=CAME)
    ahead = Q(end__gt=now, state__in=HOLDING)
    rows = list(_with_displaced(person).filter(ahead | used).order_by("start", "pk"))
    behind = [one for one in rows if one.end <= now]
    return [one for one in rows if one.end > now], max(behind, key=lambda one: one.end, default=None)


def _with_displaced(person: Person) -> QuerySet[Booking]:
    open_ = Displacement.objects.filter(booking=OuterRef("pk"), state=Answer.OPEN)
    return own(person).annotate(displaced=Exists(open_))


def past(person: Person, now: int, limit: int) -> list[Booking]:
    """What is over or was given up, the latest first, at most `limit`. One query."""
    over = Q(end__lte=now) | ~Q(state__in=HOLDING)
    return list(own(person).filter(over).order_by("-start", "-pk")[:limit])


def standing(hall: Facility, now: int) -> int:
    """How many bookings people have before them, or are in the middle of, in a hall. One query."""
    return Booking.objects.filter(room__facility=hall, end__gt=now, state__in=HOLDING).count()


def by_public_id(public_id: str, reader: Person) -> Booking:
    """A booking of the reader's own. Absent for a foreign one as for one that does not exist. One query."""
    return _one(own(reader), public_id)


def by_key(key: int) -> Booking:
    """A booking that is known to be there, by its key in the database. One query."""
    return _with_place(Booking.objects.all()).get(pk=key)


def people_of(booking: Booking) -> list[int]:
    """The keys of those who come, whoever booked. One query."""
    return list(booking.people.order_by("pk").values_list("pk", flat=True))


def leading(person: Person) -> QuerySet[Any]:
    """The groups (keys, as a query) whose bookings somebody may change."""
    return Membership.objects.filter(person=person, role__in=LEADING).order_by().values("group")


def leads(person: Person, group: int | None) -> bool:
    """Whether somebody may change the bookings of a group (by key). One query, none for no group."""
    return group is not None and leading(person).filter(group=group).exists()


def led_by(person: Person) -> frozenset[int]:
    """The same, by key. One query."""
    return frozenset(leading(person).values_list("group", flat=True))


def at_the_desk(public_id: str, reader: Person, now: int) -> Booking:
    """A booking of a hall that the reader serves at an instant (UTC). Absent as before. One query."""
    halls = halls_with(reader, Right.DAY, now)
    rows = _with_place(Booking.objects.filter(room__facility__in=halls))
    return _one(rows.select_related("session__programme"), public_id)


def may_change(booking: Booking | Series, actor: Person, *rooms: Room, now: int) -> bool:
    """Whether `actor` may cancel it, or move it into `rooms`: whoever booked it, who leads the group, the
    desk of its hall, and of that into which it would go.

    A group's booking is the group's: whoever has left it has no part in it any more.
    """
    if booking.group_id is None:
        theirs = booking.person_id == actor.pk
    else:
        of_group = Membership.objects.filter(group=booking.group_id, person=actor)
        theirs = (of_group if booking.person_id == actor.pk else of_group.filter(role__in=LEADING)).exists()
    return theirs or serves(actor, {room.facility_id for room in (booking.room, *rooms)}, now)


def theirs(person: int) -> Q:
    """Which bookings somebody (by key) sees as theirs: booked, attended or their group's.

    What was booked in a group's name they see as a member of it, or if a member they know has named them.
    """
    groups = Membership.objects.filter(person=person).values("group")
    mates = Membership.objects.filter(group__in=groups).exclude(person=person).values("person")
    attended = Booking.people.through.objects.filter(person=person).values("booking")
    named = Q(pk__in=attended) & (Q(group=None) | Q(person__in=mates))
    return Q(person=person, group=None) | Q(group__in=groups) | named


def people_with(booking: Booking) -> QuerySet[Person]:
    """Those who booked it or come, and see it as theirs: as `theirs` says it, from the booking's side.

    One query for who comes: an OR over both in one would walk through everybody.
    """
    coming = people_of(booking)
    found = Person.objects.filter(pk__in={*coming, booking.person_id}, is_active=True)
    if booking.group_id is None:
        return found
    booked = Q(pk=booking.person_id)
    member = Exists(Membership.objects.filter(group=booking.group_id, person=OuterRef("pk")))
    mates = Membership.objects.filter(group__memberships__person=booking.person_id)
    known = ~booked & Exists(mates.filter(person=OuterRef("pk")))
    # Whoever has left the group since hears nothing of its booking any more, though they have made it.
    return found.filter((booked & member) | (Q(pk__in=coming) & (member | known)))


def own(person: Person) -> QuerySet[Booking]:
    """The bookings that are somebody's, with room, hall and group."""
    return _with_place(Booking.objects.filter(theirs(person.pk)))


def _one(bookings: QuerySet[Booking], public_id: str) -> Booking:
    # PostgreSQL cannot even be asked for a text with a NUL in it.
    booking = bookings.filter(public_id=public_id).first() if public_id.isalnum() else None
    if booking is None:
        raise Absent(public_id)
    return booking


def _with_place(bookings: QuerySet[Booking]) -> QuerySet[Booking]:
    return bookings.select_related("room__facility", "group", "series")
