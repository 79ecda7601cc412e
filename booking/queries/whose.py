"""Whose a thing is to which something was done: who does it to their own does it as a member, post or not."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from booking.models import Booking, Consent, ConsentRequest, Entry, Guardian, Person, Series, Talent
from booking.queries.bookings import leading


def _booked(person: Person) -> Q:
    # As in giving up: to whom a group's bookings are open whatever post they hold.
    return Q(person=person) | Q(group__in=leading(person))


def _asked_for(person: Person) -> Q:
    # A leader asks for the consents of the children in the group, as each child does.
    return Q(child=person) | Q(child__memberships__group__in=leading(person))


def _offered(person: Person) -> Q:
    return Q(person=person) | Q(group__in=leading(person))


FOREIGN: Mapping[str, Callable[[Person], QuerySet[Any]]] = {
    "booking": lambda person: Booking.objects.exclude(_booked(person)),
    "series": lambda person: Series.objects.exclude(_booked(person)),
    "entry": lambda person: Entry.objects.exclude(_booked(person)),
    "person": lambda person: Person.objects.exclude(pk=person.pk),
    "guardian": lambda person: Guardian.objects.exclude(child=person),
    "consent": lambda person: Consent.objects.exclude(child=person),
    "talent": lambda person: Talent.objects.exclude(_offered(person)),
    "consent_request": lambda person: ConsentRequest.objects.exclude(_asked_for(person)),
}


def not_theirs(person: Person, subject: str, keys: Collection[str]) -> frozenset[str]:
    """Of things of one kind (by public id) those that are somebody else's. One query.

    None of a kind that has no owner here, such as a group: to it only its members do what asks for no right.
    What is not there any more counts as one's own, which tells less.
    """
    if subject not in FOREIGN:
        return frozenset()
    rows = FOREIGN[subject](person).filter(public_id__in=keys)
    return frozenset(rows.values_list("public_id", flat=True))
