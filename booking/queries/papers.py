"""Which papers of a booking there are, which can be handed out, and what a hall has handed out."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from booking.models import Act, Booking, Issue, Payment
from booking.queries.money import Bill, decided
from booking.queries.reductions import grounds_of
from booking.rules.lifecycle import HOLDING, State
from booking.rules.papers import OF_MEMBERS, OF_OCCASIONS, OVER_SUMS, Paper
from facilities.models import Facility
from facilities.rules.spans import Span

PERMITTED = (State.BOOKED, State.IN_USE, State.USED)
# What changes what a permit says: rooms, times, people. Who was checked in, or went home early, has used it.
ANEW = ("book", "move", "change", "extend", "cancel", "restore", "accept", "accept_offer", "lapse")


def rooms_on(booking: Booking, kind: Paper) -> list[Booking]:
    """What one paper speaks of: of an application or a permit every room of the occasion in this hall, in
    the order of their times; of money the booking alone, as each room is paid and paid back by itself. At
    most one query."""
    if kind not in OF_OCCASIONS or not booking.visit:
        return [booking]
    stands = PERMITTED if kind is Paper.PERMIT else (*PERMITTED, *HOLDING)
    told = _occasion(booking).filter(state__in=stands).select_related("room__facility")
    return list(told.order_by("start", "room__position", "pk")) or [booking]


def of_members(booking: Booking, owed: Bill) -> frozenset[Paper]:
    """What members hand in; a reduction is asked for only where something is paid, and a clause or the desk
    lets anybody off it. At most one query."""
    reducible = owed.charged and (owed.reduction is not None or bool(grounds_of(booking)))
    return OF_MEMBERS if reducible else OF_MEMBERS - {Paper.REDUCTION}


def handed_out(hall: Facility, span: Span) -> QuerySet[Issue]:
    """The numbered papers of a hall from one instant up to another, with their bookings: an audit asks after
    each number that is missing. One query."""
    found = Issue.objects.filter(facility=hall, at__gte=span.start, at__lt=span.end)
    return found.select_related("booking", "staff")


def issue_of(booking: Booking, key: int) -> Issue:
    """A paper of a booking, or of its occasion, by its key. One query."""
    return Issue.objects.get(pk=key, booking__in=_occasion(booking))


def issues(booking: Booking) -> dict[Paper, Issue]:
    """The last numbered paper of each kind; of the permit, which may lie with another room of the occasion,
    only one that says what still stands. Three queries."""
    found = {Paper(issue.kind): issue for issue in booking.issues.order_by("pk")}
    found.pop(Paper.PERMIT, None)
    permit = _permit(booking)
    return {**found, Paper.PERMIT: permit} if permit else found


def _permit(booking: Booking) -> Issue | None:
    rooms = _occasion(booking)
    issued = Issue.objects.filter(booking__in=rooms, kind=Paper.PERMIT).select_related("booking__room")
    last = issued.order_by("pk").last()
    if last is None:
        return None
    # Also of a room that was given up: a permit that still names it says too much.
    acts = Act.objects.filter(subject="booking", subject_id__in=rooms.values("public_id"), verb__in=ANEW)
    return None if acts.filter(at__gt=last.at).exists() else last


def _occasion(booking: Booking) -> QuerySet[Booking]:
    same = Q(visit=booking.visit) if booking.visit else Q(pk=booking.pk)
    return Booking.objects.filter(same, room__facility=booking.room.facility_id).order_by()


def handed_out_at(issue: Issue) -> int:
    """The instant at which it was printed last, at first or as a copy. One query."""
    # The paper keeps when it was made, which its number and its date go by; of copies the log knows.
    acts = Act.objects.filter(subject="booking", subject_id=issue.booking.public_id, verb="copy")
    copied = acts.filter(after__paper=issue.kind, after__number=issue.number).order_by("-pk")
    return max(issue.at, copied.values_list("at", flat=True).first() or 0)


def issuable(booking: Booking) -> frozenset[Paper]:
    """Which can be handed out now, anew or as a copy. Five queries."""
    there = set(issues(booking))
    if booking.state in PERMITTED:
        there.add(Paper.PERMIT)
    # A decision that was taken back is handed out no more, not even as a copy.
    there.discard(Paper.DECISION)
    if decided(booking) is not None:
        there.add(Paper.DECISION)
    payments = list(booking.payments.all())
    return frozenset(there | {kind for kind in OVER_SUMS if moved(payments, kind)})


def moved(payments: Sequence[Payment], kind: Paper) -> int:
    """Over how much a receipt would be of all that came in, or a refund slip of all that went back."""
    if kind is Paper.RECEIPT:
        return sum(one.yen for one in payments if one.is_receipt)
    return -sum(one.yen for one in payments if not one.is_receipt)
