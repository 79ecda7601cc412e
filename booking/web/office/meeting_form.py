"""The form of a meeting: choices and numbers, and no field into which anybody could write of a case."""

from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _

from booking.actions.meetings import Told
from booking.labels.meetings import choice_words
from booking.models import Meeting
from booking.queries.meetings import bodies_to_name, rooms_held
from booking.queries.plans import the_plan
from booking.queries.posts import halls_where
from booking.rules.meetings import MOST_THERE, Choice, choices
from booking.rules.plans import Plan
from booking.rules.staff import Right
from booking.web.desk.fields import Reader
from booking.web.office.door import Bureau
from booking.web.written_numbers import number_of
from facilities.labels import time_words
from facilities.models import Room
from facilities.queries.rooms import lent_rooms
from facilities.rules.spans import Span, local_day, wall_span

AT = "at:"  # before the key of a body at which it was held


class MeetingForm(Reader):
    """What a meeting is, read with care; a room that it holds already may stay though nobody lends it."""

    def __init__(
        self, given: QueryDict, bureau: Bureau, of: Callable[[Plan | None, str], list[Choice]] = choices
    ) -> None:
        super().__init__(given, zone())
        self.choices = {one.key: one for one in of(the_plan(), bureau.department.slug)}
        self.bodies = {one.public_id: one for one in bodies_to_name()}
        self.rooms_by = {key_of(room): room for room in rooms_for(bureau)}

    def meeting(self) -> Told | None:
        choice = self.choices.get(self.given.get("sort", ""))
        if choice is None:
            self.wrong("sort", _("会議の種類をえらんでください。"))
        span = self._span()
        place = self.given.get("place", "")
        room, host = self.rooms_by.get(place), self.bodies.get(place.removeprefix(AT))
        if place and room is None and (host is None or not place.startswith(AT)):
            self.wrong("place", _("場所をえらんでください。"))
        headcount = self._headcount()
        if self.errors or choice is None or span is None:
            return None
        rooms = () if room is None else (room,)
        there = [self.bodies[key] for key in self.given.getlist("body") if key in self.bodies]
        return Told(choice, span, rooms, host if place.startswith(AT) else None, there, headcount)

    def told(self, typed: Mapping[str, Any], there: list[str]) -> dict[str, Any]:
        return {
            "errors": self.errors,
            "field": self.errors[0]["field"] if self.errors else "",
            "wrong": self.errors[0]["words"] if self.errors else "",
            "typed": typed,
            "there": there,
            "sorts": [(key, choice_words(one)) for key, one in self.choices.items()],
            "rooms": [(key, f"{room.facility.name} {room.name}") for key, room in self.rooms_by.items()],
            "bodies": [(key, one.name) for key, one in self.bodies.items()],
            "at": AT,
        }

    def _span(self) -> Span | None:
        day, start, end = self.day("day"), self.minutes("from"), self.minutes("to")
        if start is not None and end is not None and end <= start:
            self.wrong("to", _("終わりは、始まりよりあとにしてください。"))
        if self.errors or day is None or start is None or end is None:
            return None
        return wall_span(day, start, end, self.zone)

    def _headcount(self) -> int | None:
        text = self.given.get("headcount", "").strip()
        if not text:
            return None
        if number := number_of(text, MOST_THERE):
            return number
        self.wrong("headcount", _("人数は、1から%(most)dまでの数で入れてください。") % {"most": MOST_THERE})
        return None


def zone() -> ZoneInfo:
    """The city's: a department has no hall whose own it could be."""
    return ZoneInfo(settings.TIME_ZONE)


def key_of(room: Room) -> str:
    return f"{room.facility.slug}/{room.slug}"


def rooms_for(bureau: Bureau) -> list[Room]:
    """The rooms that somebody of the department may take."""
    halls = halls_where(bureau.person, Right.PROGRAMMES, bureau.now)
    return [room for hall in halls for room in lent_rooms(hall.pk).select_related("facility")]


def typed_of(found: Meeting) -> dict[str, Any]:
    """A meeting as its form would have been typed."""
    held = rooms_held(found)
    host = "" if found.held_at is None else f"{AT}{found.held_at.public_id}"
    return {
        "sort": f"{found.kind}/{found.of}",
        "day": local_day(found.start, zone()).isoformat(),
        "from": time_words(found.start, zone()),
        "to": time_words(found.end, zone()),
        "place": key_of(held[0].room) if held else host,
        "headcount": "" if found.headcount is None else str(found.headcount),
    }
