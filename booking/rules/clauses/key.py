"""鍵の貸出し・返却: from when before a use one is let in, and by when it is cleared (BUFFER)."""

from collections.abc import Hashable
from typing import Annotated, ClassVar, Literal, Self

from annotated_types import Interval
from pydantic import model_validator

from booking.rules.ask import Ask, Step
from booking.rules.clauses.term import Findings, Grain, Setting, Term, broken, holds, known_day, unknown
from booking.rules.codes import Code
from facilities.rules.listed import Listed
from facilities.rules.spans import local

Minutes = Annotated[int, Interval(ge=0, le=240)]


class Key(Term):
    """鍵の貸出し・返却: from when one is let in, and by when the room is cleared.

    Give `from_minutes`, `back_minutes` or both. Broken by who comes earlier. It gives the value `leave_by`.
    """

    code: ClassVar[Code] = Code.KEY_EARLY
    own_grain: ClassVar[Grain] = Grain.SPAN
    measured: ClassVar[bool] = True
    carries: ClassVar[tuple[str, ...]] = ("BUFFER",)

    type: Literal["key"]
    from_minutes: Minutes | None = None
    """So many minutes before the start, 0 at the start; left out, it says nothing of when one is let in."""
    back_minutes: Minutes = 0
    """So many minutes before the end."""
    # 41 hands it out at most 15 minutes before the start, if nobody is in the room.
    if_free: bool = False
    """Before the start only while the room is free (`facts.vacant`)."""
    steps: Listed[Step] = (Step.ARRIVE,)

    @model_validator(mode="after")
    def _something(self) -> Self:
        if self.from_minutes is None and (self.if_free or not self.back_minutes):
            raise ValueError("give `from_minutes` (0 is at the start), `back_minutes` or both")
        return self

    def measure(self, ask: Ask, at: Setting) -> Hashable:
        return ask.span and ask.span.start

    def judge(self, ask: Ask, at: Setting) -> Findings:
        # One clause may say from when the key is lent and another by when it is back (41 高槻): who says only
        # the latter refuses nobody who comes early.
        if self.from_minutes is None:
            return ()
        if ask.span is None:
            return unknown(self.code, "time")
        from_at = ask.span.start - self.from_minutes * 60
        if ask.asked_at < from_at:
            return broken(self.code, from_at=from_at)
        # From its start on the room is theirs, whoever was in it before.
        if not self.if_free or ask.asked_at >= ask.span.start or ask.facts.vacant:
            return holds(self.code)
        return unknown(self.code, "vacant") if ask.facts.vacant is None else broken(Code.TAKEN)

    def leave_by(self, ask: Ask, at: Setting) -> int | None:
        """Minutes after midnight of the day of use by which the room is cleared; None without its end."""
        if ask.span is None or not self.back_minutes:
            return None
        back = local(ask.span.end - self.back_minutes * 60, at.zone)
        # Past midnight it goes on counting, as wall times of rulebooks do (26:00).
        return (back.date() - known_day(ask)).days * 24 * 60 + back.hour * 60 + back.minute
