"""A+Bを一体利用: rooms that are joined and lent as one (ROOM_COMBINE)."""

from typing import ClassVar, Literal, Self

from pydantic import model_validator

from booking.rules.ask import Ask
from booking.rules.clauses.term import Findings, Setting, Term, holds
from booking.rules.codes import Code
from facilities.rules.listed import Listed


class Joined(Term):
    """一体利用: rooms that are joined and lent as one.

    Holds for a use of `room`. That a booking of one keeps the others free is said by the `spaces` of the
    rooms; the price by a `fee` with `sum_of`.
    """

    code: ClassVar[Code] = Code.CAPACITY
    carries: ClassVar[tuple[str, ...]] = ("ROOM_COMBINE",)

    type: Literal["joined"]
    room: str
    """The joined room."""
    parts: Listed[str]
    """The rooms of which it is made."""

    @model_validator(mode="after")
    def _of_others(self) -> Self:
        if len(set(self.parts)) < 2 or self.room in self.parts:
            raise ValueError("`parts` are at least two other rooms")
        return self

    def judge(self, ask: Ask, at: Setting) -> Findings:
        return holds(self.code) if ask.room == self.room else ()
