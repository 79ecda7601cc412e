"""Looking for a time in any room: what is sought, what comes near it, and what is left out and why.

Nothing here says what somebody may have: each use that is found is asked of the judge.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from booking.rules.verdict import Finding, Reason, Verdict
from booking.rules.weeks import EVENING
from facilities.rules.spans import MINUTES_A_DAY, Span, instant

NOON = 12 * 60
AN_HOUR = 60 * 60
LEAST = 30 * 60  # seconds: a shorter use is no near miss
FAR = 3 * AN_HOUR  # seconds by which a near miss may be off


class Part(StrEnum):
    """Which part of each day is meant."""

    ANY = "any"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


# Wall times; an evening goes on as long as the day to whose opening it belongs.
WALLS: Mapping[Part, tuple[int, int]] = {
    Part.ANY: (0, 2 * MINUTES_A_DAY),
    Part.MORNING: (0, NOON),
    Part.AFTERNOON: (NOON, EVENING),
    Part.EVENING: (EVENING, 2 * MINUTES_A_DAY),
}


def part_around(start: int, end: int) -> Part:
    """The part of a day in which a use lies, by its wall times in minutes; any, if it lies in several."""
    parts = ((part, *walls) for part, walls in WALLS.items() if part is not Part.ANY)
    return next((part for part, since, until in parts if since <= start and end <= until), Part.ANY)


class Drop(StrEnum):
    """A condition without which a search may find something."""

    THING = "thing"
    STEP_FREE = "step_free"
    SOUND = "sound"
    HALLS = "halls"
    PART = "part"
    LENGTH = "length"
    DAYS = "days"


class Sound(StrEnum):
    LOUD = "loud"
    QUIET = "quiet"


class Why(StrEnum):
    """Why a room has nothing to offer. Whatever does not depend on the day comes first."""

    ELSEWHERE = "elsewhere"  # in none of the halls that were chosen
    SMALL = "small"
    THINGS = "things"
    STEPS = "steps"
    STEPS_UNKNOWN = "steps_unknown"  # nobody has looked yet
    SILENT = "silent"  # one must not be loud there
    NOISY = "noisy"
    # Of a day
    REFUSED = "refused"
    ASK = "ask"  # the hall decides
    TAKEN = "taken"
    LENT = "lent"  # what is sought goes with other bookings
    SHORT = "short"
    SHUT = "shut"


OF_DAYS = (Why.REFUSED, Why.ASK, Why.TAKEN, Why.LENT, Why.SHORT, Why.SHUT)


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of a room that does not change from day to day; None: nobody has said."""

    hall: str
    capacity: int | None = None
    things: frozenset[str] = frozenset()
    step_free: bool | None = None
    loud: bool = False


@dataclass(frozen=True, slots=True)
class Sought:
    """A use of `seconds` in a part of any day from `first` to `last`, both included, in a room that
    holds `size` people and has all that is named. What is left out does not restrict."""

    first: date
    last: date
    seconds: int
    part: Part = Part.ANY
    size: int | None = None
    things: frozenset[str] = frozenset()
    step_free: bool = False
    sound: Sound | None = None
    halls: frozenset[str] = frozenset()

    def window(self, day: date, zone: ZoneInfo) -> Span:
        """Between which instants of a day the use has to lie."""
        since, until = WALLS[self.part]
        return Span(instant(day, since, zone), instant(day, until, zone))

    def lacks(self, room: Features) -> tuple[Why, ...]:
        """What speaks against a room on any day, in order; nothing if it will do."""
        found = {
            Why.ELSEWHERE: bool(self.halls) and room.hall not in self.halls,
            Why.SMALL: None not in (self.size, room.capacity) and (self.size or 0) > (room.capacity or 0),
            Why.THINGS: not self.things <= room.things,
            Why.STEPS: self.step_free and room.step_free is False,
            # Nobody in a wheelchair is sent to a room at which nobody has looked.
            Why.STEPS_UNKNOWN: self.step_free and room.step_free is None,
            Why.SILENT: self.sound is Sound.LOUD and not room.loud,
            Why.NOISY: self.sound is Sound.QUIET and room.loud,
        }
        return tuple(why for why, is_so in found.items() if is_so)

    def drops(self) -> Iterator[tuple[Drop, str]]:
        """The conditions that can be dropped, those first that are the least trouble, with a thing's key.

        That a room is free of steps comes last: whoever asks for it needs it.
        """
        if self.part is not Part.ANY:
            yield Drop.PART, ""
        if self.least < self.seconds:
            yield Drop.LENGTH, ""
        yield from ((Drop.THING, thing) for thing in sorted(self.things))
        conditions = ((Drop.SOUND, self.sound), (Drop.HALLS, self.halls), (Drop.STEP_FREE, self.step_free))
        yield from ((drop, "") for drop, asked in conditions if asked)

    def without(self, drop: Drop, thing: str = "") -> "Sought":
        """The same without one condition; of the length, half is left. The days stay."""
        changes: Mapping[Drop, dict[str, Any]] = {
            Drop.PART: {"part": Part.ANY},
            Drop.LENGTH: {"seconds": self.least},
            Drop.THING: {"things": self.things - {thing}},
            Drop.SOUND: {"sound": None},
            Drop.HALLS: {"halls": frozenset()},
            Drop.STEP_FREE: {"step_free": False},
        }
        return replace(self, **changes.get(drop, {}))

    @property
    def least(self) -> int:
        """The shortest use, in seconds, that still comes near: half of what is sought."""
        return min(max(self.seconds // 2, LEAST), self.seconds)


@dataclass(frozen=True, slots=True, order=True)
class Miss:
    """By how many seconds a use begins before the window or ends after it, and is too short."""

    total: int
    shorter: int = 0
    early: int = 0
    late: int = 0


def miss(window: Span, use: Span, seconds: int) -> Miss:
    """How far a use is from what is sought. The nearest comes first in order: an hour too short is as far
    as an hour too early, and among equals the whole length goes before."""
    early, late = max(window.start - use.start, 0), max(use.end - window.end, 0)
    shorter = max(seconds - use.seconds, 0)
    return Miss(early + late + shorter, shorter, early, late)


def most_telling(whys: Iterable[Why]) -> Why:
    """Of what speaks against a room on each day the commonest; that it was shut only if it always was."""
    told = Counter(whys)
    return max(told, key=lambda why: (why is not Why.SHUT, told[why], -OF_DAYS.index(why)), default=Why.SHUT)


def foremost(verdict: Verdict) -> Reason | None:
    """What speaks most against a use: what is broken; if nothing is, what is open; else what is lacking."""
    findings = (Finding.BROKEN, Finding.OPEN, Finding.UNKNOWN)
    return next((reason for finding in findings for reason in verdict.found(finding)), None)
