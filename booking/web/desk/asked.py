"""What is asked for at the desk: a line as it was heard, and the fields below it that correct it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from django.http import QueryDict

from booking.actions.looks import find_people
from booking.queries.party import Company
from booking.queries.whom import Whom, by_key
from booking.queries.whom import company_of as whom_with
from booking.rules.ask import Channel
from booking.rules.bands import BANDS
from booking.rules.rooms_named import RoomNames
from booking.rules.typed import LONGEST, Typed, read
from booking.web.dates import YEARS, written
from booking.web.desk.door import Desk
from booking.web.written_numbers import whole
from facilities.models import Room
from facilities.rules.spans import Span, instant
from facilities.rules.walltime import read_wall_time, write_wall_time

MOST = 999
BETWEEN = "|"  # room, start and end of a use
NOBODY = "-"  # of those who are asked for nobody: a caller without an account
OF_USE = ("line", "was", "room", "day", "start", "end", "count", "purpose")
TEXTS = (*OF_USE, "whom", "caller", "caller_phone", "why", "key")


@dataclass
class Asked:
    """The fields as they stand in the page, as texts."""

    line: str = ""
    was: str = ""  # the line that the page has read last
    room: str = ""
    day: str = ""
    start: str = ""
    end: str = ""
    count: str = ""
    whom: str = ""
    caller: str = ""
    caller_phone: str = ""
    purpose: str = ""
    why: str = ""
    key: str = ""
    channel: str = Channel.PHONE
    counts: dict[str, str] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    rest: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()  # among which the line leaves the choice

    @classmethod
    def of(cls, data: QueryDict) -> "Asked":
        asked = cls(seen=data.getlist("seen")[:30])
        for name in TEXTS:
            setattr(asked, name, data.get(name, "")[:LONGEST])
        asked.counts = {band: data.get(band, "").strip()[:5] for band in BANDS}
        asked.channel = Channel.COUNTER if data.get("channel") == Channel.COUNTER else Channel.PHONE
        return asked

    def read_line(self, rooms: Sequence[Room], today: date) -> bool:
        """Whether the line is new; then whatever it says goes into the fields."""
        names = [RoomNames(room.slug, room.name_ja, room.name_reading, room.name_en) for room in rooms]
        typed = read(self.line, names, today)
        self.rest = typed.rest
        if self.line == self.was:
            return False
        self.was, self.rooms = self.line, typed.rooms if len(typed.rooms) > 1 else ()
        self._fill(typed)
        return True

    def _fill(self, typed: Typed) -> None:
        said = {
            "room": typed.rooms[0] if len(typed.rooms) == 1 else "",
            "day": "" if typed.day is None else typed.day.isoformat(),
            "start": "" if typed.start is None else write_wall_time(typed.start),
            "end": "" if typed.end is None else write_wall_time(typed.end),
            "count": str(typed.count or ""),
            "caller_phone": typed.phone,
        }
        for name, value in said.items():
            if value:
                setattr(self, name, value)
        if typed.bands:
            self.counts = {band: str(typed.bands.get(band) or "") for band in BANDS}
        elif typed.count:
            self.counts = dict.fromkeys(BANDS, "")

    @property
    def words(self) -> str:
        """Whatever of the line was neither room, day, time nor number."""
        return " ".join(self.rest)

    @property
    def date(self) -> date | None:
        try:
            day = date.fromisoformat(self.day)
        except ValueError:
            return None
        return day if day.year in YEARS else None

    def span(self, desk: Desk) -> Span | None:
        try:
            times = read_wall_time(self.start), read_wall_time(self.end)
        except ValueError:
            return None
        day = self.date
        return None if day is None else Span.between(*(instant(day, time, desk.zone) for time in times))

    def bands(self) -> Mapping[str, int]:
        """How many of each band; what is no number counts for nothing, and is seen beside its field."""
        return {band: count for band in BANDS if (count := number(self.counts.get(band, "")))}

    def people(self) -> int:
        return sum(self.bands().values()) or number(self.count)


def take_way(asked: Asked, way: str) -> None:
    """Fills room, day and times from a way out of a refusal, or from a window of the board."""
    room, _sep, times = way.partition(BETWEEN)
    start, _sep, end = times.partition(BETWEEN)
    if start and end:
        asked.room, asked.day = room, start.partition("T")[0]
        asked.start, asked.end = start.partition("T")[2], end.partition("T")[2]


def way_of(room: Room, span: Span, zone: ZoneInfo) -> str:
    """A use as a button or an address of the desk says it."""
    return BETWEEN.join((room.slug, written(span.start, zone), written(span.end, zone)))


def number(text: str) -> int:
    """A number of people; 0 for what is none."""
    return min(whole(text, 4) or 0, MOST)


def found_for(asked: Asked, desk: Desk, *, fresh: bool) -> tuple[list[Whom], Whom | None]:
    """Whom the line may mean, and whom the form says. Of a line that was just read, the only one is meant;
    whom nobody knows is a caller without an account."""
    found = []
    if asked.rest:
        found = find_people(
            words=asked.rest, hall=desk.hall, reader=desk.person, now=desk.now, rules=desk.rules
        )
    if fresh and asked.rest:
        asked.whom = found[0].key if len(found) == 1 else "" if found else NOBODY
        # Where no room was understood, what is left may be the room and no name.
        asked.caller = asked.caller if found or not asked.room else asked.words
    chosen = next((one for one in found if one.key == asked.whom), None)
    if chosen is None and asked.whom not in ("", NOBODY):
        chosen = by_key(asked.whom, desk.hall, desk.today)
        found = [*found, chosen] if chosen else found
    return found, chosen


def company_of(asked: Asked, whom: Whom | None, day: date) -> Company:
    """Those who come, as far as the form says it."""
    return whom_with(whom, dict(asked.bands()), asked.people(), day)
