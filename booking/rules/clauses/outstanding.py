"""1人1枠: how many bookings one may have open at a time (CAP_OUTSTANDING)."""

from typing import Annotated, ClassVar, Literal

from annotated_types import Ge

from booking.rules.ask import Ask, Group, Held, Step
from booking.rules.clauses.term import Findings, Setting, Term, broken, holds, unknown
from booking.rules.codes import Code


class Outstanding(Term):
    """At most `most` bookings whose use has not ended, of the group that asks, or else of the person.

    Counted are bookings of the halls and rooms of which the term speaks.
    """

    code: ClassVar[Code] = Code.ONE_AT_A_TIME

    type: Literal["outstanding"]
    most: Annotated[int, Ge(1)] = 1
    steps: tuple[Step, ...] = (Step.BOOK,)

    def judge(self, ask: Ask, at: Setting) -> Findings:
        if ask.party.history is None:
            return unknown(self.code, "history")
        as_group = isinstance(ask.party.group, Group)
        counted = [held for held in ask.party.history if held.by_group == as_group and self._means(held, at)]
        ends = sorted(held.span.end for held in counted if held.holding and held.span.end > ask.asked_at)
        if len(ends) < self.most:
            return holds(self.code)
        # The next may be booked once so many have ended that fewer than `most` are left.
        return broken(self.code, most=self.most, held=len(ends), until_at=ends[len(ends) - self.most])

    def _means(self, held: Held, at: Setting) -> bool:
        halls = at.halls if self.halls is None else self.halls
        return held.hall in halls and (self.rooms is None or held.room in self.rooms)
