"""What the judge is asked: who would do what, where, when, and what is known of them.

Every fact may be unknown: None means "nobody said", an empty tuple or False means "none".
Instants are seconds since the epoch (UTC); days are the facility's local days.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from booking.rules.circumstances import NOTHING_SAID, Facts
from booking.rules.lifecycle import HOLDING, State
from facilities.rules.ages import Ages
from facilities.rules.spans import Span
from facilities.rules.stages import AgeMode, Cohort, Stage

SCHOOL = "school"  # the kind of group that is a school and bears its name
OF_SCHOOL = Ages(from_stage=Stage.ELEMENTARY, to_stage=Stage.HIGH_SCHOOL)


class Step(StrEnum):
    """Where in the life of a booking the question is asked."""

    REGISTER = "register"
    ENTER = "enter"  # enter a lottery
    RESULT = "result"  # see its result
    CONFIRM = "confirm"
    BOOK = "book"
    ARRIVE = "arrive"
    STAY = "stay"
    EXTEND = "extend"
    CANCEL = "cancel"


class Channel(StrEnum):
    WEB = "web"
    PHONE = "phone"
    COUNTER = "counter"
    POST = "post"
    FAX = "fax"
    MAIL = "mail"
    DOOR = "door"  # at the room itself, by the tablet at its door


class TieKind(StrEnum):
    LIVES = "lives"
    WORKS = "works"
    STUDIES = "studies"


@dataclass(frozen=True, slots=True)
class Registered:
    """A registration with a registry: on which day made, until when if a last day was set, in which class."""

    registry: str
    on: date | None = None  # None: nobody said
    until: date | None = None
    user_class: str | None = None
    # Who only describes a registration says nothing of it: the published refusal stands (decision 27).
    renewable: bool = False  # whoever asks can have it renewed before it runs out


@dataclass(frozen=True, slots=True)
class Agreed:
    """A guardian's consent to a purpose of a rulebook (None: nobody said of which).

    `through_child`: it came by a link that went through the child's own phone, and nobody has seen the
    guardian. `on`: the day on which it was given, if anybody said.
    """

    purpose: str
    rulebook: str | None = None
    through_child: bool = False
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """Something that happened with a booking and that a hall's sanctions may count.

    `event` and `cause` are keys that the rulebook uses ("no_show", "rain"); `on` is the day on which
    it was found; `role` is what the person was in the group that it happened to.
    """

    event: str
    on: date
    cause: str | None = None
    role: str | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Person:
    """One member of a party. `born` is what is known of the birth date."""

    born: Cohort = field(default_factory=Cohort)
    ties: frozenset[TieKind] | None = None
    untied: frozenset[TieKind] = frozenset()  # known not to hold, where `ties` are not known
    claimed: frozenset[TieKind] = frozenset()  # they say so, and nobody has seen a proof yet
    registrations: tuple[Registered, ...] | None = None
    inductions: frozenset[str] | None = None  # courses that hold on the day of the visit
    consents: frozenset[Agreed] | None = None  # that hold on the day of the visit
    taken_on: tuple[tuple[str, date], ...] = ()  # of inductions whose day is known, that day
    user_class: str | None = None  # the class of users (利用者区分) as which they ask
    at_school: bool | None = None  # goes to a school: high-school age alone does not tell
    school: str | None = None  # to which, by the name that its calendar has at the hall
    accompanies: bool | None = None  # comes to look after the others: a guardian or supervisor
    represents: bool | None = None  # is the group's representative
    roles: frozenset[str] | None = None  # what they are in the group: "teacher"
    proofs: frozenset[str] | None = None  # papers that they bring: "student_card"
    incidents: tuple[Incident, ...] | None = None
    count: int = 1  # strangers of one age band stand together

    def goes_to(self, schools: Collection[str], day: date, mode: AgeMode) -> bool | None:
        """Whether they go to one of these schools on a day; None if nobody said to which.

        Past 高校生世代, and before the first year, nobody's school has a calendar here.
        """
        if self.school is not None:
            return self.school in schools
        pupils = OF_SCHOOL.cohort(day, mode)
        none = self.at_school is False or (pupils is not None and self.born.within(pupils) is False)
        return False if none else None

    def tied(self, ties: Collection[TieKind]) -> bool | None:
        """Whether one of these binds them to the city; None if nobody said."""
        if self.ties is not None and not self.ties.isdisjoint(ties):
            return True
        # What is only claimed is unknown, and not false, until the desk has seen a proof (decision 27).
        if not self.claimed.isdisjoint(ties):
            return None
        if self.ties is not None:
            return False
        return False if self.untied.issuperset(ties) else None


@dataclass(frozen=True, slots=True)
class Group:
    """What is known of the group in whose name the question is asked."""

    registrations: tuple[Registered, ...] | None = None
    kind: str | None = None
    user_class: str | None = None  # the class of users (利用者区分) as which it asks
    name: str | None = None
    one_family: bool | None = None
    local: bool | None = None  # whether it is a group of the city's
    overlap: int | None = None  # per cent of its members who are in one other registered group
    # The same by the registry where that group is registered, so that each hall counts its own.
    overlaps: tuple[tuple[str, int], ...] | None = None
    incidents: tuple[Incident, ...] | None = None

    def overlap_at(self, registries: Collection[str]) -> int | None:
        """Per cent of its members who are in one other group registered there; None if nobody said."""
        if self.overlaps is None:
            return self.overlap
        return max((share for registry, share in self.overlaps if registry in registries), default=0)


@dataclass(frozen=True, slots=True)
class Held:
    """A booking that the asker, or the group, has or had."""

    hall: str
    room: str
    span: Span
    state: State = State.BOOKED
    by_group: bool = False

    @property
    def holding(self) -> bool:
        return self.state in HOLDING


@dataclass(frozen=True, slots=True)
class Party:
    """Who would come. `group` is None when nobody said whether a group asks, False for no group."""

    people: tuple[Person, ...] = ()
    group: Group | bool | None = None
    size: int | None = None
    history: tuple[Held, ...] | None = None
    carers: int = 0  # who come besides to help: they take up room, and count for nothing else

    @property
    def headcount(self) -> int | None:
        if self.size is not None:
            return self.size
        # A party of whom nobody is named is one of which nobody said, and no party of 0.
        return sum(person.count for person in self.people) or None

    def goes_to(self, schools: Collection[str], day: date, mode: AgeMode) -> bool | None:
        """Whether it is the group of one of these schools, or anybody who comes goes to one on a day; None
        if nobody said."""
        if isinstance(self.group, Group) and self.group.kind == SCHOOL:
            return None if self.group.name is None else self.group.name in schools
        said = [person.goes_to(schools, day, mode) for person in self.everyone]
        if True in said:
            return True
        return None if None in said or not said else False

    @property
    def everyone(self) -> tuple[Person, ...]:
        """The people of whom something is said, and as one more those of whom only the number is."""
        silent = (self.size or 0) - sum(person.count for person in self.people)
        return (*self.people, Person(count=silent)) if silent > 0 else self.people


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to the judge."""

    step: Step
    asked_at: int
    hall: str | None = None
    room: str | None = None
    day: date | None = None
    span: Span | None = None
    channel: Channel | None = None
    party: Party = field(default_factory=Party)
    purpose: str | None = None
    facts: Facts = NOTHING_SAID
    moment: bool = False
    """Of the use only a moment was said, and not until when: `span` is that moment."""
