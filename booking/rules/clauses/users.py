"""Classes of users (利用者区分): of whom a term speaks, when it does not speak of everybody."""

from typing import Annotated, Self

from annotated_types import Ge
from pydantic import BaseModel, ConfigDict, model_validator

from booking.rules.ask import Group, Party

# Yes, no, or the name of the fact that is lacking.
Speaks = bool | str


class Users(BaseModel):
    """All that is given must fit. An unregistered user is a group without registration, or no group."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    registered: bool | None = None
    size_to: Annotated[int, Ge(1)] | None = None

    @model_validator(mode="after")
    def _something(self) -> Self:
        if self.registered is None and self.size_to is None:
            raise ValueError("say which users are meant; leave `users` out to mean everybody")
        return self

    def are(self, party: Party, registry: str) -> Speaks:
        """Whether the party is of this class."""
        facts = (self._registered(party, registry), self._small(party))
        if False in facts:
            return False
        return next((fact for fact in facts if isinstance(fact, str)), True)

    def _registered(self, party: Party, registry: str) -> Speaks:
        if self.registered is None:
            return True
        is_so = group_registered(party, registry)
        return is_so if isinstance(is_so, str) else is_so == self.registered

    def _small(self, party: Party) -> Speaks:
        if self.size_to is None:
            return True
        return "size" if party.headcount is None else party.headcount <= self.size_to


def group_registered(party: Party, registry: str) -> Speaks:
    """Whether the party asks as a group that has registered, whether or not that has lapsed."""
    if party.group is None or party.group is True:
        return "group" if party.group is None else "registrations"
    if not isinstance(party.group, Group):
        return False
    if party.group.registrations is None:
        return "registrations"
    return any(registered.registry == registry for registered in party.group.registrations)
