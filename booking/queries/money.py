"""What a booking costs by the hall's clauses, what was paid for it, and what comes back."""

from dataclasses import dataclass, replace

from django.db.models import Sum

from booking.models import Booking, Issue, Person
from booking.queries.bookings import people_of
from booking.queries.party import asker_of_booking
from booking.queries.verdicts import put
from booking.rules.ask import Channel
from booking.rules.clauses.prepay import Prepay
from booking.rules.clauses.procedure import Procedure
from booking.rules.papers import Paper
from booking.rules.values import answer
from booking.rules.verdict import CHARGED, Sought, Valued
from facilities.rules.spans import Span


@dataclass(frozen=True, slots=True)
class Bill:
    """Whole yen. `fee` is None where the hall publishes no amount; `charged` whether it costs anything;
    `papers` whether the hall's rules speak of forms, or of money."""

    charged: bool
    fee: int | None
    clauses: tuple[str, ...]
    lacking: tuple[str, ...]
    paid: int
    papers: bool = False

    @property
    def due(self) -> int:
        """What is still to be paid; nothing where no amount is published."""
        return max((self.fee or 0) - self.paid, 0)


def bill(booking: Booking, reader: Person) -> Bill:
    """As the rules of the day of use say it. Seven queries."""
    asked = put(
        room=booking.room,
        span=Span(booking.start, booking.end),
        asker=asker_of_booking(booking, people_of(booking), booking.made_at, reader),
        now=booking.made_at,
        channel=Channel(booking.channel),
        purpose=booking.purpose,
        but=booking.pk,
    )
    owed = bill_of(answer(Sought.FEE, asked.ask, asked.rules), paid(booking))
    forms = any(isinstance(term, Procedure | Prepay) for _, term in asked.rules.terms)
    return replace(owed, papers=owed.charged or forms)


def bill_of(fee: Valued | None, paid: int = 0) -> Bill:
    """What the rulebook's answer about the fee comes to."""
    if fee is None:
        return Bill(False, None, (), (), paid)
    value = fee.value
    yen = value if isinstance(value, int) else None
    return Bill(value == CHARGED or bool(yen) or yen is None, yen, fee.clauses, fee.lacking, paid)


def paid(booking: Booking) -> int:
    """Yen that came in, less what was given back. One query."""
    total = booking.payments.aggregate(total=Sum("yen"))["total"]
    return int(total or 0)


def issues(booking: Booking) -> dict[Paper, Issue]:
    """The last numbered paper of each kind. One query."""
    return {Paper(issue.kind): issue for issue in booking.issues.order_by("pk")}
