"""1人1枠: how many bookings one may have open at a time (CAP_OUTSTANDING)."""

from typing import Annotated, ClassVar, Literal

from annotated_types import Ge

from booking.rules.ask import Ask, Step
from booking.rules.clauses.history import held_by_asker, means
from booking.rules.clauses.term import Findings, Setting, Term, broken, holds, unknown
from booking.rules.codes import Code
from facilities.rules.listed import Listed


class Outstanding(Term):
    """1人1枠・利用後に次: how many bookings one may have open at a time.

    Counted are bookings whose use has not ended, of the group that asks or else of the person, in the halls
    and rooms of which the term speaks. Broken by one more; cannot tell without the `history`.
    """

    code: ClassVar[Code] = Code.ONE_AT_A_TIME
    carries: ClassVar[tuple[str, ...]] = ("CAP_OUTSTANDING",)

    type: Literal["outstanding"]
    most: Annotated[int, Ge(1)] = 1
    """So many at a time."""
    steps: Listed[Step] = (Step.BOOK,)

    def judge(self, ask: Ask, at: Setting) -> Findings:
        ends = self.open_until(ask, at)
        if ends is None:
            return unknown(self.code, "history")
        if len(ends) < self.most:
            return holds(self.code)
        # The next may be booked once so many have ended that fewer than `most` are left.
        return broken(self.code, most=self.most, held=len(ends), until_at=ends[len(ends) - self.most])

    def open_until(self, ask: Ask, at: Setting) -> list[int] | None:
        """The instants at which the open ones end, the first first; None if nobody said what there is."""
        history = held_by_asker(ask)
        if history is None:
            return None
        counted = [
            held
            for held in history
            if held.holding and held.hall in at.halls and means(self, held.hall, held.room)
        ]
        return sorted(held.span.end for held in counted if held.span.end > ask.asked_at)
