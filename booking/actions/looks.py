"""Looking: what is somebody else's is open to the desk of a hall, and the look is logged.

`now` is an instant (seconds, UTC).
"""

from booking.actions.acts import log, write_person_act
from booking.models import Act, Booking, Group, Guardian, Person
from booking.queries.bookings import Absent, at_the_desk, by_public_id
from booking.queries.posts import may
from booking.rules.staff import Right
from facilities.models import Facility


def look_up(*, public_id: str, reader: Person, now: int) -> Booking:
    """A booking of the reader's own, or of a hall that they serve. Absent for any other. No inverse."""
    try:
        return by_public_id(public_id, reader)
    except Absent:
        found = at_the_desk(public_id, reader)
    if found.person is not None:
        Act.objects.create(
            at=now,
            actor=reader,
            verb="look",
            subject="person",
            subject_id=found.person.public_id,
            after={"booking": found.public_id},
        )
    return found


def look_at(*, person: Person, hall: Facility, actor: Person, now: int) -> None:
    """The desk of a hall reads what is on record about somebody. No inverse."""
    _look(person, actor, now, "look", hall)


def look_at_group(*, group: Group, hall: Facility, actor: Person, now: int) -> None:
    """The desk of a hall reads a group with its members. No inverse."""
    log("group", group.public_id, "look", actor, now, after={"hall": hall.slug})


def see_number(*, person: Person, hall: Facility, actor: Person, now: int) -> str:
    """A member's number, for whoever may see contacts at the hall; Absent for others. No inverse."""
    if not may(actor, Right.CONTACT, [hall.pk]):
        raise Absent(person.public_id)
    _look(person, actor, now, "see_number", hall)
    return person.phone


def see_guardian(*, guardian: Guardian, hall: Facility, actor: Person, now: int) -> str:
    """A guardian's number, the same way; Absent also once the guardian was stopped. No inverse."""
    if not may(actor, Right.CONTACT, [hall.pk]) or guardian.stopped_at is not None:
        raise Absent(guardian.public_id)
    log("guardian", guardian.public_id, "see_number", actor, now, after={"hall": hall.slug})
    return guardian.phone


def _look(person: Person, actor: Person, now: int, verb: str, hall: Facility) -> None:
    write_person_act(person=person, verb=verb, actor=actor, now=now, after={"hall": hall.slug})
