"""Which clause gives way to which, and which contradict each other: as the rulebook says, never guessed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from booking.rules.verdict import Finding, Reason
from facilities.rules.order import Order

SPEAKING = frozenset({Finding.HOLDS, Finding.BROKEN, Finding.OPEN})
# Both hold or both are broken: then nobody has to say which of them stands (decision 18).
AGREED = (frozenset({Finding.HOLDS}), frozenset({Finding.BROKEN}))


@dataclass(frozen=True)
class Precedence(Order):
    """Of the reasons of one question: where of a pair that contradict each other one holds and the other
    is broken, the hall is asked."""

    def settled(self, reasons: Sequence[Reason]) -> Sequence[Reason]:
        """The reasons that stand."""
        return self._opened(self._given_way(reasons)) if self.over or self.conflicts else reasons

    def _given_way(self, reasons: Sequence[Reason]) -> Sequence[Reason]:
        # Of what it cannot tell a clause does not speak: others do not give way to a fact that is lacking.
        silent = self.giving_way(reason.clause for reason in reasons if _speaks(reason))
        return [reason for reason in reasons if reason.clause not in silent]

    def _opened(self, reasons: Sequence[Reason]) -> Sequence[Reason]:
        torn = {clause for pair in self.conflicts if self._contradict(pair, reasons) for clause in pair}
        return [
            replace(reason, finding=Finding.OPEN) if reason.clause in torn and _speaks(reason) else reason
            for reason in reasons
        ]

    def _contradict(self, pair: Iterable[str], reasons: Sequence[Reason]) -> bool:
        found = {r.finding for r in reasons if r.clause in pair and _speaks(r)}
        both = {r.clause for r in reasons if r.clause in pair and _speaks(r)}
        return len(both) == 2 and frozenset(found) not in AGREED


def _speaks(reason: Reason) -> bool:
    # What only rests is named, and decides nothing: nobody gives way to an exception (decision 18).
    return reason.finding in SPEAKING and not reason.rests
