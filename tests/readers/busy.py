"""Free and busy times as two libraries read them that are not built on icalendar; run by their own Python.

Reads a calendar from its standard input and prints, for each library, every time of every VFREEBUSY as
[start, end, type], instants in seconds since the epoch. Of the readers' libraries ics keeps such a component
unread, and khal shows events only. It knows nothing of the project.
"""

import json
import sys
from typing import Any

import vobject
from ical.calendar_stream import IcsCalendarStream


def by_vobject(text: str) -> list[list[Any]]:
    return [
        [int(start.timestamp()), int(end.timestamp()), line.params["FBTYPE"][0]]
        for part in vobject.readOne(text).contents["vfreebusy"]
        for line in part.contents["freebusy"]
        for start, end in line.value
    ]


def by_ical(text: str) -> list[list[Any]]:
    return [
        [int(one.start.timestamp()), int(one.end.timestamp()), one.free_busy_type.value]
        for part in IcsCalendarStream.calendar_from_ics(text).freebusy
        for one in part.freebusy
    ]


if __name__ == "__main__":
    text = sys.stdin.buffer.read().decode()
    print(json.dumps({read.__name__: read(text) for read in (by_vobject, by_ical)}))
