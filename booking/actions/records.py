"""Closing somebody's record to every outside question, and opening it again: the manager's alone.

While it is closed no consent link, guardian's page or feed of theirs answers, whoever asks: each says what
it says to a link that nobody sent. `now` is an instant (seconds, UTC).
"""

from django.db import transaction

from booking.actions.acts import write_person_act
from booking.actions.desk import must_hold_anywhere
from booking.actions.locks import lock
from booking.models import Person
from booking.rules.staff import Right


def close_record(*, person: Person, actor: Person, now: int) -> None:
    """Absent for whoever manages no hall. Where it is closed nothing changes. Inverse: `open_record`."""
    _set(person, True, actor, now)


def open_record(*, person: Person, actor: Person, now: int) -> None:
    """Absent as before; links that were sent and have not run out answer again. Inverse: `close_record`."""
    _set(person, False, actor, now)


@transaction.atomic
def _set(person: Person, closed: bool, actor: Person, now: int) -> None:
    lock(people=[person.pk])
    must_hold_anywhere(actor, Right.RECORDS, now=now)
    if Person.objects.filter(pk=person.pk).exclude(closed=closed).update(closed=closed):
        verb = "close_record" if closed else "open_record"
        before, after = {"closed": not closed}, {"closed": closed}
        write_person_act(person=person, verb=verb, actor=actor, now=now, before=before, after=after)
