"""Bookings that wait for a renewal: they are provisional until it is approved, and lapse if it is not."""

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from booking import notices
from booking.actions.bookings import judged
from booking.actions.changes import touched, write
from booking.actions.locks import lock
from booking.actions.provisional import lapses_at
from booking.models import Booking, Group, Person, Request
from booking.queries.boards import zone_of
from booking.queries.people import today_here
from booking.queries.renewals import to_remind
from booking.rules.codes import Code
from booking.rules.lifecycle import State
from booking.rules.renewals import waits_for_renewal
from booking.rules.verdict import Verdict
from facilities.rules.spans import Span

NOT_REGISTERED = frozenset({Code.REG_REQUIRED, Code.REG_EXPIRED, Code.GROUP_ALL_REG})
AT_ONCE = 50


def lock_with_waiting(owner: Person | Group, now: int) -> None:
    """Locks somebody, or a group, with all that their provisional bookings touch, in the one order."""
    keys: dict[str, set[int]] = {"groups": set(), "people": set(), "spaces": set()}
    keys["people" if isinstance(owner, Person) else "groups"].add(owner.pk)
    for booking in _waiting(owner, now):
        for kind, touches in touched([booking], [booking.room]).items():
            keys[kind].update(touches)
    lock(**keys)


def confirm(owner: Person | Group, before: date, actor: Person | None, now: int) -> None:
    """Books what waited for the renewal of a registration that ends on `before`; all of it is locked.

    A booking that waits for somebody else's renewal too, or for more than that, goes on waiting.
    """
    for booking in _waiting(owner, now):
        # Nothing else says what a booking waits for: it lapses just when this registration ends, or for
        # another reason.
        if booking.lapses_at != lapses_at(before, booking.start, zone_of(booking.room)):
            continue
        reader = booking.person or actor
        verdict = reader and judged(booking, booking.room, Span(booking.start, booking.end), now, reader)
        if verdict and not _still_waits(verdict):
            write(booking, "confirm", actor, now, state=State.BOOKED, lapses_at=None)
            notices.confirmed(booking)


def _still_waits(verdict: Verdict) -> bool:
    broken = {reason.code for reason in verdict.broken}
    tentative = bool(verdict.holding(Code.TENTATIVE))
    return waits_for_renewal(verdict) is not None or tentative or not broken.isdisjoint(NOT_REGISTERED)


@transaction.atomic
def remind_of_renewals(*, now: int) -> int:
    """Tells whose registrations can be renewed and are not: once when that begins, once in the last month.

    At most AT_ONCE; answers how many it were. Repeated on a day it tells nobody twice. No inverse.
    """
    due = list(to_remind(now)[:AT_ONCE])
    lock(
        groups=[one.group_id for one in due if one.group_id],
        people=[one.person_id for one in due if one.person_id],
    )
    # Asked once more under the locks: they may have renewed while these were waited for.
    for one in to_remind(now).filter(pk__in=[one.pk for one in due]):
        one.reminded_on = today_here(now)
        one.save(update_fields=["reminded_on"])
        notices.renewable(one, now)
    return len(due)


def _waiting(owner: Person | Group, now: int) -> QuerySet[Booking]:
    """Provisional bookings that somebody, or a group, has made or comes to; not those that wait for a
    hall's answer."""
    theirs = Q(group=owner) if isinstance(owner, Group) else Q(person=owner) | Q(people=owner)
    # Once each: whoever has booked and comes, too, is found by both.
    rows = Booking.objects.filter(theirs, state=State.PROVISIONAL, lapses_at__gt=now).distinct()
    # A renewal never answers for the hall.
    rows = rows.exclude(request__answer__in=(Request.Answer.OPEN, Request.Answer.PROPOSED))
    return rows.select_related("room__facility", "group", "person").order_by("pk")
