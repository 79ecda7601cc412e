"""At the counter: a fee is paid, money is given back, a numbered paper is handed out.

Staff of the hall do these; money moves at the counter, here it is written down. `now` is an instant
(seconds, UTC).
"""

from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max

from booking.actions.locks import lock_hall
from booking.models import Act, Booking, Issue, Payment, Person
from booking.queries.bookings import Absent
from booking.queries.money import issues, paid
from booking.queries.posts import serves
from booking.rules.papers import NUMBERED, Paper
from facilities.rules.spans import local_day
from facilities.rules.stages import school_year

MOST = 10_000_000  # yen: more is a typing error


class NoSuchSum(ValueError):
    """Not a sum that can change hands: nothing, more than MOST, or more given back than was paid."""


@transaction.atomic
def take(*, booking: Booking, staff: Person, yen: int, now: int) -> Payment:
    """Somebody pays `yen` for a booking. Absent away from one's own hall, NoSuchSum. Inverse: `give_back`."""
    _lock(booking, staff)
    if not 0 < yen <= MOST:
        raise NoSuchSum(yen)
    return _pay(booking, staff, yen, now, "pay")


@transaction.atomic
def give_back(*, booking: Booking, staff: Person, yen: int, now: int) -> Payment:
    """Money goes back, at most what was paid. Absent and NoSuchSum as before. Inverse: `take`."""
    _lock(booking, staff)
    if not 0 < yen <= paid(booking):
        raise NoSuchSum(yen)
    return _pay(booking, staff, -yen, now, "refund")


@transaction.atomic
def issue(*, booking: Booking, staff: Person, kind: Paper, now: int) -> Issue:
    """The numbered paper of this kind, the next of the hall's fiscal year; printed again it is a copy.

    A receipt is over all that was paid since the last, and a copy while nothing came in. Absent away
    from one's own hall, for a paper without numbers, and for a receipt or a refund of nothing. No inverse.
    """
    _lock(booking, staff)
    if kind not in NUMBERED:
        raise Absent(kind)
    last = issues(booking).get(kind)
    yen = _yen(booking, kind)
    if last is not None and not yen:
        last.copies += 1
        last.save(update_fields=["copies"])
        _act(booking, staff, "copy", {"paper": kind, "number": last.number}, now)
        return last
    if yen == 0:
        raise Absent(kind)
    return _issue(booking, staff, kind, yen, now)


def _issue(booking: Booking, staff: Person, kind: Paper, yen: int | None, now: int) -> Issue:
    hall = booking.room.facility
    year = school_year(local_day(now, ZoneInfo(hall.timezone)))
    run = Issue.objects.filter(facility=hall, kind=kind, year=year)
    number = (run.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Issue.objects.create(
        booking=booking, facility=hall, kind=kind, year=year, number=number, yen=yen, at=now, staff=staff
    )
    _act(booking, staff, "issue", {"paper": kind, "number": number}, now)
    return made


def _yen(booking: Booking, kind: Paper) -> int | None:
    """Over how much it is, beyond what earlier ones of its kind were; None for a paper without a sum."""
    if kind not in (Paper.RECEIPT, Paper.REFUND):
        return None
    came = [payment.yen for payment in booking.payments.all()]
    moved = sum(yen for yen in came if yen > 0) if kind is Paper.RECEIPT else -sum(y for y in came if y < 0)
    return moved - sum(one.yen or 0 for one in booking.issues.filter(kind=kind))


def _pay(booking: Booking, staff: Person, yen: int, now: int, verb: str) -> Payment:
    made = Payment.objects.create(booking=booking, yen=yen, at=now, staff=staff)
    _act(booking, staff, verb, {"yen": abs(yen)}, now)
    return made


def _lock(booking: Booking, staff: Person) -> None:
    """Numbers run in a hall, so its row is the lock."""
    if not serves(staff, [booking.room.facility_id]):
        raise Absent(booking.public_id)
    lock_hall(booking.room.facility)


def _act(booking: Booking, staff: Person, verb: str, after: dict[str, object], now: int) -> None:
    Act.objects.create(
        at=now, actor=staff, verb=verb, subject="booking", subject_id=booking.public_id, after=after
    )
