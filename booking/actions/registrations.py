"""Registrations (利用登録): applying, renewing, and what the desk decides.

`now` is an instant (seconds, UTC). Whatever is decided leaves its Act; what it opens or closes for
provisional bookings happens in the same transaction.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from booking import notices
from booking.actions.acts import log, write_person_act
from booking.actions.desk import desk_of, must_hold_at_one
from booking.actions.renewals import confirm, lock_with_waiting
from booking.actions.texts import lines
from booking.models import Group, Person, Registration
from booking.queries.bookings import Absent
from booking.queries.group_registrations import halls_of
from booking.queries.party import Company, asker_of
from booking.queries.registries import (
    Registry,
    judged,
    last_day,
    may_approve,
    registrations_of,
    registry,
    standing,
    state_for,
)
from booking.rules.ask import Channel
from booking.rules.requests import TO_UNDO
from booking.rules.staff import Right
from booking.rules.verdict import Refused, Verdict
from facilities.rules.spans import local_day
from facilities.rules.stages import DAY

State = Registration.State
LONGEST_WHY = 300


class WhyMissing(ValueError):
    """An application is not given back without a word."""


class TooLate(Exception):
    """Nothing was decided, or it was more than a day ago."""


@dataclass
class Batch:
    """What became of many: approved, and those that the judge does not allow with what it says."""

    approved: list[Registration] = field(default_factory=list)
    left: list[tuple[Registration, Verdict]] = field(default_factory=list)


@transaction.atomic
def apply_for_registration(*, person: Person, key: str, now: int) -> Registration:
    """Applies to the registry of this key, or renews with it once the running one is in its last two months.

    What was applied for already, or runs and cannot be renewed yet, stays as it is. Refused if the judge does
    not register them on the web; Absent for a registry that asks no people. No inverse: the desk's.
    """
    at = registry(key, now)
    if at is None or not at.asks_people:
        raise Absent(key)
    lock_with_waiting(person, now)
    return apply(person=person, at=at, actor=person, channel=Channel.WEB, now=now)


def apply(*, person: Person, at: Registry, actor: Person, channel: Channel, now: int) -> Registration:
    """The same within a transaction that has locked the person and the bookings that wait for it."""
    today = local_day(now, at.zone)
    stands = standing(registrations_of(person.pk), at.key, today)
    if (kept := stands.applied or stands.current) and not stands.can_renew(today):
        return kept
    before = stands.begins_after
    # A renewal is judged as of the day on which it begins: by then ages, ties and consents may be others.
    day = before + DAY if before else today
    verdict = judged(at, asker_of(person, Company(), now).party(day), now, day, channel)
    state = state_for(verdict)
    if state is None:
        raise Refused(verdict)
    # What was returned is taken up in its own row, with its history; a renewal stands beside what still runs.
    made = stands.returned if stands.returned and not before else Registration(person=person, registry=at.key)
    made.state, made.registered_on, made.returned_why = state, today, ""
    made.valid_until = stands.next_until if before else last_day(at, today)
    made.save()
    _act(made, "apply_for_registration", actor, now)
    # What was booked past the last day has waited for just this (decision 27).
    if state is State.VALID and before:
        confirm(person, before, actor, now)
    return made


@transaction.atomic
def approve_registration(
    *, registration: Registration, actor: Person, now: int, why: str = ""
) -> Registration:
    """The desk approves what was applied for; bookings that waited for it are booked. Once is enough.

    Refused if the judge finds anything broken, or a tie, age or consent is not on record yet; a reason `why`
    overrules that, on record. Absent unless the actor serves a hall of the registry. Inverse:
    `return_registration`.
    """
    why = lines(why, "why", LONGEST_WHY)
    current = _locked(registration, actor, now)
    if current.state == State.VALID:
        return current
    # With a reason the desk overrules the judge, and the reason stays on record.
    if current.person is not None and not why:
        _must_be_allowed(current, current.person, now)
    before = _last_before(current)
    _decide(current, State.VALID, actor, now)
    _act(current, "approve_registration", actor, now, why)
    notices.registration_approved(current, now)
    if before:
        confirm(owner_of(current), before, actor, now)
    return current


@transaction.atomic
def return_registration(*, registration: Registration, actor: Person, why: str, now: int) -> Registration:
    """Gives an application back with the reason, which its owner reads. WhyMissing without one; Absent as
    before. Inverse: `approve_registration`."""
    why = lines(why, "why", LONGEST_WHY)
    if not why:
        raise WhyMissing
    current = _locked(registration, actor, now)
    _decide(current, State.RETURNED, actor, now, why)
    _act(current, "return_registration", actor, now)
    notices.registration_returned(current, _desk(current, actor, now), now)
    return current


@transaction.atomic
def reconsider(*, registration: Registration, actor: Person, now: int) -> Registration:
    """Takes back, for a day, what the desk has decided: it is applied for as before, whoever's it is.

    What was booked under it meanwhile stands. TooLate after a day, or if nothing was decided; Absent as
    before. Inverse: deciding anew.
    """
    current = _locked(registration, actor, now)
    decided = current.decided_at if current.state != State.APPLIED else None
    if decided is None or now >= decided + TO_UNDO:
        raise TooLate
    _decide(current, State.APPLIED, None, None)
    _act(current, "reconsider", actor, now)
    notices.registration_reconsidered(current, _desk(current, actor, now), now)
    return current


def renew_registrations(*, registrations: Iterable[Registration], actor: Person, now: int) -> Batch:
    """Approves many applications, each for itself: what the judge does not allow is left to be looked at.

    Absent, before anything is approved, if the actor serves no hall of one of their registries.
    """
    wanted, batch = list(registrations), Batch()
    for key in {one.registry for one in wanted}:
        must_hold_at_one(actor, Right.PEOPLE, halls_of(key), now=now)
    for one in wanted:
        try:
            batch.approved.append(approve_registration(registration=one, actor=actor, now=now))
        except Refused as refused:
            batch.left.append((one, refused.verdict))
    return batch


def _must_be_allowed(registration: Registration, person: Person, now: int) -> None:
    at = registry(registration.registry, now)
    if at is None:
        raise Absent(registration.registry)
    before = _last_before(registration)
    day = before + DAY if before else local_day(now, at.zone)
    # At the counter, however it came in: the desk that looks at it is what a rule against the web wants.
    verdict = judged(at, asker_of(person, Company(), now).party(day), now, day, Channel.COUNTER)
    if not may_approve(verdict):
        raise Refused(verdict)


def _last_before(registration: Registration) -> date | None:
    """The last day of the registration that this one renews; None if it renews none."""
    owners = {"person": registration.person, "group": registration.group}
    same = Registration.objects.filter(registry=registration.registry, state=State.VALID, **owners)
    before = same.exclude(pk=registration.pk).filter(valid_until__gte=registration.registered_on)
    return before.order_by("-valid_until").values_list("valid_until", flat=True).first()


def owner_of(registration: Registration) -> Person | Group:
    """Whose it is: the database holds that it is exactly one's."""
    owner = registration.person or registration.group
    if owner is None:
        raise ValueError("a registration of nobody")
    return owner


def _decide(current: Registration, state: str, actor: Person | None, now: int | None, why: str = "") -> None:
    current.state, current.decided_by, current.decided_at, current.returned_why = state, actor, now, why
    current.save(update_fields=["state", "decided_by", "decided_at", "returned_why"])


def _locked(registration: Registration, actor: Person, now: int) -> Registration:
    must_hold_at_one(actor, Right.PEOPLE, halls_of(registration.registry), now=now)
    lock_with_waiting(owner_of(registration), now)
    return Registration.objects.select_related("person", "group").get(pk=registration.pk)


def _desk(registration: Registration, actor: Person, now: int) -> int:
    return desk_of(actor, Right.PEOPLE, halls_of(registration.registry), now=now)


def _act(made: Registration, verb: str, actor: Person, now: int, why: str = "") -> None:
    after = {"registry": made.registry, "state": made.state, "until": str(made.valid_until or "")}
    owner = owner_of(made)
    if isinstance(owner, Person):
        write_person_act(person=owner, verb=verb, actor=actor, now=now, after=after, why=why)
    else:
        log("group", owner.public_id, verb, actor, now, after=after, why=why)
