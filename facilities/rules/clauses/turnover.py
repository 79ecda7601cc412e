"""入れ替え: the time that stays free between two bookings of a room (BUFFER)."""

from typing import Annotated, ClassVar, Literal

from annotated_types import Interval

from facilities.rules.clauses.base import CalendarClause
from facilities.rules.lending import LONGEST_GAP, Gap


class Turnover(CalendarClause):
    """入れ替え: the time that stays free between two bookings of a room.

    Within one booking of several bands there is none. It is broken where another booking is too near; in a
    question that is told by `facts.taken`.
    """

    carries: ClassVar[tuple[str, ...]] = ("BUFFER",)

    type: Literal["turnover"]
    minutes: Annotated[int, Interval(ge=1, le=LONGEST_GAP // 60)]
    """At least so many minutes between two bookings."""

    def gap(self, clause: str) -> Gap:
        return Gap(self.minutes * 60, clause)
