"""The facts of a worked question as they were published; what nobody said stays unknown."""

from datetime import date
from typing import Annotated, TypeVar
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from booking.rules.ask import Agreed, Group, Held, Incident, Party, Person, Registered, TieKind
from booking.rules.clauses import Setting
from booking.rules.lifecycle import State
from facilities.rules.ages import Ages
from facilities.rules.spans import Span, day_span, instant, wall_span
from facilities.rules.stages import AgeMode, Cohort, Stage
from facilities.rules.walltime import WallTime

T = TypeVar("T")

# A span is never empty; a minute is shorter than anything that is lent and no clause can tell it from none.
INSTANT = 60  # seconds that stand for "at that moment"
FACTS = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Registry(BaseModel):
    """What is said of a registration: that there is one (or none), since and until when, with whom; and
    of the class of users as which somebody asks or is registered."""

    model_config = FACTS

    registered: bool | None = None
    """Whether there is a registration."""
    registered_on: date | None = None
    """Since when."""
    registered_until: date | None = None
    """Until when, that day too."""
    registry: str | None = None
    """With whom; left out, the file's own."""
    user_class: str | None = Field(default=None, alias="class")
    """The class of users as which they ask or are registered."""

    def registrations(self, own: str) -> tuple[Registered, ...] | None:
        """As facts; without a name, the registry is the rulebook's own."""
        if self.registered is False:
            return ()
        # Nothing said is not "none": a clause then cannot tell, and asks.
        if (self.registered, self.registered_on, self.registered_until) == (None, None, None):
            return None
        made = (self.registered_on, self.registered_until, self.user_class)
        return (Registered(self.registry or own, *made),)


class Happened(BaseModel):
    """Something that happened with a booking, and on which day it was found."""

    model_config = FACTS

    event: str
    """What happened."""
    on: date
    """On which day it was found."""
    cause: str | None = None
    """Why."""
    role: str | None = None
    """What the person was in that group."""
    count: Annotated[int, Field(ge=1)] = 1
    """How often."""

    def incident(self) -> Incident:
        return Incident(self.event, self.on, self.cause, self.role, self.count)


class Known(Registry):
    """What is said of people and of groups alike."""

    incidents: tuple[Happened, ...] | None = None
    """What happened before; an empty list: nothing did."""

    def happened(self) -> tuple[Incident, ...] | None:
        return None if self.incidents is None else tuple(one.incident() for one in self.incidents)


class Somebody(Known):
    """One who comes, or `count` alike. Age, grade, stage and `ages` ("all under 20") are those on the day
    of use, or of registering."""

    born: date | None = None
    """The birth date."""
    age: Annotated[int, Field(ge=0, le=150)] | None = None
    """In years."""
    grade: Annotated[int, Field(ge=1, le=12)] | None = None
    """1 to 6 elementary, 7 to 9 junior high, 10 to 12 high school."""
    stage: Stage | None = None
    """By birth date."""
    ages: Ages | None = None
    """A range: `{ to_age = 19 }` is "all under 20"."""
    at_school: bool | None = None
    """Whether they go to a school."""
    school: str | None = None
    """To which, as `school_days` of the question name it; `""`: to none."""
    ties: tuple[TieKind, ...] | None = None
    """Ties to the city; an empty list: none."""
    untied: tuple[TieKind, ...] = ()
    """Ties that they are known not to have, where the others are not known."""
    inductions: tuple[str, ...] | None = None
    """Courses taken; an empty list: none."""
    inductions_on: dict[str, date] = {}  # courses with the day on which they were taken
    """Courses with the day on which they were taken."""
    consents: tuple[str, ...] | None = None
    """To what a guardian has agreed; an empty list: to nothing."""
    consents_on: dict[str, date] = {}  # the same, with the day on which it was given
    """To what a guardian has agreed, with the day on which it was given."""
    consents_by_phone: tuple[str, ...] = ()
    """To what a guardian has agreed by a link that went through the child's own phone."""
    proofs: tuple[str, ...] | None = None
    """Papers that they bring; an empty list: none."""
    accompanies: bool | None = None
    """Whether they come to look after the others."""
    represents: bool | None = None
    """Whether they represent the group."""
    roles: tuple[str, ...] | None = None
    """What they are in the group."""
    count: Annotated[int, Field(ge=1)] = 1
    """So many people alike."""

    def person(self, day: date, at: Setting) -> Person:
        return Person(
            born=self.cohort(day, at.mode),
            ties=_set(self.ties),
            untied=frozenset(self.untied),
            registrations=self.registrations(at.registry),
            inductions=_set(self._courses),
            taken_on=tuple(self.inductions_on.items()),
            user_class=self.user_class,
            at_school=self.at_school,
            school=self.school,
            accompanies=self.accompanies,
            represents=self.represents,
            roles=_set(self.roles),
            consents=self._agreed,
            proofs=_set(self.proofs),
            incidents=self.happened(),
            count=self.count,
        )

    @property
    def _courses(self) -> tuple[str, ...] | None:
        said = self.inductions is not None or self.inductions_on
        return (*(self.inductions or ()), *self.inductions_on) if said else None

    @property
    def _agreed(self) -> frozenset[Agreed] | None:
        # As above: what nobody said stays unknown.
        if self.consents is None and not self.consents_by_phone and not self.consents_on:
            return None
        seen = {Agreed(purpose) for purpose in self.consents or ()}
        seen |= {Agreed(purpose, on=on) for purpose, on in self.consents_on.items()}
        return frozenset(seen | {Agreed(purpose, through_child=True) for purpose in self.consents_by_phone})

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
        if self.ages is not None:
            said.append(_somebody(self.ages.cohort(day, mode)))
        return Cohort(max(one.earliest for one in said), min(one.latest for one in said))


def _somebody(cohort: Cohort | None) -> Cohort:
    if cohort is None:
        raise ValueError("nobody is of these ages on that day")
    return cohort


def _set(values: tuple[T, ...] | None) -> frozenset[T] | None:
    return None if values is None else frozenset(values)


class Company(Known):
    """The group that asks. `group = true` says that there is one, `group = false` that there is none."""

    asks: bool = True
    """`false` is: no group."""
    kind: str | None = None
    """What kind of group."""
    name: str | None = None
    """Its name."""
    one_family: bool | None = None
    """Whether it is a single family."""
    local: bool | None = None
    """Whether it is a group of the city's (市内団体)."""
    overlap: Annotated[int, Field(ge=0, le=100)] | None = None
    """Per cent of its members who are in one other registered group."""

    def group(self, own: str) -> Group | bool:
        if not self.asks:
            return False
        return Group(
            registrations=self.registrations(own),
            kind=self.kind,
            user_class=self.user_class,
            name=self.name,
            one_family=self.one_family,
            local=self.local,
            overlap=self.overlap,
            incidents=self.happened(),
        )


def _yes_or_no(group: object) -> object:
    return {"asks": group} if isinstance(group, bool) else group


class Had(BaseModel):
    """A booking that the asker has or had; in the question's own hall and room unless it says others."""

    model_config = FACTS

    hall: str | None = None
    """Left out, the question's hall."""
    room: str | None = None
    """Left out, the question's room."""
    day: date
    """On which day."""
    from_: WallTime | None = Field(default=None, alias="from")
    """From when."""
    to: WallTime | None = None
    """Until when."""
    state: State = State.BOOKED
    """What became of it."""
    by_group: bool = False
    """Whether the group has it, and not the person."""

    def held(self, hall: str, room: str, zone: ZoneInfo) -> Held:
        span = span_of(self.day, self.from_, self.to, zone) or day_span(self.day, zone)
        return Held(self.hall or hall, self.room or room, span, self.state, self.by_group)


class Attendance(BaseModel):
    """Who would come: what is left out, nobody said."""

    model_config = FACTS

    size: Annotated[int, Field(ge=1)] | None = None
    """How many people come in all."""
    people: tuple[Somebody, ...] = ()
    """Those of whom something is known, one row for each kind."""
    group: Annotated[Company | None, BeforeValidator(_yes_or_no, json_schema_input_type=bool | Company)] = (
        None
    )
    """The group that asks; `true`: there is one, `false`: there is none."""
    history: tuple[Had, ...] | None = None
    """Bookings that the asker has or had; an empty list: none."""

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
