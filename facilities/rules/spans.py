"""Half-open spans of UTC instants: the one interval algebra.

An instant is a whole number of seconds since the epoch (UTC). Wall-clock times are minutes after
local midnight, so 24:00 is 1440 and 02:00 of the following night is 1560. Nothing here subtracts
two local datetimes: that would measure the wall clock, not the time that passes.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from operator import attrgetter
from zoneinfo import ZoneInfo

MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From `start` up to, not including, `end`; both instants in seconds. Never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"a span ends after it starts: {self.start}..{self.end}")

    def __contains__(self, at: int) -> bool:
        return self.start <= at < self.end

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def intersection(self, other: "Span") -> "Span | None":
        return Span.between(max(self.start, other.start), min(self.end, other.end))

    @classmethod
    def between(cls, start: int, end: int) -> "Span | None":
        """None where nothing lies between."""
        return cls(start, end) if start < end else None

    def widened(self, seconds: int) -> "Span":
        """With so much more on both sides."""
        return Span(self.start - seconds, self.end + seconds)

    @property
    def seconds(self) -> int:
        return self.end - self.start


def merge(spans: Iterable[Span]) -> list[Span]:
    """The same instants as the fewest spans, in order; spans that touch become one."""
    merged: list[Span] = []
    # By a key: a dataclass compares by making two tuples, and a page merges hundreds of spans.
    for span in sorted(spans, key=attrgetter("start")):
        if not merged or merged[-1].end < span.start:
            merged.append(span)
        elif merged[-1].end < span.end:
            merged[-1] = Span(merged[-1].start, span.end)
    return merged


def subtract(spans: Iterable[Span], holes: Iterable[Span]) -> list[Span]:
    """The instants of `spans` that lie in none of `holes`, as the fewest spans, in order."""
    left = merge(spans)
    for hole in merge(holes):
        left = [piece for span in left for piece in _without(span, hole)]
    return left


def _without(span: Span, hole: Span) -> list[Span]:
    if not span.overlaps(hole):
        return [span]
    # Half-open, so that what is cut touches the hole and shares no instant with it.
    ends = ((span.start, hole.start), (hole.end, span.end))
    return [Span(start, end) for start, end in ends if start < end]


def covers(spans: Sequence[Span], wanted: Span) -> bool:
    """Whether every instant of `wanted` lies in one of `spans`."""
    # Most uses lie in one span; only where none holds it whole is it put together from several.
    return any(span.contains(wanted) for span in spans) or not subtract([wanted], spans)


@lru_cache(maxsize=2**14)  # a week of a hall asks for the same midnights and bands room by room
def instant(day: date, minutes: int, zone: ZoneInfo) -> int:
    """The first instant at which the clocks of `zone` show `minutes` after midnight of `day`, or more.

    Minutes past 1440 fall on the following days. A time that the clocks show twice is its first
    showing; a time that they skip is the moment at which they jump. So a later wall time is never
    an earlier instant, and wall times that touch stay touching instants.
    """
    # Days are added to the date and not to the time: a day has 23 or 25 hours where clocks change.
    extra_days, minutes = divmod(minutes, MINUTES_A_DAY)
    # With the offset from before a jump, as iCalendar takes it, 3:30 would come after 4:00 (decision 7).
    wall = datetime.combine(day + timedelta(days=extra_days), time(*divmod(minutes, 60)), tzinfo=zone)
    early, late = int(wall.replace(fold=1).timestamp()), int(wall.timestamp())
    # Only for a skipped time does the second showing come before the first (PEP 495).
    return _jump(early, late, zone) if early < late else late


def _jump(before: int, after: int, zone: ZoneInfo) -> int:
    """The instant after `before`, up to `after`, from which the clocks of `zone` are ahead."""
    # By the offset: it turns once between the two, as halving needs.
    ahead = local(after, zone).utcoffset()
    return before + bisect_left(
        range(before, after), True, key=lambda at: local(at, zone).utcoffset() == ahead
    )


@lru_cache(maxsize=2**14)
def local(at: int, zone: ZoneInfo) -> datetime:
    """The wall clock of `zone` at an instant, for people to read and for its date."""
    return datetime.fromtimestamp(at, UTC).astimezone(zone)


def local_day(at: int, zone: ZoneInfo) -> date:
    return local(at, zone).date()


def day_span(day: date, zone: ZoneInfo) -> Span:
    """Midnight to midnight: 23 or 25 hours on the days on which clocks change.

    ValueError for a day that the zone left out (Samoa had no 30 December 2011).
    """
    return Span(instant(day, 0, zone), instant(day, MINUTES_A_DAY, zone))


def has_day(day: date, zone: ZoneInfo) -> bool:
    """Whether the clocks of the zone ever showed that day."""
    return instant(day, 0, zone) < instant(day, MINUTES_A_DAY, zone)


def wall_span(day: date, start_minutes: int, end_minutes: int, zone: ZoneInfo) -> Span:
    """ValueError if it is empty, or if the clocks of that day skip the whole of it."""
    return Span(instant(day, start_minutes, zone), instant(day, end_minutes, zone))
