"""Demand that was not met: why somebody who wanted a room got none.

One refusal has every reason at once. It is counted once, under the reason that says most of what the city
could offer: that a room is taken or closed before that its asker came too early.
"""

from collections.abc import Collection
from enum import StrEnum

from booking.rules.codes import Code


class Cause(StrEnum):
    """In the order in which one is told of several."""

    TAKEN = "taken"
    CLOSED = "closed"
    AGE = "age"
    EARLY = "early"
    OTHER = "other"
    NOTHING_FOUND = "nothing"
    """A search that found no time at all; nobody was refused."""
    LOST = "lost"
    """Entered a lottery and won nothing: that is on record."""
    DECLINED = "declined"
    """Asked the hall, and it said no: that is on record, too."""


COUNTED = (Cause.TAKEN, Cause.CLOSED, Cause.AGE, Cause.EARLY, Cause.OTHER, Cause.NOTHING_FOUND)
"""What nobody has on record otherwise, so that it is counted as it happens."""

OF_CODES = {
    Cause.TAKEN: {Code.TAKEN, Code.TURNOVER, Code.EQUIPMENT, Code.CAPACITY, Code.PRIORITY, Code.PROGRAMME},
    Cause.CLOSED: {Code.CLOSED, Code.OUTSIDE_HOURS, Code.CLOSED_EARLY, Code.WEATHER, Code.NOT_LENT},
    Cause.AGE: {Code.AGE_MIN, Code.AGE_MAX, Code.AGE_EVENING, Code.LEAVE_BY, Code.PROGRAMME_AGE},
    Cause.EARLY: {Code.TOO_EARLY, Code.SAME_DAY, Code.NO_SUCH_DAY},
}


def cause_of(codes: Collection[str]) -> Cause:
    """Under what a refusal for these reasons is counted."""
    return next((cause for cause, of_it in OF_CODES.items() if of_it & set(codes)), Cause.OTHER)
