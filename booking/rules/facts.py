"""The facts of a worked question as they were published; what nobody said stays unknown."""

from datetime import date
from typing import Annotated, TypeVar
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from booking.rules.ask import Group, Held, Party, Person, Registered, TieKind
from booking.rules.clauses import Setting
from booking.rules.lifecycle import State
from facilities.rules.spans import Span, day_span, instant, wall_span
from facilities.rules.stages import AgeMode, Cohort, Stage
from facilities.rules.walltime import WallTime

T = TypeVar("T")

INSTANT = 60  # seconds that stand for "at that moment"
FACTS = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Registry(BaseModel):
    """What is said of a registration: that there is one (or none), since when, with whom."""

    model_config = FACTS

    registered: bool | None = None
    registered_on: date | None = None
    registry: str | None = None

    def registrations(self, own: str) -> tuple[Registered, ...] | None:
        """As facts; without a name, the registry is the rulebook's own."""
        if self.registered is False:
            return ()
        if self.registered is None and self.registered_on is None:
            return None
        return (Registered(self.registry or own, self.registered_on),)


class Somebody(Registry):
    """One who comes, or `count` alike. Age, grade and stage are those on the day of use."""

    born: date | None = None
    age: Annotated[int, Field(ge=0, le=150)] | None = None
    grade: Annotated[int, Field(ge=1, le=12)] | None = None
    stage: Stage | None = None
    ties: tuple[TieKind, ...] | None = None
    untied: tuple[TieKind, ...] = ()
    inductions: tuple[str, ...] | None = None
    consents: tuple[str, ...] | None = None
    count: Annotated[int, Field(ge=1)] = 1

    def person(self, day: date, at: Setting) -> Person:
        return Person(
            born=self.cohort(day, at.mode),
            ties=_set(self.ties),
            untied=frozenset(self.untied),
            registrations=self.registrations(at.registry),
            inductions=_set(self.inductions),
            consents=_set(self.consents),
            count=self.count,
        )

    def cohort(self, day: date, mode: AgeMode) -> Cohort:
        """Who that may be. ValueError if what is said of them cannot be true together."""
        said = [Cohort()]
        if self.born is not None:
            said.append(Cohort.born(self.born))
        if self.age is not None:
            said.append(Cohort.of_age(self.age, self.age, day, mode))
        if self.grade is not None:
            said.append(Cohort.of_grade(self.grade, self.grade, day))
        if self.stage is not None:
            said.append(Cohort.of_stage(self.stage, day))
        return Cohort(max(one.earliest for one in said), min(one.latest for one in said))


def _set(values: tuple[T, ...] | None) -> frozenset[T] | None:
    return None if values is None else frozenset(values)


class Company(Registry):
    """The group that asks. `group = true` says that there is one, `group = false` that there is none."""

    asks: bool = True
    kind: str | None = None

    def group(self, own: str) -> Group | bool:
        return Group(self.registrations(own), self.kind) if self.asks else False


def _yes_or_no(group: object) -> object:
    return {"asks": group} if isinstance(group, bool) else group


class Had(BaseModel):
    """A booking that the asker has or had; in the question's own hall and room unless it says others."""

    model_config = FACTS

    hall: str | None = None
    room: str | None = None
    day: date
    from_: WallTime | None = Field(default=None, alias="from")
    to: WallTime | None = None
    state: State = State.BOOKED
    by_group: bool = False

    def held(self, hall: str, room: str, zone: ZoneInfo) -> Held:
        span = span_of(self.day, self.from_, self.to, zone) or day_span(self.day, zone)
        return Held(self.hall or hall, self.room or room, span, self.state, self.by_group)


class Attendance(BaseModel):
    """Who would come: what is left out, nobody said."""

    model_config = FACTS

    size: Annotated[int, Field(ge=1)] | None = None
    people: tuple[Somebody, ...] = ()
    group: Annotated[Company | None, BeforeValidator(_yes_or_no)] = None
    history: tuple[Had, ...] | None = None

    def party(self, day: date, hall: str, room: str, at: Setting) -> Party:
        """The party that would come on `day`; what it had is of this hall and room unless it says."""
        had = None if self.history is None else [one.held(hall, room, at.zone) for one in self.history]
        return Party(
            people=tuple(somebody.person(day, at) for somebody in self.people),
            group=None if self.group is None else self.group.group(at.registry),
            size=self.size,
            history=None if had is None else tuple(had),
        )


def span_of(day: date, start: int | None, end: int | None, zone: ZoneInfo) -> Span | None:
    """Without an end, the moment at which it starts; None without a start."""
    if start is None:
        return None
    if end is not None:
        return wall_span(day, start, end, zone)
    return Span(at := instant(day, start, zone), at + INSTANT)
