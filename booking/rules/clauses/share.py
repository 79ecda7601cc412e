"""過半数・半数以上・3分の2以上: how many of those who come are youths or local (GROUP_SHARE)."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, Self

from annotated_types import Ge
from pydantic import AfterValidator, WithJsonSchema, model_validator

from booking.rules.ask import Ask, Person, Step, TieKind
from booking.rules.clauses.aged import bounds, is_of
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

PART = r"[1-9][0-9]?/[1-9][0-9]?"


def _read(text: str) -> str:
    parts = text.split("/")
    # isdigit alone takes ² and ２; int() refuses the one and takes the other.
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError('write a share as "2/3", in quotes')
    if not 0 < int(parts[0]) <= int(parts[1]):
        raise ValueError("a share lies between nobody and everybody")
    return text


Part = Annotated[
    str,
    AfterValidator(_read),
    WithJsonSchema({"type": "string", "pattern": f"^{PART}$", "examples": ["2/3"]}),
]
Facts = dict[str, bool | None]


class Share(Term):
    """過半数・半数以上・3分の2以上: a part of those who come are youths, local, or registered.

    Half is at least half and no majority: 「半数以上」 is `at_least = "1/2"`, 「過半数」 is
    `more_than = "1/2"`.

    Broken where they are too few; cannot tell where somebody of whom it is not known may decide.
    """

    code: ClassVar[Code] = Code.SHARE
    own_grain: ClassVar[Grain] = Grain.DAY
    carries: ClassVar[tuple[str, ...]] = ("GROUP_SHARE",)

    type: Literal["share"]
    ages: Ages | None = None
    """Those of these ages count."""
    ties: Listed[TieKind] | None = None
    """Those with one of these ties count."""
    registered: Literal[True] | None = None
    """Those who are registered count. Of `ages`, `ties` and `registered` all that is given must fit."""
    at_least: Part | None = None
    """This part or more: "1/2", "2/3"."""
    more_than: Part | None = None
    """More than this part: "1/2" is a majority."""
    least: Annotated[int, Ge(1)] | None = None
    """A number of people instead of a part."""
    carers: Literal["count", "leave_out"] = "count"
    """Whether those who look after the others (`accompanies`) are among the whole."""
    # Tested when a group registers (31, 52), when it books, or at every moment of the use (常に, 09).
    steps: Listed[Step] = (*REGISTERING, *USING)

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if not (self.ages or self.ties or self.registered):
            raise ValueError("say who is counted: `ages`, `ties` or `registered`")
        if sum(given is not None for given in (self.at_least, self.more_than, self.least)) != 1:
            raise ValueError("give one of `at_least`, `more_than` and `least`")
        return self

    def judge(self, ask: Ask, at: Setting) -> Findings:
        people = tuple(self._counted(ask, at))
        if not people:
            return unknown(self.code, "people")
        # First as if whatever is unknown spoke against them, then as if for them: between the two one has to
        # ask.
        if self._reached(people, at_best=False):
            return holds(self.code)
        values = {**self._asked_for, "size": sum(person.count for person, _ in people)}
        if self._reached(people, at_best=True):
            lacking = [fact for person, facts in people for fact in self._lacking(person, facts)]
            return unknown(self.code, *dict.fromkeys(lacking), **values)
        return broken(self.code, **values, meant=sum(person.count for person, facts in people if _is(facts)))

    def _counted(self, ask: Ask, at: Setting) -> Iterator[tuple[Person, Facts]]:
        """Each who counts, with what is known of them. Whoever is meant counts unless they accompany."""
        meant = self.ages.cohort(known_day(ask), at.mode) if self.ages else None
        for person in ask.party.everyone:
            if self.carers == "count" or not person.accompanies:
                yield person, dict(self._facts(person, meant, at))

    def _facts(self, person: Person, meant: Cohort | None, at: Setting) -> Iterator[tuple[str, bool | None]]:
        if self.ages is not None:
            yield "ages", is_of(person, meant)
        if self.ties is not None:
            yield "ties", person.tied(self.ties)
        if self.registered:
            yield "registrations", _registered(person, at)

    def _reached(self, people: tuple[tuple[Person, Facts], ...], *, at_best: bool) -> bool:
        """Whether enough are meant if whatever is unknown is so (at best), or is not."""
        meant = total = 0
        for person, facts in people:
            counts = _is(facts) or (at_best and False not in facts.values())
            meant += person.count if counts else 0
            # At best, whoever does not count is a carer and leaves the whole, which makes the part larger.
            total += 0 if at_best and not counts and self._may_be_carer(person) else person.count
        return self._enough(meant, total)

    def _lacking(self, person: Person, facts: Facts) -> Iterator[str]:
        yield from (fact for fact, answer in facts.items() if answer is None)
        if not _is(facts) and self._may_be_carer(person):
            yield "accompanies"

    def _may_be_carer(self, person: Person) -> bool:
        return self.carers == "leave_out" and person.accompanies is None

    def _enough(self, meant: int, total: int) -> bool:
        if self.least is not None:
            return meant >= self.least
        # In whole numbers: a third is no float, and 2 of 3 must be enough for "2/3".
        part, whole = map(int, (self.at_least or self.more_than or "").split("/"))
        return meant * whole > total * part or (self.more_than is None and meant * whole == total * part)

    @property
    def _asked_for(self) -> dict[str, object]:
        given = {"at_least": self.at_least, "more_than": self.more_than, "least": self.least}
        told: dict[str, object] = {name: value for name, value in given.items() if value is not None}
        told |= {"registered": True} if self.registered else {}
        return {**told, "ties": list(self.ties or ()), **bounds(self.ages)}


def _is(facts: Facts) -> bool:
    return all(facts.values())


def _registered(person: Person, at: Setting) -> bool | None:
    if person.registrations is None:
        return None
    return any(made.registry in at.accepting(None) for made in person.registrations)
