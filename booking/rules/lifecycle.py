"""The states of a booking, and which of them hold a room."""

from enum import StrEnum


class State(StrEnum):
    OFFERED = "offered"  # held for somebody on the waiting list until they answer
    PROVISIONAL = "provisional"  # lapses unless something is completed
    BOOKED = "booked"
    IN_USE = "in_use"
    USED = "used"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"
    NO_SHOW = "no_show"


# Claims exist exactly as long as the booking is in one of these.
HOLDING = frozenset({State.OFFERED, State.PROVISIONAL, State.BOOKED, State.IN_USE})

# The cause of what the hall itself has cancelled. No clause defines it: whatever a hall publishes about those
# who change their mind, what it takes away it pays back.
HALL = "hall"

# Seconds after booking in which it can be given up as if it had never been.
UNDO = 600
