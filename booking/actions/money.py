"""At the counter a fee is paid, or money is given back: it moves there, here it is written down.

Whoever has the right to money at the hall does these. `now` is an instant (seconds, UTC); `seen` is the last
entry (`queries.money.last_entry`) that the form showed, None for whoever looked at none: where there is a
later one the verb raises Stale and writes nothing.
"""

from django.db import transaction

from booking.actions.acts import log
from booking.actions.changes import Stale, held_still
from booking.actions.desk import must_hold
from booking.models import Booking, Payment, Person
from booking.queries.money import last_entry, paid
from booking.rules.papers import Paper
from booking.rules.requests import TO_UNDO
from booking.rules.staff import Right

MOST = 10_000_000  # yen: more is a typing error


class NoSuchSum(ValueError):
    """Not a sum that can change hands: nothing, more than MOST, or more given back than was paid."""


class GivenBack(NoSuchSum):
    """What was given back of it would be more than was paid: that is struck out first."""


class TooLate(Exception):
    """It was struck out already, it is more than a day ago, or a paper over it has been handed out."""


@transaction.atomic
def take(*, booking: Booking, staff: Person, yen: int, now: int, seen: int | None = None) -> Payment:
    """Somebody pays `yen` for a booking. Absent without the right, NoSuchSum, Stale. Inverses: `give_back`,
    and `strike` for what was a mistake."""
    current = at_the_till(booking, staff, seen, now)
    if not 0 < yen <= MOST:
        raise NoSuchSum(yen)
    return _enter(current, staff, "pay", now, yen=yen)


@transaction.atomic
def give_back(*, booking: Booking, staff: Person, yen: int, now: int, seen: int | None = None) -> Payment:
    """Money goes back, at most what was paid. Raises as before. Inverses: `take`, `strike`."""
    current = at_the_till(booking, staff, seen, now)
    if not 0 < yen <= paid(current):
        raise NoSuchSum(yen)
    return _enter(current, staff, "refund", now, yen=-yen)


@transaction.atomic
def strike(*, payment: Payment, staff: Person, now: int) -> Payment:
    """Takes back what was written down by mistake, by an entry of the opposite sum: no money moves.

    Absent without the right; TooLate; GivenBack where it would leave more given back than was paid. Inverse:
    writing it down again.
    """
    current = at_the_till(payment.booking, staff, None, now)
    entry = Payment.objects.select_related("struck_by").get(pk=payment.pk)
    if not can_strike(entry, now):
        raise TooLate(entry.pk)
    if paid(current) < entry.yen:
        raise GivenBack(entry.yen)
    verb = "strike_payment" if entry.is_receipt else "strike_refund"
    # An entry of today and no deletion: a cash sheet that was signed does not change (decision 32).
    return _enter(current, staff, verb, now, yen=-entry.yen, strikes=entry)


def can_strike(entry: Payment, now: int) -> bool:
    """Whether it may still be struck out. At most two queries."""
    if entry.strikes_id is not None or hasattr(entry, "struck_by") or now >= entry.at + TO_UNDO:
        return False
    # A paper over it is in somebody's hands: struck out here, it would go on saying otherwise (decision 32).
    kind = Paper.RECEIPT if entry.is_receipt else Paper.REFUND
    return not entry.booking.issues.filter(kind=kind, at__gte=entry.at).exists()


def at_the_till(booking: Booking, staff: Person, seen: int | None, now: int) -> Booking:
    """The booking as it is now, held still. Absent for whoever has no right to money at its hall; Stale."""
    current = held_still(booking)
    must_hold(staff, Right.MONEY, current.room.facility_id, now=now)
    if seen is not None and seen != last_entry(current):
        raise Stale(current.public_id)
    return current


def log_money(booking: Booking, actor: Person, verb: str, now: int, **after: object) -> None:
    """What was done about a booking's money, in its hall's log: sums and numbers, no words."""
    log("booking", booking.public_id, verb, actor, now, after=after, hall=booking.room.facility_id)


def _enter(
    booking: Booking, staff: Person, verb: str, now: int, *, yen: int, strikes: Payment | None = None
) -> Payment:
    made = Payment.objects.create(booking=booking, yen=yen, strikes=strikes, at=now, staff=staff)
    log_money(booking, staff, verb, now, yen=abs(yen))
    return made
