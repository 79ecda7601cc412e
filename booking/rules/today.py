"""A hall's day as its desk sees it: how each use stands now, and where it lies on the board.

Instants are seconds since the epoch (UTC); the board is ruled in quarter-hours from the start of its reach.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from zoneinfo import ZoneInfo

from booking.rules.lifecycle import State
from facilities.rules.spans import Span, local

QUARTER = 15 * 60
HOUR = 60 * 60


class Seen(StrEnum):
    """How the desk sees a use."""

    NEXT = "next"
    LATE = "late"  # ought to be here
    IN_USE = "in"
    OVER = "over"  # still here after the end
    PENDING = "pend"  # not certain yet
    USED = "done"
    UNTOLD = "untold"  # over, and nobody noted that they came
    NO_SHOW = "gone"


AS_IT_IS: Mapping[State, Seen] = {
    State.OFFERED: Seen.PENDING,
    State.PROVISIONAL: Seen.PENDING,
    State.USED: Seen.USED,
    State.NO_SHOW: Seen.NO_SHOW,
}
SHOWN = frozenset({State.BOOKED, State.IN_USE, *AS_IT_IS})


def seen(state: State, use: Span, now: int, late_at: int) -> Seen:
    """How a use stands at `now`; from `late_at` on nobody is waited for (`rules/no_show.py`)."""
    if state in AS_IT_IS:
        return AS_IT_IS[state]
    over = use.end <= now
    if state is State.IN_USE:
        return Seen.OVER if over else Seen.IN_USE
    if over:
        return Seen.UNTOLD
    return Seen.LATE if late_at <= now else Seen.NEXT


def reach(spans: Iterable[Span], zone: ZoneInfo) -> Span | None:
    """From the full hour before the first of them to that after the last; None for a day without any."""
    known = list(spans)
    if not known:
        return None
    first, last = min(span.start for span in known), max(span.end for span in known)
    return Span(_full_hour(first, zone), _full_hour(last + HOUR - 1, zone))


def hour_of(at: int, zone: ZoneInfo) -> int:
    """The instant at which the wall clock's hour of an instant began."""
    return _full_hour(at, zone)


def to_the_quarter(at: int) -> int:
    """The first quarter of an hour that is not before an instant."""
    return -(-at // QUARTER) * QUARTER


def columns(span: Span, shown: Span) -> tuple[int, int]:
    """The quarter-hours of the board that a span covers: its first line and its last, counted from 1."""
    start = (max(span.start, shown.start) - shown.start) // QUARTER
    end = -((shown.start - min(span.end, shown.end)) // QUARTER)
    return start + 1, max(end, start + 1) + 1


def quarters(shown: Span) -> int:
    return shown.seconds // QUARTER


def steps(counts: Mapping[int, int], shown: Span, most: int, until: int) -> list[tuple[int, int, int]]:
    """Of a room that is counted by the hour: from which thousandth of the board to
    which, and how full of 100.

    An hour that nobody counted leaves a gap; nothing is drawn after `until`.
    """
    hours = [(Span(at, at + HOUR), count) for at, count in sorted(counts.items())]
    drawn = [
        (Span.between(max(hour.start, shown.start), min(hour.end, shown.end, until)), count)
        for hour, count in hours
    ]
    return [
        (_thousandth(hour.start, shown), _thousandth(hour.end, shown), min(100, count * 100 // max(most, 1)))
        for hour, count in drawn
        if hour is not None
    ]


def _thousandth(at: int, shown: Span) -> int:
    return (at - shown.start) * 1000 // shown.seconds


def _full_hour(at: int, zone: ZoneInfo) -> int:
    # By the clock on the wall: some zones lie half an hour beside the hours of UTC.
    wall = local(at, zone)
    return at - wall.minute * 60 - wall.second
