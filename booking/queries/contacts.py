"""How the desk reaches those who come with a booking, and whom they answer to."""

from dataclasses import dataclass

from django.db.models import Q

from booking.models import Booking, Guardian, Membership, Person
from booking.queries.bookings import people_of


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call for somebody: `person` is the public id of the member about whom it is.

    `relation` is the guardian's, "" for the member; `adult` is a group's adult contact.
    """

    person: str
    name: str
    relation: str
    phone: str
    adult: bool = False


def contacts_of(booking: Booking) -> list[Contact]:
    """Those who booked or come, their guardians, the group's adult contact; only who has a number. Four
    queries."""
    keys = {*people_of(booking), *([booking.person_id] if booking.person_id else [])}
    people = Person.objects.filter(pk__in=keys, is_active=True).order_by("pk")
    guardians = (
        Guardian.objects.filter(child__in=keys, stopped_at=None).select_related("child").order_by("pk")
    )
    adults = Membership.objects.filter(
        Q(role=Membership.Role.ADULT_CONTACT), group=booking.group_id, group__isnull=False
    ).select_related("person")
    found = [
        # Guardians first: where children are concerned they are whom one calls.
        *(Contact(one.child.public_id, one.name, one.relation, one.phone) for one in guardians),
        *(Contact(one.person.public_id, str(one.person), "", one.person.phone, True) for one in adults),
        *(Contact(one.public_id, str(one), "", one.phone) for one in people),
    ]
    return [one for one in found if one.phone]
