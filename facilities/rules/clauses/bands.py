"""利用区分・コマ: the fixed pieces in which a room is lent, and those in which it is not (SLOT, SLOT_BY_DAY,
SLOT_NOT_LENT)."""

from datetime import date
from itertools import pairwise
from typing import ClassVar, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from facilities.rules.clauses.base import CalendarClause
from facilities.rules.lending import Offer
from facilities.rules.listed import Listed
from facilities.rules.spans import Span, instant
from facilities.rules.walltime import WallTime, write_wall_time
from facilities.rules.words import Words


class Band(BaseModel):
    """One piece of a day."""

    model_config = ConfigDict(extra="forbid", frozen=True, serialize_by_alias=True)

    name: Words | None = None
    """What it is called: 午前, 午後, 夜間."""
    from_: WallTime = Field(alias="from")
    """When it begins."""
    to: WallTime
    """When it ends."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.to <= self.from_:
            raise ValueError("the band's `to` is not after its `from`")
        return self

    @property
    def times(self) -> str:
        """17:00-19:00."""
        return f"{write_wall_time(self.from_)}-{write_wall_time(self.to)}"

    @property
    def names(self) -> tuple[str, str]:
        return (self.name.ja, self.name.en) if self.name else ("", "")

    def span(self, day: date, zone: ZoneInfo) -> Span | None:
        return Span.between(instant(day, self.from_, zone), instant(day, self.to, zone))


class Pieces(CalendarClause):
    """What `bands` and `not_lent` have in common: pieces of the day that do not overlap."""

    bands: Listed[Band]
    """The pieces, in any order; no two overlap."""

    @field_validator("bands")
    @classmethod
    def _apart(cls, bands: tuple[Band, ...]) -> tuple[Band, ...]:
        in_order = tuple(sorted(bands, key=lambda band: band.from_))
        # Two that touch may; two that overlap would be one place under two names.
        for earlier, later in pairwise(in_order):
            if later.from_ < earlier.to:
                raise ValueError(f"two of the bands overlap: {earlier.times} and {later.times}")
        return in_order

    def offers(self, clause: str, day: date, zone: ZoneInfo) -> list[Offer]:
        """The bands of a day, in order; without one that the clocks of that day skip."""
        spans = [(band, band.span(day, zone)) for band in self.bands]
        return [Offer(span, *band.names, clause, self.bridging) for band, span in spans if span]

    @property
    def bridging(self) -> bool:
        return False


class Bands(Pieces):
    """利用区分・コマ: the fixed pieces in which a room is lent.

    They may touch or leave gaps; a gap is not lent. Bands of several clauses on one day add up. Bands that
    touch can be booked together. Where no `hours` are given, the bands are the hours too. Bands of which
    only names were published are a `shown` with the topic `SLOT`: times are not guessed.

    Holds for a use of whole bands, is broken by any other.
    """

    carries: ClassVar[tuple[str, ...]] = ("SLOT", "SLOT_BY_DAY", "OVERNIGHT")

    type: Literal["bands"]
    # Between bands lie lunch (35) or ten minutes (32): whether that is theirs too, halls see differently.
    over_gaps: bool = False
    """Bands with a gap between them can be booked together, and the gap is part of the use."""

    @property
    def bridging(self) -> bool:
        return self.over_gaps


class NotLent(Pieces):
    """貸し出さない区分: pieces of the day in which the room is open, and not lent.

    Holds for a use that keeps out of them, is broken by one that meets them.
    """

    carries: ClassVar[tuple[str, ...]] = ("SLOT_NOT_LENT",)

    type: Literal["not_lent"]
