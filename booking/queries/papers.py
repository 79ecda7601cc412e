"""Which numbered papers of a booking there are, and which can be handed out."""

from collections.abc import Sequence

from booking.models import Act, Booking, Issue, Payment
from booking.queries.money import decided
from booking.rules.lifecycle import State
from booking.rules.papers import OVER_SUMS, Paper

PERMITTED = (State.BOOKED, State.IN_USE, State.USED)


def issues(booking: Booking) -> dict[Paper, Issue]:
    """The last numbered paper of each kind. One query."""
    return {Paper(issue.kind): issue for issue in booking.issues.order_by("pk")}


def handed_out_at(issue: Issue) -> int:
    """The instant at which it was printed last, at first or as a copy. One query."""
    # The paper keeps when it was made, which its number and its date go by; of copies the log knows.
    acts = Act.objects.filter(subject="booking", subject_id=issue.booking.public_id, verb="copy")
    copied = acts.filter(after__paper=issue.kind, after__number=issue.number).order_by("-pk")
    return max(issue.at, copied.values_list("at", flat=True).first() or 0)


def issuable(booking: Booking) -> frozenset[Paper]:
    """Which can be handed out now, anew or as a copy. Three queries."""
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
