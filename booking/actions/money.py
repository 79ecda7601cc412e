"""At the counter: a fee is paid or let off, money is given back, a numbered paper is handed out.

Staff of the hall do these; money moves at the counter, here it is written down. `now` is an instant
(seconds, UTC).
"""

from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max

from booking import notices
from booking.actions.desk import must_hold
from booking.actions.locks import lock_hall
from booking.actions.texts import needed
from booking.models import Act, Booking, Issue, Payment, Person, Reduction
from booking.queries.bookings import Absent
from booking.queries.money import WHOLE, Bill, bill, decided, issues, paid
from booking.rules.papers import NUMBERED, Paper
from booking.rules.staff import Right
from facilities.rules.spans import local_day
from facilities.rules.stages import school_year

MOST = 10_000_000  # yen: more is a typing error
LONGEST_WHY = 300


class NoSuchSum(ValueError):
    """Not a sum that can change hands: nothing, more than MOST, or more given back than was paid.

    Not a reduction either: no share from 1 to 100 per cent, or more than the fee.
    """


@transaction.atomic
def take(*, booking: Booking, staff: Person, yen: int, now: int) -> Payment:
    """Somebody pays `yen` for a booking. Absent away from one's own hall, NoSuchSum. Inverse: `give_back`."""
    _lock(booking, staff, now)
    if not 0 < yen <= MOST:
        raise NoSuchSum(yen)
    return _pay(booking, staff, yen, now, "pay")


@transaction.atomic
def give_back(*, booking: Booking, staff: Person, yen: int, now: int) -> Payment:
    """Money goes back, at most what was paid. Absent and NoSuchSum as before. Inverse: `take`."""
    _lock(booking, staff, now)
    if not 0 < yen <= paid(booking):
        raise NoSuchSum(yen)
    return _pay(booking, staff, -yen, now, "refund")


@transaction.atomic
def decide_reduction(
    *,
    booking: Booking,
    staff: Person,
    percent: int | None = None,
    yen: int | None = None,
    why: str = "",
    now: int,
) -> Reduction:
    """Lets whoever booked off so many per cent of the fee, or so many yen; with neither it is refused, and
    `why` is said. The last decision holds; it is told to whoever booked and who leads the group.

    Absent away from one's own hall, and for what costs nothing; NoSuchSum for a share or sum that cannot be,
    and for both at once; Missing without the reason of a refusal, Unfit for one that cannot be stored.
    Inverse: deciding again.
    """
    refused = percent is None and yen is None
    why = needed(why, "why", LONGEST_WHY) if refused else ""
    _lock(booking, staff, now)
    owed = bill(booking, staff)
    if not owed.charged:
        raise Absent(booking.public_id)
    if not refused and not _can_be_let_off(percent, yen, owed):
        raise NoSuchSum(percent, yen)
    made = Reduction.objects.create(booking=booking, percent=percent, yen=yen, why=why, at=now, staff=staff)
    granted = {"percent": percent} if yen is None else {"yen": yen}
    _act(booking, staff, "refuse_reduction" if refused else "reduce", {} if refused else {**granted}, now)
    notices.reduction_decided(booking, made, now)
    return made


def _can_be_let_off(percent: int | None, yen: int | None, owed: Bill) -> bool:
    if yen is None:
        return percent is not None and 1 <= percent <= WHOLE
    return percent is None and 1 <= yen <= (MOST if owed.fee is None else owed.fee)


@transaction.atomic
def issue(*, booking: Booking, staff: Person, kind: Paper, now: int) -> Issue:
    """The numbered paper of this kind, the next of the hall's fiscal year; printed again it is a copy.

    A receipt is over all that was paid since the last, and a copy while nothing came in. Absent away
    from one's own hall, for a paper without numbers, a receipt or a refund of nothing, and a decision that
    nobody has taken. A new decision has a new number. No inverse.
    """
    _lock(booking, staff, now)
    if kind not in NUMBERED:
        raise Absent(kind)
    last, about = issues(booking).get(kind), decided(booking) if kind is Paper.DECISION else None
    if kind is Paper.DECISION and about is None:
        raise Absent(kind)
    yen = _yen(booking, kind)
    if last is not None and not yen and not (about and last.at < about.at):
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


def _lock(booking: Booking, staff: Person, now: int) -> None:
    """Numbers run in a hall, so its row is the lock."""
    must_hold(staff, Right.DESK, booking.room.facility_id, now=now)
    lock_hall(booking.room.facility)


def _act(booking: Booking, staff: Person, verb: str, after: dict[str, object], now: int) -> None:
    Act.objects.create(
        at=now, actor=staff, verb=verb, subject="booking", subject_id=booking.public_id, after=after
    )
