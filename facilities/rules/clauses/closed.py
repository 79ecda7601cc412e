"""休館日: days on which a hall or a room stays closed.

One clause for CLOSED_WEEKLY, CLOSED_NTH, CLOSED_HOLIDAY, CLOSED_MONTHEND, CLOSED_YEAREND,
CLOSED_FIXED and CLOSED_ADHOC: which of them it is, is said by `on`.
"""

from typing import Literal

from facilities.rules.clauses.base import CalendarClause
from facilities.rules.layers import Layer, Source
from facilities.rules.words import Words


class Closed(CalendarClause):
    type: Literal["closed"]
    reason: Words | None = None

    def source(self, clause: str) -> Source:
        reason = self.reason
        return Source(Layer.CLOSED, clause, reason.ja if reason else "", reason.en if reason else "")
