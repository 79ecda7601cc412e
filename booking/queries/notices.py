"""What somebody was told, and who is still to be told."""

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from booking.models import Act, Booking, Coming, Displacement, Membership, Notice, Person, Registration
from booking.queries.bookings import LEADING
from booking.queries.posts import halls_with
from booking.rules.displacing import Answer
from booking.rules.lifecycle import HOLDING, State
from booking.rules.notices import (
    CALLED_OFF,
    CANCELLED_BY_GUARDIAN,
    CANCELLED_BY_HALL,
    CODE_GIVEN,
    DISPLACED,
    MOVED_BY_HALL,
    OFFER,
    OWN_DOINGS,
    PLACE_FREE,
    REGISTRATION_RECONSIDERED,
    REGISTRATION_RETURNED,
    REMINDER,
    SERIES_CANCELLED_BY_HALL,
    SESSION_MOVED,
    THING_BROKEN,
    WON,
)
from booking.rules.staff import Right
from facilities.models import Facility
from facilities.models import Rulebook as Version

A_DAY = 24 * 60 * 60
MOST = 50


def told(person: Person) -> list[Notice]:
    """Somebody's notices, the newest first, at most MOST. One query."""
    return list(notices_of(person)[:MOST])


def notices_of(person: Person) -> QuerySet[Notice]:
    """All of them, the newest first, with the bookings and the programmes they are about."""
    return Notice.objects.filter(person=person).select_related("booking", "signup__programme")


def unread(person: Person) -> int:
    """How many of them were not read yet, but for what is one's own doing. One query."""
    waiting = Notice.objects.filter(person=person, read_at=None)
    own = Q(booking__person=person) | Q(signup__person=person)
    return waiting.exclude(own, kind__in=OWN_DOINGS).count()


def is_own_doing(notice: Notice, person: Person) -> bool:
    """Whether it says what its reader did: a leader hears of what others of the group do. No query."""
    about = notice.booking or notice.signup
    return notice.kind in OWN_DOINGS and about is not None and about.person_id == person.pk


def to_call(staff: Person, now: int) -> QuerySet[Notice]:
    """Whom the desk tells by telephone, the soonest use first: of the halls at which `staff` serves."""
    waiting = Notice.objects.filter(call__in=(Notice.Call.DUE, Notice.Call.NO_ANSWER))
    return waiting.filter(told_by(halls_with(staff, Right.DESK, now))).order_by("booking__start", "pk")


def calls_at(hall: Facility, now: int) -> QuerySet[Notice]:
    """Whom a hall tells by telephone of a use that is not over at `now` (seconds, UTC), or of what is no
    booking, as far as what they were to be told is still so."""
    due = Notice.objects.filter(call__in=(Notice.Call.DUE, Notice.Call.NO_ANSWER))
    in_time = Q(booking__end__gt=now) | Q(booking=None, call_by=None) | Q(booking=None, call_by__gt=now)
    in_time |= Q(signup__isnull=False, session__end__gt=now)
    here = due.filter(told_by([hall.pk]), in_time)
    # Asked of the booking and not kept in the notice: whatever is undone is there to be told again.
    still = here.exclude(_is_answered()).exclude(_is_undone()).exclude(_is_overtaken())
    return still.exclude(_is_decided()).exclude(_is_off_their_mind())


def told_by(halls: Collection[int] | QuerySet[Any]) -> Q:
    """Whose calls are those of these halls (keys): that of the booking, or the one that tells it."""
    return Q(booking__room__facility__in=halls) | Q(booking=None, hall__in=halls)


def rung_up(booking: Booking, kind: str) -> bool:
    """Whether somebody was told something of this kind about it on the telephone. One query."""
    return booking.notices.filter(kind=kind, call=Notice.Call.TOLD).exists()


def _is_answered() -> Q:
    """What asked for an answer that has been given: nobody is rung up about a place that they have left."""
    # One that was made later is told by a letter of its own.
    waits = Displacement.objects.filter(
        booking=OuterRef("booking"), state=Answer.OPEN, made_at__lte=OuterRef("made_at")
    )
    offered = Q(kind=OFFER) & ~Q(booking__state=State.OFFERED)
    return offered | Q(~Exists(waits), kind__in=(DISPLACED, CALLED_OFF)) | _is_taken_up()


def _is_taken_up() -> Q:
    """A win that is confirmed, or of which no date is left: its notice names the first date for all."""
    dates = Booking.objects.filter(wins__entry__choices__bookings=OuterRef("booking"))
    held, to_confirm = dates.filter(state__in=HOLDING), dates.filter(state=State.PROVISIONAL)
    return Q(kind=WON) & (Q(~Exists(held)) | Q(~Exists(to_confirm), call_by__isnull=False))


def _is_decided() -> Q:
    """What was said of a registration is so until they have put it right, or until it is decided anew; of two
    codes the later one opens."""
    # Two steps out: asked within the registrations, which are asked within the notices.
    leading = Membership.objects.filter(person=OuterRef(OuterRef("person")), role__in=LEADING)
    theirs = Registration.objects.filter(
        Q(person=OuterRef("person")) | Q(group__in=leading.values("group")),
        registry__in=Version.objects.filter(facilities=OuterRef(OuterRef("hall"))).values("key"),
    )
    # By its very moment: they may have been sent back by another registry, too.
    back = theirs.filter(state=Registration.State.RETURNED, decided_at=OuterRef("made_at"))
    again = theirs.filter(state=Registration.State.APPLIED)
    returned = Q(~Exists(back), kind=REGISTRATION_RETURNED)
    codes = Notice.objects.filter(person=OuterRef("person"), kind=CODE_GIVEN, pk__gt=OuterRef("pk"))
    return returned | Q(~Exists(again), kind=REGISTRATION_RECONSIDERED) | Q(Exists(codes), kind=CODE_GIVEN)


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
    # What is no longer so overtakes nothing, unless they were told of it: then they were spoken to since.
    told = told.exclude(~Q(call=Notice.Call.TOLD) & (_is_answered() | _is_undone()))
    return ~Q(kind=THING_BROKEN) & Q(Exists(told))


def _is_off_their_mind() -> Q:
    """A date of a programme of which they have said since that they do not come, that is off altogether, or
    of which a later letter tells them how it is now."""
    standing = Coming.objects.filter(signup=OuterRef("signup"), session=OuterRef("session"))
    gone = ~Exists(standing.exclude(state=Coming.State.CANCELLED))
    theirs = Notice.objects.filter(person=OuterRef("person"), session=OuterRef("session"))
    later = Exists(theirs.filter(pk__gt=OuterRef("pk")).exclude(call=Notice.Call.NONE))
    # With a programme one call tells of all its dates: it need not name this one.
    off = Q(kind__in=(SESSION_MOVED, PLACE_FREE), session__cancelled_at__isnull=False)
    return Q(signup__isnull=False) & (Q(gone) | Q(later) | off)


def called_since(staff: Person, since: int, now: int) -> QuerySet[Notice]:
    """Of whom it was noted since an instant that they were told, at the halls where `staff` serves."""
    return told_since(since).filter(told_by(halls_with(staff, Right.DESK, now)))


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
