"""Which layer of hours decides a day, by the number under which the desk knows it: the higher wins."""

from collections import Counter
from collections.abc import Mapping
from enum import IntEnum

from facilities.rules.hours import DayPlan
from facilities.rules.layers import Layer, Source
from facilities.rules.spans import Span


class Number(IntEnum):
    """As the desk counts the layers. The rulebook's closures lie over evenings, as dated ones do."""

    # Numbered as they lie, evenings over seasons, so that the higher number does decide (decision 33).
    USUAL = 1
    SEASON = 2
    EVENING = 3
    DATED = 4


def number_of(source: Source, seasonal: frozenset[str]) -> Number:
    """The number of what a piece of a day comes from; `seasonal` are the clauses that speak of a part of
    the year only."""
    if source.layer is Layer.EVENING:
        return Number.EVENING
    if source.layer is not Layer.HOURS:
        return Number.DATED
    return Number.SEASON if source.clause in seasonal else Number.USUAL


def sources_of(plan: DayPlan) -> list[Source]:
    """What a room's day comes from in the end, each once: openings first."""
    openings = (piece.source for piece in plan.openings)
    closings = (piece.source for piece in plan.closings)
    return list(dict.fromkeys([*openings, *closings]))


def weighed(plan: DayPlan, seen: Span) -> Counter[Source]:
    """The same, each with how many seconds of the part of the day that is `seen` it decides."""
    opened = ((one.span, one.source) for one in plan.openings)
    closed = ((one.span, one.source) for one in plan.closings)
    found = Counter(dict.fromkeys(sources_of(plan), 0))
    for span, source in (*opened, *closed):
        shown = span.intersection(seen)
        found[source] += shown.seconds if shown else 0
    return found


def winner_of(sources: Mapping[Source, int], seasonal: frozenset[str]) -> Source | None:
    """What lies highest of all that decides the day, of equals the longest; None where nothing speaks of it.

    A festival's day is named by the festival, and not by the setting up before it.
    """
    return max(sources, key=lambda one: (number_of(one, seasonal), one.layer, sources[one]), default=None)
