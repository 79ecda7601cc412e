"""利用登録・団体登録: who has registered, and until when it holds (REG_REQUIRED, GROUP_ALL_REG, REG_VALID).

A registration must hold on the day of use, not only on the day of asking. Its registry is the
rulebook's own unless the term names another, so that one registration may serve several halls.
"""

from datetime import date
from typing import ClassVar, Literal

from booking.rules.ask import Ask, Group, Registered
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
from booking.rules.clauses.users import group_registered
from booking.rules.codes import Code
from facilities.rules.stages import fiscal_year_end

Of = Literal["group", "everyone"]


class Registration(Term):
    """The group, or everyone who comes, is registered."""

    code: ClassVar[Code] = Code.REG_REQUIRED
    own_grain: ClassVar[Grain] = Grain.DAY

    type: Literal["registration"]
    of: Of
    registry: str | None = None

    def judge(self, ask: Ask, at: Setting) -> Findings:
        registry, day = self.registry or at.registry, known_day(ask)
        if self.of == "everyone":
            code = Code.GROUP_ALL_REG
            people = ask.party.everyone
            return for_each(people, code, lambda person: _find(person.registrations, registry, day, code))
        group = group_registered(ask.party, registry)
        if isinstance(group, str):
            return unknown(self.code, group)
        return _find(_of_group(ask), registry, day, self.code)


class RegistrationUntil(Term):
    """A registration, if there is one, lapses at the end of the fiscal year in which it was made.

    A last day noted with the registration itself goes before.
    """

    code: ClassVar[Code] = Code.REG_EXPIRED
    own_grain: ClassVar[Grain] = Grain.DAY

    type: Literal["registration_until"]
    until: Literal["fiscal_year_end"]
    of: Of
    registry: str | None = None

    def judge(self, ask: Ask, at: Setting) -> Findings:
        registry, day = self.registry or at.registry, known_day(ask)
        if self.of == "everyone":
            people = ask.party.everyone
            return for_each(people, self.code, lambda person: self._find(person.registrations, registry, day))
        if ask.party.group is None:
            return unknown(self.code, "group")
        return self._find(_of_group(ask), registry, day)

    def _find(self, registrations: tuple[Registered, ...] | None, registry: str, day: date) -> Findings:
        if registrations is None:
            return unknown(self.code, "registrations")
        last_days = [_last_day(made) for made in registrations if made.registry == registry]
        known = [last for last in last_days if last is not None]
        if not last_days or any(day <= last for last in known):
            return holds(self.code)
        if len(known) < len(last_days):
            return unknown(self.code, "registered_on")
        return broken(self.code, registry=registry, until_on=max(known))


def _last_day(made: Registered) -> date | None:
    if made.until is not None:
        return made.until
    return fiscal_year_end(made.on) if made.on is not None else None


def _of_group(ask: Ask) -> tuple[Registered, ...] | None:
    """The group's registrations; none for somebody who asks for no group."""
    group = ask.party.group
    if isinstance(group, Group):
        return group.registrations
    return None if group else ()


def _find(registrations: tuple[Registered, ...] | None, registry: str, day: date, code: Code) -> Findings:
    if registrations is None:
        return unknown(code, "registrations")
    made = [registered for registered in registrations if registered.registry == registry]
    if not made:
        return broken(code, registry=registry)
    ends = [registered.until for registered in made if registered.until is not None]
    if len(ends) < len(made) or max(ends) >= day:
        return holds(code)
    return broken(Code.REG_EXPIRED, registry=registry, until_on=max(ends))
