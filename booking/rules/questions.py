"""Worked questions: published cases with their answers, in the facts that were published and no others."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from booking.rules.ask import Ask, Channel, Group, Held, Party, Person, Registered, Step, TieKind
from booking.rules.clauses import Setting
from booking.rules.lifecycle import State
from booking.rules.verdict import Outcome
from facilities.rules.spans import Span, day_span, instant, wall_span
from facilities.rules.stages import AgeMode, Cohort, Stage
from facilities.rules.walltime import WallTime

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


def _set(values: tuple[Any, ...] | None) -> frozenset[Any] | None:
    return None if values is None else frozenset(values)


class Company(Registry):
    """The group that asks. `group = true` says that there is one, `group = false` that there is none."""

    asks: bool = True
    kind: str | None = None

    def group(self, own: str) -> Group | bool:
        return Group(self.registrations(own), self.kind) if self.asks else False


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
        span = _span(self.day, self.from_, self.to, zone) or day_span(self.day, zone)
        return Held(self.hall or hall, self.room or room, span, self.state, self.by_group)


class Attendance(BaseModel):
    """Who would come: what is left out, nobody said."""

    model_config = FACTS

    size: Annotated[int, Field(ge=1)] | None = None
    people: tuple[Somebody, ...] = ()
    group: Annotated[Company | None, BeforeValidator(lambda v: {"asks": v} if isinstance(v, bool) else v)] = (
        None
    )
    history: tuple[Had, ...] | None = None


class Question(BaseModel):
    """`asked` is the moment of the application or arrival, on the hall's clock; `by` the deciding clauses."""

    model_config = FACTS

    id: str
    asked: datetime
    step: Step
    hall: str | None = None
    room: str | None = None
    day: date | None = None
    from_: WallTime | None = Field(default=None, alias="from")
    to: WallTime | None = None
    programme: str | None = None
    channel: Channel | None = None
    purpose: str | None = None
    party: Attendance = Attendance()
    answer: Outcome | None = None
    value: str | int | None = None
    by: tuple[str, ...] = ()
    note: str = ""

    @field_validator("asked")
    @classmethod
    def _on_the_halls_clock(cls, asked: datetime) -> datetime:
        if asked.tzinfo is not None:
            raise ValueError("is on the hall's own clock: leave the offset out")
        return asked

    @model_validator(mode="after")
    def _of_one_piece(self) -> Self:
        if self.answer is None and self.value is None:
            raise ValueError("say its `answer` (allow, refuse, ask), its `value`, or both")
        if self.from_ is not None and self.day is None:
            raise ValueError("`from` needs a `day`")
        if self.to is not None and (self.from_ is None or self.to <= self.from_):
            raise ValueError("`to` needs a `from` before it")
        return self

    def ask(self, hall: str, at: Setting) -> Ask:
        """The question to the judge of `hall`."""
        midnight = instant(self.asked.date(), 0, at.zone)
        asked_at = max(midnight, int(self.asked.replace(tzinfo=at.zone).timestamp()))
        facts: Mapping[str, object] = {"programme": self.programme} if self.programme else {}
        return Ask(
            step=self.step,
            asked_at=asked_at,
            hall=hall,
            room=self.room,
            day=self.day,
            span=None if self.day is None else _span(self.day, self.from_, self.to, at.zone),
            channel=self.channel,
            party=self._party(hall, at),
            purpose=self.purpose,
            facts=facts,
        )

    def _party(self, hall: str, at: Setting) -> Party:
        day = self.day or self.asked.date()
        said, history = self.party, self.party.history
        return Party(
            people=tuple(somebody.person(day, at) for somebody in said.people),
            group=None if said.group is None else said.group.group(at.registry),
            size=said.size,
            history=None
            if history is None
            else tuple(had.held(hall, self.room or "", at.zone) for had in history),
        )


def _span(day: date, start: int | None, end: int | None, zone: ZoneInfo) -> Span | None:
    """Without an end, the moment at which it starts; None without a start."""
    if start is None:
        return None
    if end is not None:
        return wall_span(day, start, end, zone)
    return Span(at := instant(day, start, zone), at + INSTANT)
