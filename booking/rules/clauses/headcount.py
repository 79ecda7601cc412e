"""○人以上・定員: how many may come (GROUP_MIN, GROUP_MIN_ATTEND, CAPACITY)."""

from typing import Annotated, ClassVar, Literal, Self

from annotated_types import Ge
from pydantic import model_validator

from booking.rules.ask import Ask
from booking.rules.clauses.term import Findings, Setting, Term, broken, holds, unknown
from booking.rules.codes import Code

Number = Annotated[int, Ge(1)]


class Headcount(Term):
    """○人以上・定員: how many people come.

    With `steps` it is asked of those who register, of those planned for a booking, or of those who are there.

    Carers (介助者) take up room: they count for `most`.

    Broken by too few or too many; cannot tell without the `size`.
    """

    code: ClassVar[Code] = Code.CAPACITY
    carries: ClassVar[tuple[str, ...]] = ("GROUP_MIN", "GROUP_MIN_ATTEND", "CAPACITY")

    type: Literal["headcount"]
    least: Number | None = None
    """So many people or more."""
    most: Number | None = None
    """So many people or fewer."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.least is None and self.most is None:
            raise ValueError("give `least`, `most` or both")
        if self.least is not None and self.most is not None and self.most < self.least:
            raise ValueError("`most` is less than `least`")
        return self

    def judge(self, ask: Ask, at: Setting) -> Findings:
        size = ask.party.headcount
        code = Code.GROUP_MIN if self.most is None else Code.CAPACITY
        if size is None:
            return unknown(code, "size")
        if self.least is not None and size < self.least:
            return broken(Code.GROUP_MIN, least=self.least, size=size)
        if self.most is not None and size + ask.party.carers > self.most:
            return broken(Code.CAPACITY, most=self.most, size=size + ask.party.carers)
        return holds(code)
