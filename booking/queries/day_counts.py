"""Who came, and who was to come, to many bookings at once."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from zoneinfo import ZoneInfo

from booking.models import Booking, Headcount, HourCount
from booking.rules.attendance import Heads, Part, planned
from facilities.models import Facility
from facilities.rules.spans import Span, local_day


def counts_by_booking(bookings: Collection[Booking]) -> dict[int, dict[Heads, int]]:
    """By key of the booking; one of which nobody said is not among them. One query."""
    rows = Headcount.objects.filter(booking__in=[one.pk for one in bookings])
    found: dict[int, dict[Heads, int]] = defaultdict(dict)
    for booking, part, band, count in rows.values_list("booking", "part", "band", "count"):
        found[booking][Heads(Part(part), band)] = count
    return dict(found)


def plans_by_booking(bookings: Collection[Booking], zone: ZoneInfo) -> dict[int, dict[Heads, int]]:
    """By key, who is to come to each of a hall's bookings by what it says. One query."""
    born: dict[int, list[date | None]] = defaultdict(list)
    people = Booking.people.through.objects.filter(booking__in=[one.pk for one in bookings])
    for booking, birth_date in people.values_list("booking", "person__birth_date"):
        born[booking].append(birth_date)
    return {
        one.pk: planned(born[one.pk], one.counted, one.headcount, one.carers, local_day(one.start, zone))
        for one in bookings
    }


def hours_by_room(hall: Facility, whole: Span) -> dict[tuple[int, int], dict[Heads, int]]:
    """By room (its key) and by the hour's beginning, who was in the hall's rooms for free use. One query."""
    rows = HourCount.objects.filter(room__facility=hall, at__gte=whole.start, at__lt=whole.end)
    found: dict[tuple[int, int], dict[Heads, int]] = defaultdict(dict)
    for room, at, band, count in rows.values_list("room", "at", "band", "count"):
        found[room, at][Heads(Part.TAKING_PART, band)] = count
    return dict(found)
