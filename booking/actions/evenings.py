"""Who opens a hall in the evening, moves a date or takes one out: facilities' verbs with an actor.

Each locks the hall and then its spaces, so that no booking is judged by hours that are changing; displaces
whom it leaves outside; moves the hall's counter; leaves an Act; and keeps for the line what has become
possible. `now` is an instant (seconds, UTC).
"""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from django.db import transaction

from booking.actions.acts import write_hall_act
from booking.actions.closures import today_of, told_of
from booking.actions.desk import must_hold
from booking.actions.displacements import NOBODY, Offers, displace, give_back, must_have_seen, rooms_of
from booking.actions.locks import lock_hall
from booking.actions.openings import open_up_hall
from booking.actions.places import one_winner
from booking.actions.rosters import put_on_duty
from booking.models import Booking, Person
from booking.queries.bookings import Absent
from booking.queries.displacing import displaced, shut_by_evenings
from booking.rules.displacing import Shut
from booking.rules.staff import Right
from facilities import calendars
from facilities.actions import evenings
from facilities.actions.evenings import EveningChange, LaidOut, OneEvening
from facilities.models import Evening, Facility
from facilities.rules.evenings import EveningPlan
from facilities.rules.spans import Span, subtract, wall_span

NO_STAFF: Sequence[Person] = ()


@transaction.atomic
def open_evening(
    *,
    facility: Facility,
    evening: OneEvening,
    actor: Person,
    now: int,
    on_duty: Sequence[Person] = NO_STAFF,
    why: str = "",
) -> Evening:
    """Opens on a single date, with those of the staff who are on duty then. Sent a second time it is opened
    once: a twin would stay open after the other was cancelled.

    ValueError for a room that the hall does not have, Absent for whoever may not. Inverse: `cancel_evening`.
    """
    must_hold(actor, Right.HOURS, facility.pk, now=now)
    hall = lock_hall(facility)
    before = evenings.standing(facility=hall, evening=evening)
    # Who is on duty is written either way: the second form may name somebody whom the first did not.
    made = before or evenings.open_evening(facility=hall, evening=evening)
    put_on_duty(hall, [today_of(hall, made.start)], on_duty, now)
    if before:
        return before
    # Before the line is asked: what was theirs already is not kept for others.
    give_back(hall=hall, now=now)
    after = {"evening": made.pk, "start": made.start, "end": made.end}
    write_hall_act(hall=hall, verb="open_evening", actor=actor, now=now, after=after, why=why)
    rooms = made.rooms.values_list("slug", flat=True)
    open_up_hall(hall, rooms, [Span(made.start, made.end)], now)
    return made


@transaction.atomic
def open_evenings(
    *,
    facility: Facility,
    plan: EveningPlan,
    actor: Person,
    now: int,
    on_duty: Sequence[Person] = NO_STAFF,
    why: str = "",
) -> LaidOut:
    """Decides a recurring evening and lays it out to the end of the next fiscal year.

    As `open_evening`, and sent a second time it is decided once. Inverse: `end_evenings`.
    """
    must_hold(actor, Right.HOURS, facility.pk, now=now)
    hall = lock_hall(facility)
    if before := evenings.standing_series(facility=hall, plan=plan, today=today_of(hall, now)):
        return before
    # Laid out when it is decided: a thousand recurring events take more than a second to read for one day.
    laid = evenings.open_evenings(facility=hall, plan=plan, today=today_of(hall, now))
    put_on_duty(hall, laid.made, on_duty, now)
    give_back(hall=hall, now=now)
    write_hall_act(hall=hall, verb="open_evenings", actor=actor, now=now, after=told_of(laid), why=why)
    _ask_the_line(hall, laid, now)
    return laid


@transaction.atomic
def lay_out_evenings(*, facility: Facility, actor: Person | None, now: int) -> list[LaidOut]:
    """Lays the hall's recurring evenings out as far as they are due; for the worker, every night.

    Idempotent: without a new date nothing is written. No inverse.
    """
    hall = lock_hall(facility)
    laid = evenings.lay_out_evenings(facility=hall, today=today_of(hall, now))
    # An Act moves the hall's counter and so every feed of it: a night without a new date leaves them alone.
    for series in laid:
        if series.made:
            write_hall_act(hall=hall, verb="lay_out_evenings", actor=actor, now=now, after=told_of(series))
            _ask_the_line(hall, series, now)
    return laid


def move_evening(
    *, evening: Evening, span: Span, offers: Offers = NOBODY, actor: Person, now: int, why: str = ""
) -> EveningChange:
    """Gives one date another span; whom that leaves outside is displaced. Inverse: moving it back.

    Unseen and Refused as for closing, Absent for whoever may not.
    """
    with one_winner(), transaction.atomic():
        hall, evening = _lock_with(evening, actor, now, offers)
        shut = [] if evening.cancelled else shut_by_evenings(hall, [evening], moved=span)
        # Found before the row moves, displaced after: an offer is judged by the hours as they are then.
        found = _seen(hall, shut, offers, now)
        change = evenings.move_evening(evening=evening, span=span)
        displace(found=found, shut=shut, causes=[evening], offers=offers, actor=actor, now=now)
        give_back(hall=hall, now=now)
        return _changed(hall, evening, "move_evening", change, actor, now, why)


def cancel_evening(
    *, evening: Evening, offers: Offers = NOBODY, actor: Person, now: int, why: str = ""
) -> EveningChange:
    """Takes one date out; whom that leaves outside is displaced. As `move_evening`.

    Inverse: `restore_evening`.
    """
    with one_winner(), transaction.atomic():
        hall, evening = _lock_with(evening, actor, now, offers)
        shut = [] if evening.cancelled else shut_by_evenings(hall, [evening])
        found = _seen(hall, shut, offers, now)
        change = evenings.cancel_evening(evening=evening)
        displace(found=found, shut=shut, causes=[evening], offers=offers, actor=actor, now=now)
        return _changed(hall, evening, "cancel_evening", change, actor, now, why)


@transaction.atomic
def restore_evening(*, evening: Evening, actor: Person, now: int, why: str = "") -> EveningChange:
    """Undoes a cancellation; who has not answered meanwhile has their place again. Inverse:
    `cancel_evening`."""
    hall, evening = _lock_with(evening, actor, now)
    change = evenings.restore_evening(evening=evening)
    give_back(hall=hall, now=now)
    return _changed(hall, evening, "restore_evening", change, actor, now, why)


def end_evenings(
    *,
    facility: Facility,
    event: int,
    from_: date,
    offers: Offers = NOBODY,
    actor: Person,
    now: int,
    why: str = "",
) -> list[date]:
    """Ends a recurring evening from a day on, and displaces whom that leaves outside: the days that are
    gone. Absent for an event that is no evening of the hall; Unseen and Refused as for closing.

    Inverse: opening it anew from that day.
    """
    must_hold(actor, Right.HOURS, facility.pk, now=now)
    with one_winner(), transaction.atomic():
        hall = lock_hall(facility, *rooms_of(offers))
        series = next((one for one in calendars.evenings_of(hall) if one.id == event), None)
        if series is None:
            raise Absent(str(event))
        # What was held is not undone: an evening that is over stays in the counts of its year.
        today = today_of(hall, now)
        shut = shut_by_evenings(hall, ending(event, max(from_, today)))
        found = _seen(hall, shut, offers, now)
        gone = evenings.end_evenings(facility=hall, series=series, from_=from_, today=today)
        displace(found=found, shut=shut, causes=[], offers=offers, actor=actor, now=now)
        told = {"event": event, "from": from_.isoformat(), "dates": len(gone), "displaced": len(found)}
        write_hall_act(hall=hall, verb="end_evenings", actor=actor, now=now, after=told, why=why)
        return gone


def ending(event: int, from_: date) -> list[Evening]:
    """The dates of a recurring evening from a day on that are held. One query."""
    rows = Evening.objects.filter(event_id=event, original_day__gte=from_, cancelled=False)
    return list(rows.prefetch_related("rooms"))


def _seen(hall: Facility, shut: Sequence[Shut], offers: Offers, now: int) -> list[Booking]:
    found = displaced(hall, shut, now)
    must_have_seen(found, offers)
    return found


def _lock_with(
    evening: Evening, actor: Person, now: int, offers: Offers = NOBODY
) -> tuple[Facility, Evening]:
    must_hold(actor, Right.HOURS, evening.facility.pk, now=now)
    # Read under the lock: a date is changed as it stands, and not as the page that lay open showed it.
    hall = lock_hall(evening.facility, *rooms_of(offers))
    return hall, Evening.objects.prefetch_related("rooms").get(pk=evening.pk)


def _changed(
    hall: Facility, evening: Evening, verb: str, change: EveningChange, actor: Person, now: int, why: str
) -> EveningChange:
    before, after = ({"evening": evening.pk, **_span(span)} for span in (change.before, change.after))
    write_hall_act(hall=hall, verb=verb, actor=actor, now=now, before=before, after=after, why=why)
    if change.after is not None:
        # Of a move only what was not open before: the rest somebody has, or could have had.
        opened = subtract([change.after], [change.before] if change.before else [])
        open_up_hall(hall, evening.rooms.values_list("slug", flat=True), opened, now)
    return change


def _ask_the_line(hall: Facility, laid: LaidOut, now: int) -> None:
    """Whoever waits for such a time is asked before the new dates are anybody's."""
    zone, plan = ZoneInfo(hall.timezone), laid.series.plan
    open_up_hall(hall, plan.rooms, [wall_span(day, plan.from_, plan.to, zone) for day in laid.made], now)


def _span(span: Span | None) -> dict[str, object]:
    return {"start": span.start, "end": span.end} if span else {"cancelled": True}
