"""在住・在勤・在学: what must tie people to the city (RESIDENCY)."""

from typing import ClassVar, Literal, Self

from pydantic import model_validator

from booking.rules.ask import Ask, Group, Party, Person, TieKind
from booking.rules.clauses.aged import bounds, is_of
from booking.rules.clauses.term import (
    Findings,
    Grain,
    Setting,
    Term,
    broken,
    for_each,
    holds,
    known_day,
    unknown,
)
from booking.rules.codes import Code
from facilities.rules.ages import Ages
from facilities.rules.listed import Listed
from facilities.rules.stages import Cohort


class Residency(Term):
    """在住・在勤・在学: each of those who come has one of these ties to the city.

    Broken by anybody without; cannot tell without the `ties`. What a hall says that welcomes everybody is
    `required = false`: it always holds. 「市内団体」 is said of the group, not of each who comes: that is
    `of = "group"`. It is broken by a group that is not the city's, and by no group; it cannot tell without
    `local`.
    """

    code: ClassVar[Code] = Code.RESIDENCY
    own_grain: ClassVar[Grain] = Grain.DAY
    carries: ClassVar[tuple[str, ...]] = ("RESIDENCY",)

    type: Literal["residency"]
    ties: Listed[TieKind] | None = None
    """Living, working or studying in the city: one of these is enough."""
    ages: Ages | None = None
    """Only those of these ages need one."""
    required: bool = True
    """Whether a tie is needed at all; `false` stands without `ties`."""
    # 58 speaks of groups of the city (市内団体), which says nothing of who is in them.
    of: Literal["each", "group"] = "each"
    """Of each who comes, or of the group; then it stands alone."""

    @property
    def needs_day(self) -> bool:
        return self.ages is not None

    @model_validator(mode="after")
    def _of_one_piece(self) -> Self:
        if self.of == "group":
            if self.model_fields_set & {"ties", "ages", "required"}:
                raise ValueError('`of = "group"` stands without `ties`, `ages` and `required`')
        elif self.required is (self.ties is None):
            raise ValueError("give `ties`, or `required = false` where none is needed")
        return self

    def judge(self, ask: Ask, at: Setting) -> Findings:
        if self.of == "group":
            return self._of_group(ask.party)
        if self.ties is None:
            return holds(self.code)
        ties, meant = self.ties, self.ages.cohort(known_day(ask), at.mode) if self.ages else Cohort()
        return for_each(ask.party.everyone, self.code, lambda person: self._find(person, meant, ties))

    def _of_group(self, party: Party) -> Findings:
        if party.group is None or party.group is True:
            return unknown(self.code, "local" if party.group else "group", of=self.of)
        local = isinstance(party.group, Group) and party.group.local
        if local is None:
            return unknown(self.code, "local", of=self.of)
        return holds(self.code) if local else broken(self.code, of=self.of)

    def _find(self, person: Person, meant: Cohort | None, ties: tuple[TieKind, ...]) -> Findings:
        facts = {"ages": is_of(person, meant), "ties": person.tied(ties)}
        if facts["ties"] or facts["ages"] is False:
            return holds(self.code)
        values = {"ties": list(ties), **bounds(self.ages)}
        lacking = [fact for fact, answer in facts.items() if answer is None]
        return unknown(self.code, *lacking, **values) if lacking else broken(self.code, **values)
