"""Classes of users (利用者区分): of whom a term speaks, when it does not speak of everybody."""

from typing import Annotated, Self

from annotated_types import Ge
from pydantic import BaseModel, ConfigDict, model_validator

from booking.rules.ask import Ask, Group, Party, TieKind
from booking.rules.clauses.setting import Setting
from facilities.rules.ages import Ages
from facilities.rules.listed import Listed
from facilities.rules.stages import Cohort

# Yes, no, or the name of the fact that is lacking.
Speaks = bool | str


class Users(BaseModel):
    """All that is given must fit.

    An unregistered user is a group without registration, or no group. `ages` and `ties` are those of
    everybody who comes. `classes` are the rulebook's own, declared by the registration or the group;
    `kinds` are kinds of groups; `group = false` means individuals.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    registered: bool | None = None
    group: bool | None = None
    kinds: Listed[str] | None = None
    classes: Listed[str] | None = None
    ages: Ages | None = None
    ties: Listed[TieKind] | None = None
    size_from: Annotated[int, Ge(1)] | None = None
    size_to: Annotated[int, Ge(1)] | None = None

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("say which users are meant; leave `users` out to mean everybody")
        return self

    def are(self, ask: Ask, at: Setting) -> Speaks:
        """Whether the party is of this class."""
        party = ask.party
        facts = (
            self._registered(party, at.registry),
            self._group(party),
            self._of(self.kinds, party, "kind"),
            self._of(self.classes, party, "user_class"),
            self._aged(ask, at),
            self._tied(party),
            self._sized(party),
        )
        if False in facts:
            return False
        return next((fact for fact in facts if isinstance(fact, str)), True)

    def _registered(self, party: Party, registry: str) -> Speaks:
        if self.registered is None:
            return True
        is_so = group_registered(party, registry)
        return is_so if isinstance(is_so, str) else is_so == self.registered

    def _group(self, party: Party) -> Speaks:
        if self.group is None:
            return True
        return "group" if party.group is None else bool(party.group) == self.group

    def _of(self, meant: tuple[str, ...] | None, party: Party, attribute: str) -> Speaks:
        if meant is None:
            return True
        if not isinstance(party.group, Group):
            return attribute if party.group is not False else False
        said = getattr(party.group, attribute)
        return attribute if said is None else said in meant

    def _aged(self, ask: Ask, at: Setting) -> Speaks:
        if self.ages is None:
            return True
        if ask.day is None:
            return "day"
        cohort = self.ages.cohort(ask.day, at.mode) or Cohort()
        return _all("ages", [person.born.within(cohort) for person in ask.party.everyone])

    def _tied(self, party: Party) -> Speaks:
        if self.ties is None:
            return True
        return _all("ties", [person.tied(self.ties) for person in party.everyone])

    def _sized(self, party: Party) -> Speaks:
        if self.size_from is None and self.size_to is None:
            return True
        size = party.headcount
        return "size" if size is None else (self.size_from or 1) <= size <= (self.size_to or size)


def _all(fact: str, answers: list[bool | None]) -> Speaks:
    """Whether it is so of everybody; False of anybody decides, None of anybody leaves it open."""
    if False in answers:
        return False
    return fact if None in answers or not answers else True


def group_registered(party: Party, registry: str) -> Speaks:
    """Whether the party asks as a group that has registered, whether or not that has lapsed."""
    if party.group is None or party.group is True:
        return "group" if party.group is None else "registrations"
    if not isinstance(party.group, Group):
        return False
    if party.group.registrations is None:
        return "registrations"
    return any(registered.registry == registry for registered in party.group.registrations)
