"""Who opens a hall in the evening, moves a date or takes one out: facilities' verbs with an actor.

Each locks the hall and then its spaces, so that no booking is judged by hours that are changing;
moves the hall's counter; leaves an Act; and keeps for the line what has become possible. `now` is an
instant (seconds, UTC).
"""

from datetime import date
from zoneinfo import ZoneInfo

from django.db import transaction

from booking.actions.acts import write_hall_act
from booking.actions.locks import lock_hall
from booking.actions.openings import open_up_hall
from booking.models import Person
from facilities.actions import evenings
from facilities.actions.evenings import EveningChange, LaidOut
from facilities.models import Evening, Facility
from facilities.rules.evenings import EveningPlan
from facilities.rules.spans import Span, local_day, subtract, wall_span


@transaction.atomic
def open_evenings(
    *, facility: Facility, plan: EveningPlan, actor: Person, now: int, why: str = ""
) -> LaidOut:
    """Decides a recurring evening and lays it out to the end of the next fiscal year.

    ValueError for a room that the hall does not have. Inverse: `cancel_evening`, date by date.
    """
    hall = lock_hall(facility)
    laid = evenings.open_evenings(facility=hall, plan=plan, today=_today(hall, now))
    write_hall_act(hall=hall, verb="open_evenings", actor=actor, now=now, after=_laid(laid), why=why)
    _ask_the_line(hall, laid, now)
    return laid


@transaction.atomic
def lay_out_evenings(*, facility: Facility, actor: Person | None, now: int) -> list[LaidOut]:
    """Lays the hall's recurring evenings out as far as they are due; for the worker, every night.

    Idempotent: without a new date nothing is written. No inverse.
    """
    hall = lock_hall(facility)
    laid = evenings.lay_out_evenings(facility=hall, today=_today(hall, now))
    for series in laid:
        if series.made:
            write_hall_act(hall=hall, verb="lay_out_evenings", actor=actor, now=now, after=_laid(series))
            _ask_the_line(hall, series, now)
    return laid


@transaction.atomic
def move_evening(*, evening: Evening, span: Span, actor: Person, now: int, why: str = "") -> EveningChange:
    """Gives one date another span. Bookings that stand keep standing. Inverse: moving it back."""
    hall, evening = _lock_with(evening)
    change = evenings.move_evening(evening=evening, span=span)
    return _changed(hall, evening, "move_evening", change, actor, now, why)


@transaction.atomic
def cancel_evening(*, evening: Evening, actor: Person, now: int, why: str = "") -> EveningChange:
    """Takes one date out. Bookings that stand keep standing. Inverse: `restore_evening`."""
    hall, evening = _lock_with(evening)
    change = evenings.cancel_evening(evening=evening)
    return _changed(hall, evening, "cancel_evening", change, actor, now, why)


@transaction.atomic
def restore_evening(*, evening: Evening, actor: Person, now: int, why: str = "") -> EveningChange:
    """Undoes a cancellation. Inverse: `cancel_evening`."""
    hall, evening = _lock_with(evening)
    change = evenings.restore_evening(evening=evening)
    return _changed(hall, evening, "restore_evening", change, actor, now, why)


def _lock_with(evening: Evening) -> tuple[Facility, Evening]:
    hall = lock_hall(evening.facility)
    return hall, Evening.objects.get(pk=evening.pk)


def _changed(
    hall: Facility, evening: Evening, verb: str, change: EveningChange, actor: Person, now: int, why: str
) -> EveningChange:
    before, after = ({"evening": evening.pk, **_span(span)} for span in (change.before, change.after))
    write_hall_act(hall=hall, verb=verb, actor=actor, now=now, before=before, after=after, why=why)
    if change.after is not None:
        opened = subtract([change.after], [change.before] if change.before else [])
        open_up_hall(hall, evening.rooms.values_list("slug", flat=True), opened, now)
    return change


def _ask_the_line(hall: Facility, laid: LaidOut, now: int) -> None:
    """Whoever waits for such a time is asked before the new dates are anybody's."""
    zone, plan = ZoneInfo(hall.timezone), laid.series.plan
    open_up_hall(hall, plan.rooms, [wall_span(day, plan.from_, plan.to, zone) for day in laid.made], now)


def _laid(laid: LaidOut) -> dict[str, object]:
    return {"event": laid.series.id, "dates": len(laid.made), "until": laid.until.isoformat()}


def _span(span: Span | None) -> dict[str, object]:
    return {"start": span.start, "end": span.end} if span else {"cancelled": True}


def _today(hall: Facility, now: int) -> date:
    return local_day(now, ZoneInfo(hall.timezone))
