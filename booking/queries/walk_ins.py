"""Who comes without a booking: which rooms are free from now on, until when, and what the judge says.

At the counter the desk lets them in; at a room's own door nobody does, and a clause has to.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from booking.models import Booking
from booking.queries.boards import Board, board, zone_of
from booking.queries.claims import is_taken
from booking.queries.money import bill_of
from booking.queries.party import Asker, Company, asker_at_desk
from booking.queries.staying import BEFOREHAND
from booking.queries.verdicts import TAKEN, Put, put
from booking.queries.waiting import in_line
from booking.rules.admission import decide, outcome_of
from booking.rules.ask import Ask, Channel, Step
from booking.rules.bands import BANDS
from booking.rules.circumstances import Facts
from booking.rules.codes import Code
from booking.rules.doors import SHORTEST, ends, may_be_taken_again
from booking.rules.lifecycle import State
from booking.rules.overruling import SHOWN
from booking.rules.values import answer
from booking.rules.verdict import Finding, Outcome, Reason, Sought, Verdict
from facilities.models import Facility, Room
from facilities.queries.warnings import warnings_at
from facilities.rules.spans import Span, day_span, local_day, merge

A_MINUTE = 60
NOT_HELD = frozenset(Finding) - {Finding.HOLDS}
ASK_THERE = Reason(Finding.OPEN, Code.ASK_HALL)


@dataclass(frozen=True, slots=True)
class Gap:
    """A room from now on; `until` is when somebody has it next or the room closes, None if it is not free.

    `taken`: others have it now; else it is closed.
    """

    room: Room
    until: int | None
    taken: bool


@dataclass(frozen=True, slots=True)
class Invitation:
    """Whom a room's own door lets in from now on: of which bands, and up to when they may choose to stay;
    no `ends` in a room that nobody books, where one walks in and out."""

    bands: tuple[str, ...]
    ends: tuple[int, ...]


def soon(now: int) -> int:
    """The next whole minute: what was handed back ends with the minute that runs."""
    return -(-now // A_MINUTE) * A_MINUTE


def gaps(hall: Facility, now: int) -> list[Gap]:
    """The hall's lent rooms as they are from now on, in their order. Four queries."""
    rooms = list(Room.objects.filter(facility=hall, bookable=True, published=True).select_related("facility"))
    if not rooms:
        return []
    day = local_day(now, zone_of(rooms[0]))
    # From the day before, whose evening may run on past midnight.
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


def walking_in(room: Room, span: Span, asker: Asker, now: int, channel: Channel = Channel.COUNTER) -> Verdict:
    """What the judge says to people who are here: as if they booked, but for when, how and in which pieces
    one asks; and whether they may come without a booking at all. Six queries."""
    asked = _put(room, span, asker, now, channel)
    reasons = _reasons(asked)
    if is_taken(room, asked.plan.between_bookings(span), None):
        reasons.append(TAKEN)
    return Verdict(outcome_of(reasons), tuple(_once(reasons)))


def to_be_shown(room: Room, span: Span, now: int) -> tuple[str, ...]:
    """What people who are here may have to show at the desk, of whatever age they are: the facts that the
    judge lacks of one band or another. Six queries."""
    asked = _put(room, span, None, now, Channel.COUNTER)
    found = [fact for band in BANDS for one in _of_band(band, asked, now) for fact in one.lacking]
    return tuple(fact for fact in dict.fromkeys(found) if fact in SHOWN)


def at_door(room: Room, span: Span, asker: Asker, charged: bool, now: int) -> Verdict:
    """The same where nobody of the hall is there: what a clause does not plainly allow, what costs something
    and what others wait for is for the counter to decide (ASK_HALL), and so is a room that was taken at its
    door just now. Twelve queries."""
    found = walking_in(room, span, asker, now, Channel.DOOR)
    invited = any(_invites(reason) for reason in found.reasons)
    if (
        invited
        and not charged
        and may_be_taken_again(_left(room, now), now)
        and not in_line(room, span, is_rest=True)
    ):
        return found
    reasons = (*found.reasons, ASK_THERE)
    return Verdict(outcome_of(reasons), reasons)


def invitation(room: Room, free: Span, now: int) -> Invitation | None:
    """Whom a room's door invites that is free for a time; None if nobody. Four queries."""
    start = soon(now)
    at_least = Span(start, start + SHORTEST)
    asked = _put(room, at_least, None, now, Channel.DOOR)
    bands = tuple(band for band in BANDS if _is_invited(band, asked, now))
    if not bands:
        return None
    if not room.bookable:
        return Invitation(bands, ())
    rest = Span.between(start, _last_end(asked, free))
    until = ends(rest) if rest and may_be_taken_again(_left(room, now), now) else ()
    return Invitation(bands, until) if until else None


def taken_at_door(room: Room, since: int) -> Booking | None:
    """The use of a room that was taken at its own door from an instant on and still runs. One query."""
    found = Booking.objects.filter(room=room, channel=Channel.DOOR, state=State.IN_USE, made_at__gte=since)
    return found.select_related("room__facility").order_by("made_at").last()


def _put(room: Room, span: Span, asker: Asker | None, now: int, channel: Channel) -> Put:
    facts = Facts(booked=False, warnings=warnings_at(room.facility, span))
    return put(room=room, span=span, asker=asker, now=now, channel=channel, facts=facts)


def _reasons(asked: Put) -> list[Reason]:
    # Three steps, as they do all three at once: they book, they come, and they are there.
    booked = decide(asked.ask, asked.rules, asked.plan).reasons
    here = decide(replace(asked.ask, step=Step.STAY), asked.rules, asked.plan).reasons
    come = decide(replace(asked.ask, step=Step.ARRIVE), asked.rules, asked.plan).reasons
    return [
        *(one for one in (*booked, *here) if one.finding in NOT_HELD and one.code not in BEFOREHAND),
        *(one for one in come if one.code == Code.WALK_IN),
    ]


def _is_invited(band: str, asked: Put, now: int) -> bool:
    """Whether some of a band may come in; that one alone may be too few says nothing of several."""
    ask = _asked_of(band, asked, now)
    reasons = [one for one in _of_band(band, asked, now) if one.code != Code.GROUP_MIN]
    if bill_of(answer(Sought.FEE, ask, asked.rules)).charged or not any(map(_invites, reasons)):
        return False
    return outcome_of(reasons) is Outcome.ALLOW and all(one.finding is Finding.HOLDS for one in reasons)


def _of_band(band: str, asked: Put, now: int) -> list[Reason]:
    return _reasons(replace(asked, ask=_asked_of(band, asked, now)))


def _asked_of(band: str, asked: Put, now: int) -> Ask:
    """The same, asked for one stranger of a band."""
    asker = asker_at_desk(None, Company(counted={band: 1}), now)
    return replace(asked.ask, party=asker.party(asked.plan.day))


def _invites(reason: Reason) -> bool:
    return reason.code == Code.WALK_IN and reason.finding is Finding.HOLDS and not reason.rests


def _last_end(asked: Put, free: Span) -> int:
    """Up to when it can be had: before a booking some minutes stay free where the hall wants that."""
    gap, closes = asked.plan.gap, any(free.end == span.end for span in asked.plan.open_spans)
    return free.end if gap is None or closes else free.end - gap.seconds


def _left(room: Room, now: int) -> list[int]:
    """When those have left, or will have, who took a room at its own door today. One query."""
    zone = zone_of(room)
    whole = day_span(local_day(now, zone), zone)
    here = Booking.objects.filter(room=room, channel=Channel.DOOR)
    rows = here.filter(start__gte=whole.start, start__lt=whole.end).values_list("end", "state", "changed_at")
    return [min(end, at) if state == State.USED else end for end, state, at in rows]


def _once(reasons: Sequence[Reason]) -> Iterator[Reason]:
    return (one for number, one in enumerate(reasons) if one not in reasons[:number])
