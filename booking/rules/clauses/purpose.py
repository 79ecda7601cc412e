"""利用目的: what a room is for, and what it is never lent for (PURPOSE_ONLY, PURPOSE_BAN)."""

from typing import ClassVar, Literal, Self

from pydantic import model_validator

from booking.rules.ask import Ask
from booking.rules.clauses.term import Findings, Setting, Term, broken, holds, unknown
from booking.rules.codes import Code
from booking.rules.verdict import Finding, Reason
from facilities.rules.listed import Listed


class Purpose(Term):
    """利用目的: what a room is for, or what it is never lent for.

    A purpose is a key: no text is read for it. Where a question says "drums" and the clause says 楽器, the
    question's `purpose` is the key of the clause, and the word stands in its `note`.

    Broken by another purpose than those of `only`, or by one of `never`; cannot tell without the `purpose`.
    Where the list of `only` goes on (「…など」), others are asked of the hall: `others = "ask"`.
    """

    code: ClassVar[Code] = Code.PURPOSE
    carries: ClassVar[tuple[str, ...]] = ("PURPOSE_ONLY", "PURPOSE_BAN")

    type: Literal["purpose"]
    only: Listed[str] | None = None
    """These purposes and no others (keys of your own)."""
    never: Listed[str] | None = None
    """Not these purposes."""
    # 09 and 13 end their lists with 「など」.
    others: Literal["refuse", "ask"] = "refuse"
    """What becomes of a purpose that `only` does not name."""

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if (self.only is None) == (self.never is None):
            raise ValueError("give either `only` or `never`")
        if self.only is None and self.others == "ask":
            raise ValueError("`others` are those that `only` does not name: give `only`")
        return self

    def judge(self, ask: Ask, at: Setting) -> Findings:
        if ask.purpose is None:
            return unknown(self.code, "purpose")
        if self.only is not None and ask.purpose not in self.only:
            finding = Finding.OPEN if self.others == "ask" else Finding.BROKEN
            return (Reason(finding, self.code, values=at.listed("only", self.only)),)
        if self.never is not None and ask.purpose in self.never:
            return broken(self.code, **at.listed("never", self.never))
        return holds(self.code)
