"""Ties to the city: what somebody says of themselves counts once the desk has seen a proof."""

from datetime import date

from django.db import transaction

from booking.actions.acts import write_person_act
from booking.actions.desk import must_hold_anywhere
from booking.actions.locks import lock
from booking.models import Person, Tie
from booking.queries.people import today_here
from booking.rules.ask import TieKind
from booking.rules.staff import Right


@transaction.atomic
def verify_tie(*, person: Person, kind: TieKind, until: date | None, actor: Person, now: int) -> Tie:
    """The desk has seen a proof: the tie counts from today up to the day `until`, it too (None: for good).

    A tie of which nobody has spoken yet is noted with it. Absent unless the actor registers people at a hall.
    Inverse: verifying it with a day that is past.
    """
    must_hold_anywhere(actor, Right.PEOPLE, now=now)
    lock(people=[person.pk])
    return verify(person=person, kind=kind, until=until, actor=actor, now=now)


def verify(*, person: Person, kind: TieKind, until: date | None, actor: Person, now: int) -> Tie:
    """The same within a transaction that has locked the person."""
    seen = {"verified_by": actor, "verified_on": today_here(now), "valid_until": until}
    tie, _ = Tie.objects.update_or_create(person=person, kind=kind, defaults=seen)
    after = {"kind": kind, "until": until.isoformat() if until else None}
    write_person_act(person=person, verb="verify_tie", actor=actor, now=now, after=after)
    return tie
