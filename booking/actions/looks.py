"""Looking at a booking, at who it is, at how they are reached; taking a hall's log along.

What is somebody else's is open to the desk of its hall, and the look is logged. Looking has no inverse.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.db import transaction

from booking.actions.acts import log
from booking.actions.desk import must_hold
from booking.models import Booking, Caller, Group, Guardian, Membership, Person
from booking.queries import counter
from booking.queries.bookings import Absent, at_the_desk, by_public_id
from booking.queries.guardians import guardians_of, sees
from booking.queries.posts import may
from booking.queries.rules import Versions
from booking.queries.whom import Whom, matching
from booking.rules.staff import Right
from facilities.models import Facility
from facilities.rules.spans import local_day


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who can be called about a booking; `role` is theirs in the group, `guardian` or `caller`."""

    role: str
    name: str
    phone: str


def look_up(*, public_id: str, reader: Person, now: int) -> Booking:
    """A booking of the reader's own, or of a hall that they serve. Absent for any other."""
    # A look at one's own is none of the log's business (decision 21).
    try:
        return by_public_id(public_id, reader)
    except Absent:
        found = at_the_desk(public_id, reader, now)
    if found.person is not None:
        _note(found.person, reader, now, booking=found.public_id)
    return found


@transaction.atomic
def find_people(
    *, words: Sequence[str], hall: Facility, reader: Person, now: int, rules: Versions | None = None
) -> list[Whom]:
    """Members and groups of a hall by what was typed. Each member whose name is shown is a look. Absent for
    whoever does not serve there. The hall's `rules` are asked for where the caller has none."""
    must_hold(reader, Right.DESK, hall.pk, now=now)
    found = matching(words, hall, local_day(now, ZoneInfo(hall.timezone)), rules)
    # A group's name says nothing about anybody: only of members the log keeps that they were shown.
    for person in {one.person for one in found if one.group is None}:
        _note(person, reader, now, hall=hall.slug)
    return found


@transaction.atomic
def contacts(*, booking: Booking, reader: Person, now: int) -> list[Contact]:
    """Whom the desk calls about a booking, the likeliest first: the caller; the group's adult and leader;
    whoever booked, and of a minor the guardians. Absent without the right to see how members are reached."""
    hall, caller = booking.room.facility_id, Caller.objects.filter(booking=booking).first()
    # A caller gave the number to be called back by whoever is at the desk; a member's is a trust of its own.
    right = Right.DESK if caller is not None else Right.CONTACT
    must_hold(reader, right, hall, now=now)
    if caller is not None:
        # Without a person there is nobody to log it at but the booking.
        log("caller", booking.public_id, "look", reader, now, hall=hall)
        return [Contact("caller", caller.name, caller.phone)]
    people, today = list(_reachable(booking)), local_day(now, ZoneInfo(booking.room.facility.timezone))
    guardians = [one for one in guardians_of(booking.person) if sees(one, today)] if booking.person else []
    reached = [one for one in guardians if one.phone]
    where = {"booking": booking.public_id, "looked_at": "contact"}
    # In the hall's log, unlike the look at a booking: a number is a trust, and whoever audits asks after it.
    for person in {*(person for _, person in people), *(one.child for one in guardians)}:
        log("person", person.public_id, "look", reader, now, after=where, hall=hall)
    for one in reached:
        log("guardian", one.public_id, "see_number", reader, now, after=where, hall=hall)
    told = [Contact(role, person.name or person.call_name, person.phone) for role, person in people]
    return told + [Contact("guardian", one.name, one.phone) for one in reached]


@transaction.atomic
def find_at_counter(*, text: str, hall: Facility, actor: Person, now: int) -> list[Person]:
    """Whose card has this whole number, whoever it is, or the hall's own people by a part of their name. Each
    who is shown is a look. Absent for whoever does not look after people there. No inverse."""
    must_hold(actor, Right.PEOPLE, hall.pk, now=now)
    found = counter.find_people(hall, text)
    for person in found:
        look_at(person=person, hall=hall, actor=actor, now=now)
    return found


def _reachable(booking: Booking) -> Iterable[tuple[str, Person]]:
    roles = (Membership.Role.ADULT_CONTACT, Membership.Role.LEADER)
    if booking.group is not None:
        named = booking.group.memberships.filter(role__in=roles).select_related("person")
        yield from ((one.role, one.person) for one in sorted(named, key=lambda one: roles.index(one.role)))
    elif booking.person is not None:
        yield "booker", booking.person


def _note(person: Person, reader: Person, now: int, **where: str) -> None:
    log("person", person.public_id, "look", reader, now, after=where)


def look_at(*, person: Person, hall: Facility, actor: Person, now: int) -> None:
    """The desk of a hall reads what is on record about somebody. No inverse."""
    _look(person, actor, now, "look", hall)


def look_at_group(*, group: Group, hall: Facility, actor: Person, now: int) -> None:
    """The desk of a hall reads a group with its members. No inverse."""
    log("group", group.public_id, "look", actor, now, after={"hall": hall.slug}, hall=hall.pk)


def see_number(*, person: Person, hall: Facility, actor: Person, now: int) -> str:
    """A member's number, for whoever may see contacts at the hall; Absent for others. No inverse."""
    must_hold(actor, Right.CONTACT, hall.pk, now=now)
    _look(person, actor, now, "see_number", hall)
    return person.phone


def see_guardian(*, guardian: Guardian, hall: Facility, actor: Person, now: int) -> str:
    """A guardian's number, the same way; Absent also once the guardian was stopped. No inverse."""
    if not may(actor, Right.CONTACT, [hall.pk], now) or guardian.stopped_at is not None:
        raise Absent(guardian.public_id)
    log("guardian", guardian.public_id, "see_number", actor, now, after={"hall": hall.slug}, hall=hall.pk)
    return guardian.phone


def _look(person: Person, actor: Person, now: int, verb: str, hall: Facility) -> None:
    log("person", person.public_id, verb, actor, now, after={"hall": hall.slug}, hall=hall.pk)


def note_export(*, hall: Facility, reader: Person, first: date, last: date, now: int) -> None:
    """Somebody takes a copy of a hall's log, from one day up to another. No inverse."""
    days = {"from": first.isoformat(), "day": last.isoformat()}
    log("hall", hall.slug, "export_acts", reader, now, after=days, hall=hall.pk)
