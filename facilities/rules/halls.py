"""Halls and their rooms as a rulebook names them: the facts of a place, without its rules."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from facilities.rules.listed import Listed


def _key(key: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key):
        raise ValueError('write a key in small letters, digits and single hyphens, as "higashi-2"')
    return key


# No longer than the columns that keep them: what these cannot hold is told while a file is read.
Key = Annotated[str, StringConstraints(max_length=32), AfterValidator(_key)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)]


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError('write a time zone by its IANA name, as "Asia/Tokyo"')
    return name


class Name(BaseModel):
    """A name in Japanese with its reading (for furigana), and in English: `ja` is needed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ja: Annotated[Line, StringConstraints(min_length=1)]
    """In Japanese."""
    reading: Line = ""
    """Its reading in hiragana."""
    en: Line = ""
    """In English."""


class HallRoom(BaseModel):
    """A room of a hall. `spaces` are what it is made of, itself if left out; a joined room names several."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Key
    """How clauses name it."""
    name: Name
    """The name on the door."""
    floor: Short = ""
    """On which floor."""
    # Kept in a small integer, which ends at 32,767.
    capacity: Annotated[int, Field(ge=1, le=30_000)] | None = None
    """How many fit in: shown only; the rule is a `headcount`."""
    loud: bool = False
    """It may be loud in it."""
    youth: bool = False
    """A place in which youths belong (青少年の居場所): a teens' room, a youth salon."""
    bookable: bool = True
    """Whether it is booked; a lobby is not."""
    spaces: Listed[Key] | None = None
    """What a booking holds: itself if left out. A joined room names the rooms that it is made of."""

    @property
    def made_of(self) -> tuple[str, ...]:
        return self.spaces or (self.key,)


class Hall(BaseModel):
    """A hall with the facts that its source gives."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Key
    """How clauses name it; unlike any other hall's in the city."""
    name: Name
    """Its name."""
    kind: Literal["childrens_hall", "community_centre", "youth_centre", "civic_hall"]
    """What kind of house it is; it changes nothing in the judgement."""
    address: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    """Where."""
    phone: Short = ""
    """Its telephone."""
    seals: bool = True
    """Whether its papers have a space for a seal; whoever prints one may still say otherwise."""
    timezone: Annotated[str, AfterValidator(_known_zone)] = "Asia/Tokyo"
    """Its clock."""
    rooms: tuple[HallRoom, ...] = ()
    """Its rooms."""

    @model_validator(mode="after")
    def _rooms_once(self) -> Self:
        if twice := repeated([room.key for room in self.rooms]):
            raise ValueError(f"the room {twice[0]} is named twice")
        return self

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


def repeated(keys: Sequence[str]) -> list[str]:
    """The keys that stand there more than once, each once, in order."""
    return [key for key, count in Counter(keys).items() if count > 1]
