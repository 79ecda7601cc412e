"""The demo city as data: `city.toml`, read and checked."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from booking.models import Group
from booking.rules.staff import Role
from facilities.rules.ages import Ages
from facilities.rules.days import Weekday
from facilities.rules.evenings import EveningPlan, Recurrence
from facilities.rules.halls import Name
from facilities.rules.walltime import WallTime

NOBODYS = "000-000-0000"  # whoever tries the demo must ring neither a hall nor a home
FILE = Path(__file__).with_name("city.toml")

Part = Literal["morning", "afternoon", "evening"]
Range = tuple[int, int]
Chance = Annotated[float, Field(ge=0, le=1)]


class Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Access(Data):
    """What is known of a hall, or of a room as "hall/room". What is left out, nobody has looked at."""

    key: str
    step_free: bool | None = None
    lift: bool | None = None
    wheelchair_toilet: bool | None = None
    ostomate_toilet: bool | None = None
    hearing_loop: bool | None = None
    parking: bool | None = None
    voiceless_contact: str = ""


class Office(Data):
    """A department, and the halls that answer to it."""

    key: str
    name: Name
    halls: tuple[str, ...]


class Thing(Data):
    room: str
    key: str
    name: Name
    stock: int = 1
    lent_in: tuple[str, ...] = ()


class Busy(Data):
    """The chance that somebody wants a piece of the day; of several that fit, the first counts."""

    rooms: tuple[str, ...] = ()
    halls: tuple[str, ...] = ()
    after_school: bool = False
    morning: Chance
    afternoon: Chance
    evening: Chance


class SignIn(Data):
    as_: str = Field(alias="as")
    password: str


class Try(Data):
    """A page of the demo that one would not come across by looking around."""

    page: str
    as_: str = Field(alias="as")


class Parent(Data):
    """A guardian of a member's, who sees the bookings and gets copies. `page` is the secret of the link to
    their page: of those who try the demo everybody may know it, as they know the passwords."""

    name: str
    relation: str
    email: str = ""
    page: str = ""


class Plea(Data):
    """A guardian is asked for a consent, and has not answered yet; `link` is the secret of that link."""

    link: str


class Member(Data):
    card: str
    name: str
    reading: str
    call: str
    grade: Annotated[int, Field(ge=1, le=12)] | None = None
    age: int | None = None
    language: Literal["ja", "en"] = "ja"
    email: str = ""
    inducted: bool = False
    staff: tuple[str, ...] = ()  # the halls at which they serve
    department: str = ""  # the department for which they serve at all of its halls
    role: Role = Role.DESK
    signs_in: SignIn | None = None
    guardian: Parent | None = None
    agreed: bool = False  # the guardian has, to the open evenings
    asks: Plea | None = None


class Uses(Data):
    rooms: tuple[str, ...]
    parts: tuple[Part, ...]
    weight: int = 1


class Habit(Data):
    """Who comes to which rooms, when, with whom and for what."""

    people: tuple[str, ...]
    brings: dict[str, Range] = {}
    purposes: tuple[str, ...]
    outstanding: int | None = None  # how many bookings they keep open at most
    uses: tuple[Uses, ...]


class Club(Habit):
    """A group; the first of its people leads it, and between `comes` of them come to a use."""

    name: str
    kind: Group.Kind
    comes: Range


class Ahead(Data):
    """A booking that somebody has ahead of them when the city is loaded."""

    person: str
    group: str = ""
    room: str
    parts: tuple[Part, ...]


class Term(Data):
    """A series that a group books when the city is loaded; `way` is one of `booking.rules.series.ways`."""

    person: str
    group: str
    room: str
    weekday: Weekday
    way: str
    times: int
    from_: WallTime = Field(alias="from")
    to: WallTime


class Evenings(Data):
    """An evening opening that the hall's staff decide; from which day on is said when they do."""

    hall: str
    weekdays: tuple[Weekday, ...]
    from_: str = Field(alias="from")
    to: str
    admits: Ages
    reason_ja: str
    reason_en: str

    def plan(self, first: date) -> EveningPlan:
        given = self.model_dump(by_alias=True, exclude={"hall", "weekdays"}, exclude_none=True)
        return EveningPlan(**given, recurrence=Recurrence(first=first, weekdays=self.weekdays))


class Inquiry(Data):
    """A booking that the hall is asked about, since its rules leave it to the staff."""

    person: str
    group: str
    room: str
    brings: dict[str, int]
    purpose: str
    said: str


class NewGroup(Data):
    """A group that has only just begun, and applies to be registered."""

    leader: str
    name: str
    kind: Group.Kind


class Agreeing(Data):
    """A guardian who agrees on the child's own phone."""

    child: str
    purpose: str
    name: str
    relation: str


class Works(Data):
    """Works in a room, so many days ahead or later, for as many days, and at most `longest`, as it takes to
    move at least `fewest` bookings."""

    room: str
    days_ahead: int
    fewest: int
    longest: int
    from_: WallTime = Field(alias="from")
    to: WallTime
    reason_ja: str
    reason_en: str


class DeskQueue(Data):
    """What waits for the desk of a hall; of groups and guardians one after the other."""

    hall: str
    asks: Inquiry
    groups: tuple[NewGroup, ...]
    agreeing: tuple[Agreeing, ...]
    works: Works


class City(Data):
    departments: tuple[Office, ...]
    halls: tuple[Access, ...]
    rooms: tuple[Access, ...]
    equipment: tuple[Thing, ...]
    evenings: tuple[Evenings, ...]
    busy: tuple[Busy, ...]
    people: tuple[Member, ...]
    groups: tuple[Club, ...]
    alone: tuple[Habit, ...]
    ahead: tuple[Ahead, ...]
    terms: tuple[Term, ...]
    queue: DeskQueue
    tries: tuple[Try, ...]


@cache
def city() -> City:
    return City.model_validate(tomllib.loads(FILE.read_text()))
