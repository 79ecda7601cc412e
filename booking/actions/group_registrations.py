"""A group's registration (利用登録): applied for, approved or sent back by the desk, renewed.

It holds to the end of its fiscal year (31 March) unless the rulebook says otherwise; from the first day of
the month before its end it can be renewed for a year. `now` is an instant (seconds, UTC), `day` the local
day of it. Whoever leads the group applies; whoever serves at one of the registry's halls decides.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from booking import notices
from booking.actions.desk import must_hold_at_one
from booking.actions.groups import change, led, write_group_act
from booking.actions.locks import count_up, lock
from booking.actions.renewals import confirm, lock_with_waiting
from booking.actions.texts import lines, plain
from booking.models import Group, Person, Registration
from booking.queries.bookings import Absent
from booking.queries.group_registrations import (
    halls_of,
    registries,
    verdict_on,
)
from booking.rules.renewals import renewal_opens, renewed_until
from booking.rules.staff import Right
from booking.rules.verdict import Outcome, Refused

LONGEST_CLASS = 50
LONGEST_WHY = 300
State = Registration.State


class NotYetRenewable(Exception):
    """The registration holds, and can be renewed from the day `opens_on` (None: it does not run out)."""

    def __init__(self, opens_on: date | None) -> None:
        super().__init__(opens_on)
        self.opens_on = opens_on


class Decided(Exception):
    """Somebody else has decided on the application."""


@transaction.atomic
def apply(
    *, group: Group, actor: Person, registry: str, one_family: bool | None, now: int, day: date
) -> Registration:
    """Applies for the group, or for another year of its registration, as it stands on record.

    Where that is applied for already nothing changes. Absent for no such registry, Stale, NotYetRenewable;
    Refused if the judge does not allow it or lacks a fact; what the hall left open the desk decides.
    Inverse: none; the desk sends it back.
    """
    current, found = led(group, actor), registries(day).get(registry)
    if found is None:
        raise Absent(registry)
    last = current.registrations.filter(registry=registry).exclude(state=State.RETURNED).order_by("pk").last()
    if last is not None and last.state == State.APPLIED:
        return last
    # Before anything of the group is changed: what a renewal declares belongs to the application.
    _must_be_due(last, day)
    # Declared before it is judged, since the judge asks the group's own row.
    if one_family is not None and one_family != current.one_family:
        change(current, "declare", actor, now, one_family=one_family)
    verdict = verdict_on(current, found, now, day)
    if verdict.outcome is Outcome.REFUSE or verdict.lacking:
        raise Refused(verdict)
    made = Registration.objects.create(
        group=current,
        registry=registry,
        state=State.APPLIED,
        registered_on=day,
        user_class=last.user_class if last else "",
    )
    write_group_act(current, "apply", actor, now, after={"registry": registry})
    return made


@transaction.atomic
def approve(
    *, registration: Registration, actor: Person, user_class: str = "", why: str = "", now: int, day: date
) -> Registration:
    """The application holds, in a class of users of the rulebook's if one is given; bookings that waited for
    it are booked.

    Refused if the judge finds anything broken or lacking; a reason `why` overrules that, on record. Absent
    for whoever serves at none of the registry's halls, Unfit, Decided. Inverse: `registrations.reconsider`,
    for a day.
    """
    user_class, why = plain(user_class, "user_class", LONGEST_CLASS), lines(why, "why", LONGEST_WHY)
    current = _to_decide(registration, actor, now)
    # A reason overrules the judge as a whole: nothing that it would say is asked for.
    if not why:
        _must_be_clean(current, now, day)
    before, found = _holding(current, day), registries(day).get(current.registry)
    # From the end of the one that holds, and not from today: whoever applies early loses no month.
    if before is not None and before.valid_until is not None:
        current.valid_until = renewed_until(before.valid_until)
    elif found is not None:
        current.valid_until = found.until(current.registered_on)
    # Where none is said, that of the year before holds, which the application has taken over.
    current.user_class = user_class or current.user_class
    _decide(current, "approve", actor, now, State.VALID, why)
    if current.group is not None:
        notices.group_registered(current.group, current.valid_until, now)
        # What was booked past the last day has waited for just this (decision 27).
        if before is not None and before.valid_until is not None:
            confirm(current.group, before.valid_until, actor, now)
    return current


@transaction.atomic
def send_back(*, registration: Registration, actor: Person, why: str = "", now: int) -> Registration:
    """The application is to be put right and made anew; `why` is told to those who lead the group.

    Absent and Decided as for `approve`, Unfit. Inverse: applying again.
    """
    why = lines(why, "why", LONGEST_WHY)
    current = _to_decide(registration, actor, now)
    _decide(current, "send_back", actor, now, State.RETURNED)
    if current.group is not None:
        notices.group_registration_returned(current.group, why, now)
    return current


def approve_clean(
    *, registrations: Iterable[Registration], actor: Person, now: int, day: date
) -> list[Registration]:
    """Approves many applications, each for itself, of which the judge finds nothing broken or lacking; the
    others, which are the answer, are left to be looked at. Absent as for `approve`."""
    left, known = [], registries(day)
    for one in registrations:
        found = known.get(one.registry)
        verdict = verdict_on(one.group, found, now, day) if one.group and found else None
        if verdict is None or verdict.broken or verdict.lacking:
            left.append(one)
        else:
            approve(registration=one, actor=actor, now=now, day=day)
    return left


@transaction.atomic
def set_class(*, registration: Registration, actor: Person, user_class: str, now: int) -> Registration:
    """The class of users in which a group is registered; "" for none. Absent for whoever registers people at
    none of the registry's halls, Unfit. Inverse: setting the one before."""
    user_class = plain(user_class, "user_class", LONGEST_CLASS)
    if registration.group_id is None:
        raise Absent(registration.registry)
    must_hold_at_one(actor, Right.PEOPLE, halls_of(registration.registry), now=now)
    lock(groups=[registration.group_id])
    current = Registration.objects.select_related("group").get(pk=registration.pk)
    before, current.user_class = current.user_class, user_class
    current.save(update_fields=["user_class"])
    if current.group is not None and before != user_class:
        was, told = ({"registry": current.registry, "user_class": one} for one in (before, user_class))
        write_group_act(current.group, "set_class", actor, now, before=was, after=told)
        count_up(groups=[current.group.pk])
    return current


def _must_be_due(last: Registration | None, day: date) -> None:
    """NotYetRenewable while the last one holds for long."""
    if last is None:
        return
    opens_on = renewal_opens(last.valid_until) if last.valid_until else None
    if opens_on is None or day < opens_on:
        raise NotYetRenewable(opens_on)


def _to_decide(registration: Registration, actor: Person, now: int) -> Registration:
    """The application as it is now, its group locked with all that waits for it."""
    if registration.group_id is None:
        raise Absent(registration.registry)
    must_hold_at_one(actor, Right.PEOPLE, halls_of(registration.registry), now=now)
    # What waits for it is confirmed in the same transaction, and is locked before the group's row is read.
    lock_with_waiting(Group.objects.get(pk=registration.group_id), now)
    current = Registration.objects.select_related("group").get(pk=registration.pk)
    if current.state != State.APPLIED:
        raise Decided(current.state)
    return current


def _holding(registration: Registration, day: date) -> Registration | None:
    """The one that it renews, if that holds still."""
    before = Registration.objects.filter(
        group=registration.group_id, registry=registration.registry, state=State.VALID, valid_until__gte=day
    )
    return before.order_by("valid_until").last()


def _must_be_clean(registration: Registration, now: int, day: date) -> None:
    """A registry that no rulebook asks for any more has nobody to judge by."""
    found = registries(day).get(registration.registry)
    verdict = verdict_on(registration.group, found, now, day) if registration.group and found else None
    if verdict is not None and (verdict.broken or verdict.lacking):
        raise Refused(verdict)


def _decide(
    registration: Registration, verb: str, actor: Person, now: int, state: str, why: str = ""
) -> None:
    registration.state, registration.decided_by, registration.decided_at = state, actor, now
    registration.save()
    if registration.group is not None:
        told = {"registry": registration.registry}
        write_group_act(registration.group, verb, actor, now, after=told, why=why)
