"""入れ替え: the time that stays free between two bookings of a room (BUFFER)."""

from typing import Annotated, ClassVar, Literal

from annotated_types import Interval

from facilities.rules.clauses.base import CalendarClause
from facilities.rules.lending import LONGEST_GAP, Gap


class Turnover(CalendarClause):
    """At least `minutes` lie between two bookings. Within one booking of several bands there are none."""

    carries: ClassVar[tuple[str, ...]] = ("BUFFER",)

    type: Literal["turnover"]
    minutes: Annotated[int, Interval(ge=1, le=LONGEST_GAP // 60)]

    def gap(self, clause: str) -> Gap:
        return Gap(self.minutes * 60, clause)
