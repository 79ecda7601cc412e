"""夜間開放: a standing evening, often reserved for a stage (BAND_EVENING)."""

from typing import ClassVar, Literal

from facilities.rules.clauses.hours import Opens
from facilities.rules.layers import Layer


class Evening(Opens):
    """It replaces the standing hours that it overlaps, so it can narrow them to its ages."""

    layer = Layer.EVENING
    carries: ClassVar[tuple[str, ...]] = ("BAND_EVENING", "WHO_STAGE_BY_SLOT", "OVERNIGHT")

    type: Literal["evening"]
