"""Who comes without a booking: which rooms are free from now on, until when, and what the judge says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from booking.queries.boards import Board, board, zone_of
from booking.queries.claims import is_taken
from booking.queries.party import Asker
from booking.queries.staying import BEFOREHAND
from booking.queries.verdicts import TAKEN, put
from booking.rules.admission import decide, outcome_of
from booking.rules.ask import Channel, Step
from booking.rules.circumstances import Facts
from booking.rules.codes import Code
from booking.rules.verdict import Finding, Reason, Verdict
from facilities.models import Facility, Room
from facilities.rules.spans import Span, local_day, merge

A_MINUTE = 60
NOT_HELD = frozenset(Finding) - {Finding.HOLDS}


@dataclass(frozen=True, slots=True)
class Gap:
    """A room from now on; `until` is when somebody has it next or the room closes, None if it is not free.

    `taken`: others have it now; else it is closed.
    """

    room: Room
    until: int | None
    taken: bool


def soon(now: int) -> int:
    """The next whole minute: what was handed back ends with the minute that runs."""
    return -(-now // A_MINUTE) * A_MINUTE


def gaps(hall: Facility, now: int) -> list[Gap]:
    """The hall's lent rooms as they are from now on, in their order. Four queries."""
    rooms = list(Room.objects.filter(facility=hall, bookable=True, published=True).select_related("facility"))
    if not rooms:
        return []
    day = local_day(now, zone_of(rooms[0]))
    view = board(rooms, [(day - timedelta(days=1), day)], None, now)
    return [_gap(view, room, soon(now)) for room in rooms]


def _gap(view: Board, room: Room, start: int) -> Gap:
    plan = view.calendar.plan(room, view.calendar.day_at(room, start))
    opened = merge(opening.span for opening in plan.openings)
    end = next((one.end for one in opened if one.start <= start < one.end), None)
    if end is None:
        return Gap(room, None, taken=False)
    held = [one.span for one in view.held(room, Span(start, end))]
    if any(span.start <= start for span in held):
        return Gap(room, None, taken=True)
    return Gap(room, min([end, *(span.start for span in held)]), taken=False)


def walking_in(room: Room, span: Span, asker: Asker, now: int) -> Verdict:
    """What the judge says to people who are here: as if they booked, but for when, how and in which pieces
    one asks; and whether they may come without a booking at all. Five queries."""
    facts = Facts(booked=False)
    asked = put(room=room, span=span, asker=asker, now=now, channel=Channel.COUNTER, facts=facts)
    booked = decide(asked.ask, asked.rules, asked.plan).reasons
    here = decide(replace(asked.ask, step=Step.STAY), asked.rules, asked.plan).reasons
    come = decide(replace(asked.ask, step=Step.ARRIVE), asked.rules, asked.plan).reasons
    reasons = [
        *(one for one in (*booked, *here) if one.finding in NOT_HELD and one.code not in BEFOREHAND),
        *(one for one in come if one.code == Code.WALK_IN),
    ]
    if is_taken(room, asked.plan.between_bookings(span), None):
        reasons.append(TAKEN)
    return Verdict(outcome_of(reasons), tuple(_once(reasons)))


def _once(reasons: Sequence[Reason]) -> Iterator[Reason]:
    return (one for number, one in enumerate(reasons) if one not in reasons[:number])
