"""What a rulebook says of its clauses among each other: which give way, and which contradict each other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Order:
    """`over`: of each clause, those that give way where it speaks. `conflicts`: pairs of which the hall
    does not say which one stands."""

    over: Mapping[str, frozenset[str]] = field(default_factory=dict)
    conflicts: frozenset[frozenset[str]] = frozenset()

    def giving_way(self, speaking: Iterable[str]) -> frozenset[str]:
        """The clauses that are silent where these speak."""
        # Only those that it names: what these would silence speaks again where they are silent.
        return frozenset(below for clause in speaking for below in self.over.get(clause, ()))

    def torn(self, some: Iterable[str], others: Iterable[str]) -> frozenset[str]:
        """The clauses of every pair of which one says one thing and the other another."""
        pairs = {frozenset({one, other}) for one in some for other in others}
        return frozenset(clause for pair in pairs & self.conflicts for clause in pair)
