"""What a programme may have to know of those who come, and for how long that is kept."""

from collections.abc import Collection
from enum import StrEnum

from booking.rules.names import LONGEST_NAME

MOST_DAYS = 90  # after somebody's last date: what an insurer or a doctor still asks comes within weeks
A_DAY = 24 * 60 * 60  # seconds


class Asked(StrEnum):
    """Each is a text of its own."""

    NAMES = "names"  # where somebody has to be called by their name
    ALLERGIES = "allergies"
    INSURANCE = "insurance"
    EMERGENCY = "emergency"


NEEDED = (Asked.NAMES, Asked.EMERGENCY)  # where they are asked; nothing to say about the others is an answer
LONGEST = {Asked.NAMES: 5 * LONGEST_NAME, Asked.ALLERGIES: 300, Asked.INSURANCE: 300, Asked.EMERGENCY: 300}


class NotKept(ValueError):
    """Particulars for which nobody has said when they are erased."""


def must_end(asks: Collection[Asked], kept_days: int) -> None:
    """NotKept where something is asked and no day is stated, or one too late."""
    if asks and not 1 <= kept_days <= MOST_DAYS:
        raise NotKept
