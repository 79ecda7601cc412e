"""What the address of a series' page says: how it recurs, which dates are left out, which go elsewhere.

Everything stands in the address, so that each step is a link, and going back undoes it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils.translation import gettext as _

from booking.queries.series import Wish
from booking.rules.series import MOST, TooMany, days_of, use_on, ways
from booking.rules.weeks import wall
from booking.web.coming import Coming, coming_of
from booking.web.dates import read_instant, written
from booking.web.written_numbers import number_of
from facilities.models import Room
from facilities.rules.evenings import Recurrence
from facilities.rules.spans import Span, local_day
from facilities.rules.stages import fiscal_year_end

USUAL = "1w"
LONGEST = timedelta(weeks=MOST - 1)


@dataclass(frozen=True)
class Plan:
    """A series as somebody asks for it, from its first use on; `room` is where it is, `rooms` (by slug)
    where single dates may go, `coming` of whom a search spoke. Texts are as they were typed."""

    room: Room
    rooms: Mapping[str, Room]
    first: Span
    often: str = ""
    until: str = ""
    times: str = ""
    skip: frozenset[date] = frozenset()
    to: Mapping[date, Wish] = field(default_factory=dict)
    shift: date | None = None
    coming: Coming = field(default_factory=Coming)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.room.facility.timezone)

    @property
    def day(self) -> date:
        return local_day(self.first.start, self.zone)

    def recurrence(self) -> Recurrence | dict[str, str]:
        """How it recurs, up to its last day; or what is wrong with what was typed, by field."""
        errors: dict[str, str] = {}
        found = ways(self.day).get(self.often)
        if found is None:
            errors["often"] = _("どのくらいのあいだをあけてくりかえすかを、えらんでください。")
        last, times = _last(self.until, self.day, errors), _times(self.times, errors)
        if not errors and last is None and times is None:
            errors["until"] = _("いつまで、または何回かを入れてください。")
        if errors or found is None:
            return errors
        try:
            days = days_of(found.model_copy(update={"last": last}), times)
        except TooMany:
            most = _("一度に予約できるのは%(most)d回までです。終わりの日を早くしてください。") % {
                "most": MOST
            }
            return {"until": most}
        return found.model_copy(update={"last": days[-1]})

    def wishes(self, recurrence: Recurrence) -> list[Wish]:
        """Every date that is not left out, where it would be."""
        start, end = (wall(at, self.day, self.zone) for at in (self.first.start, self.first.end))
        found = []
        for day in days_of(recurrence):
            span = use_on(day, start, end, self.zone)
            if span is not None and day not in self.skip:
                found.append(self.to.get(day) or Wish(day, self.room, span))
        return found

    def without(self, day: date) -> "Plan":
        return replace(self, skip=self.skip | {day}, shift=None)

    def plainly(self, day: date) -> "Plan":
        """With the date where it was meant."""
        others = {key: wish for key, wish in self.to.items() if key != day}
        return replace(self, skip=self.skip - {day}, to=others, shift=None)

    def shifted(self, wish: Wish) -> "Plan":
        return replace(self.plainly(wish.day), to={**self.plainly(wish.day).to, wish.day: wish})

    def query(self) -> str:
        asked: list[tuple[str, Any]] = [
            ("s", written(self.first.start, self.zone)),
            ("e", written(self.first.end, self.zone)),
            ("often", self.often),
            ("until", self.until),
            ("times", self.times),
            *(("skip", day.isoformat()) for day in sorted(self.skip)),
            *(("to", told(wish, self.zone)) for _, wish in sorted(self.to.items())),
        ]
        if self.shift:
            asked.append(("shift", self.shift.isoformat()))
        # Each step is judged for the same people: a link that forgot them would light other windows.
        known = [(key, value) for key, value in (*asked, *self.coming.told.items()) if value]
        return urlencode(known, doseq=True, safe=":,")


def read(asked: QueryDict, room: Room, rooms: Mapping[str, Room], first: Span) -> Plan:
    """The plan of an address. What cannot be read of single dates is passed over: they stay as they are."""
    zone = ZoneInfo(room.facility.timezone)
    # Anybody may write an address: it is read as far as a series can be long.
    moved = [wish for text in asked.getlist("to")[:MOST] if (wish := read_wish(text, rooms, zone))]
    return Plan(
        room=room,
        rooms=rooms,
        first=first,
        often=asked.get("often", "")[:4],
        until=asked.get("until", "").strip()[:10],
        times=asked.get("times", "").strip()[:4],
        skip=frozenset(day for text in asked.getlist("skip")[:MOST] if (day := read_day(text))),
        to={wish.day: wish for wish in moved},
        shift=read_day(asked.get("shift", "")),
        coming=coming_of(asked),
    )


def told(wish: Wish, zone: ZoneInfo) -> str:
    """One date as an address and a form say it: for which day, which room, from when to when."""
    times = (written(at, zone) for at in (wish.span.start, wish.span.end))
    return ",".join((wish.day.isoformat(), wish.room.slug, *times))


def read_wish(text: str, rooms: Mapping[str, Room], zone: ZoneInfo) -> Wish | None:
    day, room, start, end = (*text.split(","), "", "", "", "")[:4]
    meant, span = read_day(day), _span(start, end, zone)
    return Wish(meant, rooms[room], span) if meant and span and room in rooms else None


def read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def usual_end(first: date) -> str:
    """The last day that is proposed: of the fiscal year, if a weekly series may be as long."""
    return min(fiscal_year_end(first), first + LONGEST).isoformat()


def offered(room: Room, first: Span, often: str) -> Sequence[tuple[str, Recurrence, bool]]:
    """The ways in which it can recur, with the chosen one marked."""
    found = ways(local_day(first.start, ZoneInfo(room.facility.timezone)))
    chosen = often if often in found else USUAL
    return [(key, recurrence, key == chosen) for key, recurrence in found.items()]


def _span(start: str, end: str, zone: ZoneInfo) -> Span | None:
    begins, ends = read_instant(start, zone), read_instant(end, zone)
    return Span.between(begins, ends) if begins is not None and ends is not None else None


def _last(text: str, first: date, errors: dict[str, str]) -> date | None:
    found = read_day(text)
    if text and found is None:
        errors["until"] = _("終わりの日は、2027-03-31 のように入れてください。")
    elif found is not None and found < first:
        errors["until"] = _("終わりの日は、はじめの日より後にしてください。")
    return found


def _times(text: str, errors: dict[str, str]) -> int | None:
    if not text:
        return None
    if number := number_of(text, MOST):
        return number
    errors["times"] = _("回数は、1から%(most)dまでの数で入れてください。") % {"most": MOST}
    return None
