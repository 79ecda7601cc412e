"""A part of the day, as terms and scopes name it."""

from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from booking.rules.clauses.setting import Setting
from facilities.rules.spans import Span, instant
from facilities.rules.walltime import LATEST, WallTime


class During(BaseModel):
    """A part of the day: `{ from = "17:00" }`, `{ to = "18:00" }` or both."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, serialize_by_alias=True)

    from_: WallTime = Field(default=0, alias="from")
    """From this time on; left out, from midnight."""
    to: WallTime = LATEST
    """Up to this time; left out, to the end of the day."""

    @model_validator(mode="after")
    def _part_of_a_day(self) -> Self:
        if (self.from_, self.to) == (0, LATEST):
            raise ValueError("give `from`, `to` or both; leave it out to mean the whole day")
        if self.to <= self.from_:
            raise ValueError("`to` is not after `from`")
        return self

    def span(self, day: date, at: Setting) -> Span:
        """From which instant of `day` to which."""
        return Span(instant(day, self.from_, at.zone), instant(day, self.to, at.zone))

    @property
    def values(self) -> dict[str, object]:
        return {"from": self.from_, "to": self.to}
