"""利用区分・コマ: the fixed pieces in which a room is lent (SLOT, SLOT_BY_DAY)."""

from datetime import date
from itertools import pairwise
from typing import Literal, Self
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from facilities.rules.clauses.base import CalendarClause
from facilities.rules.lending import Offer
from facilities.rules.listed import Listed
from facilities.rules.spans import Span, instant
from facilities.rules.walltime import WallTime
from facilities.rules.words import Words


class Band(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, serialize_by_alias=True)

    name: Words | None = None
    from_: WallTime = Field(alias="from")
    to: WallTime

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.to <= self.from_:
            raise ValueError("the band's `to` is not after its `from`")
        return self

    @property
    def names(self) -> tuple[str, str]:
        return (self.name.ja, self.name.en) if self.name else ("", "")

    def span(self, day: date, zone: ZoneInfo) -> Span | None:
        return Span.between(instant(day, self.from_, zone), instant(day, self.to, zone))


class Bands(CalendarClause):
    """Bands may touch or leave gaps; a gap is not lent. Several clauses add up on one day."""

    type: Literal["bands"]
    bands: Listed[Band]

    @field_validator("bands")
    @classmethod
    def _apart(cls, bands: tuple[Band, ...]) -> tuple[Band, ...]:
        in_order = tuple(sorted(bands, key=lambda band: band.from_))
        if any(later.from_ < earlier.to for earlier, later in pairwise(in_order)):
            raise ValueError("two of the bands overlap")
        return in_order

    def offers(self, clause: str, day: date, zone: ZoneInfo) -> list[Offer]:
        """The bands of a day, in order; without one that the clocks of that day skip."""
        return [Offer(span, *band.names, clause) for band in self.bands if (span := band.span(day, zone))]
