"""Availability as VFREEBUSY (RFC 5545, 3.6.4): the component that tells states and no events."""

import uuid
from collections.abc import Sequence

import icalendar

from booking.ical.calendars import PRODID
from booking.ical.events import NAMESPACE, in_utc
from booking.ical.said import clean
from booking.queries.availability import RoomTime
from booking.rules.availability import Free, Piece

# What one cannot have because the hall is closed is "unavailable" and nobody's appointment.
TOLD = {Free.FREE: "FREE", Free.TAKEN: "BUSY", Free.CLOSED: "BUSY-UNAVAILABLE"}


def free_busy(rooms: Sequence[RoomTime], hall: str) -> bytes:
    """A calendar of one component for each room, in UTC; `hall` is its name, as are the rooms', in the active
    language. At least one room: a calendar without any component is none."""
    whole = icalendar.Calendar()
    for name, value in (("version", "2.0"), ("prodid", PRODID), ("calscale", "GREGORIAN")):
        whole.add(name, value)
    for one in rooms:
        whole.add_component(_room(one, hall))
    text: bytes = whole.to_ical()
    return text


def _room(one: RoomTime, hall: str) -> icalendar.FreeBusy:
    begins, ends = one.pieces[0].span.start, one.pieces[-1].span.end
    made = icalendar.FreeBusy()
    made.add("uid", str(uuid.uuid5(NAMESPACE, f"free/{one.room.facility.slug}/{one.room.slug}")))
    # The day's beginning, as the ETag says the rest: "now" would make every answer another.
    made.add("dtstamp", in_utc(begins))
    # VFREEBUSY takes its ends and its periods in UTC alone (RFC 5545, 3.6.4 and 3.8.2.6), and so needs no
    # VTIMEZONE.
    made.add("dtstart", in_utc(begins))
    made.add("dtend", in_utc(ends))
    # In a comment, as VFREEBUSY has neither SUMMARY nor LOCATION (RFC 5545, 3.6.4).
    made.add("comment", clean(f"{hall} {one.room.name}"))
    for piece in one.pieces:
        made.add("freebusy", _period(piece), parameters={"FBTYPE": TOLD[piece.state]})
    return made


def _period(piece: Piece) -> icalendar.vPeriod:
    return icalendar.vPeriod((in_utc(piece.span.start), in_utc(piece.span.end)))
