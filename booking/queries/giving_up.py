"""What giving a booking up now would come to, by the hall's own clauses."""

from dataclasses import dataclass, replace

from booking.models import Booking, Person
from booking.queries.bookings import people_of
from booking.queries.money import WHOLE, Bill, bill
from booking.queries.party import asker_of_booking
from booking.queries.verdicts import Put, put
from booking.rules.admission import decide
from booking.rules.ask import Channel, Step
from booking.rules.circumstances import Facts
from booking.rules.clauses.points import Points
from booking.rules.clauses.sanction import Sanction
from booking.rules.codes import Code
from booking.rules.lifecycle import UNDO
from booking.rules.rulebook import Rules
from booking.rules.values import answer, waived
from booking.rules.verdict import Reason, Sought, Valued
from facilities.queries.warnings import warnings_at
from facilities.rules.spans import Span

# The events under which rulebooks count it: given up by those who booked, or by a child's guardian.
LATE, LATE_BY_GUARDIAN = "late_cancel", "late_cancel_by_guardian"


@dataclass(frozen=True, slots=True)
class GivingUp:
    """`late` are the clauses' reasons if the deadline is over; nothing where it costs nothing to be late.

    `bill` is what the use costs and what was paid; `refund` answers per cent of the fee, `points` what being
    late costs; None where no clause speaks.
    """

    late: tuple[Reason, ...]
    bill: Bill
    refund: Valued | None
    points: Valued | None
    warnings: tuple[str, ...]

    @property
    def back(self) -> int | None:
        """Yen that come back of what was paid, a share rounded down; None where it cannot be told."""
        percent = self.refund.value if self.refund else None
        if self.bill.owed is None or not isinstance(percent, int):
            return None
        return max(self.bill.paid - (self.bill.owed - self.bill.owed * percent // WHOLE), 0)


def giving_up(booking: Booking, now: int, reader: Person) -> GivingUp:
    """As of `now` (seconds, UTC), for those who come. Nine queries.

    What was booked just now, or is called off by a weather warning, is given up without any cost.
    """
    warnings = warnings_at(booking.room.facility, Span(booking.start, booking.end))
    asked = _asked(booking, now, reader, warnings)
    ask, rules = asked.ask, asked.rules
    late = () if _is_free(booking, asked, now) else _late(asked)
    counted = replace(ask, facts=ask.facts.model_copy(update={"event": LATE}))
    return GivingUp(
        late=late,
        bill=bill(booking, reader),
        refund=answer(Sought.REFUND, ask, rules),
        points=answer(Sought.POINTS, counted, rules) if late else None,
        warnings=warnings,
    )


def _asked(booking: Booking, now: int, reader: Person, warnings: tuple[str, ...]) -> Put:
    return put(
        room=booking.room,
        span=Span(booking.start, booking.end),
        asker=asker_of_booking(booking, people_of(booking), now, reader),
        now=now,
        step=Step.CANCEL,
        channel=Channel(booking.channel),
        purpose=booking.purpose,
        but=booking.pk,
        facts=Facts(warnings=warnings),
    )


def _is_free(booking: Booking, asked: Put, now: int) -> bool:
    return now < booking.made_at + UNDO or waived(Sought.POINTS, asked.ask, asked.rules) is not None


def _late(asked: Put) -> tuple[Reason, ...]:
    over = decide(asked.ask, asked.rules, asked.plan).broken
    return tuple(reason for reason in over if reason.code == Code.TOO_LATE_TO_CANCEL)


def counts(rules: Rules, event: str) -> bool:
    """Whether anything in a hall's rules follows from such an event."""
    named = {known for _, said in rules.statements for known in _events(said)}
    return event in named


def _events(said: object) -> tuple[str, ...]:
    if isinstance(said, Points):
        return (said.event,)
    return said.when.events or () if isinstance(said, Sanction) else ()
