"""What giving a booking up now would come to, by the hall's own clauses."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from booking.models import Booking, Person
from booking.queries.askers import askers_of_bookings
from booking.queries.boards import Calendar, calendar, zone_of
from booking.queries.bookings import people_of
from booking.queries.displacing import is_displaced, was_taken_away
from booking.queries.money import Bill, bill
from booking.queries.party import Asker, asker_of_booking
from booking.queries.rules import rules_for
from booking.queries.verdicts import Put, put
from booking.rules.admission import decide
from booking.rules.ask import Ask, Channel, Step
from booking.rules.circumstances import Facts
from booking.rules.clauses.points import Points
from booking.rules.clauses.refund import Refund
from booking.rules.clauses.sanction import Sanction
from booking.rules.codes import Code
from booking.rules.lifecycle import HALL, UNDO, State
from booking.rules.reductions import WHOLE
from booking.rules.rulebook import Rules
from booking.rules.values import answer, waived
from booking.rules.verdict import Reason, Sought, Valued
from facilities.queries.warnings import warnings_at, warnings_of
from facilities.rules.spans import Span, local_day

# The events under which rulebooks count it: given up by those who booked, or by a child's guardian.
LATE, LATE_BY_GUARDIAN = "late_cancel", "late_cancel_by_guardian"
Warned = Sequence[tuple[int, str, Span]]


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
    """As of `now` (seconds, UTC), for those who come. Eleven queries.

    What was booked just now, is called off by a weather warning or was displaced by the hall is given up
    without any cost.
    """
    warnings = warnings_at(booking.room.facility, Span(booking.start, booking.end))
    asked = _asked(booking, now, reader, warnings)
    ask, rules = asked.ask, asked.rules
    late = () if _is_free(booking, asked, now) else _late(asked)
    # The points are asked of a fact that has not come about yet: what being late would cost.
    counted = replace(ask, facts=ask.facts.model_copy(update={"event": LATE}))
    return GivingUp(
        late=late,
        bill=bill(booking, reader),
        refund=_refund(booking, asked, now),
        points=answer(Sought.POINTS, counted, rules) if late else None,
        warnings=warnings,
    )


def causes_named(booking: Booking) -> tuple[str, ...]:
    """The causes (keys of the hall's own) for which its clauses give all of the fee back. Two queries."""
    room = booking.room
    day = local_day(booking.start, zone_of(room))
    refunds = (said for _, said in rules_for(room.facility, day).statements if isinstance(said, Refund))
    return tuple(dict.fromkeys(cause for one in refunds for cause in one.full_for or ()))


def to_give_back(booking: Booking, owed: Bill, reader: Person) -> int | None:
    """Yen that the desk still has to pay back: what is over of a booking that stands; of one that was
    cancelled what the clauses give back for that moment, None where they do not say. Eleven queries for the
    latter, else none."""
    if not owed.paid or not owed.given_up:
        return owed.over
    if booking.state != State.CANCELLED:
        return owed.paid
    return giving_up(booking, booking.changed_at, reader).back


def late_among(bookings: Sequence[Booking], now: int, reader: Person) -> list[Booking]:
    """Those whose deadline is over, each asked for itself. As many queries for many as for one."""
    halls = list({one.room.facility_id: one.room.facility for one in bookings}.values())
    whole = Span(min(one.start for one in bookings), max(one.end for one in bookings))
    days = [local_day(at, zone_of(bookings[0].room)) for at in (whole.start, whole.end)]
    known, warned = calendar(halls, days[0], days[1]), warnings_of(halls, whole)
    askers = askers_of_bookings(bookings, now, reader)
    return [
        one
        for one, asker in zip(bookings, askers, strict=True)
        if not _is_free(one, asked := _asked_in(known, warned, one, asker, now), now) and _late(asked)
    ]


def _asked_in(known: Calendar, warned: Warned, booking: Booking, asker: Asker, now: int) -> Put:
    """The same question as `_asked`, from what is loaded."""
    room, span = booking.room, Span(booking.start, booking.end)
    day = known.day_at(room, span.start)
    rules = known.rules(room, local_day(span.start, zone_of(room)))
    keys = dict.fromkeys(key for hall, key, of in warned if hall == room.facility_id and of.overlaps(span))
    ask = Ask(
        step=Step.CANCEL,
        asked_at=now,
        hall=room.facility.slug,
        room=room.slug,
        day=day,
        span=span,
        channel=Channel(booking.channel),
        party=asker.party(day, but=booking.pk),
        purpose=booking.purpose or None,
        facts=Facts(warnings=tuple(keys)),
    )
    return Put(ask, rules, known.plan(room, day))


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
        facts=Facts(warnings=warnings, cause=booking.cause or None),
    )


def _refund(booking: Booking, asked: Put, now: int) -> Valued | None:
    """All for a slip, and for what the hall itself took away: tiers are for those who change their mind."""
    if now < booking.made_at + UNDO or booking.cause == HALL or was_taken_away(booking):
        return Valued(WHOLE)
    return answer(Sought.REFUND, asked.ask, asked.rules)


def _is_free(booking: Booking, asked: Put, now: int) -> bool:
    if now < booking.made_at + UNDO or waived(Sought.POINTS, asked.ask, asked.rules) is not None:
        return True
    return is_displaced(booking)


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
