"""A calendar as three libraries understand it that are not built on icalendar; run by their own Python.

Reads a calendar from its standard input and prints, for each library, every instance of every event as
[start, end, summary, status], instants in seconds since the epoch. It knows nothing of the project.
"""

import json
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Any

import ics
import vobject
from dateutil.rrule import rrulestr
from ical.calendar_stream import IcsCalendarStream

Instance = list[Any]
FIRST, LAST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)


def by_vobject(text: str) -> list[Instance]:
    """It expands a rule with what is left out; what differs it leaves to whoever asks."""
    events = vobject.readOne(text).contents.get("vevent", [])
    away = {(one.uid.value, one.recurrence_id.value) for one in events if hasattr(one, "recurrence_id")}
    found = []
    for one in events:
        lasts = one.dtend.value - one.dtstart.value
        recurs = hasattr(one, "rrule")
        starts = one.getrruleset() if recurs else [one.dtstart.value]
        kept = (start for start in starts if not recurs or (one.uid.value, start) not in away)
        found += [instance(start, start + lasts, one.summary.value, one.status.value) for start in kept]
    return found


def by_ics(text: str) -> list[Instance]:
    """It keeps rules as lines that it does not read: the rule goes to dateutil, at its own start."""
    found, away = [], set()
    events = list(ics.Calendar(text).events)
    for one in events:
        away |= {(one.uid, line.value) for line in one.extra if line.name == "RECURRENCE-ID"}
    for one in events:
        lines = {line.name: line for line in one.extra}
        start, lasts = one.begin.datetime, one.end.datetime - one.begin.datetime
        if "RRULE" not in lines:
            found.append(instance(start, start + lasts, one.name, one.status))
            continue
        gone = lines["EXDATE"].value.split(",") if "EXDATE" in lines else []
        for at in rrulestr(lines["RRULE"].value, dtstart=start):
            wall = f"{at:%Y%m%dT%H%M%S}"
            if wall not in gone and (one.uid, wall) not in away:
                found.append(instance(at, at + lasts, one.name, one.status))
    return found


def by_ical(text: str) -> list[Instance]:
    """It does all of it by itself."""
    calendar = IcsCalendarStream.calendar_from_ics(text)
    told = calendar.timeline_tz(UTC).overlapping(FIRST, LAST)
    return [instance(one.dtstart, one.dtend, one.summary, one.status) for one in told]


def instance(start: date, end: date, summary: str, status: str) -> Instance:
    return [seconds(start), seconds(end), summary, status]


def seconds(at: date) -> int:
    if isinstance(at, datetime):
        return int(at.timestamp())
    return int(datetime(at.year, at.month, at.day, tzinfo=UTC).timestamp())


def read(text: str, readers: Iterable[Callable[[str], list[Instance]]]) -> dict[str, list[Instance]]:
    return {reader.__name__: sorted(reader(text)) for reader in readers}


if __name__ == "__main__":
    print(json.dumps(read(sys.stdin.buffer.read().decode(), (by_vobject, by_ics, by_ical))))
