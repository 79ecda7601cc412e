"""○か月前から・当日のみ: from when a use can be booked."""

from datetime import date
from typing import ClassVar, Literal

from booking.rules.ask import Ask, Step
from booking.rules.clauses.term import Findings, Setting
from booking.rules.clauses.window import Window, beginning, day_of, from_then
from booking.rules.codes import Code
from facilities.rules.listed import Listed


class Opens(Window):
    """受付開始: from when a use can be booked.

    `days = 0` is: on the day only. By room and by class of users there is one such term for each, with
    `rooms` or `users`. It gives the value `first_day`.

    Two such terms that mean the same use must both hold, so the later day counts. Where two published
    sentences are one rule (「2か月前から」, 「その日が土・日・祝日なら次の平日から」), say the whole
    term, with `if_closed`, under the second, and the plain one under the first too.

    Broken before that moment; cannot tell without the day; *ask* between the two days that may be meant where
    `missing = "ask"`.
    """

    code: ClassVar[Code] = Code.TOO_EARLY
    carries: ClassVar[tuple[str, ...]] = (
        "OPEN_DATE",
        "OPEN_FIRST",
        "OPEN_NTH",
        "OPEN_SHIFT",
        "OPEN_BY_CLASS",
        "OPEN_BY_ROOM",
        "SAMEDAY",
        "FCFS",
    )

    type: Literal["opens"]
    steps: Listed[Step] = (Step.BOOK,)

    def judge(self, ask: Ask, at: Setting) -> Findings:
        return from_then(self, Code.SAME_DAY if self.days == 0 else self.code, ask, at)

    def first_day(self, ask: Ask, at: Setting) -> date | None:
        """The day on which booking opens for the use; None where that cannot be told."""
        return day_of(beginning(self, ask, at), at) if ask.step in self.steps else None
