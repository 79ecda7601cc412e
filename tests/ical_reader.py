"""A calendar read by hand, after RFC 5545 and without the library that wrote it.

Knows what our feeds may hold and no more: a line or a rule that it does not know is an error.
"""

import calendar as months
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
LAST_YEAR = 2045
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
    """The events, their local times taken to instants by the calendar's own VTIMEZONEs only."""
    whole = read(feed)
    clocks = {zone.value("TZID"): Clocks(zone) for zone in whole.named("VTIMEZONE")}
    return [_event(part, clocks) for part in whole.named("VEVENT")]


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
    )


def _instant(part: Part, name: str, clocks: dict[str, "Clocks"]) -> int:
    [(parameters, value)] = part.properties[name]
    if value.endswith("Z"):
        assert not parameters
        return _seconds(_wall(value.removesuffix("Z")))
    assert list(parameters) == ["TZID"]
    return clocks[parameters["TZID"]].instant(_wall(value))


class Clocks:
    """A VTIMEZONE (3.6.5): an onset is told on the clock before it."""

    def __init__(self, zone: Part) -> None:
        self.onsets = sorted(
            (_seconds(wall - before), before, after)
            for observance in zone.parts
            for before, after in [(_offset(observance, "FROM"), _offset(observance, "TO"))]
            for wall in _walls(observance)
        )

    def offset(self, at: int) -> timedelta:
        """How far the clocks are ahead of UTC at an instant."""
        return [after for onset, _, after in self.onsets if onset <= at][-1]

    def instant(self, wall: datetime) -> int:
        """The one instant at which the clocks show `wall`."""
        offsets = {offset for _, before, after in self.onsets for offset in (before, after)}
        found = {_seconds(wall - offset) for offset in offsets}
        [shown] = [at for at in found if _wall_in_utc(at) + self.offset(at) == wall]
        return shown


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
