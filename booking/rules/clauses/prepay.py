"""前納: the fee is paid before the use (PREPAY)."""

from typing import Annotated, ClassVar, Literal, Self

from annotated_types import Interval
from pydantic import model_validator

from booking.rules.ask import Ask, Step
from booking.rules.clauses.term import Findings, Kind, Setting, Term, broken, holds, unknown
from booking.rules.codes import Code
from facilities.rules.listed import Listed

Method = Literal["cash", "card", "transfer", "machine", "online", "qr"]


class Prepay(Term):
    """前納: the fee is paid before the use.

    It needs no `fee` beside it: how much is paid, or that it costs anything, is another rule and written only
    where the hall says it. 「申請書に料金をそえて出す」 is a `prepay` and a `procedure` (`PERMIT_FORM`).

    Listed as a step of the desk's. It is judged too once the fact is known: holds where the fee is paid
    (`facts.paid = true`), broken where it is not; else it cannot tell.
    """

    code: ClassVar[Code] = Code.PREPAY
    kind: ClassVar[Kind] = Kind.PROCEDURE
    carries: ClassVar[tuple[str, ...]] = ("PREPAY",)

    type: Literal["prepay"]
    when: Literal["at_booking", "within_days", "before_use"]
    """When booking, within `days` after it, or before the use begins."""
    days: Annotated[int, Interval(ge=1, le=365)] | None = None
    """With `within_days`."""
    methods: Listed[Method] | None = None
    """How one can pay."""
    steps: Listed[Step] = (Step.ARRIVE,)

    @model_validator(mode="after")
    def _its_days(self) -> Self:
        if (self.days is not None) != (self.when == "within_days"):
            raise ValueError('`when = "within_days"` and `days` go together')
        return self

    def judge(self, ask: Ask, at: Setting) -> Findings:
        if ask.facts.paid is None:
            return unknown(self.code, "paid")
        return holds(self.code) if ask.facts.paid else broken(self.code)
