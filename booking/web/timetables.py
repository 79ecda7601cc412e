"""A hall's rooms of a month on one sheet across: what is free, what is taken, which programme is where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from booking.labels import people_words
from booking.models import Programme, Session
from booking.queries.posters import Cell, RoomMonth, TimetableMonth
from booking.rules.months import Face, Part
from booking.web.programme_page import where
from facilities.labels import listed, number_words, part_of_day, time_words, weekday_words
from facilities.models import Room
from facilities.rules.spans import local_day

A_SHEET = 10  # rooms that have room on a sheet
MOST_PROGRAMMES = 9
FEW_DAYS = 4  # of a programme are told by their numbers
LOOKS = {
    Part.FREE: ("o", "○"),
    Part.PARTLY: ("h", "△"),
    Part.TAKEN: ("x", "×"),
    Part.LOTTERY: ("l", "抽"),
    Part.CLOSED: ("k", ""),
    Part.OUTSIDE: ("c", ""),
}
NIGHT = 2  # the last of a day's parts


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell: how it looks, the sign that is read on paper, what is said of it."""

    look: str
    sign: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Line:
    """A part of the days of a room."""

    part: str
    cells: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Block:
    room: Room
    facts: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A programme under the table, by its number there."""

    number: int
    programme: Programme
    when: str


def timetable(told: TimetableMonth, zone: ZoneInfo) -> dict[str, Any]:
    """What a timetable shows."""
    numbers = _numbers(told.sessions)
    return {
        "days": [(one.day.day, weekday_words(one.day), _head(one)) for one in told.days],
        "sheets": _sheets([_block(one, numbers) for one in told.rooms]),
        "listed": _listed(told.sessions, numbers, zone)[:MOST_PROGRAMMES],
        "more": max(len(numbers) - MOST_PROGRAMMES, 0),
        "lottery": any(cell[0] is Part.LOTTERY for room in told.rooms for day in room.days for cell in day),
    }


def _sheets(blocks: Sequence[Block]) -> list[Sequence[Block]]:
    """One, but of a hall with more rooms than have room: then as many as it takes, each of about as many."""
    count = -(-len(blocks) // A_SHEET) or 1
    each = -(-len(blocks) // count)
    return [blocks[at : at + each] for at in range(0, len(blocks), each or 1)] or [[]]


def _head(one: Face) -> str:
    if one.evening:
        return "ev"
    return "hol" if one.holiday or one.day.weekday() > 4 else ""


def _numbers(sessions: Iterable[Session]) -> dict[int, int]:
    """The programmes (by key) as they are counted, by which comes first."""
    found = dict.fromkeys(one.programme_id for one in sessions)
    return {key: number for number, key in enumerate(found, 1)}


def _block(one: RoomMonth, numbers: dict[int, int]) -> Block:
    capacity = people_words(one.room.capacity) if one.room.capacity else ""
    lines = (
        Line(part_of_day(part), tuple(_mark(day[part], part, numbers) for day in one.days))
        for part in range(3)
    )
    return Block(one.room, capacity, tuple(lines))


def _mark(cell: Cell, part: int, numbers: dict[int, int]) -> Mark:
    state, programme = cell
    if programme is not None:
        return Mark("p", str(numbers[programme.pk]), programme.name)
    look, sign = LOOKS[state]
    if state in (Part.FREE, Part.PARTLY) and part == NIGHT:
        look = f"{look} n"  # an evening that is free has a double border, for a copier without colours
    return Mark(look, sign, part_words(state))


def part_words(state: Part) -> str:
    """What a cell says to whoever hears the page."""
    return {
        Part.FREE: pgettext("月の表", "空き"),
        Part.PARTLY: _("一部空き"),
        Part.TAKEN: _("予約あり"),
        Part.LOTTERY: _("抽選"),
        Part.PROGRAMME: _("行事"),
        Part.CLOSED: _("お休み"),
        Part.OUTSIDE: _("閉館"),
    }[state]


def _listed(sessions: Sequence[Session], numbers: dict[int, int], zone: ZoneInfo) -> list[Listed]:
    return [
        Listed(number, of_it[0].programme, _when(of_it, zone))
        for key, number in numbers.items()
        for of_it in [[one for one in sessions if one.programme_id == key]]
    ]


def _when(of_it: Sequence[Session], zone: ZoneInfo) -> str:
    """「12・19日 14:00 遊戯室」."""
    days = list(dict.fromkeys(local_day(one.start, zone).day for one in of_it))
    told = (
        listed([*days[:-1], number_words(days[-1])])
        if len(days) <= FEW_DAYS
        else _("%(count)d回") % {"count": len(days)}
    )
    return f"{told} {time_words(of_it[0].start, zone)} {where(of_it[0])}"
