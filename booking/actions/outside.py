"""Bringing in other people's calendars: a school's year, a neighbour's events. One verb, and its inverse.

What a date becomes (a closure, a hold of rooms, a note of the day) staff have said of each. Closures go the
way of every other: those displaced were seen, are told, and choose. `now` is an instant (seconds, UTC).
"""

from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction

from booking.actions.closures import close_locked, lift_locked
from booking.actions.desk import must_hold
from booking.actions.displacements import NOBODY, Offers, rooms_of
from booking.actions.locks import lock_hall
from booking.actions.places import one_winner
from booking.actions.texts import needed
from booking.models import Person
from booking.queries.bookings import Absent
from booking.rules.staff import Right
from facilities.actions.closures import OneClosure
from facilities.models import Closure, Facility, OutsideCalendar, OutsideEvent, OutsideIntake
from facilities.queries.outside import differing, last_intake, school_days_of, settled_of
from facilities.rules.noted import NO_NOTES
from facilities.rules.outside import SHUTS, Becomes, Outside, Settled
from facilities.rules.spans import Span

LONGEST_NAME = 50


class Overtaken(Exception):
    """Somebody else has brought in the calendar of this name since it was looked at; nothing was done."""


def bring_in(
    *,
    facility: Facility,
    name: str,
    settled: Sequence[Settled],
    gone: Collection[str] = (),
    offers: Offers = NOBODY,
    seen: int | None = None,
    actor: Person,
    now: int,
) -> OutsideCalendar:
    """Makes the hall's calendar of that name what a file says: `settled` of it, without those `gone` (keys).

    `offers` names every booking that the desk has seen displaced. Unseen if they are others by now, Refused
    as for `close`; Missing and Unfit for the name; Absent for whoever may not. A second time it changes
    nothing, and writes no Act. `seen` is the `last_intake` beside which `settled` was decided; Overtaken if
    there was another since. Inverse: `take_back_outside`, for a day.
    """
    must_hold(actor, Right.HOURS, facility.pk, now=now)
    name = needed(name, "name", LONGEST_NAME)
    with one_winner(), transaction.atomic():
        hall = lock_hall(facility, *rooms_of(offers))
        # Under the lock: of two desks with one file the second would undo what the first has just decided.
        if seen is not None and last_intake(hall, name) != seen:
            raise Overtaken(name)
        known, _ = OutsideCalendar.objects.get_or_create(
            facility=hall, name=name, defaults={"brought_at": now}
        )
        # Whether or not anything is new: staff see by it how old what they have is.
        OutsideCalendar.objects.filter(pk=known.pk).update(brought_at=now)
        _settle(hall, known, settled, gone, offers, actor, now, verb="bring_in")
        return known


def take_back_outside(*, intake: OutsideIntake, actor: Person, now: int) -> None:
    """What a file has brought is gone again, and what it changed or took away is as it was before.

    Unseen where a closure that comes back would displace somebody; Absent for whoever may not. Inverse:
    bringing the file in anew.
    """
    calendar = intake.calendar
    must_hold(actor, Right.HOURS, calendar.facility_id, now=now)
    with one_winner(), transaction.atomic():
        hall = lock_hall(calendar.facility)
        before = [_read(one) for one in intake.before]
        # Nobody has looked whom a closure that comes back displaces: where it does, nothing is taken back.
        _settle(hall, calendar, before, intake.made, NOBODY, actor, now, verb="take_back_outside")


def intake_of(hall: Facility, key: int) -> OutsideIntake:
    """By the key that its Act holds. Absent once it was swept away: a day is over."""
    found = OutsideIntake.objects.select_related("calendar__facility").filter(calendar__facility=hall, pk=key)
    if (intake := found.first()) is None:
        raise Absent(str(key))
    return intake


def _settle(
    hall: Facility,
    calendar: OutsideCalendar,
    settled: Sequence[Settled],
    gone: Collection[str],
    offers: Offers,
    actor: Person,
    now: int,
    *,
    verb: str,
) -> None:
    rows = _rows(calendar)
    differ = differing(hall, calendar.name, settled, now)
    # What is over stays, whatever the file says: nothing of it is left to be opened.
    away = [row for key, row in rows.items() if key in set(gone) and row.end > now]
    if not differ and not away:
        return
    old = [*(rows[one.event.key] for one in differ if one.event.key in rows), *away]
    intake = _noted(calendar, [one.event.key for one in differ if one.event.key not in rows], old, now)
    shut = [one for one in differ if one.becomes in SHUTS]
    told = {"outside": calendar.pk, "intake": intake.pk, "dates": len(differ), "gone": len(away)}
    made = close_locked(hall, [_closure(one) for one in shut], offers, actor, now, verb=verb, more=told)
    # Closed before the old is lifted: whoever is displaced by both is not told twice.
    for row in old:
        if row.closure is not None and not row.closure.cancelled:
            lift_locked(hall, row.closure, now)
    calendar.events.filter(pk__in=[row.pk for row in old]).delete()
    closures = {one.event.key: closure for one, closure in zip(shut, made, strict=True)}
    OutsideEvent.objects.bulk_create(_row(calendar, one, closures.get(one.event.key)) for one in differ)
    _tell_of_days(hall)


def _rows(calendar: OutsideCalendar) -> dict[str, OutsideEvent]:
    rows = calendar.events.select_related("closure").prefetch_related("closure__rooms")
    return {row.key: row for row in rows}


def _noted(
    calendar: OutsideCalendar, made: list[str], old: Sequence[OutsideEvent], now: int
) -> OutsideIntake:
    """What is needed to take it back: in a row of its own, swept away after two days, since titles are
    others' words, which no Act holds."""
    before = [_written(settled_of(row)) for row in old]
    return OutsideIntake.objects.create(calendar=calendar, at=now, made=made, before=before)


def _tell_of_days(hall: Facility) -> None:
    """In the transaction that changes them: whoever reads the new days reads the new digest."""
    days = school_days_of([hall.pk]).get(hall.pk, NO_NOTES)
    # No counter: one that was rolled back would come again with other days behind it (decision 40).
    Facility.objects.filter(pk=hall.pk).update(school_days=days.digest)


def _closure(one: Settled) -> OneClosure:
    return OneClosure(one.event.span, sorted(one.rooms), one.event.title)


def _row(calendar: OutsideCalendar, one: Settled, closure: Closure | None) -> OutsideEvent:
    event = one.event
    return OutsideEvent(
        calendar=calendar,
        key=event.key,
        becomes=one.becomes,
        title=event.title,
        start=event.span.start,
        end=event.span.end,
        closure=closure,
    )


def _written(one: Settled) -> dict[str, Any]:
    span = one.event.span
    return {
        "key": one.event.key,
        "title": one.event.title,
        "span": [span.start, span.end],
        "becomes": one.becomes,
        "rooms": sorted(one.rooms),
    }


def _read(told: dict[str, Any]) -> Settled:
    event = Outside(told["key"], told["title"], Span(*told["span"]))
    return Settled(event, Becomes(told["becomes"]), frozenset(told["rooms"]))
