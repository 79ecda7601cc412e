"""What waits for the desk, in queues by deadline, and who works which of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from zoneinfo import ZoneInfo

from booking.rules.staff import Right
from facilities.rules.spans import instant, local_day
from facilities.rules.stages import DAY


class Queue(StrEnum):
    APPROVALS = "ok"  # bookings that need a person
    REGISTRATIONS = "registration"  # of persons and of groups
    PAPERS = "paper"  # a guardian's word that the hall wants to hear or read for itself
    REDUCTIONS = "fee"  # whoever asks to be let off a fee
    CALLS = "call"  # whoever is told by telephone
    MOVES = "move"  # whom the hall has displaced, and who has not answered yet
    COUNTS = "count"  # how many came, where nobody has said it


WORKED_WITH: Mapping[Queue, Right] = {
    Queue.APPROVALS: Right.OVERRULE,
    Queue.REGISTRATIONS: Right.PEOPLE,
    Queue.PAPERS: Right.PEOPLE,
    Queue.REDUCTIONS: Right.MONEY,
    Queue.CALLS: Right.DESK,
    Queue.MOVES: Right.DESK,
    Queue.COUNTS: Right.DESK,
}
DAYS_TO_ANSWER = 7  # where nothing else sets a deadline


class Due(StrEnum):
    TONIGHT = "tonight"
    TOMORROW = "tomorrow"
    WEEK = "week"
    LATER = "later"


@dataclass(frozen=True, slots=True, order=True)
class Waiting:
    """One thing that waits, with its deadline (seconds, UTC); `key` is its key in the database."""

    due: int
    queue: Queue
    key: int


def due_of(at: int, now: int, zone: ZoneInfo) -> Due:
    """Under which heading a deadline stands; what is overdue is tonight's."""
    # A deadline at midnight is the end of the day before.
    left = (local_day(at - 1, zone) - local_day(now, zone)).days
    if left <= 0:
        return Due.TONIGHT
    return Due.TOMORROW if left == 1 else Due.WEEK if left < DAYS_TO_ANSWER else Due.LATER


def end_of_answering(on: date, zone: ZoneInfo) -> int:
    """The deadline (an instant) of what has waited since a day and has no other: the end of the seventh
    day after it."""
    return instant(on + DAYS_TO_ANSWER * DAY + DAY, 0, zone)
