"""What a public copy tells of counts of people: small ones are hidden (秘匿), and what would give them away.

After the minimum frequency rule with secondary suppression and feasibility intervals in Hundepool et al.,
*Handbook on Statistical Disclosure Control* (2nd edition, 2024). That the least is 5 is this house's choice:
a session of four children is known by who they are.

It holds for what one copy tells. Copies of one year that were taken on different days can be subtracted from
each other, which no rule about one of them can hinder.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import StrEnum

LEAST = 5  # people that are told by their number; nobody at all is told, too


class Hidden(StrEnum):
    """What stands in the place of a number."""

    FEWER = "fewer"
    """From one to four."""
    WITHHELD = "withheld"
    """Any number: with it what is hidden beside it could be worked out."""


Told = int | Hidden


def told(count: int) -> Told:
    """A count of people, unless it is small. ValueError for less than nobody."""
    if count < 0:
        raise ValueError(f"{count} people")
    return Hidden.FEWER if 0 < count < LEAST else count


def told_total(parts: Iterable[int]) -> Told:
    """The sum of counts that stand beside it, each as `told` tells it. Whoever reads it all, and knows this
    rule, still has two numbers at least for each that is hidden."""
    counts = list(parts)
    hidden = [one for one in counts if told(one) is Hidden.FEWER]
    if not hidden:
        return sum(counts)
    if len(hidden) == 1:
        # Alone it is the difference between the total and the others, or the total itself.
        return Hidden.FEWER if sum(counts) < LEAST else Hidden.WITHHELD
    # As many as there are parts is one each, and four times as many four each: such a sum tells them all.
    doubtful = len(hidden) < sum(hidden) < (LEAST - 1) * len(hidden)
    # Not as FEWER where it is small: four parts that come to fewer than five would be one each.
    return sum(counts) if doubtful and sum(counts) >= LEAST else Hidden.WITHHELD


def told_by_age(counts: Sequence[int]) -> tuple[list[Told], Told | None]:
    """What everybody may know of who came, age by age, and of all together (None: the ages are their sum).

    Where one age is from one to four no age is told, not even nobody: who subtracts from it what other
    tables tell (a figure of the plan, days of a hall) still knows neither which age it is nor how many. All
    together are told from twice as many as `LEAST`, so that a total withheld is no sign of a small one."""
    if all(told(one) == one for one in counts):
        return list(counts), None
    together = sum(counts)
    return [Hidden.WITHHELD for _ in counts], together if together >= 2 * LEAST else Hidden.WITHHELD


def apart(totals: Iterable[Collection[str]]) -> Iterator[bool]:
    """Of each total, by the keys of its parts: whether it shares none with those before it. What shares one
    is not told: children and everybody, both of one session, leave the grown-ups as their difference."""
    taken: set[str] = set()
    for keys in totals:
        free = taken.isdisjoint(keys)
        taken.update(keys)
        yield free
