"""What happens to notices once they are written: somebody reads them, wants them otherwise, is called.

`now` is an instant (seconds, UTC).
"""

from collections.abc import Collection

from django.db import transaction

from booking import notices
from booking.actions.acts import log
from booking.actions.locks import lock
from booking.models import Booking, Notice, Person
from booking.queries.bookings import Absent
from booking.queries.notices import called_since, to_call, unreminded
from booking.rules.notices import CHOSEN, Family
from booking.rules.requests import TO_UNDO

AT_ONCE = 50


def read_all(*, person: Person, now: int) -> None:
    """Everything that stands there now has been read. No inverse."""
    Notice.objects.filter(person=person, read_at=None, made_at__lte=now).update(read_at=now)


@transaction.atomic
def choose(*, person: Person, by_mail: Collection[Family]) -> None:
    """Which families of notices one wants by mail, too, of those of which one chooses. Inverse: choosing as
    before."""
    lock(people=[person.pk])
    person.unmailed = [family for family in CHOSEN if family not in by_mail]
    person.save(update_fields=["unmailed"])


@transaction.atomic
def note_call(*, staff: Person, public_id: str, answered: bool, now: int) -> Notice:
    """Somebody without mail was called: they were told, or did not answer and are called again.

    Absent for a notice that is not on the list of a hall where `staff` serves. Inverse: noting it anew.
    """
    # The row alone, outside the one order: nothing is locked after it, and two at two telephones are told
    # apart.
    found = to_call(staff, now).select_for_update(of=("self",)).filter(public_id=public_id).first()
    if found is None:
        raise Absent(public_id)
    before = {"call": found.call}
    found.call = Notice.Call.TOLD if answered else Notice.Call.NO_ANSWER
    found.called_at = now
    found.save(update_fields=["call", "called_at"])
    log("notice", found.public_id, "call", staff, now, before=before, after={"call": found.call})
    return found


@transaction.atomic
def call_again(*, staff: Person, public_id: str, now: int) -> Notice:
    """What was noted of a call was a slip: they are to be called still. For TO_UNDO after it was noted.

    Absent for a notice that is not noted, was noted before that, or at no hall where `staff` serves. Inverse:
    noting it anew.
    """
    # Of itself alone: PostgreSQL locks nothing that an outer join may leave empty, as the booking is here.
    found = called_since(staff, now - TO_UNDO, now).select_for_update(of=("self",))
    notice = found.filter(public_id=public_id).first()
    if notice is None:
        raise Absent(public_id)
    before = {"call": notice.call}
    notice.call, notice.called_at = Notice.Call.DUE, None
    notice.save(update_fields=["call", "called_at"])
    log("notice", notice.public_id, "call_again", staff, now, before=before, after={"call": notice.call})
    return notice


def remind(*, now: int) -> int:
    """Tells of bookings that are less than a day ahead, once each; at most AT_ONCE, how many it were."""
    due = list(unreminded(now)[:AT_ONCE])
    for booking in due:
        _remind(booking.pk, now)
    return len(due)


@transaction.atomic
def _remind(key: int, now: int) -> None:
    lock(people=Booking.objects.filter(pk=key).values_list("person", flat=True))
    # Asked once more under the lock: another worker may have told them since the list was read.
    booking = unreminded(now).filter(pk=key).first()
    if booking is not None:
        notices.reminded(booking, now)
