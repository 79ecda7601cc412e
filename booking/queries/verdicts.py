"""What the judge would say to one use of one room: the verbs ask this, and whoever asks before them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from booking.queries.boards import Calendar, calendar
from booking.queries.claims import claims, hold_on, is_taken
from booking.queries.party import Asker
from booking.rules.admission import decide
from booking.rules.ask import Ask, Channel, Party, Step
from booking.rules.circumstances import NOTHING_SAID, Facts
from booking.rules.codes import Code
from booking.rules.lottery import drawn
from booking.rules.rulebook import Rules
from booking.rules.values import answer
from booking.rules.verdict import Finding, Outcome, Reason, Sought, Verdict
from facilities.models import Room
from facilities.rules.hours import DayPlan
from facilities.rules.spans import Span, instant, local_day

A_DAY = timedelta(days=1)
TAKEN = Reason(Finding.BROKEN, Code.TAKEN)


@dataclass(frozen=True, slots=True)
class Put:
    """A question as it is put to the judge, with the rules that answer it and the room's day."""

    ask: Ask
    rules: Rules
    plan: DayPlan


def put(
    *,
    room: Room,
    span: Span,
    asker: Asker | None,
    now: int,
    step: Step = Step.BOOK,
    channel: Channel = Channel.WEB,
    purpose: str = "",
    but: int | None = None,
    facts: Facts = NOTHING_SAID,
    known: Calendar | None = None,
) -> Put:
    """What is asked about one use of one room. Two queries, none where the hall's calendar of those days is
    `known`; the booking with key `but` is left out of the asker's history."""
    hall = room.facility
    day = local_day(span.start, ZoneInfo(hall.timezone))
    known = known or calendar([hall], day, day + A_DAY)
    rules = known.rules(room, day)
    # After the rules were found by the clock's day: at 1:00 the use may belong to the evening before.
    day = known.day_at(room, span.start)
    ask = Ask(
        step=step,
        asked_at=now,
        hall=hall.slug,
        room=room.slug,
        day=day,
        span=span,
        channel=channel,
        party=Party() if asker is None else asker.party(day, but=but),
        purpose=purpose or None,
        facts=facts if asker is None else asker.company.told.facts(facts),
    )
    hours = known.hours[hall.pk]
    return Put(ask, rules, rules.timetable.plan(room.slug, day, hours.openings, hours.closures))


def judge(
    *,
    room: Room,
    span: Span,
    asker: Asker | None,
    now: int,
    step: Step = Step.BOOK,
    channel: Channel = Channel.WEB,
    purpose: str = "",
    but: int | None = None,
) -> Verdict:
    """The whole verdict on a use, with LOTTERY, TAKEN or TURNOVER among its reasons. Four queries, one
    more if it is taken or a turn-over gap keeps a free place from being booked; nothing is stored.

    The booking with key `but` does not stand in its own way.
    """
    asked = put(
        room=room, span=span, asker=asker, now=now, step=step, channel=channel, purpose=purpose, but=but
    )
    return among(asked, room, span, asker, but)


def among(asked: Put, room: Room, span: Span, asker: Asker | None, but: int | None = None) -> Verdict:
    """The whole verdict on what was put, beside what is held. One query, one more as in `judge`."""
    return beside(
        drawn(
            decide(asked.ask, asked.rules, asked.plan),
            hold_on(room, asked.plan.between_bookings(span)),
            asked.ask.asked_at,
        ),
        asked.plan,
        span,
        lambda near: is_taken(room, near, but),
        lambda: _own(room, span, asker, but),
    )


def held_until(asked: Put) -> int | None:
    """The end of the last day on which a provisional booking can be completed; None if it is certain."""
    lapses = answer(Sought.LAPSES, asked.ask, asked.rules)
    if lapses is None or not isinstance(lapses.value, date):
        return None
    return instant(lapses.value + A_DAY, 0, asked.rules.zone)


def beside(
    verdict: Verdict, plan: DayPlan, span: Span, is_held: Callable[[Span], bool], own: Callable[[], str]
) -> Verdict:
    """The verdict on a use beside what is held: whether anything is at some time of a span is asked, and
    for the public id of the asker's own booking that holds the place ("" if none does)."""
    if not is_held(plan.between_bookings(span)):
        return verdict
    return Verdict(Outcome.REFUSE, (*verdict.reasons, _in_the_way(plan, span, is_held, own)))


def _in_the_way(plan: DayPlan, span: Span, is_held: Callable[[Span], bool], own: Callable[[], str]) -> Reason:
    # Something is held near it: on the place itself, or only within what has to stay free.
    if plan.gap is None or is_held(span):
        booking = own()
        return replace(TAKEN, values={"booking": booking}) if booking else TAKEN
    return Reason(Finding.BROKEN, Code.TURNOVER, plan.gap.clause, {"minutes": plan.gap.seconds // 60})


def _own(room: Room, span: Span, asker: Asker | None, but: int | None) -> str:
    """The asker's own booking among those that hold the place; "" if there is none."""
    if asker is None:
        return ""
    # Asked only of what is taken: most of what is judged is free, and costs no such query.
    rows = claims([room.pk], [span])
    return next((row[-1] for row in rows if row[3] != but and asker.owns(row[4], row[5])), "")
