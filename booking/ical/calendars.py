"""A whole calendar: head, the clocks of its zones, kept texts and a tail, joined (RFC 5545 and 7986)."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import icalendar

from booking.ical.said import clean
from facilities.rules.clock_changes import Observance, Yearly, observances

PRODID = "-//Madoakari//Madoakari 1//JA"
# Most calendars come when they like; those that listen should be no later than somebody who looks at the
# page.
LOOK_AGAIN = timedelta(hours=1)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
TAIL = b"END:VCALENDAR\r\n"
# Begins with a letter that it is searched by: with "^" every line of three megabytes would be tried.
TOLD_IN = re.compile(rb"\nDTSTART;TZID=([^:]+):")


def calendar(name: str, zone: ZoneInfo, first_day: date, events: Sequence[str]) -> bytes:
    """A whole calendar: `zone` is its reader's, `first_day` the earliest day told."""
    body = "".join(events).encode()
    # From the texts and not from the rooms: a zone that no event names must not be told, and an event in UTC
    # names none.
    used = sorted(set(TOLD_IN.findall(body)))
    # A calendar needs one component at least (RFC 5545, 3.6): an empty one tells its own zone.
    told = [ZoneInfo(key.decode()) for key in used] if events else [zone]
    # From the year before: what is told on 1 January goes by a change of the autumn.
    clocks = b"".join(clocks_of(one, first_day.year - 1) for one in told)
    return _head(name, zone) + clocks + body + TAIL


def _head(name: str, zone: ZoneInfo) -> bytes:
    head = icalendar.Calendar()
    head.add("version", "2.0")
    head.add("prodid", PRODID)
    head.add("calscale", "GREGORIAN")
    head.add("method", "PUBLISH")
    # NAME is RFC 7986; what was there before it still listens to the other alone.
    for key in ("name", "x-wr-calname"):
        # As a text: the library would leave the commas of an unknown property unescaped.
        head.add(key, icalendar.vText(clean(name)))
    head.add("x-wr-timezone", zone.key)
    head.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    head.add("x-published-ttl", icalendar.vDuration(LOOK_AGAIN))
    whole: bytes = head.to_ical()
    return whole.removesuffix(TAIL)


@lru_cache(maxsize=64)
def clocks_of(zone: ZoneInfo, first_year: int) -> bytes:
    """The library's own `Timezone.from_tzinfo` puts changes on the clock after them (docs/decisions/0011)."""
    clocks = icalendar.Timezone()
    clocks.add("tzid", zone.key)
    for observance in observances(zone, first_year):
        clocks.add_component(_observance(observance))
    text: bytes = clocks.to_ical()
    return text


def _observance(observance: Observance) -> icalendar.TimezoneStandard | icalendar.TimezoneDaylight:
    first = observance.changes[0]
    told = icalendar.TimezoneDaylight() if first.daylight else icalendar.TimezoneStandard()
    told.add("dtstart", first.onset)
    told.add("tzoffsetfrom", timedelta(seconds=first.before))
    told.add("tzoffsetto", timedelta(seconds=first.after))
    told.add("tzname", first.name)
    if observance.yearly:
        told.add("rrule", _rrule(observance.yearly))
    elif len(observance.changes) > 1:
        told.add("rdate", [change.onset for change in observance.changes[1:]])
    return told


def _rrule(yearly: Yearly) -> dict[str, Any]:
    """The form that every reader knows (-1SU, 2SU) where there is one, else the seven dates."""
    rule = {"FREQ": "YEARLY", "BYMONTH": yearly.month}
    weekday = WEEKDAYS[yearly.weekday]
    if yearly.last:
        return {**rule, "BYDAY": f"-1{weekday}"}
    # Days 1, 8, 15, 22 begin a week of the month, and only of these is "the second Sunday" the same days.
    if yearly.first_day % 7 == 1:
        return {**rule, "BYDAY": f"{yearly.first_day // 7 + 1}{weekday}"}
    dates = list(range(yearly.first_day, yearly.first_day + 7))
    return {**rule, "BYMONTHDAY": dates, "BYDAY": weekday}
