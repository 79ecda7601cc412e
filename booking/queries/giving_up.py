"""What giving a booking up now would come to, by the hall's own clauses."""

from dataclasses import dataclass, replace

from booking.models import Booking, Person
from booking.queries.bookings import people_of
from booking.queries.displacing import is_displaced
from booking.queries.party import asker_of_booking
from booking.queries.verdicts import Put, put
from booking.rules.admission import decide
from booking.rules.ask import Channel, Step
from booking.rules.circumstances import Facts
from booking.rules.codes import Code
from booking.rules.lifecycle import UNDO
from booking.rules.values import answer, waived
from booking.rules.verdict import Reason, Sought, Valued
from facilities.queries.warnings import warnings_at
from facilities.rules.spans import Span

LATE = "late_cancel"  # the event under which rulebooks count it


@dataclass(frozen=True, slots=True)
class GivingUp:
    """`late` are the clauses' reasons if the deadline is over; nothing where it costs nothing to be late.

    `charged` is whether the use costs anything; `refund` answers per cent of that, `points` what being
    late costs; None where no clause speaks.
    """

    late: tuple[Reason, ...]
    charged: bool
    refund: Valued | None
    points: Valued | None
    warnings: tuple[str, ...]


def giving_up(booking: Booking, now: int, reader: Person) -> GivingUp:
    """As of `now` (seconds, UTC), for those who come. Eight queries.

    What was booked just now, is called off by a weather warning or was displaced by the hall is given up
    without any cost.
    """
    warnings = warnings_at(booking.room.facility, Span(booking.start, booking.end))
    asked = _asked(booking, now, reader, warnings)
    ask, rules = asked.ask, asked.rules
    late = () if _is_free(booking, asked, now) else _late(asked)
    fee = answer(Sought.FEE, ask, rules)
    counted = replace(ask, facts=ask.facts.model_copy(update={"event": LATE}))
    return GivingUp(
        late=late,
        charged=bool(fee and fee.value),
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
    if now < booking.made_at + UNDO or waived(Sought.POINTS, asked.ask, asked.rules) is not None:
        return True
    return is_displaced(booking)


def _late(asked: Put) -> tuple[Reason, ...]:
    over = decide(asked.ask, asked.rules, asked.plan).broken
    return tuple(reason for reason in over if reason.code == Code.TOO_LATE_TO_CANCEL)
