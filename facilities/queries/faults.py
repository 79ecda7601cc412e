"""What of a hall's things works, and what has been reported."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import ExpressionWrapper, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from facilities.models import Equipment, Facility, Fault


def in_order() -> Any:
    """How many of a thing work, as an annotation; below 0 where more are reported than there are."""
    # A subquery: beside a join with rooms in which it is lent, a sum would count a fault several times.
    reported = Coalesce(Subquery(_reported(), output_field=IntegerField()), 0)
    return ExpressionWrapper(F("stock") - reported, IntegerField())


def counted(things: QuerySet[Equipment]) -> list[tuple[Equipment, int]]:
    """The things, each with how many of it work. One query."""
    return [(thing, max(thing.left, 0)) for thing in things.annotate(left=in_order())]


def left_of(things: Iterable[int]) -> dict[int, int]:
    """Of things (by key) how many work. One query."""
    return {thing.pk: left for thing, left in counted(Equipment.objects.filter(pk__in=things))}


def faults_since(hall: Facility, at: int) -> Sequence[Fault]:
    """What of a hall is not mended, and what was mended since an instant; the oldest first. One query."""
    found = Fault.objects.filter(Q(mended_at=None) | Q(mended_at__gte=at), equipment__room__facility=hall)
    return list(found.select_related("equipment__room"))


def faults_on(hall: Facility, start: int, end: int) -> Sequence[Fault]:
    """What of a hall did not work at some time from one instant up to another, whenever it was reported,
    mended since or not. One query."""
    found = Fault.objects.filter(Q(mended_at=None) | Q(mended_at__gte=start), at__lt=end)
    return list(found.filter(equipment__room__facility=hall).select_related("equipment__room"))


def things_of_hall(hall: Facility) -> list[tuple[Equipment, int]]:
    """Everything that stands in a hall's rooms, with how many of it work, room by room. One query."""
    things = Equipment.objects.filter(room__facility=hall).select_related("room")
    return counted(things.order_by("room__position", "room__slug", "slug"))


def _reported() -> QuerySet[Any]:
    faults = Fault.objects.filter(equipment=OuterRef("pk"), mended_at=None).order_by()
    return faults.values("equipment").annotate(all=Sum("count")).values("all")
