"""Which meetings a plan tells apart: with whom, case conferences, training."""

from collections.abc import Iterator
from typing import NamedTuple

from booking.rules.indicators import Kind
from booking.rules.plans import Plan, Published
from facilities.rules.words import Words

MEETINGS = (Kind.MEETING, Kind.TRAINING)
MOST_THERE = 999
CASE = "case"  # the key of a case conference: no hall enters one, and none learns of one


class Choice(NamedTuple):
    """A sort of meeting: what it is counted as, and by which key the plan finds it. `words` is None for one
    that the plan does not name."""

    kind: Kind
    of: str = ""
    words: Words | None = None

    @property
    def key(self) -> str:
        """As a form sends it."""
        return f"{self.kind}/{self.of}"


def choices(plan: Plan | None, department: str) -> list[Choice]:
    """What a department (by key) may enter: what the plan counts in its own rows first, then what it counts
    in others', then any other meeting and training."""
    entries = [] if plan is None else plan.entries
    own = sorted(entries, key=lambda one: one.row.department != department)
    named = [choice for one in own for choice in _named(plan, one.row.figures)]
    first = {choice.key: choice for choice in reversed(named)}
    others = [Choice(kind) for kind in MEETINGS]
    return [*sorted(first.values(), key=named.index), *others]


def open_choices(plan: Plan | None, department: str) -> list[Choice]:
    """What a hall of the department may enter: all but case conferences."""
    return [one for one in choices(plan, department) if one.of != CASE]


def _named(plan: Plan | None, figures: tuple[Published, ...]) -> Iterator[Choice]:
    for one in figures:
        counted = plan.counted[one.indicator].of if plan else ()
        kind = next((kind for kind in MEETINGS if kind in counted), None)
        if kind is not None and one.key is not None:
            yield Choice(kind, one.key, one.of)
