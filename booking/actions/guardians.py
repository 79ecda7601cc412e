"""What is done about a guardian, and what a guardian does on their own page.

Every verb locks the child first. `now` is an instant (seconds, UTC). A guardian has no account: the Act's
actor is None then, and its subject is the guardian.
"""

from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from booking import notices
from booking.actions.acts import log
from booking.actions.changes import Stale, held_still, must_be_unchanged, must_stand, write
from booking.actions.desk import must_hold_anywhere
from booking.actions.locks import lock
from booking.actions.texts import mail_address, phone_number
from booking.models import Booking, ConsentRequest, Guardian, Incident, Person
from booking.models.keys import fingerprint, token
from booking.queries.bookings import Absent
from booking.queries.giving_up import LATE_BY_GUARDIAN, giving_up
from booking.queries.guardians import guardian_by, may_give_up
from booking.queries.posts import may_at_one
from booking.rules.lifecycle import State
from booking.rules.staff import Right
from facilities.rules.spans import local_day

__all__ = ["Stale"]

LONGEST_RELATION = 50


def new_link(guardian: Guardian) -> str:
    """Another token for the guardian's page, saved; the one before opens nothing from now on."""
    new = token()
    guardian.token_hash = fingerprint(new)
    guardian.save()
    return new


def look_in(*, link_token: str, now: int) -> Guardian:
    """The guardian whose page a link opens; the look is logged. Absent for one that opens nothing."""
    found = guardian_by(fingerprint(link_token), _today(now))
    if found is None:
        raise Absent
    _act("look", found, None, now, child=found.child.public_id)
    return found


@transaction.atomic
def cancel_for_child(*, link_token: str, booking: Booking, now: int) -> Booking:
    """A guardian gives back what the child has booked alone. Where it was given back nothing changes.

    After the hall's deadline it is noted as an event of its own, which follows the child only where the
    hall's rules name it.

    Absent for a link that opens nothing any more and for any other booking, Refused (PAST), Stale as for
    `bookings.cancel`. Inverse: the child's `restore`.
    """
    current = held_still(booking)
    guardian = guardian_by(fingerprint(link_token), _today(now))
    # Asked under the lock: the manager may have stopped them a moment ago.
    if guardian is None or not may_give_up(guardian, current):
        raise Absent(booking.public_id)
    if current.state == State.CANCELLED:
        return current
    must_be_unchanged(current, booking)
    must_stand(current, now)
    if giving_up(current, now, guardian.child).late:
        today = local_day(now, ZoneInfo(current.room.facility.timezone))
        # An event of its own: whoever keeps a child at home should have no point to weigh (decision 34).
        Incident.objects.create(booking=current, person=guardian.child, event=LATE_BY_GUARDIAN, on=today)
    write(current, "cancel", None, now, state=State.CANCELLED)
    _act("cancel", guardian, None, now, booking=current.public_id)
    notices.cancelled_by_guardian(current)
    return current


@transaction.atomic
def correct_guardian(*, link_token: str, mail: str, phone: str, language: str, now: int) -> Guardian:
    """The guardian corrects how they are reached. Absent as for `look_in`; NoAddress, NoNumber, Unfit.
    Inverse: correcting it back."""
    guardian = _locked(link_token, now)
    typed = {
        "mail": mail_address(mail, "mail"),
        "phone": phone_number(phone, "phone"),
        "language": language,
    }
    changed = [field for field, value in typed.items() if getattr(guardian, field) != value]
    if changed:
        Guardian.objects.filter(pk=guardian.pk).update(**typed)
        _act("correct", guardian, None, now, fields=changed)
    return guardian


@transaction.atomic
def reach(*, public_id: str, actor: Person, link: Callable[[str], str], now: int) -> str:
    """Another link to a guardian's page, in place of the one that was lost: mailed to who has an address,
    else the token is the answer. `link` turns it into the address.

    The child does that, or whoever serves at a hall; Absent for others, and for a guardian who was stopped
    or whose child's record is closed. No inverse.
    """
    guardian = _of_child(public_id)
    # All alike: from the answer nobody learns that a guardian was stopped, or a record closed.
    if not _may_reach(actor, guardian, now) or guardian.stopped_at is not None or guardian.child.closed:
        raise Absent(public_id)
    new = new_link(guardian)
    _act("reach", guardian, actor, now)
    if not guardian.mail:
        return new
    notices.guardian_link(guardian, link(new), now)
    return ""


@transaction.atomic
def stop_guardian(*, public_id: str, actor: Person, now: int) -> Guardian:
    """From now on the guardian sees nothing, cancels nothing and is asked nothing; their links are dead.

    What they agreed to stands until it ends or the desk revokes it. Managers only, Absent for others.
    Where that was done already nothing changes. No inverse: a link is given anew by another name.
    """
    guardian = _of_child(public_id)
    must_hold_anywhere(actor, Right.RECORDS, now=now)
    if guardian.stopped_at is not None:
        return guardian
    guardian.stopped_at, guardian.stopped_by = now, actor
    guardian.save(update_fields=["stopped_at", "stopped_by"])
    theirs = Q(guardian=guardian)
    if guardian.mail:
        # Also by other links: whoever was stopped is not asked again at the same address.
        theirs |= Q(mail__iexact=guardian.mail)
    # Gone and not just expired: a page that said "this has run out" would tell them that it was right.
    ConsentRequest.objects.filter(theirs, child=guardian.child, used_at=None).delete()
    _act("stop", guardian, actor, now)
    return guardian


def _locked(link_token: str, now: int) -> Guardian:
    found = guardian_by(fingerprint(link_token), _today(now))
    if found is not None:
        lock(people=[found.child_id])
        found = guardian_by(fingerprint(link_token), _today(now))
    if found is None:
        raise Absent
    return found


def _of_child(public_id: str) -> Guardian:
    """The guardian, with the child locked. Absent for none."""
    named = Guardian.objects.filter(public_id=public_id)
    lock(people=named.values_list("child", flat=True))
    found = named.select_related("child").first()
    if found is None:
        raise Absent(public_id)
    return found


def _may_reach(actor: Person, guardian: Guardian, now: int) -> bool:
    """The child is never handed the link of a guardian whom the desk has seen."""
    if actor.pk == guardian.child_id:
        return bool(guardian.mail) or guardian.reached == Guardian.Reached.CHILD
    return may_at_one(actor, Right.DESK, guardian.consents.values("hall"), now)


def _today(now: int) -> date:
    """A guardian's days are the city's."""
    return local_day(now, ZoneInfo(settings.TIME_ZONE))


def _act(verb: str, guardian: Guardian, actor: Person | None, now: int, **after: object) -> None:
    log("guardian", guardian.public_id, verb, actor, now, after=after)
