"""Classes of users (利用者区分): of whom a term speaks, when it does not speak of everybody."""

from collections.abc import Collection
from typing import Annotated, Self

from annotated_types import Ge
from pydantic import BaseModel, ConfigDict, model_validator

from booking.rules.ask import Ask, Group, Party, Person, TieKind
from booking.rules.clauses.setting import Setting
from facilities.rules.ages import Ages
from facilities.rules.listed import Listed

# Yes, no, or the name of the fact that is lacking.
Speaks = bool | str


class Users(BaseModel):
    """Which parties are meant: all that is given must fit."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    registered: bool | None = None
    """It asks as a group that has registered, whether or not that has lapsed (`true`); as one that has not,
    or as no group (`false`)."""
    group: bool | None = None
    """A group asks (`true`) or individuals do (`false`)."""
    kinds: Listed[str] | None = None
    """The group is of one of these kinds (keys of your own)."""
    classes: Listed[str] | None = None
    """It asks, or is registered, in one of these classes (keys of your own). Without a group, everybody does.
    """
    local: bool | None = None
    """A group of the city's asks (市内団体, `true`) or one from elsewhere (`false`); no group is neither."""
    ages: Ages | None = None
    """Everybody who comes is of these ages."""
    ties: Listed[TieKind] | None = None
    """Everybody who comes has one of these ties."""
    size_from: Annotated[int, Ge(1)] | None = None
    """So many people or more."""
    size_to: Annotated[int, Ge(1)] | None = None
    """So many people or fewer."""

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("say which users are meant; leave `users` out to mean everybody")
        return self

    def are(self, ask: Ask, at: Setting) -> Speaks:
        """Whether the party is of this class."""
        party = ask.party
        facts = (
            self._registered(party, at),
            self._group(party),
            self._of_kind(party),
            self._local(party),
            self._classed(party, at),
            self._aged(ask, at),
            self._tied(party),
            self._sized(party),
        )
        # One that is certainly not so decides, before anybody is asked for what is unknown.
        if False in facts:
            return False
        return next((fact for fact in facts if isinstance(fact, str)), True)

    def _registered(self, party: Party, at: Setting) -> Speaks:
        if self.registered is None:
            return True
        is_so = group_registered(party, at.accepting(None))
        return is_so if isinstance(is_so, str) else is_so == self.registered

    def _group(self, party: Party) -> Speaks:
        if self.group is None:
            return True
        return "group" if party.group is None else bool(party.group) == self.group

    def _of_kind(self, party: Party) -> Speaks:
        if self.kinds is None:
            return True
        if not isinstance(party.group, Group):
            return "kind" if party.group is not False else False
        return "kind" if party.group.kind is None else party.group.kind in self.kinds

    def _local(self, party: Party) -> Speaks:
        if self.local is None or party.group is False:
            return self.local is None
        if party.group is None:
            return "group"
        is_so = party.group.local if isinstance(party.group, Group) else None
        return "local" if is_so is None else is_so == self.local

    def _classed(self, party: Party, at: Setting) -> Speaks:
        if self.classes is None:
            return True
        if party.group is True:
            return "user_class"
        registries = at.accepting(None)
        asking = (party.group,) if isinstance(party.group, Group) else party.everyone
        return _all("user_class", [_in_class(self.classes, one, registries) for one in asking])

    def _aged(self, ask: Ask, at: Setting) -> Speaks:
        if self.ages is None:
            return True
        if ask.day is None:
            return "day"
        cohort = self.ages.cohort(ask.day, at.mode)
        if cohort is None:
            return False
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
    # Of nobody everything would be so: without people the fact is lacking.
    return fact if None in answers or not answers else True


def _in_class(meant: Collection[str], one: Group | Person, registries: frozenset[str]) -> bool | None:
    """Whether they ask, or are registered, in one of these classes; None if nobody said."""
    if one.user_class is not None:
        return one.user_class in meant
    if one.registrations is None:
        return None
    classes = [made.user_class for made in one.registrations if made.registry in registries]
    if not set(classes).isdisjoint(meant):
        return True
    return None if None in classes else False


def group_registered(party: Party, registries: frozenset[str]) -> Speaks:
    """Whether the party asks as a group that has registered, whether or not that has lapsed."""
    if party.group is None or party.group is True:
        return "group" if party.group is None else "registrations"
    if not isinstance(party.group, Group):
        return False
    if party.group.registrations is None:
        return "registrations"
    return any(registered.registry in registries for registered in party.group.registrations)
