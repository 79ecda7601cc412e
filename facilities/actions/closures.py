"""Closures: a span in which a hall or some rooms cannot be used, once or on recurring dates.

These verbs know no person: booking's verbs of the same word call them, inside their transaction,
with the hall's row locked. Days are the hall's local dates, spans are UTC instants in seconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from facilities import calendars
from facilities.actions.laying_out import LaidOut, end, is_for, lay_out, must_have, rooms_meant, unchanged
from facilities.calendars import Series
from facilities.models import Closure, Facility
from facilities.queries.sharing import with_those_that_share
from facilities.rules.closures import ClosurePlan
from facilities.rules.spans import Span


@dataclass(frozen=True, slots=True)
class OneClosure:
    """A single closure as staff decide it: no `rooms` means the whole hall."""

    span: Span
    rooms: Sequence[str] = ()
    reason_ja: str = ""
    reason_en: str = ""


def close(*, facility: Facility, closure: OneClosure) -> Closure:
    """Closes the hall or rooms, and with a room all that share a space with it.

    ValueError for a room that the hall does not have. Inverse: `lift_closure`.
    """
    must_have(facility, closure.rooms)
    made = Closure.objects.create(
        facility=facility,
        start=closure.span.start,
        end=closure.span.end,
        reason_ja=closure.reason_ja,
        reason_en=closure.reason_en,
    )
    made.rooms.set(rooms_meant(facility, with_those_that_share(facility, closure.rooms)))
    return made


def standing(*, facility: Facility, closure: OneClosure) -> Closure | None:
    """The single closure that says just this already, if it stands; it may have begun before."""
    span, reasons = closure.span, {"reason_ja": closure.reason_ja, "reason_en": closure.reason_en}
    # Its start may lie before: "from now on", pressed twice, means two starts and one closure.
    rows = Closure.objects.filter(
        facility=facility, event_id=None, cancelled=False, start__lte=span.start, end=span.end, **reasons
    )
    rooms = with_those_that_share(facility, closure.rooms)
    return next((one for one in rows if is_for(one, rooms)), None)


def lift_closure(*, closure: Closure, at: int) -> None:
    """What is left of it at an instant is open again: it ends then, or is cancelled if it has not begun.
    Inverse: closing anew."""
    if at <= closure.start:
        closure.cancelled = True
    elif at < closure.end:
        closure.end = at
    closure.save(update_fields=["cancelled", "end"])


def close_regularly(*, facility: Facility, plan: ClosurePlan, today: date) -> LaidOut:
    """Decides a recurring closure and lays it out. ValueError as for `close`. Inverse: `end_closures`."""
    must_have(facility, plan.rooms)
    whole = _with_shared_rooms(facility, plan)
    return lay_out(Closure, facility, calendars.write_closure(facility, whole), today)


def standing_series(*, facility: Facility, plan: ClosurePlan, today: date) -> LaidOut | None:
    """The recurring closure that says just this already."""
    # As it is kept, or the same form sent twice would not find itself.
    return unchanged(calendars.closures_of(facility), _with_shared_rooms(facility, plan), today)


def lay_out_closures(*, facility: Facility, today: date) -> list[LaidOut]:
    """Dated rows of every recurring closure to the end of the next fiscal year. Idempotent, as for
    evenings."""
    return [lay_out(Closure, facility, series, today) for series in calendars.closures_of(facility)]


def end_closures(*, facility: Facility, series: Series[ClosurePlan], from_: date, today: date) -> list[date]:
    """Ends a recurring closure from a day on, today at the earliest: the days that are gone. Inverse:
    deciding it anew from that day on."""
    return end(Closure, facility, series, from_, today)


def _with_shared_rooms(facility: Facility, plan: ClosurePlan) -> ClosurePlan:
    """The plan as it is kept: a room is closed with all that share a space with it."""
    return plan.model_copy(update={"rooms": tuple(with_those_that_share(facility, plan.rooms))})
