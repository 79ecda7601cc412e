"""What a calendar feed tells: of which days, and of a booking in which state what."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from booking.rules.lifecycle import State
from facilities.rules.spans import Span, instant, local_day

# Without a window a member's feed would grow past a megabyte.
MONTHS_BACK, MONTHS_AHEAD = 3, 18
# Google looks every 12 to 24 hours, whatever it is asked: within a week all have read that it is gone.
CANCELLED_STAY = timedelta(days=7)
A_DAY = timedelta(days=1)
UTC = ZoneInfo("UTC")

# They keep the room no longer, or never came to it.
GONE = frozenset({State.CANCELLED, State.LAPSED, State.NO_SHOW})
HALF_MADE = frozenset({State.OFFERED, State.PROVISIONAL})


class Audience(StrEnum):
    """Who reads an event, and so what it may say: see `booking/ical/said.py`."""

    MEMBER = "member"
    GUARDIAN = "guardian"
    STAFF = "staff"
    PUBLIC = "public"  # of one room
    HALL = "hall"  # the public, of a whole hall


# Who is told that dates belong together. The public is not to learn it; staff look at one day.
TOLD_OF_SERIES = frozenset({Audience.MEMBER, Audience.GUARDIAN})
EVERYBODY = frozenset({Audience.PUBLIC, Audience.HALL})


class Kind(StrEnum):
    """What a private feed tells of: its holder, a guardian's child, a group, a hall that one serves."""

    MEMBER = "member"
    CHILD = "child"
    GROUP = "group"
    STAFF = "staff"


class Status(StrEnum):
    """RFC 5545, 3.8.1.11."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Window:
    """What a feed tells on one day: bookings that meet `span`, and those that are gone if they end
    after `gone_until` (an instant). Its days are from `first_day` up to, not including, `after`."""

    first_day: date
    after: date
    span: Span
    gone_until: int


def window(day: date, zone: ZoneInfo) -> Window:
    """A quarter back, eighteen months ahead, and what is gone until a week after its time.

    Whole days of `zone`, so that a feed's text changes at midnight and not from second to second.
    """
    first_day = _months_on(day, -MONTHS_BACK)
    after = _months_on(day, MONTHS_AHEAD)
    span = Span(instant(first_day, 0, zone), instant(after, 0, zone))
    return Window(first_day, after, span, instant(day - CANCELLED_STAY, 0, zone))


def widest(at: int) -> Window:
    """Around the windows that feeds have at an instant, in whatever zone their days are."""
    today, seconds = local_day(at, UTC), int(A_DAY.total_seconds())
    # Somewhere it is already tomorrow, or still yesterday.
    early, late = window(today - A_DAY, UTC), window(today + A_DAY, UTC)
    span = Span(early.span.start - seconds, late.span.end + seconds)
    return Window(early.first_day, late.after, span, early.gone_until - seconds)


def status(state: State, audience: Audience, *, displaced: bool = False) -> Status:
    """The public does not learn whether a room is only held for somebody. What the hall has `displaced` is
    certain for nobody: its people have not answered yet."""
    if state in GONE:
        return Status.CANCELLED
    if audience not in EVERYBODY and (displaced or state in HALF_MADE):
        return Status.TENTATIVE
    return Status.CONFIRMED


def shown_twice(wall: datetime) -> bool:
    """Whether the clocks show this time twice, or never: readers disagree about which is meant."""
    return wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset()


def _months_on(day: date, months: int) -> date:
    """The same day of another month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
