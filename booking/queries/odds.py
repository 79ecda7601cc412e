"""How many wished for what a round gave out: counted in one way, for its windows and for its weekdays."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from booking.models import Choice, Round
from booking.queries.lottery import Given

Kind = TypeVar("Kind", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Odds:
    """How many entered for the slots of one weekday (0 is Monday), and how many slots there were."""

    weekday: int
    entries: int
    slots: int


@dataclass(frozen=True, slots=True)
class Asked:
    """The slots of a round, and by whom each is wished for: (entry, slot) by key."""

    slots: Sequence[Given]
    wishes: Collection[tuple[int, int]]

    def per(self, kind: Callable[[Given], Kind]) -> dict[Kind, tuple[int, int]]:
        """By kind of slot, how many entries wished for at least one of it, and how many slots it has.

        An entry counts once, however many slots of a kind it named: nobody is their own rival.
        """
        kinds = {one.key: kind(one) for one in self.slots}
        entries, slots = defaultdict[Kind, set[int]](set), defaultdict[Kind, int](int)
        for entry, slot in self.wishes:
            entries[kinds[slot]].add(entry)
        for found in kinds.values():
            slots[found] += 1
        return {found: (len(entries[found]), count) for found, count in slots.items()}

    @property
    def weekdays(self) -> list[Odds]:
        asked = self.per(lambda one: one.days[0].weekday())
        return [Odds(day, *asked[day]) for day in sorted(asked)]


def asked_of(lottery: Round, slots: Sequence[Given]) -> Asked:
    """One query."""
    rows = Choice.objects.filter(slot__round=lottery).order_by()
    return Asked(slots, list(rows.values_list("entry", "slot")))
