"""優先・空いていれば: who goes first, and when others have what is free (PRIORITY, YIELD_TO_PROGRAMME)."""

from datetime import date
from typing import ClassVar, Literal, Self

from pydantic import model_validator

from booking.rules.ask import Ask, Step
from booking.rules.clauses.counted import Counted
from booking.rules.clauses.term import (
    ASKING,
    Findings,
    Grain,
    Setting,
    Term,
    broken,
    holds,
    unknown,
)
from booking.rules.clauses.users import Users
from booking.rules.clauses.window import beginning, day_of, from_then
from booking.rules.codes import Code
from booking.rules.verdict import Finding
from facilities.rules.listed import Listed


class Priority(Term):
    """優先・空いていれば: who goes first; others have what is then free.

    Holds for those of `first`. For others it is broken before `others_from`, and holds from then on. It gives
    the others the value `first_day`.
    """

    code: ClassVar[Code] = Code.PRIORITY
    own_grain: ClassVar[Grain] = Grain.DAY
    carries: ClassVar[tuple[str, ...]] = ("PRIORITY",)

    type: Literal["priority"]
    first: Listed[Users]
    """Those who go first: of one of these kinds."""
    others_from: Counted | None = None
    """From when the others may ask; left out, at any time."""
    steps: Listed[Step] = ASKING

    @model_validator(mode="after")
    def _by_day(self) -> Self:
        # It is found once for a day, and minutes would go by when a use starts.
        if self.others_from and self.others_from.minutes is not None:
            raise ValueError("`others_from` is counted in days or months")
        return self

    def judge(self, ask: Ask, at: Setting) -> Findings:
        are = [users.are(ask, at) for users in self.first]
        if self.others_from is None or True in are:
            return holds(self.code)
        found = from_then(self.others_from, Code.TOO_EARLY, ask, at)
        # From then on it holds for all: nobody has to say any more of which kind they are.
        if found[0].finding is Finding.HOLDS:
            return holds(self.code)
        lacking = [fact for fact in are if isinstance(fact, str)]
        return unknown(self.code, *lacking) if lacking else found

    def first_day(self, ask: Ask, at: Setting) -> date | None:
        """From which day the others may ask, of one of them; None of those who go first."""
        if self.others_from is None or ask.step not in self.steps:
            return None
        if any(users.are(ask, at) is not False for users in self.first):
            return None
        return day_of(beginning(self.others_from, ask, at), at)


class Yields(Term):
    """事業に支障のない範囲: the hall's own programme goes first.

    Broken where the hall needs the room then (`facts.programme_then`), holds where it does not, and says
    nothing where nobody knows.
    """

    code: ClassVar[Code] = Code.PROGRAMME
    carries: ClassVar[tuple[str, ...]] = ("YIELD_TO_PROGRAMME",)

    type: Literal["yields"]

    def judge(self, ask: Ask, at: Setting) -> Findings:
        needed = ask.facts.programme_then
        if needed is None:
            return ()
        return broken(self.code) if needed else holds(self.code)
