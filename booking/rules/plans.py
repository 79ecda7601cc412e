"""A city's action plan as data: what it says of each programme, and what counts as having done it.

A plan is a TOML file. Its figures are what the plan prints; a row that prints none has none, and says so.
Its yardsticks are indicators (`booking.rules.indicators`), so that a later year is counted, never typed in.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import BaseModel, Field, StringConstraints, ValidationError, model_validator

from booking.rules.documents import parsed
from booking.rules.indicators import Indicator
from booking.rules.mistakes import Mistakes, explained, loose
from booking.rules.rulebook import LANGUAGE
from facilities.rules.halls import Key
from facilities.rules.listed import Listed
from facilities.rules.stages import fiscal_year
from facilities.rules.words import Line, Words

# Numbers begin anew in each section, so that one alone names no programme.
Id = Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{1,2}$")]
Year = Annotated[int, Field(ge=1990, le=2100)]


class Aim(StrEnum):
    """What a target is. None of them is a number: a plan's words are not measured in percent."""

    DIRECTION = "direction"
    """To be kept, furthered, widened."""
    STATE = "state"
    """Not carried out, considered, carried out: which it is now says the department."""
    MILESTONE = "milestone"
    """Reached on a day, or not yet."""


class Target(Words):
    """What the plan wants of a department, in its words."""

    kind: Aim = Aim.DIRECTION


class Published(BaseModel):
    """One figure of a row: what is counted, of what, and what the plan prints for its first year."""

    model_config = LANGUAGE

    indicator: Key
    """By what it is counted."""
    of: Words | None = None
    """Of which hall, kind of meeting or body, as it stands in the plan."""
    key: Key | None = None
    """How a record says that it belongs to `of`: a hall's key, a kind of meeting."""
    baseline: Annotated[int, Field(ge=0)] | None = None
    """What the plan prints for its first year. Left out: it prints nothing, which is not 0."""
    yardstick: bool = False
    """The plan says that the row is evaluated by it."""
    noted: Words | None = None
    """What the plan adds: whom it counted, or under which other word it prints it."""

    @model_validator(mode="after")
    def _found_again(self) -> Self:
        if (self.of is None) != (self.key is None):
            raise ValueError("`of` and `key` belong together: a record finds its figure by the key")
        return self


class Row(BaseModel):
    """What one department has to do with a programme: a line of the plan's table."""

    model_config = LANGUAGE

    department: Key
    target: Target
    figures: tuple[Published, ...] = ()
    now: Words | None = None
    """What stands under 現況 besides figures."""
    evaluated_by: Words | None = None
    """As the plan words its yardstick. Left out: the plan has none (計画に記載なし)."""

    @model_validator(mode="after")
    def _measured_as_it_says(self) -> Self:
        if any(one.yardstick for one in self.figures) != (self.evaluated_by is not None):
            raise ValueError("`evaluated_by` and a figure with `yardstick` belong together")
        return self


class Programme(BaseModel):
    """One of the plan's programmes (事業), with a row for each department."""

    model_config = LANGUAGE

    id: Id
    """Section and number: B1."""
    name: Words
    audience: Words
    content: Words
    rows: Listed[Row]

    @property
    def number(self) -> int:
        return int(self.id[1:])


class Section(BaseModel):
    model_config = LANGUAGE

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z]$")]
    title: Words
    programmes: Listed[Programme]


class Department(BaseModel):
    """An office as the plan names it. Who answers for it today is said in the city's data, not here."""

    model_config = LANGUAGE

    key: Key
    name: Words


class Entry(NamedTuple):
    """A row with what it is a row of."""

    section: Section
    programme: Programme
    row: Row


class Plan(BaseModel):
    """A chapter of an action plan: its sections, programmes and rows, in the plan's order."""

    model_config = LANGUAGE

    format: Literal[1]
    key: Key
    title: Words
    chapter: Annotated[int, Field(ge=1)]
    source: Annotated[Line, StringConstraints(min_length=1)]
    """Where the figures were found; it stands beside each."""
    baseline: Year
    """The fiscal year of what stands under 現況, by the calendar year in which it began."""
    first: Year
    """The first fiscal year for which the targets are set."""
    last: Year
    """The last one."""
    departments: Listed[Department]
    indicators: Listed[Indicator]
    sections: Listed[Section]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if not self.baseline < self.first <= self.last:
            raise ValueError("`baseline`, `first` and `last` follow one another")
        _once("department", (one.key for one in self.departments))
        _once("indicator", (one.key for one in self.indicators))
        _once("programme", (one.id for section in self.sections for one in section.programmes))
        for section, programme, row in self.entries:
            if not programme.id.startswith(section.id):
                raise ValueError(f"{programme.id} stands in section {section.id}")
            self._names_known(programme, row)
        return self

    def _names_known(self, programme: Programme, row: Row) -> None:
        if row.department not in {one.key for one in self.departments}:
            raise ValueError(f"{programme.id} names no department of this plan: {row.department}")
        for figure in row.figures:
            if figure.indicator not in self.counted:
                raise ValueError(f"{programme.id} counts by no indicator of this plan: {figure.indicator}")

    @cached_property
    def counted(self) -> dict[str, Indicator]:
        """Its indicators by their keys."""
        return {one.key: one for one in self.indicators}

    @property
    def entries(self) -> Iterator[Entry]:
        for section in self.sections:
            for programme in section.programmes:
                yield from (Entry(section, programme, row) for row in programme.rows)

    def covers(self, day: date) -> bool:
        """Whether targets are set for the fiscal year of this day."""
        return self.first <= fiscal_year(day) <= self.last


def _once(what: str, names: Iterator[str]) -> None:
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        raise ValueError(f"{what} {twice[0]} stands twice")


def read(text: str, name: str) -> Plan:
    """The plan in a TOML text. Raises Mistakes with everything that is wrong; `name` is the file's."""
    raw = parsed(text, name)
    try:
        plan = Plan.model_validate(raw)
    except ValidationError as error:
        raise Mistakes(list(explained(name, raw, Plan, error)), error.error_count()) from None
    # What is stored is JSON; in a file a number in quotes is a slip.
    if mistakes := list(loose(name, raw, plan)):
        raise Mistakes(mistakes)
    return plan
