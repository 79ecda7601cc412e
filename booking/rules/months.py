"""A hall's month as a paper on a wall says it: when it is usually open, which evenings are lit, and what is
free of a part of a day.

Wall times are minutes after local midnight of their day.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from booking.rules.weeks import EVENING, LATE, Day, wall
from facilities.rules.layers import Source
from facilities.rules.slots import State
from facilities.rules.spans import merge

Walls = tuple[int, int]
FEWEST_WEEKS = 5  # rows of the poster: it has a row for its door in a February of four weeks, too


class Face(NamedTuple):
    """A day of a hall: by day, in the evening, or why not at all. Both times None: it is closed."""

    day: date
    daytime: Walls | None
    evening: Walls | None
    holiday: bool
    closed: Source | None


class Part(StrEnum):
    """What a morning, an afternoon or an evening of a room is on a timetable."""

    FREE = "free"
    PARTLY = "partly"  # some of it is free, some is taken
    TAKEN = "taken"
    LOTTERY = "lottery"  # a round gives it out
    PROGRAMME = "programme"
    CLOSED = "closed"  # a day off
    OUTSIDE = "outside"  # outside the hours


def face_of(day: Day, zone: ZoneInfo) -> Face:
    """What a poster shows of a hall's day."""
    walls = [
        (wall(span.start, day.day, zone), wall(span.end, day.day, zone))
        for span in merge(opening.span for opening in day.openings)
    ]
    late = [one for one in walls if one[1] > LATE]
    evening = (max(min(start for start, _ in late), EVENING), max(end for _, end in late)) if late else None
    # Of a lit day the evening is told apart: what is left of it by day ends where the evening begins.
    early = [(start, min(end, EVENING) if late else end) for start, end in walls if start < EVENING]
    daytime = (min(start for start, _ in early), max(end for _, end in early)) if early else None
    return Face(day.day, daytime, evening, day.holiday, day.closed)


def usual_hours(days: Iterable[Face]) -> dict[Walls | None, list[int]]:
    """By what most days of each weekday are: the weekdays (0 is Monday) by their hours, None those that are
    closed. Holidays say nothing of a weekday."""
    found: dict[int, Counter[Walls | None]] = {}
    for one in days:
        if not one.holiday:
            found.setdefault(one.day.weekday(), Counter())[one.daytime] += 1
    hours: dict[Walls | None, list[int]] = {}
    for weekday in sorted(found):
        hours.setdefault(found[weekday].most_common(1)[0][0], []).append(weekday)
    return hours


def blanks(days: Sequence[date]) -> Walls:
    """How many cells of a month that begins on Monday stay empty before its first day and after its last."""
    before = days[0].weekday()
    weeks = max(-(-(before + len(days)) // 7), FEWEST_WEEKS)
    return before, weeks * 7 - before - len(days)


def part_of(states: Collection[State]) -> Part:
    """What a part of a day is, by what the slots that lie in it are."""
    if State.FREE in states:
        return Part.PARTLY if State.TAKEN in states else Part.FREE
    if State.TAKEN in states:
        return Part.TAKEN
    return Part.CLOSED if State.CLOSED in states else Part.OUTSIDE
