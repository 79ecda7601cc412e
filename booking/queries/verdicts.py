"""What the judge would say to one use of one room: the verbs ask this, and whoever asks before them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from booking.queries.claims import claims, hold_on, is_taken
from booking.queries.party import Asker
from booking.queries.rules import rules_for
from booking.rules.admission import decide
from booking.rules.ask import Ask, Channel, Party, Step
from booking.rules.codes import Code
from booking.rules.lottery import drawn
from booking.rules.verdict import Finding, Outcome, Reason, Verdict
from facilities.models import Room
from facilities.queries.openings import hall_hours
from facilities.rules.hours import DayPlan
from facilities.rules.spans import Span, local_day

A_DAY = timedelta(days=1)
TAKEN = Reason(Finding.BROKEN, Code.TAKEN)


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
    hall = room.facility
    day = local_day(span.start, ZoneInfo(hall.timezone))
    rules = rules_for(hall, day)
    hours = hall_hours([hall.pk], day - A_DAY, day + A_DAY)[hall.pk]
    day = rules.timetable.day_at(room.slug, span.start, hours.openings, hours.closures)
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
    )
    plan = rules.timetable.plan(room.slug, day, hours.openings, hours.closures)
    return beside(
        drawn(decide(ask, rules, plan), hold_on(room, plan.between_bookings(span)), now),
        plan,
        span,
        lambda near: is_taken(room, near, but),
        lambda: _own(room, span, asker, but),
    )


def beside(
    verdict: Verdict, plan: DayPlan, span: Span, is_held: Callable[[Span], bool], own: Callable[[], str]
) -> Verdict:
    """The verdict on a use beside what is held: whether anything is at some time of a span is asked, and
    for the public id of the asker's own booking that holds the place ("" if none does)."""
    if not is_held(plan.between_bookings(span)):
        return verdict
    return Verdict(Outcome.REFUSE, (*verdict.reasons, _in_the_way(plan, span, is_held, own)))


def _in_the_way(plan: DayPlan, span: Span, is_held: Callable[[Span], bool], own: Callable[[], str]) -> Reason:
    if plan.gap is None or is_held(span):
        booking = own()
        return replace(TAKEN, values={"booking": booking}) if booking else TAKEN
    return Reason(Finding.BROKEN, Code.TURNOVER, plan.gap.clause, {"minutes": plan.gap.seconds // 60})


def _own(room: Room, span: Span, asker: Asker | None, but: int | None) -> str:
    """The asker's own booking among those that hold the place; "" if there is none."""
    if asker is None:
        return ""
    rows = claims([room.pk], [span])
    return next((row[-1] for row in rows if row[3] != but and asker.owns(row[4], row[5])), "")
