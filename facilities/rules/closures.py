"""What staff decide of a closure that recurs: on which days, from when to when, which rooms.

Days are the hall's local dates, wall times minutes after the midnight with which the day began.
"""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from facilities.rules.evenings import Recurrence
from facilities.rules.spans import MINUTES_A_DAY
from facilities.rules.walltime import WallTime


class ClosurePlan(BaseModel):
    """Time in which a hall, or some of its rooms, cannot be used; the whole day unless times are given."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    recurrence: Recurrence
    from_: WallTime = Field(alias="from", default=0)
    to: WallTime = MINUTES_A_DAY
    rooms: tuple[str, ...] = ()  # the rooms' slugs; none means the whole hall
    reason_ja: str = Field(default="", max_length=200)
    reason_en: str = Field(default="", max_length=200)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_ >= MINUTES_A_DAY:
            raise ValueError("`from` lies before 24:00: a closure begins on its own day")
        if self.to <= self.from_:
            raise ValueError('`to` is not after `from`; 1 at night of the following day is "25:00"')
        return self
