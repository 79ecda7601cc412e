"""前納: the fee is paid before the use (PREPAY)."""

from datetime import date, timedelta
from typing import Annotated, ClassVar, Literal, Self

from annotated_types import Interval
from pydantic import model_validator

from booking.rules.ask import Ask, Step
from booking.rules.clauses.term import Findings, Fit, Kind, Setting, Term, broken, holds, unknown
from booking.rules.codes import Code
from facilities.rules.listed import Listed
from facilities.rules.spans import local_day

Method = Literal["cash", "card", "transfer", "machine", "online", "qr"]


class Prepay(Term):
    """前納: the fee is paid before the use.

    It needs no `fee` beside it: how much is paid, or that it costs anything, is another rule and written only
    where the hall says it. 「申請書に料金をそえて出す」 is a `prepay` and a `procedure` (`PERMIT_FORM`).

    Listed as a step of the desk's. It is judged too once the fact is known: holds where the fee is paid
    (`facts.paid = true`), broken where it is not; else it cannot tell. It gives the value `pay_by`: the last
    day on which the fee of what is booked now can be paid. Whether it is paid in time is the step `confirm`,
    with `facts.booked_on`: then it is broken once that day is over.
    """

    code: ClassVar[Code] = Code.PREPAY
    kind: ClassVar[Kind] = Kind.PROCEDURE
    carries: ClassVar[tuple[str, ...]] = ("PREPAY",)

    type: Literal["prepay"]
    when: Literal["at_booking", "within_days", "before_use"]
    """When booking, within `days` after it, or before the use begins."""
    days: Annotated[int, Interval(ge=1, le=365)] | None = None
    """With `within_days`."""
    days_before_use: Annotated[int, Interval(ge=0, le=365)] | None = None
    """At the latest so many days before the use (使用日の○日前まで)."""
    methods: Listed[Method] | None = None
    """How one can pay."""
    steps: Listed[Step] = (Step.CONFIRM, Step.ARRIVE)

    @model_validator(mode="after")
    def _its_days(self) -> Self:
        if (self.days is not None) != (self.when == "within_days"):
            raise ValueError('`when = "within_days"` and `days` go together')
        if self.days_before_use is not None and self.when == "at_booking":
            raise ValueError("what is paid when booking is paid by no later day: leave `days_before_use` out")
        return self

    def speaks(self, ask: Ask, at: Setting) -> Fit:
        return super().speaks(ask, at) if ask.step is not Step.CONFIRM or ask.facts.booked_on else None

    def judge(self, ask: Ask, at: Setting) -> Findings:
        if ask.step is Step.CONFIRM:
            return self._in_time(ask, at)
        if ask.facts.paid is None:
            return unknown(self.code, "paid")
        return holds(self.code) if ask.facts.paid else broken(self.code)

    def _in_time(self, ask: Ask, at: Setting) -> Findings:
        last = self.pay_by(ask, at)
        if last is None:
            return unknown(self.code, "day")
        return holds(self.code) if local_day(ask.asked_at, at.zone) <= last else broken(self.code)

    def pay_by(self, ask: Ask, at: Setting) -> date | None:
        """The last day on which what is booked now can be paid; None where that cannot be told."""
        booked_on = ask.facts.booked_on or local_day(ask.asked_at, at.zone)
        if self.when == "at_booking":
            return booked_on
        if ask.day is None:
            return None
        last = ask.day - timedelta(days=self.days_before_use or 0)
        # Booked after that day, it is paid at once.
        return max(booked_on, min(last, booked_on + timedelta(days=self.days)) if self.days else last)
