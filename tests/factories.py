"""Halls, rooms and bookings as the tests mean them, on literal dates. Their today is 2 December 2026."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from booking.models import Booking, Claim, Person
from booking.rules.lifecycle import HOLDING, State
from facilities.models import Facility, Room, Space
from facilities.rules.spans import Span

TOKYO = ZoneInfo("Asia/Tokyo")


def at(text: str) -> int:
    """The instant of a wall time in Tokyo: at("2026-12-02 16:10")."""
    return int(datetime.fromisoformat(text).replace(tzinfo=TOKYO).timestamp())


def span(day: str, start: str, end: str) -> Span:
    """span("2026-12-04", "17:00", "19:00"); "24:00" is the midnight at its end."""
    if end == "24:00":
        return Span(at(f"{day} {start}"), at(f"{date.fromisoformat(day) + timedelta(days=1)} 00:00"))
    return Span(at(f"{day} {start}"), at(f"{day} {end}"))


TODAY = date(2026, 12, 2)  # a Wednesday
NOW = at("2026-12-02 16:10")


def a_facility(slug: str = "higashi", **fields: Any) -> Facility:
    kind = Facility.Kind.CHILDRENS_HALL
    defaults = {"name_ja": "東児童館", "name_en": "Higashi Children's Hall", "city": "小金井市", "kind": kind}
    return Facility.objects.create(slug=slug, **{"published": True, **defaults, **fields})


def a_room(facility: Facility | None = None, slug: str = "band", *spaces: str, **fields: Any) -> Room:
    """A room with a space of its own name, or joined from the spaces named."""
    facility = facility or a_facility()
    room = Room.objects.create(facility=facility, slug=slug, **{"name_ja": slug, "name_en": slug, **fields})
    made = [Space.objects.get_or_create(facility=facility, slug=name)[0] for name in spaces or (slug,)]
    room.spaces.set(made)
    return room


def a_booking(room: Room, when: Span, person: Person | None = None, **fields: Any) -> Booking:
    """A booking as it would stand in the tables, with its claims, and without asking anybody."""
    state = fields.get("state", State.BOOKED)
    booking = Booking.objects.create(
        **{
            "room": room,
            "start": when.start,
            "end": when.end,
            "person": person,
            "headcount": 1,
            "channel": "web",
            "made_at": NOW,
            "changed_at": NOW,
            **fields,
        }
    )
    if state in HOLDING:
        held = [Claim(booking=booking, space=it, start=when.start, end=when.end) for it in room.spaces.all()]
        Claim.objects.bulk_create(held)
    return booking
