"""Who closes a hall or rooms, once or on recurring dates, and lifts it: facilities' verbs with an actor.

Each locks the hall and then its spaces, so that nobody books what is being closed; displaces whom it
meets; moves the hall's counter; and leaves an Act. People are not locked: nothing is decided on what
they hold, and the hall's counter moves their calendars. `now` is an instant (seconds, UTC).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from django.db import transaction

from booking import notices
from booking.actions.acts import write_hall_act
from booking.actions.desk import must_hold
from booking.actions.displacements import NOBODY, Offers, displace, give_back, must_have_seen, rooms_of
from booking.actions.locks import lock_hall
from booking.actions.openings import open_up_hall
from booking.actions.places import one_winner
from booking.models import Person
from booking.queries.bookings import Absent
from booking.queries.displacing import displaced, entrants_met, open_displacements, shut_by_closing
from booking.rules.displacing import Shut
from booking.rules.staff import Right
from facilities import calendars
from facilities.actions import closures
from facilities.actions.closures import OneClosure
from facilities.actions.laying_out import LaidOut
from facilities.models import Closure, Facility
from facilities.rules.closures import ClosurePlan
from facilities.rules.spans import Span, local_day, wall_span

__all__ = ["OneClosure"]


def close(
    *,
    facility: Facility,
    closures: Sequence[OneClosure],
    offers: Offers = NOBODY,
    actor: Person,
    now: int,
    why: str = "",
    verb: str = "close",
) -> list[Closure]:
    """Closes the hall, or rooms, for one or more spans at once; those displaced are told and offered places.

    `offers` names every booking that the desk has seen displaced. Unseen if they are others by now,
    Refused for a place that the judge does not allow or somebody has taken, ValueError for a room that the
    hall does not have, Absent for whoever may not. Sent a second time it is closed once. Inverse:
    `lift_closure`, of each.
    """
    must_hold(actor, Right.HOURS, facility.pk, now=now)
    with one_winner(), transaction.atomic():
        hall = lock_hall(facility, *rooms_of(offers))
        # Under the hall's lock, so that of two desks with one form the second finds what the first has
        # closed.
        before = closed_already(hall, closures, now)
        return before or close_locked(hall, closures, offers, actor, now, why=why, verb=verb)


def hold_festival(
    *, facility: Facility, parts: Sequence[OneClosure], offers: Offers = NOBODY, actor: Person, now: int
) -> list[Closure]:
    """The whole house for a festival, in one act: setting up, the festival, clearing away.

    As `close`, and Inverse as there.
    """
    # Closures and no booking of the hall's own: the public reads why, and they are lifted like any other.
    return close(facility=facility, closures=parts, offers=offers, actor=actor, now=now, verb="festival")


@transaction.atomic
def lift_closure(*, closure: Closure, actor: Person, now: int, why: str = "") -> Closure:
    """Takes a closure back. Who has accepted another place keeps it; who has not answered has the old one.

    Where it is over or was lifted already nothing changes. Absent for whoever may not. Inverse: closing
    anew.
    """
    must_hold(actor, Right.HOURS, closure.facility.pk, now=now)
    return lift(closure, actor, now, why)


def lift(closure: Closure, actor: Person, now: int, why: str = "") -> Closure:
    """The same for whoever may, within a transaction."""
    hall = lock_hall(closure.facility)
    current = Closure.objects.get(pk=closure.pk)
    if current.cancelled or current.end <= now:
        return current
    before = {"closure": current.pk, "start": current.start, "end": current.end}
    after = {"given_back": lift_locked(hall, current, now)}
    write_hall_act(hall=hall, verb="lift", actor=actor, now=now, before=before, after=after, why=why)
    return current


def close_regularly(
    *, facility: Facility, plan: ClosurePlan, offers: Offers = NOBODY, actor: Person, now: int, why: str = ""
) -> LaidOut:
    """Decides a recurring closure, laid out to the end of the next fiscal year. As `close`, and as there it
    is decided once where it is sent twice: the twin would go on closing after the other was ended.

    Inverse: `end_closures`.
    """
    must_hold(actor, Right.HOURS, facility.pk, now=now)
    with one_winner(), transaction.atomic():
        hall = lock_hall(facility, *rooms_of(offers))
        if before := closures.standing_series(facility=hall, plan=plan, today=today_of(hall, now)):
            return before
        laid = closures.close_regularly(facility=hall, plan=plan, today=today_of(hall, now))
        _laid_over(hall, laid, actor, now, offers)
        write_hall_act(hall=hall, verb="close_regularly", actor=actor, now=now, after=told_of(laid), why=why)
        return laid


@transaction.atomic
def lay_out_closures(*, facility: Facility, actor: Person | None, now: int) -> list[LaidOut]:
    """Lays the hall's recurring closures out as far as they are due; for the worker, every night.

    Whom a new date displaces is told and chooses. Idempotent: without a new date nothing is written.
    """
    hall = lock_hall(facility)
    laid = closures.lay_out_closures(facility=hall, today=today_of(hall, now))
    for series in laid:
        if series.made:
            _laid_over(hall, series, actor, now, None)
            write_hall_act(hall=hall, verb="lay_out_closures", actor=actor, now=now, after=told_of(series))
    return laid


@transaction.atomic
def end_closures(*, facility: Facility, event: int, from_: date, actor: Person, now: int) -> list[date]:
    """Ends a recurring closure from a day on: the days that are open again. Absent for an event that is no
    closure of the hall, and for whoever may not. Inverse: deciding it anew."""
    must_hold(actor, Right.HOURS, facility.pk, now=now)
    hall = lock_hall(facility)
    series = next((one for one in calendars.closures_of(hall) if one.id == event), None)
    if series is None:
        raise Absent(str(event))
    gone = closures.end_closures(facility=hall, series=series, from_=from_, today=today_of(hall, now))
    # Those who had a place there have it again first; the line is asked of what is left.
    give_back(hall=hall, now=now)
    zone, plan = ZoneInfo(hall.timezone), series.plan
    open_up_hall(hall, plan.rooms, [wall_span(day, plan.from_, plan.to, zone) for day in gone], now)
    told = {"event": event, "from": from_.isoformat(), "dates": len(gone)}
    write_hall_act(hall=hall, verb="end_closures", actor=actor, now=now, after=told)
    return gone


def closed_already(hall: Facility, wanted: Sequence[OneClosure], now: int) -> list[Closure]:
    """The closures that say just this: a twin would stay closed after the other was lifted.

    [] where one of them is new, or where somebody has booked since and is to be told.
    """
    before = [one for closure in wanted if (one := closures.standing(facility=hall, closure=closure))]
    shut = [one for closure in wanted for one in shut_by_closing(hall, [closure.span], closure.rooms)]
    found = displaced(hall, shut, now)
    is_known = len(before) == len(wanted) and len(open_displacements(found)) == len(found)
    return before if is_known else []


def close_locked(
    hall: Facility,
    wanted: Sequence[OneClosure],
    offers: Offers | None,
    actor: Person,
    now: int,
    *,
    why: str = "",
    verb: str = "close",
    more: Mapping[str, object] | None = None,
    **told: object,
) -> list[Closure]:
    """The same for verbs that have locked the hall; `offers` None takes whoever is displaced as they are."""
    shut = [one for closure in wanted for one in shut_by_closing(hall, [closure.span], closure.rooms)]
    found = displaced(hall, shut, now)
    if offers is not None:
        must_have_seen(found, offers)
    made = [closures.close(facility=hall, closure=closure) for closure in wanted]
    displace(found=found, shut=shut, causes=made, offers=offers or {}, actor=actor, now=now, **told)  # type: ignore[arg-type]
    _tell_entrants(hall, shut, now)
    spans = [[one.start, one.end] for one in made]
    after = {"closures": [one.pk for one in made], "spans": spans, "displaced": len(found), **(more or {})}
    write_hall_act(hall=hall, verb=verb, actor=actor, now=now, after=after, why=why)
    return made


def lift_locked(hall: Facility, closure: Closure, now: int) -> int:
    """The same for verbs that have locked the hall, and write their own Act: how many have their place."""
    left = Span.between(max(closure.start, now), closure.end)
    closures.lift_closure(closure=closure, at=now)
    given_back = len(give_back(hall=hall, now=now))
    # After those who had a place there: what they do not hold any more is for whoever waits.
    open_up_hall(hall, closure.rooms.values_list("slug", flat=True), [left] if left else [], now)
    return given_back


def told_of(laid: LaidOut) -> dict[str, object]:
    return {"event": laid.series.id, "dates": len(laid.made), "until": laid.until.isoformat()}


def today_of(hall: Facility, now: int) -> date:
    return local_day(now, ZoneInfo(hall.timezone))


def _laid_over(hall: Facility, laid: LaidOut, actor: Person | None, now: int, offers: Offers | None) -> None:
    rows = list(Closure.objects.filter(event_id=laid.series.id, original_day__in=laid.made))
    shut = shut_by_closing(hall, [Span(row.start, row.end) for row in rows], laid.series.plan.rooms)
    found = displaced(hall, shut, now)
    if offers is not None:
        must_have_seen(found, offers)
    displace(found=found, shut=shut, causes=rows, offers=offers or {}, actor=actor, now=now)
    _tell_entrants(hall, shut, now)


def _tell_entrants(hall: Facility, shut: Sequence[Shut], now: int) -> None:
    """Whoever has entered a round for what is closed now may still choose other dates."""
    for person, lottery, spans in entrants_met(hall, shut):
        notices.slots_shut(person, lottery, spans, now)
