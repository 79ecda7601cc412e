"""Whether those who use a room may stay on in it, and until when."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from booking.models import Booking, Person
from booking.queries.bookings import people_of
from booking.queries.claims import Row, claims
from booking.queries.party import asker_of_booking
from booking.queries.verdicts import TAKEN, Put, put
from booking.rules.admission import decide, outcome_of
from booking.rules.ask import Channel, Step
from booking.rules.circumstances import Facts
from booking.rules.clauses.extension import Extension
from booking.rules.codes import Code
from booking.rules.verdict import Finding, Reason, Verdict
from facilities.queries.warnings import warnings_at
from facilities.rules.lending import LONGEST_GAP
from facilities.rules.spans import Span

LONGEST = 3 * 60 * 60  # seconds that a page offers
USUAL_PIECE = 30 * 60
# Whoever stays on asks while the use runs: the deadlines before a use say nothing to that.
BEFOREHAND = frozenset({Code.TOO_LATE, Code.SAME_DAY, Code.OFF_SLOT, Code.PAST, Code.CHANNEL, Code.RECEPTION})


@dataclass(frozen=True, slots=True)
class Stay:
    """Another end of a use, and what the judge says to the piece that it adds."""

    until: int
    verdict: Verdict


def stays(booking: Booking, now: int, reader: Person) -> list[Stay]:
    """The ends that can be thought of, the nearest first, in the pieces of the hall. Eight queries."""
    longest = Span(booking.end, booking.end + LONGEST)
    asked, held = _put(booking, longest, now, reader), _held(booking, longest)
    step = _piece(asked)
    ends = range(booking.end + step, longest.end + 1, step)
    return [Stay(end, _verdict(booking, asked, held, Span(booking.end, end))) for end in ends]


def staying(booking: Booking, piece: Span, now: int, reader: Person) -> Verdict:
    """What the judge says to a piece that is added to the end of a use. Eight queries."""
    return _verdict(booking, _put(booking, piece, now, reader), _held(booking, piece), piece)


def _put(booking: Booking, piece: Span, now: int, reader: Person) -> Put:
    facts = Facts(warnings=warnings_at(booking.room.facility, piece))
    return put(
        room=booking.room,
        span=piece,
        asker=asker_of_booking(booking, people_of(booking), now, reader),
        now=now,
        step=Step.STAY,
        channel=Channel(booking.channel),
        purpose=booking.purpose,
        but=booking.pk,
        facts=facts,
    )


def _held(booking: Booking, piece: Span) -> Sequence[Row]:
    rows = claims([booking.room_id], [piece.widened(LONGEST_GAP)])
    return [row for row in rows if row[3] != booking.pk]


def _piece(asked: Put) -> int:
    """Seconds by which the hall lets people stay on; half an hour where it does not say."""
    pieces = [term.minutes * 60 for term in _extensions(asked) if term.minutes]
    return min(pieces, default=USUAL_PIECE)


def _extensions(asked: Put) -> list[Extension]:
    return [term for _, term in asked.rules.terms if isinstance(term, Extension)]


def _verdict(booking: Booking, asked: Put, held: Sequence[Row], piece: Span) -> Verdict:
    near = asked.plan.between_bookings(piece)
    vacant = not any(row[1] < near.end and near.start < row[2] for row in held)
    said = _of_extension(asked, piece, vacant) if _extensions(asked) else _of_booking(booking, asked, piece)
    reasons = [*said, *_of_staying(asked, piece)]
    if not vacant and not any(reason.code == Code.TAKEN for reason in reasons):
        reasons.append(TAKEN)
    return Verdict(outcome_of(reasons), _once(reasons))


def _of_extension(asked: Put, piece: Span, vacant: bool) -> Sequence[Reason]:
    """The hall's own rule about staying on."""
    facts = asked.ask.facts.model_copy(update={"vacant": vacant})
    ask = replace(asked.ask, step=Step.EXTEND, span=piece, facts=facts)
    return decide(ask, asked.rules, asked.plan).reasons


def _of_booking(booking: Booking, asked: Put, piece: Span) -> Sequence[Reason]:
    """Where the hall has none, the whole is judged as if it were booked so."""
    ask = replace(asked.ask, step=Step.BOOK, span=Span(booking.start, piece.end))
    return _told(decide(ask, asked.rules, asked.plan).reasons)


def _of_staying(asked: Put, piece: Span) -> Sequence[Reason]:
    """Whether the house is open then, and to these ages."""
    return _told(decide(replace(asked.ask, span=piece), asked.rules, asked.plan).reasons)


def _told(reasons: Sequence[Reason]) -> Sequence[Reason]:
    """What speaks against it: what nobody can tell of a use that already runs does not."""
    against = [reason for reason in reasons if reason.finding in (Finding.BROKEN, Finding.OPEN)]
    return [reason for reason in against if reason.code not in BEFOREHAND]


def _once(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    return tuple(reason for index, reason in enumerate(reasons) if reason not in reasons[:index])
