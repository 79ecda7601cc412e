"""Which layer of hours decides a day, by the number under which the desk knows it: the higher wins."""

from collections.abc import Iterable
from enum import IntEnum

from facilities.rules.hours import DayPlan
from facilities.rules.layers import Layer, Source


class Number(IntEnum):
    """As the desk counts the layers. The rulebook's closures lie over evenings, as dated ones do."""

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


def winner_of(sources: Iterable[Source], seasonal: frozenset[str]) -> Source | None:
    """What lies highest of all that decides the day; None where nothing speaks of it."""
    return max(sources, key=lambda one: (number_of(one, seasonal), one.layer), default=None)
