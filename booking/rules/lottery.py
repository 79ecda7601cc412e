"""The draw as public arithmetic: whoever has the published record can repeat it with a page of Python.

Every ticket of an entry is a SHA-256 of the seed, the fingerprint of the closed list, the entry's id and
the ticket's number; an entry is placed by its smallest ticket. So an entry with two tickets comes before
one with a single ticket in two of three draws, and who takes part changes nobody else's tickets
once the list is closed.
"""

import json
from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from booking.rules.codes import Code
from booking.rules.verdict import Finding, Outcome, Reason, Verdict
from facilities.rules.spans import Span


@dataclass(frozen=True, slots=True)
class Entry:
    """One group's part in a draw: its tickets (`weight`), and slots in the order of its wishes.

    `every`: it would use all that it wins; else the first win is its only one.
    """

    id: str
    weight: int
    choices: tuple[str, ...]
    every: bool = False


@dataclass(frozen=True, slots=True)
class Win:
    entry: str
    slot: str


@dataclass(frozen=True, slots=True)
class Result:
    """What a draw gave: all entries in their order, the wins as they were made, the choices that the rules
    did not allow, and for each slot those who won nothing and stand in line for it."""

    order: tuple[str, ...]
    wins: tuple[Win, ...]
    refused: tuple[Win, ...]
    lines: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Hold:
    """A slot that a round gives out: nobody books it before the draw. Instants are seconds (UTC)."""

    span: Span
    round: str
    opens_at: int
    closes_at: int
    draws_at: int

    def reason(self, now: int) -> Reason:
        """Why nobody can book it now, with the next moment at which something happens."""
        # The closing second is still in time, so the closing is told until it is over.
        moments = {"opens_at": self.opens_at, "closes_at": self.closes_at + 1}
        coming = next((name for name, at in moments.items() if now < at), "draws_at")
        values = {"round": self.round, coming: getattr(self, coming)}
        return Reason(Finding.BROKEN, Code.LOTTERY, values=values)


def drawn(verdict: Verdict, hold: Hold | None, now: int) -> Verdict:
    """The verdict on a use beside the round that gives its place out, if one does."""
    if hold is None:
        return verdict
    return Verdict(Outcome.REFUSE, (hold.reason(now), *verdict.reasons))


def fingerprint(text: str) -> str:
    """SHA-256 in hexadecimal: what is published of a seed, or of a list, before it is opened."""
    return sha256(text.encode()).hexdigest()


def list_hash(entries: Iterable[Entry]) -> str:
    """The fingerprint of a list of entries, in whatever order they come."""
    # Sorted, without spaces, ASCII only: one list has one text, in whatever language it is written anew.
    rows = sorted([entry.id, entry.weight, list(entry.choices), entry.every] for entry in entries)
    return fingerprint(json.dumps(rows, separators=(",", ":"), ensure_ascii=True))


def tickets(lost: int, most: int) -> int:
    """How many tickets somebody has who lost so many of the last rounds: one more for each, up to `most`."""
    return min(1 + lost, most)


def ordered(seed: str, closed: str, entries: Iterable[Entry]) -> list[Entry]:
    """The entries in the order in which they choose."""
    return by_tickets(entries, lambda entry, number: fingerprint(f"{seed}:{closed}:{entry}:{number}"))


def by_tickets(entries: Iterable[Entry], ticket: Callable[[str, int], Any]) -> list[Entry]:
    """The entries by the smallest of their tickets; `ticket` is what an id and a number make."""
    smallest = {entry: min(ticket(entry.id, number) for number in range(entry.weight)) for entry in entries}
    # Two equal tickets will not happen, but a draw that anyone repeats leaves no order to chance.
    return sorted(smallest, key=lambda entry: (smallest[entry], entry.id))


def draw(
    seed: str,
    closed: str,
    entries: Collection[Entry],
    slots: Mapping[str, Sequence[str]],
    most_wins: int,
    refused: Container[tuple[str, str]] = (),
) -> Result:
    """Gives each slot to at most one entry. `closed` is the fingerprint of the closed list.

    `slots` name the periods in which their uses lie; an entry wins at most `most_wins` in each of them.
    Whoever's turn it is gets the best of their choices that is still free and not `refused`, of which
    (entry, slot) is asked only when it is about to be won. Those who would use every win have their next
    turn when all others have had one.
    """
    drawn = _Drawing(slots, most_wins, refused)
    order = ordered(seed, closed, entries)
    turn = order
    while turn:
        # Whoever got nothing at their turn gets nothing later, as what is free only becomes less.
        turn = [entry for entry in turn if drawn.gives(entry) and entry.every]
    turned_down = tuple(Win(entry, slot) for entry, slot in drawn.refused)
    return Result(tuple(e.id for e in order), tuple(drawn.wins), turned_down, drawn.lines(order))


class _Drawing:
    """What is free, and what has been won so far."""

    def __init__(
        self, slots: Mapping[str, Sequence[str]], most_wins: int, refused: Container[tuple[str, str]]
    ) -> None:
        self._slots, self._free, self._most, self._refused = slots, set(slots), most_wins, refused
        self._won: Counter[tuple[str, str]] = Counter()
        self.wins: list[Win] = []
        self.winners: set[str] = set()
        # As pairs, in their order: of the thousands that are asked for, few are wins.
        self.refused: dict[tuple[str, str], None] = {}

    def gives(self, entry: Entry) -> bool:
        """Whether there was something to win for the entry at its turn; then it has it."""
        slot = next((slot for slot in entry.choices if self._may_win(entry.id, slot)), None)
        if slot is None:
            return False
        self._free.remove(slot)
        self._won.update((entry.id, period) for period in self._slots[slot])
        self.wins.append(Win(entry.id, slot))
        self.winners.add(entry.id)
        return True

    def lines(self, order: Iterable[Entry]) -> dict[str, tuple[str, ...]]:
        """For each slot those who won nothing and wished for it, in their order."""
        lines: dict[str, list[str]] = {slot: [] for slot in self._slots}
        # By entry and not by slot: five wishes are looked at, and not every slot of a city.
        for entry in (one for one in order if one.id not in self.winners):
            for slot in dict.fromkeys(entry.choices):
                if slot in lines and (entry.id, slot) not in self.refused:
                    lines[slot].append(entry.id)
        return {slot: tuple(line) for slot, line in lines.items()}

    def _may_win(self, entry: str, slot: str) -> bool:
        if slot not in self._free or (entry, slot) in self.refused:
            return False
        if any(self._won[entry, period] >= self._most for period in self._slots[slot]):
            return False
        # Last: the judge is asked only of what is about to be won, and not of every choice (decision 25).
        if (entry, slot) in self._refused:
            self.refused[entry, slot] = None
            return False
        return True


def odds_ratio(entries: int, slots: int) -> str:
    """How many entries there were for each slot, to one place: "2.8". Rounded half up, by integers."""
    tenths = (20 * entries + slots) // (2 * slots)
    return f"{tenths // 10}.{tenths % 10}"
