"""開館時間: the standing hours of a hall or a room (HOURS, HOURS_SEASONAL, HOURS_BY_STAGE)."""

from datetime import date
from typing import ClassVar, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from facilities.rules.ages import Ages
from facilities.rules.clauses.base import CalendarClause
from facilities.rules.layers import Layer, Opening, Source, admitting
from facilities.rules.spans import MINUTES_A_DAY, Span, instant
from facilities.rules.walltime import WallTime


class Opens(CalendarClause):
    """Open `from`-`to` on the days of `on`, for everybody or for the ages it admits.

    `about` marks a guide time that follows the sunset: it is judged as written, and shown as 「ごろ」.
    """

    layer: ClassVar[Layer]

    from_: WallTime = Field(alias="from")
    """When it opens; before 24:00."""
    to: WallTime
    """When it closes; past midnight as "26:00", until 2 at night."""
    admits: Ages | None = None
    """Who may come in then; left out, everybody."""
    # 16 calls its months a guide: by the sunset it is earlier.
    about: bool = False
    """A guide time that follows the sunset: judged as written, shown with 「ごろ」."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_ >= MINUTES_A_DAY:
            raise ValueError("`from` lies before 24:00: an opening begins on its own day")
        if self.to <= self.from_:
            raise ValueError('`to` is not after `from`; 2 at night of the following day is "26:00"')
        return self

    def source(self, clause: str) -> Source:
        return Source(self.layer, clause, about=self.about)

    def opening(self, clause: str, day: date, zone: ZoneInfo) -> Opening | None:
        """None on the day on which the clocks skip the whole of it."""
        span = Span.between(instant(day, self.from_, zone), instant(day, self.to, zone))
        return None if span is None else Opening(span, admitting(self.admits), self.source(clause))


class Hours(Opens):
    """開館時間: the standing hours of a hall or a room.

    Several on one day add up: 9:00 to 19:00 beside 9:00 to 22:00 is open until 22:00. For shorter hours on
    some days, leave these days out of the `on` of the longer ones, or let the clause of the shorter ones
    stand `over` that of the longer ones. Hours that name rooms replace, for these, those of the whole hall on
    the same day. A day of which no `hours` speak is closed.

    Holds for a use that lies in the open hours, is broken by one that does not, and by people whom it does
    not admit; it cannot tell without their ages.
    """

    layer = Layer.HOURS
    carries: ClassVar[tuple[str, ...]] = ("HOURS", "HOURS_SEASONAL", "HOURS_BY_STAGE", "OVERNIGHT", "PERIOD")

    type: Literal["hours"]
