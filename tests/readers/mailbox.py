"""Mails with calendar entries, applied one after the other as RFC 5546 says, and read by three libraries.

Run by the readers' own Python: reads a list of calendars (JSON) from its standard input, in the order in
which the mails came, and prints what `expand` prints of the calendar that is left, with its UIDs. It knows
nothing of the project.
"""

import json
import sys
from typing import Any

import vobject
from expand import by_ical, by_ics, by_vobject, read

Entry = Any  # a VEVENT, as vobject has it


def applied(mails: list[str]) -> Any:
    """The calendar of whoever began with an empty one."""
    entries: list[Entry] = []
    clocks: dict[str, Any] = {}
    for mail in mails:
        told = vobject.readOne(mail)
        clocks |= {zone.tzid.value: zone for zone in told.contents.get("vtimezone", [])}
        entries = _answered(entries, told.method.value, told.contents["vevent"])
    whole = vobject.iCalendar()
    for part in (*clocks.values(), *entries):
        whole.add(part)
    return whole


def _answered(entries: list[Entry], method: str, told: list[Entry]) -> list[Entry]:
    name = told[0].uid.value
    known = [one for one in entries if one.uid.value == name]
    if any(_sequence(one) > _sequence(told[0]) for one in known if _date(one) in ("", _date(told[0]))):
        return entries  # a mail that was overtaken
    if not _date(told[0]):
        # The whole of it: what was known of single dates goes with the master.
        kept = [one for one in entries if one.uid.value != name]
        return [*kept, *told] if method == "REQUEST" else kept
    kept = [one for one in entries if (one.uid.value, _date(one)) != (name, _date(told[0]))]
    if method == "REQUEST":
        return [*kept, *told]
    for master in known:
        if not _date(master):
            master.add("exdate").value = [told[0].recurrence_id.value]
    return kept


def _date(entry: Entry) -> str:
    return str(entry.recurrence_id.value) if hasattr(entry, "recurrence_id") else ""


def _sequence(entry: Entry) -> int:
    return int(entry.sequence.value)


if __name__ == "__main__":
    left = applied(json.load(sys.stdin))
    entries = left.contents.get("vevent", [])
    text = left.serialize(validate=False)
    readers = (by_vobject, by_ics, by_ical) if entries else ()
    names = sorted({one.uid.value for one in entries})
    print(json.dumps({"names": names, "read": read(text, readers)}))
