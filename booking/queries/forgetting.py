"""What somebody leaves behind who goes for good; and who has gone, so that no backup brings them back."""

from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from booking.models import (
    Act,
    Booking,
    ConsentRequest,
    Group,
    Guardian,
    Membership,
    NewAddress,
    Person,
)
from booking.queries.bookings import LEADING
from booking.rules.lifecycle import HOLDING


def ahead_alone(person: Person, now: int) -> list[Booking]:
    """What somebody has before them in their own name, or in that of a group of nobody else. One query."""
    others = Membership.objects.filter(group=OuterRef("group")).exclude(person=person)
    own = Q(person=person, group=None)
    of_group = Q(group__memberships__person=person) & ~Exists(others)
    rows = Booking.objects.filter(own | of_group, end__gt=now, state__in=HOLDING).distinct()
    return list(rows.select_related("room__facility", "group").order_by("start", "pk"))


def leads_alone(person: Person) -> list[Group]:
    """The groups that would be left without anybody who leads them. One query."""
    others = Membership.objects.filter(group=OuterRef("group")).exclude(person=person)
    left = Membership.objects.filter(Exists(others), ~Exists(others.filter(role__in=LEADING)), person=person)
    return [one.group for one in left.filter(role__in=LEADING).select_related("group").order_by("pk")]


def longest_in(group: Group, but: Person) -> Person:
    """Who of its other members has been in a group longest. One query."""
    others = Membership.objects.filter(group=group).exclude(person=but).select_related("person")
    return others.order_by("pk")[0].person


def addresses_of(person: Person) -> list[str]:
    """Where mail about somebody went or waits to go: theirs, and their guardians'. Six queries.

    What somebody else is reached by, too, is left out: a parent's, whose other child goes on being a member.
    """
    told = {person.email, *NewAddress.objects.filter(person=person).values_list("email", flat=True)}
    for model in (Guardian, ConsentRequest):
        told.update(model._default_manager.filter(child=person).values_list("mail", flat=True))
    wanted = told - {""}
    others = (
        Person.objects.filter(email__in=wanted).exclude(pk=person.pk).values_list("email", flat=True),
        NewAddress.objects.filter(email__in=wanted).exclude(person=person).values_list("email", flat=True),
        Guardian.objects.filter(mail__in=wanted).exclude(child=person).values_list("mail", flat=True),
        ConsentRequest.objects.filter(mail__in=wanted).exclude(child=person).values_list("mail", flat=True),
    )
    return sorted(wanted.difference(*others))


def forgotten() -> list[str]:
    """Who has gone for good, by public id, in the order in which they went. One query."""
    return list(_of_forgetting().order_by("pk").values_list("subject_id", flat=True))


def how_many_forgotten() -> int:
    """How often somebody has gone for good. One query."""
    return _of_forgetting().count()


def remembered(keys: Iterable[str]) -> list[Person]:
    """Those of these people (by public id) of whom more than their counts is held. One query."""
    # As `_blank` leaves them: a number that begins so was never handed out.
    blank = Concat(Value("-"), F("public_id"))
    return list(Person.objects.filter(public_id__in=set(keys)).exclude(card_number=blank).order_by("pk"))


def _of_forgetting() -> QuerySet[Act]:
    return Act.objects.filter(subject="person", verb="forget")
