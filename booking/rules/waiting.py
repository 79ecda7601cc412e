"""The waiting list: what somebody wishes for, whether a use suits it, and how long an offer is held."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from booking.rules.weeks import wall
from facilities.rules.spans import Span, instant, local, local_day

A_MINUTE, AN_HOUR, A_DAY = 60, 60 * 60, 24 * 60 * 60
LEAST, MOST = 30 * A_MINUTE, A_DAY
NIGHT_FROM, NIGHT_UNTIL = 21, 9  # o'clock: nobody has to answer in between
AHEAD = 15 * A_MINUTE  # so long before the use the answer is in, so that others can still come
LEAST_REST = 30 * A_MINUTE  # of a slot that has begun: for less nobody comes


@dataclass(frozen=True, slots=True)
class Wish:
    """Any of these rooms (by key), on any of these weekdays (0 is Monday) from a day to another, both
    included, between two wall times (minutes after midnight), for so many seconds at least. Where `days`
    are named, only on these.

    A slot is a wish with one room, one day and its own times.
    """

    rooms: frozenset[int]
    first: date
    last: date
    weekdays: frozenset[int]
    from_minute: int
    until_minute: int
    seconds: int
    days: frozenset[date] = frozenset()

    def is_suited_by(self, room: int, day: date, use: Span, zone: ZoneInfo, *, is_rest: bool = False) -> bool:
        """Whether a use of a room on a day of it is what was wished for; or is what is left of it."""
        within = self.within(day, zone)
        return (
            room in self.rooms
            and within is not None
            and within.contains(use)
            and use.seconds >= self._least(is_rest)
        )

    def finds_room_in(self, place: Span, zone: ZoneInfo, *, is_rest: bool = False) -> bool:
        """Whether a place that has become free, or what is left of one, is long enough at a time that was
        wished for."""
        # A place past midnight may suit a wish for either day.
        days = {local_day(place.start, zone), local_day(place.end, zone)}
        pieces = (within.intersection(place) for day in days if (within := self.within(day, zone)))
        return any(piece is not None and piece.seconds >= self._least(is_rest) for piece in pieces)

    def _least(self, is_rest: bool) -> int:
        """Whoever waits for a whole slot is glad of what is left of it; a wish for so long is for so long."""
        for_all = self.seconds == (self.until_minute - self.from_minute) * A_MINUTE
        return min(LEAST_REST, self.seconds) if is_rest and for_all else self.seconds

    def within(self, day: date, zone: ZoneInfo) -> Span | None:
        """Between which instants of a day it is to lie; None for a day that was not wished for."""
        if not self._names(day):
            return None
        return Span.between(instant(day, self.from_minute, zone), instant(day, self.until_minute, zone))

    def may_meet(self, other: "Wish") -> bool:
        """Whether some use could suit both: then one of them stands before the other."""
        return bool(
            self.rooms & other.rooms
            and self._shares_a_day(other)
            and max(self.from_minute, other.from_minute) < min(self.until_minute, other.until_minute)
        )

    def _names(self, day: date) -> bool:
        return (
            self.first <= day <= self.last
            and day.weekday() in self.weekdays
            and (not self.days or day in self.days)
        )

    def _shares_a_day(self, other: "Wish") -> bool:
        if days := self.days or other.days:
            return any(self._names(day) and other._names(day) for day in days)
        first, last = max(self.first, other.first), min(self.last, other.last)
        return bool(self.weekdays & other.weekdays) and first <= last


def wish_for(room: int, uses: Sequence[Span], zone: ZoneInfo) -> Wish:
    """These uses of a room (by key) as a wish: on each of their days, at their times."""
    days = [local_day(use.start, zone) for use in uses]
    walls = [
        (wall(use.start, day, zone), wall(use.end, day, zone)) for use, day in zip(uses, days, strict=True)
    ]
    return Wish(
        rooms=frozenset([room]),
        first=min(days),
        last=max(days),
        weekdays=frozenset(day.weekday() for day in days),
        from_minute=min(start for start, _ in walls),
        until_minute=max(end for _, end in walls),
        seconds=min(use.seconds for use in uses),
        days=frozenset(days) if len(set(days)) > 1 else frozenset(),
    )


def answer_by(now: int, start: int, zone: ZoneInfo) -> int | None:
    """Until when a use that begins at `start` is held for whoever is offered it `now`; all instants.

    A quarter of the time that is left, half an hour at least and a day at most; whoever would have to
    answer in the night has until nine. None where it is too late to ask anybody.
    """
    # The sooner the use, the sooner the answer, so that there is time left to ask the next in line.
    until = now + min(max((start - now) // 4, LEAST), MOST)
    morning = _morning(until, zone)
    # Where the morning is too late, the answer stays due in the night: better than not to be asked.
    if morning is not None and morning <= start - AHEAD:
        until = morning
    return until if until <= start - AHEAD else None


def soon_answer_by(now: int, minutes: int) -> int:
    """Until when what is left of a slot is held for whoever is offered it `now`, where that is so many
    minutes: a whole minute. The use does not begin before."""
    return -(-now // A_MINUTE) * A_MINUTE + minutes * A_MINUTE


def _morning(at: int, zone: ZoneInfo) -> int | None:
    """The end of the night in which an instant lies; None by day."""
    hour, day = local(at, zone).hour, local_day(at, zone)
    if NIGHT_UNTIL <= hour < NIGHT_FROM:
        return None
    return instant(day + timedelta(days=hour >= NIGHT_FROM), NIGHT_UNTIL * 60, zone)
