"""A calendar read by hand, after RFC 5545 and without the library that wrote it.

Knows what our feeds may hold and no more: a line or a rule that it does not know is an error.
"""

import calendar as months
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
LAST_YEAR = 2045
DOUBTFUL = -1  # an end about which readers would not agree
LETTERS = {"n": "\n", "N": "\n", ",": ",", ";": ";", "\\": "\\"}


@dataclass
class Part:
    """A component: its properties as (parameters, value), each name in the order of the text."""

    name: str
    properties: dict[str, list[tuple[dict[str, str], str]]] = field(default_factory=lambda: defaultdict(list))
    parts: list["Part"] = field(default_factory=list)

    def value(self, name: str) -> str:
        [(_, value)] = self.properties[name]
        return value

    def text(self, name: str) -> str:
        """A TEXT value with its escapes taken off once."""
        return re.sub(r"\\(.)", lambda escaped: LETTERS[escaped[1]], self.value(name))

    def named(self, name: str) -> list["Part"]:
        return [part for part in self.parts if part.name == name]


@dataclass(frozen=True)
class Read:
    """An event as a reader of the calendar understands it; instants in seconds since the epoch."""

    uid: str
    start: int
    end: int
    status: str
    summary: str
    location: str
    sequence: int
    all_day: bool = False  # then its ends are midnights, as if in UTC


def lines_of(feed: bytes) -> list[str]:
    """The content lines, unfolded. Every line ends with CRLF and has 75 octets at most (3.1)."""
    assert feed.endswith(b"\r\n")
    physical = feed.removesuffix(b"\r\n").split(b"\r\n")
    for line in physical:
        assert len(line) <= 75, line
        assert not {*b"\r\n"} & set(line), line
        line.decode()  # each line by itself: no letter is cut in two
    return b"\r\n".join(physical).replace(b"\r\n ", b"").decode().split("\r\n")


def read(feed: bytes) -> Part:
    """The one VCALENDAR."""
    stack = [Part("")]
    for line in lines_of(feed):
        head, _, value = line.partition(":")
        name, *parameters = head.split(";")
        if name == "BEGIN":
            stack.append(Part(value))
        elif name == "END":
            ended = stack.pop()
            assert ended.name == value
            stack[-1].parts.append(ended)
        else:
            pairs = dict(parameter.split("=", 1) for parameter in parameters)
            stack[-1].properties[name].append((pairs, value))
    [whole] = stack[0].parts
    assert whole.name == "VCALENDAR"
    return whole


def events(feed: bytes) -> list[Read]:
    """Every instance, in the order of the text; local times are taken to instants by the calendar's own
    VTIMEZONEs only."""
    whole = read(feed)
    clocks = {zone.value("TZID"): Clocks(zone) for zone in whole.named("VTIMEZONE")}
    found: list[Read] = []
    masters: dict[str, Recurring] = {}
    for part in whole.named("VEVENT"):
        uid = part.value("UID")
        if "RECURRENCE-ID" in part.properties:
            masters[uid].override(part, clocks)
        elif "RRULE" in part.properties:
            assert uid not in masters
            masters[uid] = Recurring(part, clocks)
        else:
            found.append(_event(part, clocks))
    return found + [one for master in masters.values() for one in master.instances.values()]


class Recurring:
    """A master and its overrides; what points to a day that it does not have is an error."""

    def __init__(self, part: Part, clocks: dict[str, "Clocks"]) -> None:
        self.first = _wall_of(part, "DTSTART")
        self.zone = part.properties["DTSTART"][0][0]["TZID"]
        one, clock = _event(part, clocks), clocks[self.zone]
        walls = list(_recurs(self.first, part.value("RRULE"), clock))
        assert walls[0] == self.first
        for wall in self._days(part, "EXDATE"):
            walls.remove(wall)
        lasts = _wall_of(part, "DTEND") - self.first
        self.instances = {wall: _instance(one, wall, lasts, clock) for wall in walls}

    def override(self, part: Part, clocks: dict[str, "Clocks"]) -> None:
        [wall] = self._days(part, "RECURRENCE-ID")
        assert wall in self.instances
        self.instances[wall] = _event(part, clocks)

    def _days(self, part: Part, name: str) -> list[datetime]:
        """Walls in DTSTART's own zone."""
        assert all(parameters == {"TZID": self.zone} for parameters, _ in part.properties[name])
        return [_wall(one) for _, value in part.properties[name] for one in value.split(",")]


def _instance(one: Read, wall: datetime, lasts: timedelta, clock: "Clocks") -> Read:
    """RFC 5545 counts what passes, many readers what the clocks show: our events are alike by both, or have
    an override."""
    start = clock.first_showing(wall)
    by_clocks, passes = clock.first_showing(wall + lasts), one.end - one.start
    return replace(one, start=start, end=by_clocks if by_clocks == start + passes else DOUBTFUL)


def _recurs(first: datetime, rule: str, clock: "Clocks") -> Iterator[datetime]:
    parts = dict(part.split("=") for part in rule.split(";"))
    until = parts.pop("UNTIL")
    assert until.endswith("Z")
    last = _seconds(_wall(until.removesuffix("Z")))
    falls = _weekly(first, parts) if parts.pop("FREQ") == "WEEKLY" else _monthly(parts)
    assert not parts
    wall = first
    while clock.first_showing(wall) <= last:
        if falls(wall.date()):
            yield wall
        wall += timedelta(days=1)


def _weekly(first: datetime, parts: dict[str, str]) -> Callable[[date], bool]:
    assert parts.pop("WKST") == "MO"
    every, days = int(parts.pop("INTERVAL", "1")), parts.pop("BYDAY").split(",")
    monday = first.date() - timedelta(days=first.weekday())
    return lambda day: WEEKDAYS[day.weekday()] in days and (day - monday).days // 7 % every == 0


def _monthly(parts: dict[str, str]) -> Callable[[date], bool]:
    if number := parts.pop("BYMONTHDAY", ""):
        return lambda day: day.day == int(number)
    places = parts.pop("BYDAY").split(",")
    return lambda day: any(day in _nth_if_any(day.year, day.month, place) for place in places)


def _event(part: Part, clocks: dict[str, "Clocks"]) -> Read:
    start, end = (_instant(part, name, clocks) for name in ("DTSTART", "DTEND"))
    return Read(
        uid=part.value("UID"),
        start=start,
        end=end,
        status=part.value("STATUS"),
        summary=part.text("SUMMARY"),
        location=part.text("LOCATION"),
        sequence=int(part.value("SEQUENCE")),
        all_day=part.properties["DTSTART"][0][0] == {"VALUE": "DATE"},
    )


def _wall_of(part: Part, name: str) -> datetime:
    return _wall(part.value(name).removesuffix("Z"))


def _instant(part: Part, name: str, clocks: dict[str, "Clocks"]) -> int:
    [(parameters, value)] = part.properties[name]
    if parameters == {"VALUE": "DATE"}:
        return _seconds(_wall(f"{value}T000000"))
    if value.endswith("Z"):
        assert not parameters
        return _seconds(_wall(value.removesuffix("Z")))
    assert list(parameters) == ["TZID"]
    clock, wall = clocks[parameters["TZID"]], _wall(value)
    # A master's own day may be one on which the clocks change: it has an override then.
    return clock.first_showing(wall) if "RRULE" in part.properties else clock.instant(wall)


class Clocks:
    """A VTIMEZONE (3.6.5): an onset is told on the clock before it."""

    def __init__(self, zone: Part) -> None:
        self.onsets = sorted(
            (_seconds(wall - before), before, after)
            for observance in zone.parts
            for before, after in [(_offset(observance, "FROM"), _offset(observance, "TO"))]
            for wall in _walls(observance)
        )
        self.offsets = {offset for _, before, after in self.onsets for offset in (before, after)}

    def offset(self, at: int) -> timedelta:
        """How far the clocks are ahead of UTC at an instant."""
        return [after for onset, _, after in self.onsets if onset <= at][-1]

    def instant(self, wall: datetime) -> int:
        """The one instant at which the clocks show `wall`."""
        found = {_seconds(wall - offset) for offset in self.offsets}
        [shown] = [at for at in found if _wall_in_utc(at) + self.offset(at) == wall]
        return shown

    def first_showing(self, wall: datetime) -> int:
        """The first instant at which they show `wall`; where they skip it, that by the offset before."""
        found = sorted(_seconds(wall - offset) for offset in self.offsets)
        shown = [at for at in found if _wall_in_utc(at) + self.offset(at) == wall]
        return shown[0] if shown else _seconds(wall - self.offset(_seconds(wall) - 24 * 3600))


def _walls(observance: Part) -> Iterator[datetime]:
    assert observance.name in {"STANDARD", "DAYLIGHT"}
    first = _wall(observance.value("DTSTART"))
    yield first
    for _, value in observance.properties["RDATE"]:
        yield from (_wall(one) for one in value.split(","))
    for _, value in observance.properties["RRULE"]:
        yield from (wall for wall in _yearly(first, value) if wall > first)


def _yearly(first: datetime, rule: str) -> Iterator[datetime]:
    parts = dict(part.split("=") for part in rule.split(";"))
    assert parts.pop("FREQ") == "YEARLY"
    month, weekday, dates = int(parts.pop("BYMONTH")), parts.pop("BYDAY"), parts.pop("BYMONTHDAY", "")
    assert not parts
    for year in range(first.year, LAST_YEAR):
        chosen = _of_dates(year, month, weekday, dates) if dates else _nth(year, month, weekday)
        yield datetime.combine(chosen, first.time())


def _of_dates(year: int, month: int, weekday: str, dates: str) -> date:
    days = [date(year, month, int(day)) for day in dates.split(",")]
    [chosen] = [day for day in days if WEEKDAYS[day.weekday()] == weekday]
    return chosen


def _nth(year: int, month: int, weekday: str) -> date:
    nth, name = int(weekday[:-2]), weekday[-2:]
    days = [date(year, month, day + 1) for day in range(months.monthrange(year, month)[1])]
    fitting = [day for day in days if WEEKDAYS[day.weekday()] == name]
    return fitting[nth - 1 if nth > 0 else nth]


def _nth_if_any(year: int, month: int, place: str) -> list[date]:
    """A month may have no fifth Friday."""
    try:
        return [_nth(year, month, place)]
    except IndexError:
        return []


def _offset(observance: Part, end: str) -> timedelta:
    sign, hours, minutes = re.fullmatch(r"([+-])(\d\d)(\d\d)", observance.value(f"TZOFFSET{end}")).groups()  # type: ignore[union-attr]
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return -offset if sign == "-" else offset


def _wall(value: str) -> datetime:
    return datetime.strptime(value, "%Y%m%dT%H%M%S")  # noqa: DTZ007  wall times have no zone of their own


def _wall_in_utc(at: int) -> datetime:
    return datetime.fromtimestamp(at, UTC).replace(tzinfo=None)


def _seconds(utc: datetime) -> int:
    return int(utc.replace(tzinfo=UTC).timestamp())
