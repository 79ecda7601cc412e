"""減免: a group asks to be let off the fee of a booking, and the desk decides, also without being asked.

`now` is an instant (seconds, UTC), `seen` as for the verbs of money. Every decision is told to whoever booked
and who leads the group, stands on record, and can be taken back for a day.
"""

from django.db import transaction

from booking import notices
from booking.actions.changes import locked
from booking.actions.money import MOST, NoSuchSum, at_the_till, log_money
from booking.actions.texts import lines, needed
from booking.models import Booking, Person, Reduction, ReductionRequest
from booking.queries.bookings import Absent
from booking.queries.money import Bill, bill, decided
from booking.queries.reductions import OWING, asked, can_take_back, open_grounds
from booking.rules.reductions import WHOLE

LONGEST = 300


class TooLate(Exception):
    """What was decided cannot be taken back any more, or what was asked has been answered."""


@transaction.atomic
def ask_reduction(
    *, booking: Booking, actor: Person, clause: str, said: str = "", now: int
) -> ReductionRequest:
    """Asks the hall to be let off the fee on the ground of a clause; `said` is what it should know besides.

    Where that is asked already nothing changes. Absent for whoever may not change the booking, for what is
    given up or over, and for a clause that names no ground here; Unfit for words that cannot be stored.
    Inverse: `withdraw_reduction`.
    """
    said = lines(said, "said", LONGEST)
    current = locked(booking, actor, now)
    before = asked(current)
    if before is not None and before.is_open:
        return before
    named = {ground.clause.id for ground in open_grounds(current, bill(current, actor))}
    if current.state not in OWING or current.end <= now or clause not in named:
        raise Absent(current.public_id)
    # The clause by its id alone: what it says is read from the rulebook of the day of use (decision 32).
    made = ReductionRequest.objects.create(
        booking=current, person=actor, clause=clause, said=said, made_at=now
    )
    log_money(current, actor, "ask_reduction", now, clause=clause)
    notices.reduction_asked(current, now)
    return made


@transaction.atomic
def withdraw_reduction(*, booking: Booking, actor: Person, now: int) -> None:
    """Whoever may change the booking asks no more. Absent for all others, TooLate once nothing waits for an
    answer. Inverse: `ask_reduction`."""
    current = locked(booking, actor, now)
    found = asked(current)
    if found is None or not found.is_open:
        raise TooLate(current.public_id)
    found.withdrawn_at = now
    found.save(update_fields=["withdrawn_at"])
    log_money(current, actor, "withdraw_reduction", now)


@transaction.atomic
def decide_reduction(
    *,
    booking: Booking,
    staff: Person,
    percent: int | None = None,
    yen: int | None = None,
    condition: str = "",
    why: str = "",
    now: int,
    seen: int | None = None,
) -> Reduction:
    """Lets whoever booked off so many per cent of the fee, or so many yen, on a `condition` if there is one;
    with neither it is refused, and `why` is said. It answers what was asked; the last decision holds.

    Absent without the right to money at the hall, and for what costs nothing; NoSuchSum for a share or sum
    that cannot be, and for both at once; Missing without the reason of a refusal, Unfit for words that cannot
    be stored; Stale. Inverses: `reopen_reduction`, deciding again.
    """
    refused = percent is None and yen is None
    why = needed(why, "why", LONGEST) if refused else ""
    condition = "" if refused else lines(condition, "condition", LONGEST)
    current = at_the_till(booking, staff, seen, now)
    owed = bill(current, staff)
    if not owed.charged:
        raise Absent(current.public_id)
    if not refused and not _can_be_let_off(percent, yen, owed):
        raise NoSuchSum(percent, yen)
    # Beside the bill and not in it: a share goes on holding when the booking moves (decision 32).
    made = Reduction.objects.create(
        booking=current, percent=percent, yen=yen, why=why, condition=condition, at=now, staff=staff
    )
    _answer(current, made)
    granted = {"percent": percent, "yen": yen}
    verb = "refuse_reduction" if refused else "reduce"
    # Of a refusal the log keeps that it was one: the words are for the group and its paper.
    log_money(current, staff, verb, now, **{key: value for key, value in granted.items() if value})
    notices.reduction_decided(current, made, now)
    return made


@transaction.atomic
def reopen_reduction(*, booking: Booking, staff: Person, now: int, seen: int | None = None) -> None:
    """Takes the last decision back: the one before holds again, and what was asked waits as it did.

    Absent without the right; TooLate for none, a day later, once a paper over it was handed out or the group
    has asked anew; Stale. Inverse: deciding again.
    """
    current = at_the_till(booking, staff, seen, now)
    made, waiting = decided(current), asked(current)
    if made is None or not can_take_back(made, now) or (waiting is not None and waiting.is_open):
        raise TooLate(current.public_id)
    made.taken_back_at = now
    made.save(update_fields=["taken_back_at"])
    ReductionRequest.objects.filter(answer=made).update(answer=None)
    log_money(current, staff, "reopen_reduction", now)
    notices.reduction_reopened(current, now)


def _answer(booking: Booking, made: Reduction) -> None:
    waiting = asked(booking)
    if waiting is not None and waiting.is_open:
        waiting.answer = made
        waiting.save(update_fields=["answer"])


def _can_be_let_off(percent: int | None, yen: int | None, owed: Bill) -> bool:
    if yen is None:
        return percent is not None and 1 <= percent <= WHOLE
    # Where a fact is lacking nobody knows the fee yet, and no sum can be more than it.
    return percent is None and 1 <= yen <= (MOST if owed.fee is None else owed.fee)
