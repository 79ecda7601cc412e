"""What somebody was told, and who is still to be told."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from booking.models import Act, Booking, Displacement, Notice, Person
from booking.queries.posts import halls_with
from booking.rules.displacing import Answer
from booking.rules.lifecycle import State
from booking.rules.notices import (
    CALLED_OFF,
    CANCELLED_BY_GUARDIAN,
    CANCELLED_BY_HALL,
    DISPLACED,
    MOVED_BY_HALL,
    OFFER,
    OWN_DOINGS,
    REMINDER,
    SERIES_CANCELLED_BY_HALL,
    THING_BROKEN,
)
from booking.rules.staff import Right
from facilities.models import Facility

A_DAY = 24 * 60 * 60
MOST = 50


def told(person: Person) -> list[Notice]:
    """Somebody's notices, the newest first, at most MOST, with the bookings they are about. One query."""
    return list(Notice.objects.filter(person=person).select_related("booking")[:MOST])


def unread(person: Person) -> int:
    """How many of them were not read yet, but for what is one's own doing. One query."""
    waiting = Notice.objects.filter(person=person, read_at=None)
    return waiting.exclude(kind__in=OWN_DOINGS, booking__person=person).count()


def is_own_doing(notice: Notice, person: Person) -> bool:
    """Whether it says what its reader did: a leader hears of what others of the group do. No query."""
    booking = notice.booking
    return notice.kind in OWN_DOINGS and booking is not None and booking.person_id == person.pk


def to_call(staff: Person, now: int) -> QuerySet[Notice]:
    """Whom the desk tells by telephone, the soonest use first: of the halls at which `staff` serves."""
    halls = halls_with(staff, Right.DESK, now)
    waiting = Notice.objects.filter(call__in=(Notice.Call.DUE, Notice.Call.NO_ANSWER))
    return waiting.filter(booking__room__facility__in=halls).order_by("booking__start", "pk")


def calls_at(hall: Facility, now: int) -> QuerySet[Notice]:
    """Whom a hall tells by telephone of a use that is not over at `now` (seconds, UTC), as far as what they
    were to be told is still so."""
    due = Notice.objects.filter(call__in=(Notice.Call.DUE, Notice.Call.NO_ANSWER))
    here = due.filter(booking__room__facility=hall, booking__end__gt=now)
    # Asked of the booking and not kept in the notice: whatever is undone is there to be told again.
    return here.exclude(_is_answered()).exclude(_is_undone()).exclude(_is_overtaken())


def rung_up(booking: Booking, kind: str) -> bool:
    """Whether somebody was told something of this kind about it on the telephone. One query."""
    return booking.notices.filter(kind=kind, call=Notice.Call.TOLD).exists()


def _is_answered() -> Q:
    """What asked for an answer that has been given: nobody is rung up about a place that they have left."""
    waits = Displacement.objects.filter(booking=OuterRef("booking"), state=Answer.OPEN)
    offered = Q(kind=OFFER) & ~Q(booking__state=State.OFFERED)
    return offered | Q(~Exists(waits), kind__in=(DISPLACED, CALLED_OFF))


def _is_undone() -> Q:
    """What others did and have taken back, or what was decided anew since, by whomever: of whoever changes
    it themselves it is known that they know."""
    moves = Act.objects.filter(subject="booking", subject_id=OuterRef("booking__public_id"), verb="move")
    moved = Q(Exists(moves.filter(at__gt=OuterRef("made_at"))), kind=MOVED_BY_HALL)
    restored = Q(kind__in=(CANCELLED_BY_HALL, CANCELLED_BY_GUARDIAN)) & ~Q(booking__state=State.CANCELLED)
    # The notice of a series is about its first date; it is undone with the last of those that went with it.
    dates = Booking.objects.filter(series=OuterRef("booking__series"), changed_at=OuterRef("made_at"))
    back = Q(~Exists(dates.filter(state=State.CANCELLED)), kind=SERIES_CANCELLED_BY_HALL)
    return moved | restored | back


def _is_overtaken() -> Q:
    """Of two things that somebody is to be told of a booking the later holds; what has broken is another
    matter than when and where."""
    later = Notice.objects.filter(booking=OuterRef("booking"), pk__gt=OuterRef("pk"))
    # Of a caller without an account nobody stands there, and in SQL nobody never equals nobody.
    theirs = later.filter(Q(person=OuterRef("person")) | Q(person=None))
    told = theirs.exclude(call=Notice.Call.NONE).exclude(kind=THING_BROKEN)
    return ~Q(kind=THING_BROKEN) & Q(Exists(told))


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
