"""Facts of a question that only one or two clause types ask for. None: nobody said."""

from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from facilities.rules.walltime import WallTime

Count = Annotated[int, Field(ge=0)]


class Taken(BaseModel):
    """A part of the day in which others have the room."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    from_: WallTime = Field(alias="from")
    """From when."""
    to: WallTime
    """Until when."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.to <= self.from_:
            raise ValueError("`to` is not after `from`")
        return self


class Facts(BaseModel):
    """What is known of the circumstances of a use. Keys are those that the rulebook uses."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    # Of what is asked for
    also_on: tuple[date, ...] | None = None
    """Other days of the same application."""
    instruments: tuple[str, ...] | None = None
    """What is played; looked at by the types `instruments` and `quiet` only."""
    things: tuple[str, ...] | None = None
    """Things on loan, each as often as it is lent; looked at by the type `fee` only."""
    sound_until: WallTime | None = None
    """Until when something loud is played."""
    whole_bands: bool | None = None
    """Whether whole bands are asked for, where no times are known."""
    # 33 lends two bands on end, and three of the kitchen, whose times nobody has found.
    bands: Annotated[int, Field(ge=1)] | None = None
    """How many bands on end are asked for, where no times are known."""
    programme: str | None = None
    """A programme of the hall that somebody signs up for."""
    applicants: Count | None = None
    """How many have applied for the same, this one included."""
    entries: Count | None = None
    """Lottery entries already made for the same period."""
    lost: bool | None = None
    """Whether they entered the draw before, and were not drawn."""
    booked_on: date | None = None
    """On which day the booking was made that is completed, or paid for, at the step `confirm`."""
    # Of the day
    booked: bool | None = None
    """Whether somebody who arrives has a booking."""
    vacant: bool | None = None
    """Whether the room is free then, or next."""
    taken: tuple[Taken, ...] | None = None
    """When others have the room that day; an empty list: not at all."""
    evening_booked: bool | None = None
    """Whether anything is booked that evening, by anybody."""
    programme_then: bool | None = None
    """Whether the hall needs the room for a programme of its own."""
    warnings: tuple[str, ...] | None = None
    """Weather warnings in force."""
    paid: bool | None = None
    """Whether the fee is paid."""
    # Of what happened
    event: str | None = None
    """What points or a refund are asked about."""
    cause: str | None = None
    """Why it happened."""
    minutes_late: Count | None = None
    """How late somebody comes."""
    minutes_over: Count | None = None
    """How long somebody stayed past the end."""
    contacted: bool | None = None
    """Whether somebody told the hall."""


NOTHING_SAID = Facts()
