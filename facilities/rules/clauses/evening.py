"""夜間開放: a standing evening, often reserved for a stage (BAND_EVENING)."""

from typing import ClassVar, Literal

from facilities.rules.clauses.hours import Opens
from facilities.rules.layers import Layer


class Evening(Opens):
    """夜間開放・中高生タイム: a standing evening, often for some ages only.

    It replaces the hours that it overlaps, so it can narrow them to its ages, and it can open a time at which
    the hall is otherwise closed.

    Holds for whom it admits, is broken by others, and cannot tell without their ages.
    """

    layer = Layer.EVENING
    carries: ClassVar[tuple[str, ...]] = ("BAND_EVENING", "WHO_STAGE_BY_SLOT", "OVERNIGHT")

    type: Literal["evening"]
