"""講習会: a course that must have been taken before a room is first used (INDUCTION)."""

from typing import ClassVar, Literal

from booking.rules.ask import Ask, Person
from booking.rules.clauses.term import Findings, Setting, Term, broken, for_each, holds, unknown
from booking.rules.codes import Code


class Induction(Term):
    """Each of those who come has taken the course, or any one of them has."""

    code: ClassVar[Code] = Code.INDUCTION

    type: Literal["induction"]
    course: str
    of: Literal["each", "any"] = "each"

    def judge(self, ask: Ask, at: Setting) -> Findings:
        people = ask.party.everyone
        taken = [self._taken(person) for person in people]
        if self.of == "any" and people:
            if any(taken):
                return holds(self.code)
            lacking = None in taken
            return unknown(self.code, "inductions", course=self.course) if lacking else self._missing
        finding = {
            True: holds(self.code),
            False: self._missing,
            None: unknown(self.code, "inductions", course=self.course),
        }
        return for_each(people, self.code, lambda person: finding[self._taken(person)])

    @property
    def _missing(self) -> Findings:
        return broken(self.code, course=self.course)

    def _taken(self, person: Person) -> bool | None:
        return None if person.inductions is None else self.course in person.inductions
