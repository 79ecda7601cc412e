"""受付時間: when a counter, a telephone line or a system takes applications (CHANNEL)."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from booking.rules.ask import Ask, Step
from booking.rules.clauses.term import Findings, Setting, Term, broken, holds
from booking.rules.codes import Code
from booking.rules.verdict import Finding, Reason
from facilities.rules.days import Days
from facilities.rules.layers import Source
from facilities.rules.listed import Listed
from facilities.rules.spans import MINUTES_A_DAY, local, local_day
from facilities.rules.stages import DAY
from facilities.rules.walltime import WallTime

# What may differ between two that are the hours of one counter: their times and days, and what is named.
OWN = {"from_", "to", "asked_on", "even_if_closed", "steps", "also"}


class Reception(Term):
    """受付時間: when a counter, a telephone line or a system takes applications.

    Name the channels with `through`. Hours of the same channels (and rooms, users, …) on different days are
    a term each, and add up: 「平日は9時から17時、土曜日は正午まで」 are two. While the hall is closed so is
    its reception. Broken outside these times, and on days of which none of them speaks.
    """

    code: ClassVar[Code] = Code.RECEPTION
    carries: ClassVar[tuple[str, ...]] = ("CHANNEL",)

    type: Literal["reception"]
    # By channel: 38 opens at midnight on the web, at 9:00 at the counter and at 9:30 by telephone.
    from_: WallTime = Field(default=0, alias="from")
    """From when; before 24:00."""
    to: WallTime = MINUTES_A_DAY
    """Until when, that moment left out; past midnight as "26:00", until 2 at night."""
    asked_on: Days = Days()
    """On which days one asks (`on` is the day of use)."""
    even_if_closed: bool = False
    """It is open while the hall is closed."""
    steps: Listed[Step] = (Step.REGISTER, Step.ENTER, Step.CONFIRM, Step.BOOK, Step.CANCEL)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_ >= MINUTES_A_DAY or self.to <= self.from_:
            raise ValueError('`from` lies before 24:00, and `to` after it; 2 at night is "26:00"')
        # A counter keeps its hours for everybody, whatever school they go to.
        if self.asked_on.noting:
            raise ValueError("`asked_on` cannot name notes of schools: give its days")
        return self

    def judge(self, ask: Ask, at: Setting) -> Findings:
        if self._takes(ask, at):
            return holds(self.code)
        others = [one for one in at.receptions if isinstance(one, Reception) and self._adds_to(one, ask)]
        today = local_day(ask.asked_at, at.zone)
        is_day = today in self.asked_on
        # Where another one takes it, or speaks of that day and this one does not, it has nothing to add.
        if any(other._takes(ask, at) or (not is_day and today in other.asked_on) for other in others):
            return ()
        if closed := self._closed_by(today, at):
            return tuple(_closed_then(source) for source in dict.fromkeys(closed))
        other_day = {} if is_day else {"other_day": True}
        values = {"from": self.from_, "to": self.to, "channels": list(self.through or ()), **other_day}
        return broken(self.code, **values)

    def _adds_to(self, other: "Reception", ask: Ask) -> bool:
        """Whether both are the hours of one counter."""
        alike = self.model_dump(exclude=OWN) == other.model_dump(exclude=OWN)
        return other is not self and alike and ask.step in other.steps

    def _takes(self, ask: Ask, at: Setting) -> bool:
        return any(not self._closed_by(day, at) for day in self._running(ask.asked_at, at))

    def _running(self, asked_at: int, at: Setting) -> Iterator[date]:
        """The days whose hours run at an instant: that day's, or over midnight those of the day before."""
        clock = local(asked_at, at.zone)
        since_midnight = clock.hour * 60 + clock.minute
        for ago in range(2):
            day = clock.date() - DAY * ago
            if day in self.asked_on and self.from_ <= since_midnight + MINUTES_A_DAY * ago < self.to:
                yield day

    def _closed_by(self, day: date, at: Setting) -> tuple[Source, ...]:
        return () if self.even_if_closed else at.closed_by(day)


def _closed_then(source: Source) -> Reason:
    # The day of asking is meant (`when_asked`): the sentence must not speak of the day of use.
    reasons = {"reason_ja": source.reason_ja, "reason_en": source.reason_en, "when_asked": True}
    return Reason(Finding.BROKEN, Code.CLOSED, source.clause, reasons)
