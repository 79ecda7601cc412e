"""Registrations that can be renewed and are not yet."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from booking.models import Booking, Group, Person, Registration
from booking.queries.people import today_here
from booking.rules.clauses.months import months_after

State = Registration.State


def to_remind(now: int) -> QuerySet[Registration]:
    """Whose owners are to be told today: the last two months of a registration are told of once each.

    Nobody is told who has applied for the next, or has given the account up; of a group that was dissolved
    nobody.
    """
    today = today_here(now)
    this_month = today.replace(day=1)
    until_next = months_after(this_month, 2)
    after = Registration.objects.filter(
        Q(person=OuterRef("person")) | Q(group=OuterRef("group")), registry=OuterRef("registry")
    ).filter(
        Q(valid_until=None) | Q(valid_until__gt=OuterRef("valid_until")),
        state__in=[State.VALID, State.APPLIED],
    )
    rows = Registration.objects.filter(
        Q(reminded_on=None) | Q(reminded_on__lt=this_month),
        ~Exists(after),
        state=State.VALID,
        valid_until__gte=today,
        valid_until__lt=until_next,
    )
    # Its rows stay for what was counted in its years; nobody leads it who could renew them.
    rows = rows.exclude(group__dissolved_at__isnull=False)
    return rows.exclude(person__is_active=False).select_related("person", "group").order_by("pk")


def renewed_for(booking: Booking, last: date) -> Group | Person | None:
    """Whose registration ends on the day on which a provisional booking lapses, so that renewing it makes the
    booking certain: the group's, or of whoever books or comes; None if it waits for something else. Two
    queries."""
    ends = Registration.objects.filter(state=State.VALID, valid_until=last)
    if booking.group is not None and ends.filter(group=booking.group).exists():
        return booking.group
    theirs = Q(person=booking.person) | Q(person__in=booking.people.all())
    found = ends.filter(theirs, person__isnull=False).select_related("person").order_by("pk").first()
    return None if found is None else found.person
