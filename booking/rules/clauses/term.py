"""What every booking term has in common: of which questions it speaks, and how it says what it finds."""

from abc import abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from functools import cached_property
from typing import ClassVar, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from booking.rules.ask import Ask, Person, Step
from booking.rules.clauses.users import Speaks, Users
from booking.rules.codes import Code
from booking.rules.verdict import Finding, Reason
from facilities.rules.days import Days
from facilities.rules.listed import Listed
from facilities.rules.spans import local_day
from facilities.rules.stages import AgeMode

EVERY_DAY = Days()
ASKING = (Step.ENTER, Step.BOOK)
USING = (Step.ENTER, Step.CONFIRM, Step.BOOK, Step.ARRIVE, Step.STAY)

Findings = tuple[Reason, ...]


class Grain(IntEnum):
    """What a finding depends on, each including the one before: a week's grid may reuse it so far."""

    ASK = 1  # the room, the party, the moment and the way of asking; nothing of the use
    DAY = 2  # the day of use
    SPAN = 3  # its times


@dataclass(frozen=True, slots=True)
class Setting:
    """What a term may know besides the question: the rulebook's registry and halls, its clock and ages."""

    registry: str
    halls: frozenset[str]
    zone: ZoneInfo
    mode: AgeMode = AgeMode.LEGAL


class Term(BaseModel):
    """A rule's parameters with its judgement. The fields here say of which questions it speaks.

    Left out, they do not restrict. An exception (`except_rooms`) must be claimed: it does not count
    for a question that names no room. `notice` tells asking on the day of use from asking before it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    code: ClassVar[Code]  # of what it finds; a class may find others besides
    own_grain: ClassVar[Grain] = Grain.ASK

    halls: Listed[str] | None = None
    rooms: Listed[str] | None = None
    except_rooms: Listed[str] | None = None
    on: Days = EVERY_DAY
    notice: Literal["advance", "same_day"] | None = None
    users: Users | None = None
    steps: tuple[Step, ...] = USING

    @property
    def grain(self) -> Grain:
        scoped_by_day = not self._every_day or self.notice is not None
        return max(self.own_grain, Grain.DAY if scoped_by_day else Grain.ASK)

    @cached_property
    def _every_day(self) -> bool:
        return self.on == EVERY_DAY

    def speaks_for(self, hall: str) -> bool:
        return self.halls is None or hall in self.halls

    def find(self, ask: Ask, at: Setting) -> Findings:
        """What it says to the question; nothing if it does not speak of it."""
        lacking = self.speaks(ask, at)
        if lacking is None:
            return ()
        return unknown(self.code, *lacking) if lacking else self.judge(ask, at)

    def speaks(self, ask: Ask, at: Setting) -> tuple[str, ...] | None:
        """None if it does not speak of such a question; else the facts that are lacking to tell.

        Nothing here depends on the times of the use: a day's uses are alike in it.
        """
        if ask.step not in self.steps:
            return None
        scope = (self._of_room(ask), self._of_day(ask), self._of_notice(ask, at), self._of_users(ask, at))
        if False in scope:
            return None
        return tuple(fact for fact in scope if isinstance(fact, str))

    @abstractmethod
    def judge(self, ask: Ask, at: Setting) -> Findings:
        """What it says to a question of which it speaks."""

    def edges(self, ask: Ask, at: Setting) -> tuple[int, ...]:
        """The instants of the day at which what it says of a use may turn, if it depends on its times."""
        return ()

    def _of_room(self, ask: Ask) -> Speaks:
        if ask.room is None:
            return "room" if self.rooms is not None else True
        named = self.rooms is None or ask.room in self.rooms
        return named and ask.room not in (self.except_rooms or ())

    def _of_day(self, ask: Ask) -> Speaks:
        if self._every_day and self.own_grain is Grain.ASK:
            return True
        if ask.day is None:
            return "day"
        return self._every_day or ask.day in self.on

    def _of_notice(self, ask: Ask, at: Setting) -> Speaks:
        if self.notice is None:
            return True
        if ask.day is None:
            return "day"
        return (ask.day == local_day(ask.asked_at, at.zone)) == (self.notice == "same_day")

    def _of_users(self, ask: Ask, at: Setting) -> Speaks:
        return True if self.users is None else self.users.are(ask.party, at.registry)


def holds(code: Code) -> Findings:
    return (Reason(Finding.HOLDS, code),)


def broken(code: Code, **values: object) -> Findings:
    return (Reason(Finding.BROKEN, code, values=values),)


def unknown(code: Code, *lacking: str, **values: object) -> Findings:
    return (Reason(Finding.UNKNOWN, code, values=values, lacking=lacking),)


def for_each(people: Iterable[Person], code: Code, find: Callable[[Person], Findings]) -> Findings:
    """What a rule that speaks of each person finds: what is broken if anything is, else all it finds.

    Equal findings are one, with the number of people it is about. With nobody it lacks the people.
    """
    found: dict[tuple[Finding, str], Reason] = {}
    counts: Counter[tuple[Finding, str]] = Counter()
    for person in people:
        for reason in find(person):
            kind = (reason.finding, reason.code)
            found.setdefault(kind, reason)
            counts[kind] += person.count
    if not found:
        return unknown(code, "people")
    kinds = [kind for kind in found if kind[0] is Finding.BROKEN] or list(found)
    return tuple(_of_people(found[kind], counts[kind]) for kind in kinds)


def _of_people(reason: Reason, number: int) -> Reason:
    return replace(reason, values={**reason.values, "people": number})


def known_day(ask: Ask) -> date:
    """The day of use, for terms that are never asked without one (their own grain is not ASK)."""
    if ask.day is None:
        raise ValueError("a term that depends on the day was asked without one")
    return ask.day
