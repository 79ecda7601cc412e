"""What the verbs of a desk have in common: who may do them, and that its board tells of them."""

from django.db.models import F

from booking.models import BoardVersion, Person
from booking.queries.bookings import Absent
from booking.queries.posts import may
from booking.rules.staff import Right
from facilities.models import Facility


def must_be_at_desk(hall: Facility, actor: Person) -> None:
    """Absent for whoever may not act at the hall's desk. One query."""
    if not may(actor, Right.DESK, [hall.pk]):
        raise Absent(hall.slug)


def board_changed(hall: int) -> None:
    """Moves the counter of a hall (by key) for what no other counter tells of."""
    BoardVersion.objects.get_or_create(facility_id=hall)
    BoardVersion.objects.filter(facility=hall).update(revision=F("revision") + 1)
