"""Facts of a question that only one or two clause types ask for. None: nobody said."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from facilities.rules.walltime import WallTime

Count = Annotated[int, Field(ge=0)]


class Facts(BaseModel):
    """What is known of the circumstances of a use. Keys are those that the rulebook uses."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    # Of what is asked for
    also_on: tuple[date, ...] | None = None  # other days of the same application
    instruments: tuple[str, ...] | None = None
    sound_until: WallTime | None = None  # until when something loud is played
    whole_bands: bool | None = None  # whether whole bands are asked for, where no times are known
    programme: str | None = None  # a programme of the hall that somebody signs up for
    applicants: Count | None = None  # how many have applied in the same quota, this one included
    entries: Count | None = None  # lottery entries already made for the same period
    # Of the day
    booked: bool | None = None  # whether somebody who arrives has a booking
    vacant: bool | None = None  # whether the room is free then, or next
    evening_booked: bool | None = None  # whether anything is booked that evening
    programme_then: bool | None = None  # whether the hall needs the room for a programme of its own
    warnings: tuple[str, ...] | None = None  # weather warnings in force
    paid: bool | None = None
    # Of what happened
    event: str | None = None  # "no_show", "late_cancel": what points or a refund are asked about
    cause: str | None = None  # "rain"
    minutes_late: Count | None = None
    minutes_over: Count | None = None  # how long somebody stayed past the end
    contacted: bool | None = None  # whether somebody told the hall


NOTHING_SAID = Facts()
