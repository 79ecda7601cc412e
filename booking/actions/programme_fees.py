"""At the counter the fee of a programme is paid, or given back: it moves there, here it is written down.

Whoever has the right to money at the hall does these. `now` is an instant (seconds, UTC); `seen` is the last
entry (`Dues.last`) that the form showed, None for whoever looked at none: where there is a later one the verb
raises Stale and writes nothing. Sums are whole yen.
"""

from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max

from booking.actions.acts import log
from booking.actions.changes import Stale
from booking.actions.desk import must_hold
from booking.actions.locks import lock_hall
from booking.actions.money import MOST, GivenBack, NoSuchSum, TooLate
from booking.actions.papers import ONE_PRESS
from booking.models import FeePayment, FeeReceipt, Person, SignUp
from booking.queries.bookings import Absent
from booking.queries.programme_fees import dues_of, unreceipted
from booking.rules.requests import TO_UNDO
from booking.rules.staff import Right
from facilities.models import Facility
from facilities.rules.spans import local_day
from facilities.rules.stages import school_year


@transaction.atomic
def take_fee(
    *, signup: SignUp, facility: Facility, staff: Person, yen: int, now: int, seen: int | None = None
) -> FeePayment:
    """A party pays at this hall. Absent without the right, NoSuchSum, Stale. Inverses: `give_fee_back`, and
    `strike_fee` for what was a mistake."""
    current = _at_the_till(signup, facility, staff, seen, now)
    if not 0 < yen <= MOST:
        raise NoSuchSum(yen)
    return _enter(current, facility, staff, "take_fee", now, yen=yen)


@transaction.atomic
def give_fee_back(
    *, signup: SignUp, facility: Facility, staff: Person, yen: int, now: int, seen: int | None = None
) -> FeePayment:
    """Money goes back, at most what was paid. Raises as before. Inverses: `take_fee`, `strike_fee`."""
    current = _at_the_till(signup, facility, staff, seen, now)
    if not 0 < yen <= _paid(current):
        raise NoSuchSum(yen)
    return _enter(current, facility, staff, "give_fee_back", now, yen=-yen)


@transaction.atomic
def strike_fee(*, payment: FeePayment, staff: Person, now: int) -> FeePayment:
    """Takes back what was written down by mistake, by an entry of the opposite sum: no money moves.

    Absent without the right; TooLate; GivenBack where it would leave more given back than was paid. Inverse:
    writing it down again.
    """
    if payment.signup is None:
        raise Absent(payment.pk)
    current = _at_the_till(payment.signup, payment.facility, staff, None, now)
    entry = FeePayment.objects.select_related("struck_by").get(pk=payment.pk)
    if not can_strike_fee(entry, now):
        raise TooLate(entry.pk)
    if _paid(current) < entry.yen:
        raise GivenBack(entry.yen)
    return _enter(current, entry.facility, staff, "strike_fee", now, yen=-entry.yen, strikes=entry)


def can_strike_fee(entry: FeePayment, now: int) -> bool:
    """Whether it may still be struck out: within a day, once, and while no receipt says it. One query at
    most."""
    if entry.strikes_id is not None or hasattr(entry, "struck_by") or now >= entry.at + TO_UNDO:
        return False
    over = FeeReceipt.objects.filter(signup=entry.signup_id, at__gte=entry.at)
    return not (entry.is_receipt and over.exists())


@transaction.atomic
def issue_fee_receipt(*, signup: SignUp, facility: Facility, staff: Person, now: int) -> FeeReceipt:
    """領収書 over all that came in since the last, the next number of the hall's fiscal year; where nothing
    did, the last one again, as a copy.

    Pressed again within ONE_PRESS it is the same paper, and no further copy. Absent for whoever has no right
    to money there, and where nothing was paid. No inverse.
    """
    lock_hall(facility)  # numbers run in a hall
    current = _at_the_till(signup, facility, staff, None, now)
    yen, last = unreceipted(current), current.receipts.order_by("pk").last()
    if yen > 0:
        return _issue(current, facility, staff, yen, now)
    if last is None:
        raise Absent(signup.public_id)
    if now - last.at >= ONE_PRESS:
        last.copies += 1
        last.save(update_fields=["copies"])
        _log(current, facility, staff, "copy_fee_receipt", now, number=last.number)
    return last


def _issue(signup: SignUp, facility: Facility, staff: Person, yen: int, now: int) -> FeeReceipt:
    year = school_year(local_day(now, ZoneInfo(facility.timezone)))
    run = FeeReceipt.objects.filter(facility=facility, year=year)
    # Counted under the hall's lock, without gaps, as the numbers of other papers are.
    number = (run.aggregate(last=Max("number"))["last"] or 0) + 1
    made = FeeReceipt.objects.create(
        signup=signup,
        programme=signup.programme,
        facility=facility,
        year=year,
        number=number,
        yen=yen,
        at=now,
        staff=staff,
    )
    _log(signup, facility, staff, "issue_fee_receipt", now, number=number)
    return made


def _at_the_till(signup: SignUp, facility: Facility, staff: Person, seen: int | None, now: int) -> SignUp:
    """The sign-up as it is now, held still. Absent, Stale."""
    must_hold(staff, Right.MONEY, facility.pk, now=now)
    rows = SignUp.objects.select_for_update(no_key=True, of=("self",)).select_related("programme")
    current = rows.filter(pk=signup.pk).first()
    if current is None:
        raise Absent(signup.public_id)
    if seen is not None and seen != dues_of([current])[current.pk].last:
        raise Stale(current.public_id)
    return current


def _paid(signup: SignUp) -> int:
    return sum(one.yen for one in signup.payments.all())


def _enter(
    signup: SignUp,
    facility: Facility,
    staff: Person,
    verb: str,
    now: int,
    *,
    yen: int,
    strikes: FeePayment | None = None,
) -> FeePayment:
    made = FeePayment.objects.create(
        signup=signup,
        programme=signup.programme,
        facility=facility,
        yen=yen,
        strikes=strikes,
        at=now,
        staff=staff,
    )
    _log(signup, facility, staff, verb, now, yen=abs(yen))
    return made


def _log(signup: SignUp, facility: Facility, actor: Person, verb: str, now: int, **after: object) -> None:
    log("signup", signup.public_id, verb, actor, now, after=after, hall=facility.pk)
