"""個人開放日・団体利用の日: what is closed to some users and open to the others (CLOSED_WEEKLY, CLOSED_ADHOC,
WALK_IN)."""

from typing import ClassVar, Literal

from booking.rules.ask import Ask
from booking.rules.clauses.term import Findings, Grain, Setting, Term, broken, holds, unknown
from booking.rules.clauses.users import Users
from booking.rules.codes import Code
from facilities.rules.words import Words


class ClosedTo(Term):
    """個人開放日・団体利用の日: closed to some users, and open to the others.

    When and where is said by its scope, or `during`. What is closed to everybody is `closed`.

    Broken for `who`, holds for the others; cannot tell without the facts that tell them apart.
    """

    code: ClassVar[Code] = Code.CLOSED_TO
    own_grain: ClassVar[Grain] = Grain.DAY
    carries: ClassVar[tuple[str, ...]] = ("CLOSED_WEEKLY", "CLOSED_ADHOC", "WALK_IN")

    type: Literal["closed_to"]
    who: Users
    """Those to whom it is closed."""
    reason: Words | None = None
    """Why, as people read it."""

    @property
    def needs_day(self) -> bool:
        # What tells its users apart says which fact is lacking: a day only where ages do.
        return False

    def judge(self, ask: Ask, at: Setting) -> Findings:
        are = self.who.are(ask, at)
        if isinstance(are, str):
            return unknown(self.code, are)
        why = self.reason
        values = {"reason_ja": why.ja, "reason_en": why.en} if why else {}
        return broken(self.code, **values) if are else holds(self.code)
