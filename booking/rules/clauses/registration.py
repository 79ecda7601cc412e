"""利用登録・団体登録: who has registered, in which class, and until when it holds (REG_REQUIRED,
GROUP_ALL_REG, REG_CLASS, REG_SHARED, REG_VALID).

A registration must hold on the day of use, not only on the day of asking. Its registry is the
rulebook's own, or one that it shares, unless the term names another.
"""

from abc import abstractmethod
from calendar import monthrange
from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from annotated_types import Ge
from pydantic import model_validator

from booking.rules.ask import Ask, Group, Held, Party, Registered
from booking.rules.clauses.members import representative
from booking.rules.clauses.months import months_after
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
from booking.rules.lifecycle import State
from facilities.rules.days import MonthDay
from facilities.rules.listed import Listed
from facilities.rules.spans import local_day
from facilities.rules.stages import DAY, fiscal_year_end

# The group that asks; everyone who comes; whoever represents them or comes alone; or, for `asker`, the
# group if one asks and else that person.
Of = Literal["group", "everyone", "person", "asker"]
Made = tuple[Registered, ...]
# A booking to which nobody came is no use of the registration.
A_YEAR = 12  # months
UNUSED = frozenset({State.CANCELLED, State.LAPSED, State.NO_SHOW})


class OfRegistrations(Term):
    """What is asked of registrations with the registries that count."""

    own_grain: ClassVar[Grain] = Grain.DAY

    of: Of
    """Whose registration: the `group`'s; `everyone`'s who comes; the `person`'s who represents them or comes
    alone; or the `asker`'s, which is the group or, without one, the person."""
    registry: str | None = None
    """With whom, where it is not the file's own (a key of your own)."""

    def judge(self, ask: Ask, at: Setting) -> Findings:
        if self.of == "everyone":
            people = ask.party.everyone
            return for_each(people, self._code, lambda person: self._of(person.registrations, ask, at))
        made = _of_asker(ask.party, self.of)
        return unknown(self._code, made) if isinstance(made, str) else self._of(made, ask, at)

    @property
    def _code(self) -> Code:
        return self.code

    def _of(self, made: Made | None, ask: Ask, at: Setting) -> Findings:
        if made is None:
            return unknown(self._code, "registrations")
        registries = at.accepting(self.registry)
        return self.of_registry(tuple(one for one in made if one.registry in registries), ask, at)

    @abstractmethod
    def of_registry(self, made: Made, ask: Ask, at: Setting) -> Findings:
        """What it says of the registrations that somebody has with these registries."""


class Registration(OfRegistrations):
    """利用登録・団体登録: the group, everyone who comes, or whoever asks is registered.

    A registration holds on the day of use, not only on the day of asking; of a question without a `day` it
    cannot tell, and lacks the `day`. Whether a group is needed at all is
    said by `group_only`. With `of = "group"` it is broken too by somebody of whom it is said that no group
    asks (`group = false`): without a group there is no registered one. For 「団体は登録が必要」 that leaves
    individuals free, add `users = { group = true }`.

    Broken without one, with one that has run out, or in another class; cannot tell if nobody said whether
    there is one, or in which class. The service knows whether it can still be renewed before it runs out;
    then the booking is provisional.
    """

    code: ClassVar[Code] = Code.REG_REQUIRED
    carries: ClassVar[tuple[str, ...]] = ("REG_REQUIRED", "GROUP_ALL_REG", "REG_CLASS")

    type: Literal["registration"]
    classes: Listed[str] | None = None
    """In one of these classes (keys of your own)."""

    @property
    def _code(self) -> Code:
        return Code.GROUP_ALL_REG if self.of == "everyone" else self.code

    def of_registry(self, made: Made, ask: Ask, at: Setting) -> Findings:
        registry = self.registry or at.registry
        if not made:
            return broken(self._code, registry=registry)
        day = known_day(ask)
        # On the day of use, not of asking: the one may be months after the other.
        current = [one for one in made if one.until is None or one.until >= day]
        if not current:
            last = max(one.until for one in made if one.until is not None)
            return _run_out(made, last, registry, ask, at)
        return self._in_class({one.user_class for one in current}, at)

    def _in_class(self, said: set[str | None], at: Setting) -> Findings:
        if self.classes is None or not said.isdisjoint(self.classes):
            return holds(self._code)
        # One of an unknown class may be the right one.
        if None in said:
            return unknown(self._code, "user_class")
        return broken(Code.REG_CLASS, **at.listed("classes", self.classes))


class RegistrationUntil(OfRegistrations):
    """登録の有効期間: a registration, if there is one, lapses.

    A last day that is noted with the registration itself goes before. Broken once it has lapsed on the day of
    use; cannot tell without the day on which it was made (`registered_on`).
    """

    code: ClassVar[Code] = Code.REG_EXPIRED
    carries: ClassVar[tuple[str, ...]] = ("REG_VALID",)

    type: Literal["registration_until"]
    until: Literal["fiscal_year_end"] | None = None
    """At the end of the fiscal year (31 March) in which it was made."""
    until_day: MonthDay | None = None
    """On the next such day of the year: "03-31"."""
    plus_years: Annotated[int, Ge(1)] | None = None
    """With `until` or `until_day`: so many years later. 「次の年度の3月31日まで」 is 1."""
    months: Annotated[int, Ge(1)] | None = None
    """After so many months."""
    renewal_from: MonthDay | None = None
    """One that is renewed from this day of the year on holds until the end of the next year."""
    unused_months: Annotated[int, Ge(1)] | None = None
    """Also after so many months without a use."""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        ends = sum(given is not None for given in (self.until, self.until_day, self.months))
        if ends > 1 or (ends == 0 and self.unused_months is None):
            raise ValueError("give one of `until`, `until_day` and `months`, or `unused_months` alone")
        for name in ("renewal_from", "plus_years"):
            if getattr(self, name) is not None and not (self.until or self.until_day):
                raise ValueError(f"`{name}` needs `until` or `until_day`")
        return self

    def of_registry(self, made: Made, ask: Ask, at: Setting) -> Findings:
        last_days = [self.until_of(one, made) for one in made]
        known = [last for last in last_days if last is not None]
        # None at all is for `registration` to say: this one speaks of how long those last that there are.
        if not made or any(known_day(ask) <= last for last in known):
            return self._unused(made, ask, at)
        if len(known) < len(last_days):
            return unknown(self.code, "registered_on")
        return _run_out(made, max(known), self.registry or at.registry, ask, at)

    def until_of(self, one: Registered, made: Made) -> date | None:
        """Of one of the registrations that somebody made; None if nobody said when it was made."""
        if one.until is not None or not (self.until or self.until_day or self.months):
            return one.until or date.max
        if one.on is None:
            return None
        if self.months is not None:
            return months_after(one.on, self.months)
        last = self._year_end(one.on)
        renewed = self._year_end(last + DAY) if self._renews(one.on, last, made) else last
        return months_after(renewed, A_YEAR * (self.plus_years or 0))

    def _year_end(self, day: date) -> date:
        return fiscal_year_end(day) if self.until_day is None else _next(self.until_day, day)

    def _renews(self, on: date, last: date, made: Made) -> bool:
        if self.renewal_from is None:
            return False
        opens = _next(self.renewal_from, months_after(last, -12) + DAY)
        # Only beside an earlier one: a first registration in February is no renewal, and dies on 31 March.
        return opens <= on and any(one.on is not None and one.on < opens for one in made)

    def _unused(self, made: Made, ask: Ask, at: Setting) -> Findings:
        """Whether it was used lately, as far as that is known."""
        made_on = [one.on for one in made if one.on is not None]
        if self.unused_months is None or ask.party.history is None or not made_on:
            return holds(self.code)
        used = [local_day(held.span.start, at.zone) for held in ask.party.history if self._used(held, ask)]
        last = months_after(max([*made_on, *used]), self.unused_months)
        if local_day(ask.asked_at, at.zone) <= last:
            return holds(self.code)
        return broken(self.code, registry=self.registry or at.registry, until_on=last)

    def _used(self, held: Held, ask: Ask) -> bool:
        as_group = isinstance(ask.party.group, Group)
        return held.by_group == as_group and held.state not in UNUSED and held.span.end <= ask.asked_at


class RegistrationShared(Term):
    """共通登録: one registration for several halls.

    A registration with one of these registries is as good as the file's own. Holds for whoever has one, and
    says nothing of anybody else.
    """

    code: ClassVar[Code] = Code.REG_REQUIRED
    carries: ClassVar[tuple[str, ...]] = ("REG_SHARED",)

    type: Literal["registration_shared"]
    registries: Listed[str] | None = None
    """The other registries (keys of your own); left out, the own one serves all halls of the file."""

    def judge(self, ask: Ask, at: Setting) -> Findings:
        made = _of_asker(ask.party, "asker")
        registries = {*(self.registries or ()), at.registry}
        good = not isinstance(made, str) and any(one.registry in registries for one in made or ())
        return holds(self.code) if good else ()


def _of_asker(party: Party, of: Of) -> Made | str | None:
    """The registrations of the group or of the person; or the name of the fact that is lacking."""
    if of == "person" or (of == "asker" and party.group is False):
        person = representative(party)
        return "represents" if person is None else person.registrations
    if isinstance(party.group, Group):
        return party.group.registrations
    if party.group is False:
        return ()
    return "group" if party.group is None else "registrations"


def _run_out(made: Made, last: date, registry: str, ask: Ask, at: Setting) -> Findings:
    """What is found of registrations that will have run out, the latest on `last`, by the day of use.

    As long as it runs it can be renewed for a year: until then the use is kept for whoever asks.
    """
    # Only the last one matters: an earlier one has been followed by it already.
    renewable = any(one.renewable for one in made if one.until == last)
    in_time = local_day(ask.asked_at, at.zone) <= last and known_day(ask) <= months_after(last, 12)
    code = Code.REG_RENEW if renewable and in_time else Code.REG_EXPIRED
    return (holds if code is Code.REG_RENEW else broken)(code, registry=registry, until_on=last)


def _next(day_of_year: tuple[int, int], since: date) -> date:
    """The first such day from `since` on; 29 February is the 28th in common years."""
    years = (since.year, since.year + 1)
    return min(day for year in years if (day := _day_in(year, *day_of_year)) >= since)


def _day_in(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))
