"""The only door to icalendar: bookings as iCalendar text (RFC 5545 and 7986).

An event is serialised once and kept; a calendar is a head, kept texts and a tail, joined. The words
come in the language that is active.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
from django.utils.translation import gettext as _

from booking.queries.feeds import Booked, Place
from booking.rules.feeds import GONE, Audience, Status, status
from booking.rules.lifecycle import State
from booking.rules.plain_text import unwanted
from facilities.rules.clock_changes import Observance, Yearly, observances
from facilities.rules.spans import local

PRODID = "-//Madoakari//Madoakari 1//JA"
LOOK_AGAIN = timedelta(hours=1)
RINGS_BEFORE = timedelta(minutes=10)
REMINDER_SECONDS = 15 * 60
# Our UIDs are UUIDs made from a booking's random key, without any host (docs/decisions/0011).
NAMESPACE = uuid.UUID("19720a31-ce1f-419a-b89e-a05693d5ba38")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
TAIL = b"END:VCALENDAR\r\n"


@cache
def renderer() -> str:
    """Changes whenever this file or the library does, so that no kept text outlives its renderer."""
    return sha256(Path(__file__).read_bytes() + icalendar.__version__.encode()).hexdigest()[:8]


def version(place: Place, audience: Audience) -> str:
    """A digest of all that an event is made of besides the booking itself, in the active language."""
    made_of = (renderer(), audience, place.room, place.hall, place.zone.key, _("使用中"), _asks(""))
    return sha256(repr(made_of).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Invitation:
    """A calendar of one event, and what its method says to do with it: REQUEST or CANCEL (RFC 5546)."""

    method: str
    text: str


def event(booking: Booked, place: Place, audience: Audience) -> str:
    """One booking as a VEVENT. The public learns when the room is in use, and nothing else."""
    text: bytes = _vevent(booking, place, audience).to_ical()
    return text.decode()


def invitation(booking: Booked, place: Place, sender: str, reader: str) -> Invitation:
    """The booking as the part of a mail that updates the one entry in the reader's calendar (RFC 6047).

    The entry is that of the reader's feed: one UID. `sender` and `reader` are e-mail addresses.
    """
    gone = status(State(booking.state), Audience.MEMBER) is Status.CANCELLED
    method = "CANCEL" if gone else "REQUEST"
    vevent = _vevent(booking, place, Audience.MEMBER)
    vevent.add("organizer", f"mailto:{sender}")
    vevent.add("attendee", f"mailto:{reader}", parameters={"PARTSTAT": "ACCEPTED", "RSVP": "FALSE"})
    head = icalendar.Calendar()
    for name, value in (("version", "2.0"), ("prodid", PRODID), ("method", method)):
        head.add(name, value)
    start: bytes = head.to_ical().removesuffix(TAIL)
    first_year = local(booking.start, place.zone).year - 1
    return Invitation(method, (start + _vtimezone(place.zone, first_year) + vevent.to_ical() + TAIL).decode())


def _vevent(booking: Booked, place: Place, audience: Audience) -> icalendar.Event:
    vevent = icalendar.Event()
    vevent.add("uid", uid(booking.public_id, audience))
    vevent.add("dtstamp", _utc(booking.changed_at))
    vevent.add("last-modified", _utc(booking.changed_at))
    vevent.add("sequence", booking.sequence)
    certain = status(State(booking.state), audience, displaced=booking.displaced)
    vevent.add("status", certain)
    for name, at in zip(("dtstart", "dtend"), _ends(booking.start, booking.end, place.zone), strict=True):
        vevent.add(name, at)
    vevent.add("summary", _clean(_summary(booking, place, audience)))
    vevent.add("location", _clean(f"{place.hall} {place.room}"))
    if booking.displaced and certain is Status.TENTATIVE:
        vevent.add("transp", "TRANSPARENT")  # nobody can be there then
    return vevent


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something that begins at an instant and at which one wants to be there; `key` tells it from others."""

    key: str
    summary: str
    begins_at: int
    place: Place
    url: str


def reminder(told: Reminder, now: int) -> bytes:
    """A calendar with a reminder, which rings a little before."""
    vevent = icalendar.Event()
    vevent.add("uid", str(uuid.uuid5(NAMESPACE, f"reminder/{told.key}")))
    vevent.add("dtstamp", _utc(now))
    ends = _ends(told.begins_at, told.begins_at + REMINDER_SECONDS, told.place.zone)
    for name, at in zip(("dtstart", "dtend"), ends, strict=True):
        vevent.add(name, at)
    vevent.add("summary", _clean(told.summary))
    vevent.add("location", _clean(f"{told.place.hall} {told.place.room}"))
    vevent.add("url", told.url)
    vevent.add("transp", "TRANSPARENT")  # it keeps nobody from anything else
    vevent.add_component(_alarm(told.summary))
    text: bytes = vevent.to_ical()
    day = local(told.begins_at, told.place.zone).date()
    return calendar(told.place.hall, told.place.zone, day, [text.decode()], [told.place.zone])


def _alarm(words: str) -> icalendar.Alarm:
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _clean(words))
    alarm.add("trigger", -RINGS_BEFORE)
    return alarm


def uid(public_id: str, audience: Audience) -> str:
    """The same for life. The public's does not lead to the member's, nor to the booking's address."""
    return str(uuid.uuid5(NAMESPACE, f"{audience}/{public_id}"))


def calendar(
    name: str, zone: ZoneInfo, first_day: date, events: Sequence[str], zones: Sequence[ZoneInfo]
) -> bytes:
    """A whole calendar: `zone` is its reader's, `zones` are those in which its events may be told.

    `first_day` is the earliest day told.
    """
    body = "".join(events).encode()
    used = [one for one in zones if f"DTSTART;TZID={one.key}:".encode() in body]
    # A calendar needs one component at least (RFC 5545, 3.6): an empty one tells its own zone.
    told = used if events else [zone]
    clocks = b"".join(_vtimezone(one, first_day.year - 1) for one in told)
    return _head(name, zone) + clocks + body + TAIL


def _summary(booking: Booked, place: Place, audience: Audience) -> str:
    if audience is Audience.PUBLIC:
        return _("使用中")
    told = f"{place.room} – {booking.purpose}" if booking.purpose else place.room
    if booking.displaced and State(booking.state) not in GONE:
        return _asks(told)
    return told


def _asks(what: str) -> str:
    return _("館の都合で使えません。返事をしてください:%(what)s") % {"what": what}


def _ends(start_at: int, end_at: int, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Start and end on the clocks of the hall; in UTC if those show one of them twice that night."""
    start, end = local(start_at, zone), local(end_at, zone)
    if _shown_twice(start) or _shown_twice(end):
        return _utc(start_at), _utc(end_at)
    return start, end


def _shown_twice(wall: datetime) -> bool:
    return wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset()


def _utc(at: int) -> datetime:
    return datetime.fromtimestamp(at, UTC)


def _clean(text: str) -> str:
    """One stored bad letter must not take a whole feed down, even if it came past the check at input."""
    if not unwanted(text):
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in lines if letter == "\n" or not unwanted(letter))


def _head(name: str, zone: ZoneInfo) -> bytes:
    head = icalendar.Calendar()
    head.add("version", "2.0")
    head.add("prodid", PRODID)
    head.add("calscale", "GREGORIAN")
    head.add("method", "PUBLISH")
    for key in ("name", "x-wr-calname"):
        # As a text: the library would leave the commas of an unknown property unescaped.
        head.add(key, icalendar.vText(_clean(name)))
    head.add("x-wr-timezone", zone.key)
    head.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    head.add("x-published-ttl", icalendar.vDuration(LOOK_AGAIN))
    whole: bytes = head.to_ical()
    return whole.removesuffix(TAIL)


@lru_cache(maxsize=64)
def _vtimezone(zone: ZoneInfo, first_year: int) -> bytes:
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
    if yearly.first_day % 7 == 1:
        return {**rule, "BYDAY": f"{yearly.first_day // 7 + 1}{weekday}"}
    dates = list(range(yearly.first_day, yearly.first_day + 7))
    return {**rule, "BYMONTHDAY": dates, "BYDAY": weekday}
