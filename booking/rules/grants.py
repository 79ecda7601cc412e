"""補助金: the steps of a grant, in their order, none of which is skipped. Days are the city's local dates."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

MOST_YEN = 1_000_000_000


class Step(StrEnum):
    """申請, 交付決定, 交付, 実績報告, 額の確定: in this order."""

    APPLIED = "applied"
    DECIDED = "decided"
    PAID = "paid"
    REPORTED = "reported"
    SETTLED = "settled"


ORDER = tuple(Step)


def next_step(done: Mapping[Step, int]) -> Step | None:
    """The step that comes after those that were taken, with their yen; None once it is over. What was decided
    as 0 yen (不交付) is over."""
    if done.get(Step.DECIDED) == 0:
        return None
    return next((step for step in ORDER if step not in done), None)


def last_step(done: Mapping[Step, int]) -> Step | None:
    return next((step for step in reversed(ORDER) if step in done), None)


def fits(step: Step, day: date, days: Mapping[Step, date]) -> bool:
    """Whether a step may be of this day: not before the one in front of it, not after the one behind it."""
    place = ORDER.index(step)
    before = [days[one] for one in ORDER[:place] if one in days]
    after = [days[one] for one in ORDER[place + 1 :] if one in days]
    return all(one <= day for one in before) and all(day <= one for one in after)


def bound(step: Step, yen: int, done: Mapping[Step, int]) -> Step | None:
    """The step whose amount forbids this one: nobody is granted more than was applied for, paid more than was
    decided, and settled at more than was decided or paid (額の確定). None: it fits them all."""
    sums = {**done, step: yen}
    within = (
        (Step.DECIDED, Step.APPLIED),
        (Step.PAID, Step.DECIDED),
        (Step.SETTLED, Step.DECIDED),
        (Step.SETTLED, Step.PAID),
    )
    for small, great in within:
        if step in (small, great) and small in sums and great in sums and sums[small] > sums[great]:
            return great if step is small else small
    return None


def to_return(done: Mapping[Step, int]) -> int:
    """How much the body gives back (返還): what was paid beyond what was settled."""
    if Step.SETTLED not in done:
        return 0
    return max(done.get(Step.PAID, 0) - done[Step.SETTLED], 0)
