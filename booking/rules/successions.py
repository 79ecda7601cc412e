"""Which department answers for what the plan gives to one of its departments, and since when.

A city reorganises its offices, and a plan does not: its rows go on naming the office of their year. Records
of the office that answers on their day count for the row.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple


class Step(NamedTuple):
    """From this local day on this department answers (by its key)."""

    since: date
    department: str


@dataclass(frozen=True, slots=True)
class Successions:
    """The steps of each department of the plan (by key), the earliest first."""

    steps: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)

    def until(self, department: str, day: date) -> tuple[Step, ...]:
        """The steps that were taken by a day."""
        return tuple(step for step in self.steps.get(department, ()) if step.since <= day)

    def on(self, department: str, day: date) -> str:
        """Who answers on a day for what the plan gives to this department: itself where nothing is said."""
        taken = self.until(department, day)
        return taken[-1].department if taken else department

    def of(self, department: str) -> set[str]:
        """Everybody who answers or ever answered for it, itself among them."""
        return {department, *(step.department for step in self.steps.get(department, ()))}

    def counts(self, department: str, by: str, day: date) -> bool:
        """Whether what `by` has on record of a day is of this department's row. What still stands under the
        department's own name stays its own."""
        return by == department or self.on(department, day) == by
