"""代表者: who may speak for a group (GROUP_REP)."""

from typing import ClassVar, Literal, Self

from pydantic import model_validator

from booking.rules.ask import Ask, Person, Step, TieKind
from booking.rules.clauses.aged import bounds, is_of
from booking.rules.clauses.members import representative
from booking.rules.clauses.term import (
    REGISTERING,
    USING,
    Findings,
    Grain,
    Setting,
    Term,
    broken,
    holds,
    known_day,
    unknown,
)
from booking.rules.codes import Code
from facilities.rules.ages import Ages
from facilities.rules.listed import Listed
from facilities.rules.stages import Cohort


class Representative(Term):
    """代表者の要件: who may speak for a group, or come alone.

    Broken by a representative who does not meet all that is given; cannot tell if nobody is said to represent
    the group (`represents`), or what is asked of them is not known.
    """

    code: ClassVar[Code] = Code.REPRESENTATIVE
    own_grain: ClassVar[Grain] = Grain.DAY
    carries: ClassVar[tuple[str, ...]] = ("GROUP_REP",)

    type: Literal["representative"]
    ages: Ages | None = None
    """They are of these ages."""
    ties: Listed[TieKind] | None = None
    """They have one of these ties."""
    never: Listed[str] | None = None
    """They are none of these in the group ("teacher"; keys of your own)."""
    steps: Listed[Step] = (*REGISTERING, *USING)

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not (self.ages or self.ties or self.never):
            raise ValueError("say what is asked of the representative: `ages`, `ties` or `never`")
        return self

    def judge(self, ask: Ask, at: Setting) -> Findings:
        person = representative(ask.party)
        if person is None:
            return unknown(self.code, "represents")
        meant = self.ages.cohort(known_day(ask), at.mode) if self.ages else Cohort()
        return self._find(person, meant, at)

    def _find(self, person: Person, meant: Cohort | None, at: Setting) -> Findings:
        facts = {"ages": is_of(person, meant), "ties": self._tied(person), "roles": self._allowed(person)}
        values = {"ties": list(self.ties or ()), **at.listed("never", self.never or ()), **bounds(self.ages)}
        if False in facts.values():
            return broken(self.code, **values)
        lacking = [fact for fact, answer in facts.items() if answer is None]
        return unknown(self.code, *lacking, **values) if lacking else holds(self.code)

    def _tied(self, person: Person) -> bool | None:
        return True if self.ties is None else person.tied(self.ties)

    def _allowed(self, person: Person) -> bool | None:
        if self.never is None:
            return True
        return None if person.roles is None else person.roles.isdisjoint(self.never)
