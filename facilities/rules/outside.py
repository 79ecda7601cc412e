"""Dates from somebody else's calendar (a school's year, a neighbour's events), and what they become here.

Instants are seconds (UTC); an event of whole days begins and ends at the hall's midnights.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from zoneinfo import ZoneInfo

from facilities.rules.spans import MINUTES_A_DAY, Span, instant


class Becomes(StrEnum):
    CLOSURE = "closure"  # the whole hall is closed
    HOLD = "hold"  # some rooms are needed for it
    EXAM = "exam"  # 定期考査
    MAKEUP = "makeup"  # 振替休業日
    HOLIDAYS = "holidays"  # 長期休業
    CLASS_CLOSED = "class_closed"  # 学級閉鎖
    OTHER = "other"  # another note of the day
    NOTHING = "nothing"  # seen and left out, so that it is not asked again


SHUTS = frozenset({Becomes.CLOSURE, Becomes.HOLD})
NOTES = frozenset(Becomes) - SHUTS - {Becomes.NOTHING}

# What schools call it; the first that is found. 振替休業 before 休業, which is in it.
SAID: Mapping[Becomes, tuple[str, ...]] = {
    Becomes.EXAM: ("考査", "中間テスト", "期末テスト", "定期テスト", "学年末テスト", "実力テスト"),
    Becomes.MAKEUP: ("振替休", "振り替え休", "代休", "休業日(振替"),
    Becomes.CLASS_CLOSED: ("学級閉鎖", "学年閉鎖", "臨時休", "休校"),
    Becomes.HOLIDAYS: ("長期休", "夏季休", "冬季休", "春季休", "学年末休", "夏休み", "冬休み", "春休み"),
}


@dataclass(frozen=True, slots=True)
class Outside:
    """One date of a file. `key` is what the file knows it by: its UID and which date of it, as a hash."""

    key: str
    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class Settled:
    """What a date is to become; `rooms` (slugs) of a hold, none of anything else."""

    event: Outside
    becomes: Becomes
    rooms: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DayNote:
    """A note of days as everybody sees it: whose calendar it is from (a school), what it is, in its words."""

    span: Span
    becomes: Becomes
    calendar: str
    title: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A file beside what is known from the last: `gone` are those to come that it does not name any more."""

    new: tuple[Outside, ...]
    changed: tuple[tuple[Outside, Settled], ...]  # as it is, as it was
    same: tuple[Settled, ...]
    gone: tuple[Settled, ...]


def compared(read: Sequence[Outside], known: Iterable[Settled], now: int) -> Compared:
    """What is over is neither asked for nor taken away."""
    was = {one.event.key: one for one in known}
    names = {one.key for one in read}
    both = [(one, was[one.key]) for one in read if one.key in was]
    return Compared(
        new=tuple(one for one in read if one.key not in was),
        changed=tuple((one, old) for one, old in both if one != old.event),
        same=tuple(old for one, old in both if one == old.event),
        gone=tuple(one for key, one in was.items() if key not in names and one.event.span.end > now),
    )


def noted_on(notes: Iterable[DayNote], day: date, zone: ZoneInfo) -> list[DayNote]:
    """Those that touch a day; of a day that the zone left out none do."""
    today = Span.between(instant(day, 0, zone), instant(day, MINUTES_A_DAY, zone))
    return [one for one in notes if today is not None and one.span.overlaps(today)]


def guessed(title: str) -> Becomes:
    """Which note of a school's day a title means; what cannot be told is left out, for staff to choose."""
    kinds = (kind for kind, words in SAID.items() if any(word in title for word in words))
    # Never a closure or a hold: nothing closes a hall by itself (decision 36).
    return next(kinds, Becomes.NOTHING)
