"""Guardians of children, and what they may look at. A record that is closed answers as if there were none."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from booking.models import Act, Booking, ConsentRequest, Guardian, Person
from booking.queries.bookings import people_with, upcoming
from booking.rules.lifecycle import State
from booking.rules.plain_text import as_seen
from facilities.rules.stages import turns_in_fiscal_year_until

OPEN = Q(child__closed=False, child__is_active=True)


def view_until(guardian: Guardian) -> date | None:
    """The last day on which they see the child's bookings; None where nobody knows the child's age."""
    born = guardian.child.birth_date
    return None if born is None else turns_in_fiscal_year_until(born, guardian.until)


def sees(guardian: Guardian, day: date) -> bool:
    """Whether their page is still theirs on `day`."""
    until = view_until(guardian)
    return guardian.stopped_at is None and until is not None and day <= until


def guardian_by(token_hash: str, day: date) -> Guardian | None:
    """Whose page this link opens on `day`, with the child. Stopped, ended, closed and unknown answer alike.
    One query."""
    found = _with_child(Guardian.objects.filter(OPEN, token_hash=token_hash)).first()
    return found if found is not None and sees(found, day) else None


def request_by(token_hash: str) -> ConsentRequest | None:
    """What this link asks for, used or run out as it may be, with child and hall. One query."""
    # Stopped and closed are as if never sent; what has run out is explained: its reader held it rightly.
    asked = ConsentRequest.objects.filter(OPEN, Q(guardian=None) | Q(guardian__stopped_at=None))
    return asked.select_related("child", "hall", "guardian").filter(token_hash=token_hash).first()


def was_stopped(child: Person, typed: Mapping[str, str]) -> bool:
    """Whether the manager has stopped a guardian of the child of this name, address or number. One query."""
    # As it looks and without blanks: who was stopped as 山田 花子 does not come back as 山田花子.
    name = "".join(as_seen(typed["name"]).split()).casefold()
    for one in Guardian.objects.filter(child=child).exclude(stopped_at=None):
        same_name = "".join(as_seen(one.name).split()).casefold() == name
        same_mail = bool(one.mail) and one.mail.casefold() == typed["mail"].casefold()
        if same_name or same_mail or (one.phone and one.phone == typed["phone"]):
            return True
    return False


def guardian_known(public_id: str) -> Guardian | None:
    """A guardian with their child, for a desk that may know of the child. One query."""
    return Guardian.objects.select_related("child").filter(public_id=public_id).first()


def guardians_of(child: Person) -> list[Guardian]:
    """All of a child's guardians, the first first. One query."""
    return list(_with_child(Guardian.objects.filter(child=child)))


def copied(booking: Booking, day: date) -> list[Guardian]:
    """Who gets a copy of what is told about a booking: whose child made it or comes. One query."""
    return copied_of(people_with(booking).values("pk"), day)


def copied_of(children: Collection[int] | QuerySet[Any], day: date) -> list[Guardian]:
    """Who gets a copy of what is told to one of these children (keys). One query."""
    asked = Guardian.objects.filter(OPEN, child__in=children, may_see=True).exclude(mail="")
    return [one for one in _with_child(asked) if sees(one, day)]


def closed_among(booking: Booking) -> bool:
    """Whether the record of somebody who made the booking or comes is closed. One query."""
    theirs = Q(pk=booking.person_id) | Q(attended_bookings=booking)
    return Person.objects.filter(theirs, closed=True).exists()


def bookings_seen(guardian: Guardian, now: int) -> list[Booking]:
    """What the child has before them, if the guardian may see it; an offer is no booking yet. At most one
    query."""
    held = upcoming(guardian.child, now) if guardian.may_see else []
    return [one for one in held if one.state != State.OFFERED]


def may_give_up(guardian: Guardian, booking: Booking) -> bool:
    """Whether they may cancel it: what the child has booked alone. A group's booking is the group's."""
    alone = booking.group_id is None and booking.person_id == guardian.child_id
    return guardian.may_cancel and guardian.may_see and alone


def may_keep_home(guardian: Guardian, booking: Booking) -> bool:
    """Whether they may say that the child does not come to it: a group's booking stays the group's."""
    return guardian.may_cancel and guardian.may_see and booking.group_id is not None


def coming_to(child: Person, bookings: Collection[Booking]) -> set[int]:
    """To which of these (keys) the child is to come, as the party was named. One query."""
    named = child.attended_bookings.filter(pk__in=[one.pk for one in bookings])
    return set(named.values_list("pk", flat=True))


def was_kept_home(guardian: Guardian, public_id: str) -> bool:
    """Whether this guardian has said so of a booking. One query."""
    acts = Act.objects.filter(subject="guardian", subject_id=guardian.public_id, verb="keep_home")
    return acts.filter(after__booking=public_id).exists()


def _with_child(guardians: QuerySet[Guardian]) -> QuerySet[Guardian]:
    return guardians.select_related("child")
