"""受付時間: when a counter, a telephone line or a system takes applications (CHANNEL)."""

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from booking.rules.ask import Ask, Step
from booking.rules.clauses.term import Findings, Setting, Term, broken, holds
from booking.rules.codes import Code
from booking.rules.verdict import Finding, Reason
from facilities.rules.days import Days
from facilities.rules.listed import Listed
from facilities.rules.spans import MINUTES_A_DAY, local, local_day
from facilities.rules.walltime import WallTime


class Reception(Term):
    """受付時間: when a counter, a telephone line or a system takes applications.

    Name the channels with `through`. While the hall is closed so is its reception. Broken outside these
    times.
    """

    code: ClassVar[Code] = Code.RECEPTION
    carries: ClassVar[tuple[str, ...]] = ("CHANNEL",)

    type: Literal["reception"]
    # By channel: 38 opens at midnight on the web, at 9:00 at the counter and at 9:30 by telephone.
    from_: WallTime = Field(default=0, alias="from")
    """From when."""
    to: WallTime = MINUTES_A_DAY
    """Until when, that moment left out; at most "24:00"."""
    asked_on: Days = Days()
    """On which days one asks (`on` is the day of use)."""
    even_if_closed: bool = False
    """It is open while the hall is closed."""
    steps: Listed[Step] = (Step.REGISTER, Step.ENTER, Step.CONFIRM, Step.BOOK, Step.CANCEL)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.from_ < self.to <= MINUTES_A_DAY:
            raise ValueError('`to` lies after `from` and is at most "24:00"')
        # A counter keeps its hours for everybody, whatever school they go to.
        if self.asked_on.noting:
            raise ValueError("`asked_on` cannot name notes of schools: give its days")
        return self

    def judge(self, ask: Ask, at: Setting) -> Findings:
        closed = () if self.even_if_closed else at.closed_by(local_day(ask.asked_at, at.zone))
        # The day of asking is meant (`when_asked`): the sentence must not speak of the day of use.
        if closed:
            return tuple(
                Reason(
                    Finding.BROKEN,
                    Code.CLOSED,
                    source.clause,
                    {"reason_ja": source.reason_ja, "reason_en": source.reason_en, "when_asked": True},
                )
                for source in dict.fromkeys(closed)
            )
        clock = local(ask.asked_at, at.zone)
        is_day = clock.date() in self.asked_on
        if is_day and self.from_ <= clock.hour * 60 + clock.minute < self.to:
            return holds(self.code)
        other = {} if is_day else {"other_day": True}
        values = {"from": self.from_, "to": self.to, "channels": list(self.through or ()), **other}
        return broken(self.code, **values)
