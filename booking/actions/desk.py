"""What the verbs of a desk have in common: who may do them, and that its board tells of them."""

from django.db.models import F

from booking.models import BoardVersion, Person
from booking.queries.bookings import Absent
from booking.queries.posts import may
from booking.rules.staff import Right


def must_hold(actor: Person, right: Right, *halls: int) -> None:
    """Absent for whoever has not this right at every one of the halls (by key). One query."""
    # Absent and not "forbidden": whether there is such a thing stays unsaid to whoever has no part in it.
    if not may(actor, right, halls):
        raise Absent


def board_changed(hall: int) -> None:
    """Moves the counter of a hall (by key) for what no other counter tells of."""
    BoardVersion.objects.get_or_create(facility_id=hall)
    BoardVersion.objects.filter(facility=hall).update(revision=F("revision") + 1)
