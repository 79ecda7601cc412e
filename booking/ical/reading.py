"""Reading a calendar file that staff have uploaded: the dates to come, or everything that is wrong with it.

Nothing is guessed: a file is taken whole or not at all, since half a school's year is worse than none. What
is looked at is bounded in bytes, events, rules and days (`lines`, and below), so that no file takes a second.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import icalendar
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from booking.ical.lines import MOST_EVENTS, Block, Fault, Mistake, Unreadable, blocks
from booking.ical.rules import NoRule, repeats_of
from booking.rules.plain_text import unwanted
from facilities.rules.outside import Outside
from facilities.rules.repeats import Repeats
from facilities.rules.spans import Span, instant, local_day

AHEAD = timedelta(days=800)  # as far as a desk plans
YEARS = range(2000, 2100)
RULES_BEGAN = timedelta(days=3660)  # a rule is walked day by day from its start
MOST_RULES = 50
LONGEST = timedelta(days=400)
LONGEST_TITLE = 200
A_DAY = timedelta(days=1)
TZID = re.compile(r';TZID="?([^";:]*)"?', re.IGNORECASE)
Moment = date | datetime


@dataclass(frozen=True, slots=True)
class Read:
    """The dates of a file that are not over, in order; `over` counts those that are."""

    events: tuple[Outside, ...]
    over: int


@dataclass(frozen=True, slots=True)
class Told:
    """An event of a file. `day` is the one of its series that it stands for, of an override alone."""

    line: int
    uid: str
    title: str
    start: Moment
    length: timedelta
    day: date | None
    sequence: int
    cancelled: bool
    repeats: Repeats | None
    until: int | None
    but: frozenset[date]


class Wrong(Exception):
    """One event cannot be read: what, and in which of its properties."""

    def __init__(self, fault: Fault, name: str = "", value: str = "") -> None:
        super().__init__(fault)
        self.fault, self.name, self.value = fault, name, value


def read(data: bytes, zone: ZoneInfo, now: int) -> Read:
    """The file's dates that end after `now` (seconds, UTC) and begin within AHEAD; times without a zone are
    those of `zone`, the hall's. Unreadable with all that is wrong."""
    told, mistakes = list[Told](), list[Mistake]()
    for block in blocks(data):
        try:
            told.append(_told(block, zone))
        except Wrong as wrong:
            mistakes.append(_mistake(block, wrong))
    if mistakes:
        raise Unreadable(*mistakes)
    rules = [one for one in told if one.repeats]
    if len(rules) > MOST_RULES:
        raise Unreadable(Mistake(Fault.TOO_MANY_RULES, rules[MOST_RULES].line, value=str(MOST_RULES)))
    return _dated(told, zone, now)


def _mistake(block: Block, wrong: Wrong) -> Mistake:
    lines = {name: number for number, name, _ in reversed(block.said)}
    titles = (line.partition(":")[2] for _, name, line in block.said if name == "SUMMARY")
    title = "".join(letter for letter in next(titles, "")[:40] if not unwanted(letter))
    return Mistake(wrong.fault, lines.get(wrong.name, block.line), title, wrong.value)


def _told(block: Block, zone: ZoneInfo) -> Told:
    event = _parsed(block)
    start = _moment(event, "DTSTART", zone)
    if start is None:
        raise Wrong(Fault.NO_START)
    repeats, until = _repeats(event, start, zone)
    standing_for = _moment(event, "RECURRENCE-ID", zone)
    return Told(
        line=block.line,
        uid=_uid(event),
        title=_title(event),
        start=start,
        length=_length(event, start, zone),
        day=None if standing_for is None else _day(standing_for, zone),
        sequence=_sequence(event),
        cancelled=str(event.get("STATUS", "")).strip().upper() == "CANCELLED",
        repeats=repeats,
        until=until,
        but=frozenset(_day(_known(one.dt, "EXDATE", zone), zone) for one in _exdates(event)),
    )


def _parsed(block: Block) -> Mapping[str, Any]:
    lines = "".join(f"{_in_known_zone(name, line)}\r\n" for _, name, line in block.said)
    try:
        # Each event by itself: one that cannot be read is named with its line, and the others are looked at,
        # too.
        event = icalendar.Event.from_ical(f"BEGIN:VEVENT\r\n{lines}END:VEVENT\r\n")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError):
        raise Wrong(Fault.UNREADABLE) from None
    # Of an event the library raises nothing for a value that it cannot read: it lists it here.
    if event.errors:
        raise Wrong(Fault.UNREADABLE, str(event.errors[0][0] or "").upper())
    # What may stand once (RFC 5545, 3.6.1) comes as a list where it stands twice: nobody can say which is
    # meant.
    for name in ("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "RRULE", "UID", "SUMMARY", "STATUS"):
        if isinstance(event.get(name), list):
            raise Wrong(Fault.UNREADABLE, name)
    for name in ("RDATE", "EXRULE"):
        if name in event:
            raise Wrong(Fault.RULE, name, name)
    if "RANGE" in getattr(event.get("RECURRENCE-ID"), "params", ()):
        raise Wrong(Fault.RULE, "RECURRENCE-ID", "RANGE")
    return event


def _in_known_zone(name: str, line: str) -> str:
    """The line in a zone of the public list: a file's own clocks are not believed, and Outlook's names are
    translated."""
    found = TZID.search(line.partition(":")[0])
    if found is None:
        return line
    asked = found[1].strip()
    known = asked if asked in _zones() else WINDOWS_TO_OLSON.get(asked)
    if known is None:
        raise Wrong(Fault.ZONE, name, asked[:60])
    # Once, in the parameters: the same letters in a title stay as they are.
    return line.replace(found[0], f";TZID={known}", 1)


@cache
def _zones() -> frozenset[str]:
    """Read once: to list them walks through a directory of six hundred files."""
    return frozenset(available_timezones())


def _uid(event: Mapping[str, Any]) -> str:
    uid = str(event.get("UID", "")).strip()
    if not uid:
        raise Wrong(Fault.NO_UID)
    return uid


def _title(event: Mapping[str, Any]) -> str:
    # A written line's end is a blank in a title; any other control is refused.
    title = " ".join(re.split(r"[\r\n\t ]+", str(event.get("SUMMARY", "")))).strip()
    if letters := unwanted(title):
        raise Wrong(Fault.LETTERS, "SUMMARY", " ".join(letters))
    if not title:
        raise Wrong(Fault.NO_TITLE, "SUMMARY")
    if len(title) > LONGEST_TITLE:
        raise Wrong(Fault.LONG_TITLE, "SUMMARY", str(LONGEST_TITLE))
    return title


def _sequence(event: Mapping[str, Any]) -> int:
    number = event.get("SEQUENCE", 0)
    return int(number) if isinstance(number, int) else 0


def _moment(event: Mapping[str, Any], name: str, zone: ZoneInfo) -> Moment | None:
    said = event.get(name)
    return None if said is None else _known(said.dt, name, zone)


def _known(at: object, name: str, zone: ZoneInfo) -> Moment:
    if not isinstance(at, date):
        raise Wrong(Fault.UNREADABLE, name)
    # Before anything is reckoned with it: the year 9999 has no tomorrow.
    if at.year not in YEARS:
        raise Wrong(Fault.FAR, name, str(at.year))
    if not isinstance(at, datetime):
        return at
    return at.replace(tzinfo=zone) if at.tzinfo is None else at


def _exdates(event: Mapping[str, Any]) -> Iterator[Any]:
    said = event.get("EXDATE", ())
    for one in said if isinstance(said, list | tuple) else (said,):
        yield from one.dts


def _length(event: Mapping[str, Any], start: Moment, zone: ZoneInfo) -> timedelta:
    """How long it takes on the clock; a day for one of whole days that says nothing."""
    end, lasts = _moment(event, "DTEND", zone), event.get("DURATION")
    whole = not isinstance(start, datetime)
    if end is None and lasts is None and not whole:
        raise Wrong(Fault.NO_END, "DTSTART")
    # An end is a day where the start is one, and a moment where it is a moment (RFC 5545, 3.6.1).
    if end is not None and isinstance(end, datetime) == whole:
        raise Wrong(Fault.UNREADABLE, "DTEND")
    length = A_DAY if lasts is None else lasts.dt
    if end is not None:
        # By instants: two local times of a night on which the clocks change are an hour off
        # (docs/decisions/0001).
        seconds = _instant(end, zone) - _instant(start, zone)
        length = timedelta(days=(end - start).days) if whole else timedelta(seconds=seconds)
    if not isinstance(length, timedelta) or length <= timedelta(0) or (whole and length.seconds):
        raise Wrong(Fault.BACKWARDS, "DTEND" if end is not None else "DURATION")
    if length > LONGEST:
        raise Wrong(Fault.ENDLESS, "DTEND" if end is not None else "DURATION", str(LONGEST.days))
    return length


def _repeats(event: Mapping[str, Any], start: Moment, zone: ZoneInfo) -> tuple[Repeats | None, int | None]:
    rule = event.get("RRULE")
    if rule is None:
        return None, None
    try:
        repeats, until = repeats_of(rule, start)
    except NoRule as unknown:
        raise Wrong(Fault.RULE, "RRULE", str(unknown)[:60]) from None
    if "RECURRENCE-ID" in event:
        raise Wrong(Fault.RULE, "RECURRENCE-ID", "RRULE")
    return repeats, None if until is None else _instant(_known(until, "RRULE", zone), zone)


def _dated(told: Iterable[Told], zone: ZoneInfo, now: int) -> Read:
    """Each date once: of two with one name the later edition; an override in the place of its date."""
    latest: dict[tuple[str, date | None], Told] = {}
    for one in told:
        was = latest.get((one.uid, one.day))
        # Of two alike the later in the file, as programs append what they change.
        if was is None or one.sequence >= was.sequence:
            latest[one.uid, one.day] = one
    found, over = list[Outside](), 0
    for one in latest.values():
        # A cancelled date tells nothing, and still stands in `latest`, where it takes its day out of the
        # series.
        for day, span in () if one.cancelled else _spans(one, local_day(now, zone), zone):
            if one.repeats and (one.uid, day) in latest:
                continue
            over += span.end <= now
            if span.end > now:
                found.append(Outside(_key(one.uid, day), one.title, span))
        # Event by event: a few endless rules are many thousand dates.
        if len(found) > MOST_EVENTS:
            raise Unreadable(Mistake(Fault.TOO_MANY, one.line, one.title, str(MOST_EVENTS)))
    return Read(tuple(sorted(found, key=lambda it: (it.span.start, it.span.end, it.key))), over)


def _spans(one: Told, today: date, zone: ZoneInfo) -> Iterator[tuple[date | None, Span]]:
    """Its dates, each with the day by which the file knows it."""
    first = _day(one.start, zone)
    if first > today + AHEAD or (one.repeats and first < today - RULES_BEGAN):
        raise Unreadable(Mistake(Fault.FAR, one.line, one.title, str(first.year)))
    if one.repeats is None:
        yield one.day, _span(one.start, one.length, zone)
        return
    # From as long ago as it lasts: what began before today may not be over yet.
    for day in one.repeats.days(today - one.length - A_DAY, today + AHEAD):
        start = datetime.combine(day, one.start.timetz()) if isinstance(one.start, datetime) else day
        known_by = _day(start, zone)
        if known_by not in one.but and (one.until is None or _instant(start, zone) <= one.until):
            yield known_by, _span(start, one.length, zone)


def _span(start: Moment, length: timedelta, zone: ZoneInfo) -> Span:
    begins = _instant(start, zone)
    if isinstance(start, datetime):
        return Span(begins, begins + int(length.total_seconds()))
    return Span(begins, instant(start + length, 0, zone))


def _instant(at: Moment, zone: ZoneInfo) -> int:
    return int(at.astimezone(UTC).timestamp()) if isinstance(at, datetime) else instant(at, 0, zone)


def _day(at: Moment, zone: ZoneInfo) -> date:
    """The hall's day: one date of a series is known by it, however its file writes the time."""
    return local_day(_instant(at, zone), zone) if isinstance(at, datetime) else at


def _key(uid: str, day: date | None) -> str:
    # Never the UID itself: other people's hold mail addresses (docs/decisions/0036).
    return sha256(f"{uid}\n{day or ''}".encode()).hexdigest()
