"""What was wanted in vain is written after an answer, about once a minute (`booking.actions.demand`)."""

from booking.actions.demand import TALLY
from facilities.clock import machine_time


def written_when_due(**_signal: object) -> None:
    """A receiver of `request_finished`. Most of the time it only looks at a number in memory."""
    if TALLY.is_due(machine_time()):
        TALLY.write()
