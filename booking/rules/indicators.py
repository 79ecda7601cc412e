"""Indicators: how dated records become a figure of the city's plan.

A figure is a count of records, or a count over their headcounts; it can always be opened down to the
records it counts. Where nothing is on record it is None: nobody has said, which is not 0. A record whose
headcount nobody entered is named as missing, and nothing is guessed in its place.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Self

from pydantic import BaseModel, model_validator

from booking.rules.attendance import Counts, Part, of_part
from booking.rules.bands import BANDS
from facilities.rules.halls import Key
from facilities.rules.listed import Listed
from facilities.rules.words import Words


class Kind(StrEnum):
    """What a record is of."""

    SESSION = "session"
    """A date of a programme that took place."""
    ACTIVITY = "activity"
    """A day of activity that a school, a nursery, a club or an NPO reported and the department confirmed."""
    MEETING = "meeting"
    """A meeting between the bodies around a child, by its kind."""
    TRAINING = "training"
    ARTICLE = "article"
    """An article that was submitted, printed or not."""
    ISSUE = "issue"
    """A number of the city's newsletter, or a special."""
    LECTURE = "lecture"
    """A lecture that was asked for and held."""
    LISTING = "listing"
    """An entry that stands on a department's list of people."""
    INTRODUCTION = "introduction"
    """Somebody from a list was introduced to a programme."""
    GRANT = "grant"
    """A grant that was paid."""
    COMMITTEE = "committee"
    """A children's committee met."""
    USE = "use"
    """A group used a room."""
    EVENING = "evening"
    """A day on which a hall was open in the evening."""
    PLACE = "place"
    """A room in which youths belong."""


class Body(StrEnum):
    """What carried an activity out."""

    SCHOOL = "school"
    NURSERY = "nursery"
    CLUB = "club"
    NPO = "npo"


class Measure(StrEnum):
    """What of the records is counted."""

    RECORDS = "records"
    DAYS = "days"
    """Days on which anybody of it was active, each body's own added up."""
    BODIES = "bodies"
    """Halls, schools or clubs, each once."""
    HEADS = "heads"
    """People as often as they came (延べ), of the parts and bands that the indicator names."""
    USERS = "users"
    """Those for whom something was used, as often as it was."""


class Indicator(BaseModel):
    """How something is counted, and what it is called."""

    model_config = {"extra": "forbid", "frozen": True}

    key: Key
    name: Words
    unit: Words
    """What stands behind the number: 回."""
    before: Words | None = None
    """What stands before it where it is named by what it is of: 参加."""
    of: Listed[Kind]
    """Records of these kinds."""
    measure: Measure = Measure.RECORDS
    parts: Listed[Part] | None = None
    """Whom of those who came it counts. Left out: those who took part."""
    bands: Listed[str] | None = None
    """Of which ages. Left out: of every age."""
    bodies: Listed[Body] | None = None
    """Activities of which bodies: schools only. Left out: of every one, and whatever is of none."""

    @property
    def of_people(self) -> bool:
        """Whether its number is one of people, and no count of what was held."""
        return self.measure in (Measure.HEADS, Measure.USERS)

    @model_validator(mode="after")
    def _of_heads(self) -> Self:
        if self.measure is not Measure.HEADS and (self.parts or self.bands):
            raise ValueError("`parts` and `bands` belong to an indicator that counts heads")
        if unknown := set(self.bands or ()) - set(BANDS):
            raise ValueError(f"no such band: {min(unknown)}")
        return self


# Of no programme of a plan: it counts for every row of its department that counts its kind.
WHATEVER = ""


class Record(NamedTuple):
    """Something that happened, or stood, on a day (the hall's or the city's date)."""

    kind: Kind
    key: str
    """By which it is found again."""
    day: date
    programme: str
    """Of the plan: B1. `WHATEVER` for what stands for itself, like an evening: it is its department's."""
    department: str
    of: str = ""
    """Which hall, kind of meeting or list: what the plan tells apart within a row."""
    body: str = ""
    """Whose it was: a hall, a school, a club."""
    body_is: Body | None = None
    """What that is, where somebody reported it. None: a hall, or an office."""
    heads: Counts | None = None
    """Who came. None: nobody has said."""
    users: int | None = None
    """Whom it served. None: nobody has said."""


class Figure(NamedTuple):
    """A counted figure. `value` is None where nothing is on record; `missing` are without a headcount."""

    value: int | None
    counted: tuple[Record, ...] = ()
    missing: tuple[Record, ...] = ()


def figure(indicator: Indicator, records: Iterable[Record]) -> Figure:
    """What the records of the indicator's kinds come to. They are those of one row of a plan and of one
    year: which those are, is asked of the database."""
    of_it = [one for one in records if _is_of(indicator, one)]
    if indicator.measure is Measure.HEADS:
        return _heads(indicator, of_it)
    if indicator.measure is Measure.USERS:
        return _users(of_it)
    # What nobody has put on record must not become a 0 (decision 42).
    return Figure(_measured(indicator.measure, of_it) if of_it else None, tuple(of_it))


def people_in(indicator: Indicator, record: Record) -> int | None:
    """How many people a record brings to a figure of this indicator. None where nobody has said, and for an
    indicator that counts no people."""
    if indicator.measure is Measure.HEADS:
        return None if record.heads is None else sum(_bands(indicator, record.heads))
    return record.users if indicator.measure is Measure.USERS else None


def _is_of(indicator: Indicator, record: Record) -> bool:
    # A hall is none of these bodies: an indicator of schools counts nothing that nobody has reported.
    whose = indicator.bodies is None or record.body_is in indicator.bodies
    return record.kind in indicator.of and whose


def _heads(indicator: Indicator, records: list[Record]) -> Figure:
    said = [(one, one.heads) for one in records if one.heads is not None]
    value = sum(sum(_bands(indicator, heads)) for _, heads in said) if said else None
    # Named beside the figure, and never guessed into it.
    missing = tuple(one for one in records if one.heads is None)
    return Figure(value, tuple(one for one, _ in said), missing)


def _users(records: list[Record]) -> Figure:
    said = [(one, one.users) for one in records if one.users is not None]
    missing = tuple(one for one in records if one.users is None)
    return Figure(sum(users for _, users in said) if said else None, tuple(one for one, _ in said), missing)


def _bands(indicator: Indicator, heads: Counts) -> Iterator[int]:
    came = of_part(heads, *(indicator.parts or (Part.TAKING_PART,)))
    return (count for band, count in came.items() if indicator.bands is None or band in indicator.bands)


def _measured(measure: Measure, records: list[Record]) -> int:
    match measure:
        case Measure.DAYS:
            # Two sessions of one hall on one day are one day of activity, and of two halls they are two.
            return len({(one.body, one.day) for one in records})
        case Measure.BODIES:
            return len({one.body for one in records})
        case _:
            return len(records)
