"""What somebody was told, and who is still to be told."""

from django.db.models import Exists, F, OuterRef, QuerySet

from booking.models import Booking, Notice, Person
from booking.queries.posts import halls_with
from booking.rules.lifecycle import State
from booking.rules.notices import REMINDER
from booking.rules.staff import Right
from facilities.models import Facility

A_DAY = 24 * 60 * 60
MOST = 50


def told(person: Person) -> list[Notice]:
    """Somebody's notices, the newest first, at most MOST, with the bookings they are about. One query."""
    return list(Notice.objects.filter(person=person).select_related("booking")[:MOST])


def unread(person: Person) -> int:
    """How many of them were not read yet. One query."""
    return Notice.objects.filter(person=person, read_at=None).count()


def to_call(staff: Person, now: int) -> QuerySet[Notice]:
    """Whom the desk tells by telephone, the soonest use first: of the halls at which `staff` serves."""
    halls = halls_with(staff, Right.DESK, now)
    waiting = Notice.objects.filter(call__in=(Notice.Call.DUE, Notice.Call.NO_ANSWER))
    return waiting.filter(booking__room__facility__in=halls).order_by("booking__start", "pk")


def calls_at(hall: Facility, now: int) -> QuerySet[Notice]:
    """Whom a hall tells by telephone of a use that is not over at `now` (seconds, UTC)."""
    due = Notice.objects.filter(call__in=(Notice.Call.DUE, Notice.Call.NO_ANSWER))
    return due.filter(booking__room__facility=hall, booking__end__gt=now)


def called_since(staff: Person, since: int, now: int) -> QuerySet[Notice]:
    """Of whom it was noted since an instant that they were told, at the halls where `staff` serves."""
    halls = halls_with(staff, Right.DESK, now)
    return told_since(since).filter(booking__room__facility__in=halls)


def told_since(since: int) -> QuerySet[Notice]:
    """Of whom it was noted since an instant (seconds, UTC) that they were told on the telephone."""
    return Notice.objects.filter(call=Notice.Call.TOLD, called_at__gt=since)


def unreminded(now: int) -> QuerySet[Booking]:
    """Bookings that begin within a day of `now` (seconds, UTC) and were made before, without a reminder."""
    reminded = Notice.objects.filter(
        booking=OuterRef("pk"), kind=REMINDER, made_at__gte=OuterRef("start") - A_DAY
    )
    near = Booking.objects.filter(state=State.BOOKED, start__gt=now, start__lte=now + A_DAY)
    # Whoever has booked it in the last day knows.
    known = near.filter(changed_at__lt=F("start") - A_DAY)
    return known.exclude(Exists(reminded)).select_related("room__facility").order_by("start", "pk")
