"""Labels on things, and which bookings lack what has broken."""

from django.core.signing import BadSignature, Signer

from booking.models import Booking
from booking.queries.bookings import Absent
from booking.queries.loans import promised
from booking.rules.stocks import without
from facilities.models import Equipment, Facility, Fault
from facilities.queries.faults import left_of
from facilities.rules.spans import Span

LONGEST_LABEL = 80
# Whoever reports by a label has stood in front of the thing: nobody makes one up.
_labels = Signer(salt="booking.label-of-a-thing", sep=".")


def label_of(thing: Equipment) -> str:
    """What the address on a thing's label ends with."""
    return _labels.sign(str(thing.pk))


def thing_by_label(label: str) -> Equipment:
    """Absent for a label that is none of ours. One query."""
    try:
        key = int(_labels.unsign(label[:LONGEST_LABEL]))
    except (BadSignature, ValueError) as error:
        raise Absent(label[:LONGEST_LABEL]) from error
    thing = Equipment.objects.filter(pk=key).select_related("room__facility").first()
    if thing is None:
        raise Absent(label[:LONGEST_LABEL])
    return thing


def thing_at(hall: Facility, key: str) -> Equipment:
    """A thing of this hall by its key as text. Absent for any other. One query."""
    found = Equipment.objects.filter(room__facility=hall).select_related("room__facility")
    # At most fifteen digits: what is longer is no key, and SQLite's integers would overflow.
    thing = found.filter(pk=int(key)).first() if key.isascii() and key.isdigit() and len(key) < 16 else None
    if thing is None:
        raise Absent(key)
    return thing


def fault_at(hall: Facility, key: int) -> Fault:
    """A fault of a thing of this hall. Absent for any other. One query."""
    found = Fault.objects.filter(equipment__room__facility=hall, pk=key)
    fault = found.select_related("equipment__room__facility").first()
    if fault is None:
        raise Absent(str(key))
    return fault


def lacking(thing: Equipment, now: int) -> dict[int, Booking]:
    """By key the bookings to come with which the thing was to go, and for which there is none left. Two
    queries."""
    loans = promised(thing.pk, now)
    short = without(
        left_of([thing.pk])[thing.pk],
        [(one.booking_id, Span(one.booking.start, one.booking.end), one.count) for one in loans],
    )
    return {one.booking_id: one.booking for one in loans if one.booking_id in short}
