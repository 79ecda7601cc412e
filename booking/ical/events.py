"""Events as iCalendar text (RFC 5545): single ones, and dates that recur as one.

An event is serialised once and kept. What the words are, `said` knows.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar

from booking.ical.calendars import WEEKDAYS
from booking.ical.said import Said, clean, of_booking, of_duty, of_evening, of_session, sample
from booking.queries.feed_evenings import Duty, EveningDate
from booking.queries.feed_sessions import SessionDate
from booking.queries.feeds import Booked, Place
from booking.rules.feeds import EVERYBODY, Audience, Status, shown_twice
from booking.rules.recurring import Dated, Pattern, pattern
from facilities.rules.days import WEEKDAYS as NAMES
from facilities.rules.evenings import Recurrence
from facilities.rules.spans import MINUTES_A_DAY, Span, instant, local

# Our UIDs are UUIDs made from a booking's random key, without any host (docs/decisions/0011).
NAMESPACE = uuid.UUID("19720a31-ce1f-419a-b89e-a05693d5ba38")
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What calendars know an event by, and its last change (an instant)."""

    uid: str
    sequence: int
    changed_at: int


@cache
def renderer() -> str:
    """Changes whenever this package or the library does, so that no kept text outlives its renderer."""
    own = b"".join(file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py")))
    return sha256(own + icalendar.__version__.encode()).hexdigest()[:8]


def version(place: Place, audience: Audience) -> str:
    """A digest of all that an event is made of besides the booking itself, in the active language."""
    made_of = (renderer(), audience, place.room, place.hall, place.zone.key, sample(audience))
    return sha256(repr(made_of).encode()).hexdigest()[:12]


def uid(public_id: str, audience: Audience) -> str:
    """The same for life. The public's does not lead to the member's, nor to the booking's address."""
    # A hall's feed tells the same use as its room's: whoever reads both has it once.
    whose = Audience.PUBLIC if audience in EVERYBODY else audience
    return str(uuid.uuid5(NAMESPACE, f"{whose}/{public_id}"))


def event(booking: Booked, place: Place, audience: Audience) -> str:
    """One booking as a VEVENT."""
    return _text(vevent(booking, place, audience))


def vevent(booking: Booked, place: Place, audience: Audience) -> icalendar.Event:
    return stamped(
        Stamp(uid(booking.public_id, audience), booking.sequence, booking.changed_at),
        booking,
        place,
        audience,
    )


def stamped(stamp: Stamp, booking: Booked, place: Place, audience: Audience) -> icalendar.Event:
    """The same under another name: of one date of a series, which has its name from the whole."""
    return _event(stamp, Span(booking.start, booking.end), of_booking(booking, place, audience))


def series(
    stamp: Stamp,
    recurrence: Recurrence,
    dates: Sequence[tuple[Booked, Place]],
    audience: Audience,
) -> str:
    """The dates of a series as one event, in the order of the days for which they were meant."""
    return recurring(stamp, recurrence, _dated(dates, audience))


def series_entries(
    stamp: Stamp,
    recurrence: Recurrence,
    dates: Sequence[tuple[Booked, Place]],
    audience: Audience,
) -> list[icalendar.Event]:
    """The same as what `series` is the text of: the master, then its overrides."""
    return _recurring(stamp, recurrence, _dated(dates, audience))


def _dated(dates: Sequence[tuple[Booked, Place]], audience: Audience) -> list[Dated[Said]]:
    return [
        Dated(booking.original_day, Span(booking.start, booking.end), of_booking(booking, place, audience))
        for booking, place in dates
        if booking.original_day
    ]


def known_by(
    recurrence: Recurrence, dates: Sequence[tuple[Booked, Place]], day: date, audience: Audience
) -> datetime:
    """By what calendars know one date of a series as `series` tells it (RFC 5545, 3.8.4.4): the start that
    its pattern has on `day`, the one for which the date was meant."""
    told = _dated(dates, audience)
    zone = told[0].said.zone
    return _wall(day, pattern(recurrence, told, zone).start, zone)


def evening(stamp: Stamp, told: EveningDate) -> str:
    """One evening opening that stands alone."""
    return _text(_event(stamp, told.span, of_evening(told)))


def evenings(stamp: Stamp, recurrence: Recurrence, dates: Sequence[EveningDate]) -> str:
    """Evening openings that recur as one event, in the order of the days for which they were meant."""
    return recurring(stamp, recurrence, [Dated(one.day, one.span, of_evening(one)) for one in dates])


def session(stamp: Stamp, told: SessionDate, *, gone: bool = False) -> str:
    """One session of a programme, as for `session_entry`."""
    return _text(session_entry(stamp, told, gone))


def session_stamp(told: SessionDate) -> Stamp:
    """In a programme's feed, in the city's, and in the feed and the mail of whoever comes it is one event:
    who reads several should not find two. The number is that of `told` (`feed_sessions.theirs`)."""
    return Stamp(uid(f"session/{told.public_id}", Audience.PUBLIC), told.sequence, told.changed_at)


def session_entry(stamp: Stamp, told: SessionDate, gone: bool) -> icalendar.Event:
    """The same for somebody who comes to it; `gone` for one who does so no longer, whether it is held or
    not."""
    said = of_session(told)
    return _event(stamp, told.span, said._replace(status=Status.CANCELLED) if gone else said)


def duty(stamp: Stamp, told: Duty) -> str:
    """Who is on duty, as an event of the whole day."""
    made = icalendar.Event()
    _stamp(made, stamp)
    made.add("status", "CONFIRMED")
    made.add("dtstart", told.day)
    # The end is not meant (RFC 5545, 3.6.1): without it some calendars show no day, and some two.
    made.add("dtend", told.day + A_DAY)
    made.add("summary", of_duty(told))
    made.add("location", clean(told.hall))
    made.add("transp", "TRANSPARENT")  # it keeps nobody from anything else
    return _text(made)


def recurring(stamp: Stamp, recurrence: Recurrence, dates: Sequence[Dated[Said]]) -> str:
    """A master with RRULE and EXDATE, then what differs from it as overrides."""
    return "".join(map(_text, _recurring(stamp, recurrence, dates)))


def _recurring(stamp: Stamp, recurrence: Recurrence, dates: Sequence[Dated[Said]]) -> list[icalendar.Event]:
    zone = dates[0].said.zone
    found = pattern(recurrence, dates, zone)
    master = _event(stamp, None, found.said)
    for name, minutes in (("dtstart", found.start), ("dtend", found.end)):
        master.add(name, _wall(found.first, minutes, zone))
    master.add("rrule", _rrule(found, zone))
    if found.left_out:
        master.add("exdate", [_wall(day, found.start, zone) for day in found.left_out])
    return [master, *(_override(stamp, one, found.start, zone) for one in found.another)]


def _override(stamp: Stamp, one: Dated[Said], start: int, zone: ZoneInfo) -> icalendar.Event:
    made = _event(stamp, one.span, one.said)
    made.add("recurrence-id", _wall(one.day, start, zone))
    return made


def _event(stamp: Stamp, span: Span | None, said: Said) -> icalendar.Event:
    made = icalendar.Event()
    _stamp(made, stamp)
    made.add("status", said.status)
    if span is not None:
        add_span(made, span, said.zone)
    made.add("summary", clean(said.summary))
    made.add("location", clean(said.location))
    if said.transparent:
        made.add("transp", "TRANSPARENT")
    return made


def _stamp(made: icalendar.Event, stamp: Stamp) -> None:
    made.add("uid", stamp.uid)
    # The last change and never now: a kept text has to be the same whoever makes it.
    made.add("dtstamp", in_utc(stamp.changed_at))
    made.add("last-modified", in_utc(stamp.changed_at))
    made.add("sequence", stamp.sequence)


def add_span(made: icalendar.Event, span: Span, zone: ZoneInfo) -> None:
    """Start and end on the clocks of the hall; in UTC if those show one of them twice that night."""
    ends = [local(at, zone) for at in (span.start, span.end)]
    if any(map(shown_twice, ends)):
        ends = [in_utc(at) for at in (span.start, span.end)]
    for name, at in zip(("dtstart", "dtend"), ends, strict=True):
        made.add(name, at)


def in_utc(at: int) -> datetime:
    return datetime.fromtimestamp(at, UTC)


def _wall(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """What the clocks show, whether they show it that day or not: by it readers know one date of many."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    return midnight + timedelta(minutes=minutes)


def _rrule(found: Pattern[Said], zone: ZoneInfo) -> dict[str, Any]:
    """Up to the last second of the last day, in UTC (RFC 5545, 3.3.10)."""
    until = {"UNTIL": in_utc(instant(found.last, MINUTES_A_DAY, zone) - 1)}
    recurrence = found.recurrence
    if recurrence.month_day:
        return {"FREQ": "MONTHLY", "BYMONTHDAY": recurrence.month_day, **until}
    days = [WEEKDAYS[NAMES.index(day)] for day in recurrence.weekdays]
    if recurrence.nth:
        return {
            "FREQ": "MONTHLY",
            "BYDAY": [f"{nth}{day}" for nth in recurrence.nth for day in days],
            **until,
        }
    # WKST is the default and is said all the same: which week is the second depends on it, and readers
    # differ.
    return {"FREQ": "WEEKLY", "INTERVAL": recurrence.every, "BYDAY": days, "WKST": "MO", **until}


def _text(made: icalendar.Event) -> str:
    text: bytes = made.to_ical()
    return text.decode()
