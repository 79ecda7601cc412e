"""個人開放日・団体利用の日: what is closed to some users and open to the others (CLOSED_WEEKLY, CLOSED_ADHOC,
WALK_IN)."""

from dataclasses import replace
from datetime import date
from typing import ClassVar, Literal, Self

from pydantic import model_validator

from booking.rules.ask import Ask
from booking.rules.clauses.term import (
    Findings,
    Grain,
    Setting,
    Term,
    broken,
    holds,
    known_day,
    rests,
    unknown,
)
from booking.rules.clauses.users import Speaks, Users
from booking.rules.codes import Code
from facilities.rules.clauses.closed import Shift, meant
from facilities.rules.words import Words


class ClosedTo(Term):
    """個人開放日・団体利用の日: closed to some users, and open to the others.

    When and where is said by its scope, or `during`. What is closed to everybody is `closed`. Like that one
    it may `shift` from a holiday, and on days that are not of `on` it is named among what holds, and rests.

    Broken for `who`, holds for the others; cannot tell without the facts that tell them apart.
    """

    code: ClassVar[Code] = Code.CLOSED_TO
    own_grain: ClassVar[Grain] = Grain.DAY
    carries: ClassVar[tuple[str, ...]] = ("CLOSED_WEEKLY", "CLOSED_ADHOC", "WALK_IN")

    type: Literal["closed_to"]
    who: Users
    """Those to whom it is closed."""
    of: Literal["all", "each"] = "all"
    """It is closed to a party that is of `who` as a whole; or to one in which anybody who comes is (`each`).
    """
    shift: Shift | None = None
    """What happens when one of its days is also a holiday, as with `closed`."""
    reason: Words | None = None
    """Why, as people read it."""

    @model_validator(mode="after")
    def _of_each(self) -> Self:
        if self.of == "each" and (self.who.size_from or self.who.size_to):
            raise ValueError("a size is that of the party: leave `of` out")
        if self.shift and self.on.noting:
            raise ValueError("a day that schools note is their own: it has no `shift`")
        return self

    @property
    def needs_day(self) -> bool:
        # What tells its users apart says which fact is lacking: a day only where ages do.
        return False

    def _of_day(self, ask: Ask, at: Setting) -> Speaks:
        # It is judged on every day, so that one that is not closed can name it.
        return True if ask.day is not None else super()._of_day(ask, at)

    def judge(self, ask: Ask, at: Setting) -> Findings:
        is_day = True if self.of_every_day else self._closes_on(known_day(ask), ask, at)
        if is_day is False:
            return (rests(self.code),)
        are = self._are(ask, at)
        if are is False:
            return holds(self.code)
        if isinstance(are, str) or isinstance(is_day, str):
            return unknown(self.code, *(fact for fact in (is_day, are) if isinstance(fact, str)))
        why = self.reason
        values = {"reason_ja": why.ja, "reason_en": why.en} if why else {}
        return broken(self.code, **values)

    def _closes_on(self, day: date, ask: Ask, at: Setting) -> Speaks:
        if self.shift is None:
            return self.falls_on(day, ask, at)
        return meant(self.on, self.shift, day, at.is_closed)

    def _are(self, ask: Ask, at: Setting) -> Speaks:
        people = ask.party.everyone
        if self.of == "all" or not people:
            return self.who.are(ask, at)
        alone = (replace(ask.party, people=(person,), size=None) for person in people)
        answers = [self.who.are(replace(ask, party=party), at) for party in alone]
        # Anybody of whom it is so decides; else anybody of whom it cannot be told.
        return True in answers or next((one for one in answers if isinstance(one, str)), False)
