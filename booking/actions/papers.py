"""A numbered paper is handed out. `now` is an instant (seconds, UTC)."""

from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max

from booking.actions.desk import must_hold
from booking.actions.locks import lock_hall
from booking.actions.money import log_money
from booking.models import Booking, Issue, Person
from booking.queries.bookings import Absent, by_key
from booking.queries.money import decided
from booking.queries.papers import handed_out_at, issuable, issues, moved
from booking.rules.papers import OVER_SUMS, Paper
from booking.rules.staff import Right
from facilities.rules.spans import local_day
from facilities.rules.stages import school_year

# Within this, seconds, a button was pressed twice: the second paper is no other than the first, and the
# second copy no other than the first copy.
ONE_PRESS = 60


@transaction.atomic
def issue(*, booking: Booking, staff: Person, kind: Paper, now: int) -> Issue:
    """The numbered paper of this kind, the next of the hall's fiscal year; printed again it is a copy.
    A permit is of all the rooms of the occasion, and a new one where what it says has changed since.

    Pressed again within ONE_PRESS, for the first or for a copy, it is the same paper, and no further copy.
    A receipt or a refund slip is over all that moved since the last, and a copy while nothing did; a new
    decision has a new number. Absent for whoever has no right to money at the hall, and for what cannot be
    handed out (`issuable`). No inverse.
    """
    must_hold(staff, Right.MONEY, booking.room.facility_id, now=now)
    lock_hall(booking.room.facility)  # numbers run in a hall
    current = by_key(booking.pk)
    if kind not in issuable(current):
        raise Absent(kind)
    last, yen = issues(current).get(kind), _yen(current, kind)
    if last is not None and _is_copy(current, last, yen):
        if now - handed_out_at(last) < ONE_PRESS:
            return last
        last.copies += 1
        last.save(update_fields=["copies"])
        log_money(last.booking, staff, "copy", now, paper=kind, number=last.number)
        return last
    return _issue(current, staff, kind, yen, now)


def _is_copy(booking: Booking, last: Issue, yen: int | None) -> bool:
    """Whether nothing has come since the last one of its kind that another would say."""
    made = decided(booking) if last.kind == Paper.DECISION else None
    return not (yen or 0) > 0 and not (made and last.at < made.at)


def _issue(booking: Booking, staff: Person, kind: Paper, yen: int | None, now: int) -> Issue:
    hall = booking.room.facility
    year = school_year(local_day(now, ZoneInfo(hall.timezone)))
    run = Issue.objects.filter(facility=hall, kind=kind, year=year)
    # Counted under the hall's lock and not by a sequence of the database, which leaves gaps where something
    # fails: an audit asks after each number that is missing.
    number = (run.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Issue.objects.create(
        booking=booking, facility=hall, kind=kind, year=year, number=number, yen=yen, at=now, staff=staff
    )
    log_money(booking, staff, "issue", now, paper=kind, number=number)
    return made


def _yen(booking: Booking, kind: Paper) -> int | None:
    """Over how much it is, beyond what earlier ones of its kind were; None for a paper without a sum."""
    if kind not in OVER_SUMS:
        return None
    before = sum(one.yen or 0 for one in booking.issues.filter(kind=kind))
    return moved(list(booking.payments.all()), kind) - before
