"""Slots as windows: the room's week as cells and as a list, the hall's days as panes, the legend."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from booking.labels import slot_words
from booking.rules.weeks import IDLE, Cell, Day, Grid, Slot, State
from booking.web.dates import written
from facilities.labels import (
    clock_words,
    hour_words,
    in_english,
    near_day,
    spoken_day,
    times_words,
    wall_minutes,
)
from facilities.rules.layers import Source

Address = Callable[[Slot], str]  # where a window leads


@dataclass(frozen=True, slots=True)
class Look:
    """How a state is drawn: its class, its icon, or the letter that stands for one; its pane's class."""

    look: str
    mark: str = ""
    sign: str = ""
    pane: str = ""


LOOKS = {
    State.FREE: Look("lit", "o", pane="f"),
    State.MINE: Look("mine", "ok", pane="m"),
    State.NOT_YET: Look("yet", sign="・", pane="n"),
    State.CONDITIONAL: Look("cond", sign="条", pane="k"),
    State.ASK: Look("cond", sign="相", pane="k"),
    State.TAKEN: Look("dark", "x", pane="t"),
    State.OUTSIDE: Look("wall", pane="c"),
    State.CLOSED: Look("wall", pane="c"),
    State.PAST: Look("gone", pane="p"),
}
LED = frozenset({State.FREE, State.NOT_YET, State.CONDITIONAL, State.ASK})
ICON = '<svg class="i" aria-hidden="true"><use href="#i-{}"/></svg>'


@dataclass(frozen=True, slots=True)
class Sign:
    """One line of the legend."""

    look: str
    mark: str
    sign: str
    words: str


@dataclass(frozen=True, slots=True)
class Head:
    day: date
    today: bool
    evening: bool


@dataclass(frozen=True, slots=True)
class Run:
    columns: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: what stands above it, its clock, its cells as HTML."""

    clock: str
    oclock: str
    evening: bool
    gap: tuple[Run, ...]
    cells: tuple[SafeString, ...]


def booking_address(hall: str, room: str, zone: ZoneInfo) -> Address:
    """A free window leads to its booking sheet, one's own to the booking."""
    sheet = reverse("book", args=[hall, room])
    return lambda slot: (
        reverse("booking", args=[slot.booking])
        if slot.booking
        else f"{sheet}?s={written(slot.span.start, zone)}"
    )


def heads(days: Iterable[Day], today: date) -> list[Head]:
    return [Head(day.day, day.day == today, day.evening) for day in days]


def lines(grid: Grid, days: Sequence[Day], zone: ZoneInfo, address: Address) -> list[Line]:
    return [
        Line(
            clock=clock_words(row.start).removesuffix(":00"),
            oclock="" if in_english() or row.start % 60 else _("時"),
            evening=row.evening,
            gap=_gap(grid.gap) if row.first_evening else (),
            cells=tuple(_cell(cell, days[cell.column].day, zone, address) for cell in row.cells),
        )
        for row in grid.rows
    ]


def _gap(runs: Sequence[tuple[int, int]]) -> tuple[Run, ...]:
    """The line above the evening; a cell that reaches over it leaves no room there."""
    return tuple(Run(columns, _("夜の時間") if n == 0 else "") for n, (_first, columns) in enumerate(runs))


def _cell(cell: Cell, day: date, zone: ZoneInfo, address: Address) -> SafeString:
    slot, look = cell.slot, LOOKS[cell.slot.state]
    rows = format_html(' rowspan="{}"', cell.rowspan) if cell.rowspan > 1 else ""
    if slot.state in LED or slot.booking:
        words = accessible_name(slot, day, zone)
        link = '<td{}><a class="{}" href="{}"{}>{}<span class="vh">{}</span></a></td>'
        boost = mark_safe(' hx-boost="false"') if slot.booking else ""
        return format_html(link, rows, look.look, address(slot), boost, _mark(look), words)
    words = slot_words(slot.state)
    if slot.state in IDLE:
        return format_html('<td{} class="{}"><span>{}</span></td>', rows, look.look, words)
    drawn = '<td{} class="{}">{}<span class="vh">{}</span></td>'
    return format_html(drawn, rows, look.look, _mark(look), words)


def accessible_name(slot: Slot, day: date, zone: ZoneInfo) -> str:
    """State first, as one moves through many: 「空き 12月4日 金曜日 17時から19時」."""
    return _("%(state)s %(day)s %(start)sから%(end)s") % {
        "state": slot_words(slot.state),
        "day": spoken_day(day),
        "start": hour_words(wall_minutes(slot.span.start, zone)),
        "end": hour_words(wall_minutes(slot.span.end, zone)),
    }


@cache
def _mark(look: Look) -> SafeString:
    if look.mark:
        return format_html(ICON, look.mark)
    return format_html('<span aria-hidden="true">{}</span>', look.sign)


def legend(states: Iterable[State]) -> list[Sign]:
    """Every state that the page shows, each once, in the order of the vocabulary."""
    shown = set(states)
    looks = [(state, look) for state, look in LOOKS.items() if state in shown]
    return [Sign(look.look, look.mark, look.sign, slot_words(state)) for state, look in looks]


def states_of(grid: Grid) -> set[State]:
    return {cell.slot.state for row in grid.rows for cell in row.cells}


def reason_of(source: Source | None) -> str:
    """Why something is open or closed, in the hall's words; "" if it gave none."""
    if source is None:
        return ""
    return (in_english() and source.reason_en) or source.reason_ja


def opens_until(day: Day, zone: ZoneInfo) -> str:
    """When a hall closes for the day, as a clock: 「21」, 「17:30」; "" if it does not open."""
    if not day.openings:
        return ""
    minutes = wall_minutes(max(opening.span.end for opening in day.openings), zone, day.day)
    return clock_words(minutes).removesuffix(":00")


def hall_today(day: Day, zone: ZoneInfo) -> str:
    """「きょうは21時まで開いています」, or that it is closed."""
    if not day.openings:
        return _("きょうはお休みです")
    minutes = wall_minutes(max(opening.span.end for opening in day.openings), zone, day.day)
    return _("きょうは%(time)sまで") % {"time": hour_words(minutes)}


@dataclass(frozen=True, slots=True)
class Listed:
    """A window in the list view."""

    look: str
    href: str
    times: str
    state: str


@dataclass(frozen=True, slots=True)
class ListedDay:
    day: date
    near: str
    slots: tuple[Listed, ...]
    words: str


def listing(days: Iterable[Day], today: date, zone: ZoneInfo, address: Address) -> list[ListedDay]:
    """The week as words: for each day what can be chosen, or why there is nothing."""
    return [
        ListedDay(day.day, near_day(day.day, today), _choices(day, zone, address), _nothing(day))
        for day in days
    ]


def _choices(day: Day, zone: ZoneInfo, address: Address) -> tuple[Listed, ...]:
    return tuple(
        Listed(LOOKS[s.state].look, address(s), times_words(s.span, zone), slot_words(s.state))
        for s in day.slots
        if s.state in LED or s.booking
    )


def _nothing(day: Day) -> str:
    if day.closed is not None:
        why = reason_of(day.closed)
        return _("お休みです(%(why)s)。") % {"why": why} if why else _("お休みです。")
    return _("空きはありません。") if day.openings else _("開いている時間がありません。")
