"""What a department says of a target that is no number: in which state it is, or on which day it was reached.

A target of the plan is a direction, a state or a milestone (`booking.rules.plans.Aim`). Of a direction the
figures speak; of the others the department does, each time with the day from which it is so.
"""

from collections.abc import Mapping
from enum import StrEnum

from booking.rules.plans import Aim


class Stand(StrEnum):
    """How a target stands, from a day on."""

    NOT_CARRIED_OUT = "not"
    CONSIDERED = "considered"
    CARRIED_OUT = "done"
    REACHED = "reached"
    """Of a milestone: on this day."""


STANDS: Mapping[Aim, tuple[Stand, ...]] = {
    Aim.DIRECTION: (),
    Aim.STATE: (Stand.NOT_CARRIED_OUT, Stand.CONSIDERED, Stand.CARRIED_OUT),
    Aim.MILESTONE: (Stand.REACHED,),
}
"""What can be said of which kind of target."""
