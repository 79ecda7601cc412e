"""Slots as windows: the room's week as cells and as a list, the hall's days as panes, the legend."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import cast
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from booking.labels import sign_words, slot_words
from booking.rules.weeks import IDLE, Cell, Day, Grid, Row, Slot, State
from booking.web.dates import written
from facilities.labels import (
    clock_words,
    hour_words,
    in_english,
    near_day,
    number_words,
    remembered,
    short_date_words,
    spoken_day,
    times_words,
    wall_minutes,
    weekday_words,
)
from facilities.rules.layers import Source
from facilities.rules.spans import Span, local_day

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
    State.ASK: Look("cond", sign="相", pane="a"),
    State.LOTTERY: Look("lot", sign="抽", pane="l"),
    State.TAKEN: Look("dark", "x", pane="t"),
    State.OUTSIDE: Look("wall", pane="c"),
    State.CLOSED: Look("wall", pane="c"),
    State.PAST: Look("gone", pane="p"),
}
# What is said of a window that is drawn by lot, by the moment that comes next.
DRAWN: Mapping[str, Promise] = {
    "opens_at": gettext_lazy("抽選 %(day)sから"),
    "closes_at": gettext_lazy("抽選受付中 %(day)sまで"),
    "draws_at": gettext_lazy("抽選の結果 %(day)s"),
}
LED = frozenset({State.FREE, State.NOT_YET, State.CONDITIONAL, State.ASK, State.LOTTERY})
ICON = '<svg class="i" aria-hidden="true"><use href="#i-{}"/></svg>'


@dataclass(frozen=True, slots=True)
class Sign:
    """One line of the legend."""

    look: str
    mark: SafeString
    words: str


WEEKEND = {5: "sa", 6: "su"}


def booking_address(hall: str, room: str, zone: ZoneInfo, more: str = "") -> Address:
    """A free window leads to its booking sheet, one's own to the booking, one that is drawn to the round.
    The sheet's address ends with `more`."""
    sheet = reverse("book", args=[hall, room])

    def address(slot: Slot) -> str:
        if slot.booking:
            return reverse("booking", args=[slot.booking])
        if slot.state is State.LOTTERY:
            return reverse("lottery", args=[slot.reasons[0].values["round"]])
        return f"{sheet}?s={written(slot.span.start, zone)}{more}"

    return address


def heads(days: Iterable[Day], today: date) -> SafeString:
    """The heads of the columns as HTML: weekday and number as one reads them, and as they are said."""
    return mark_safe("".join(_head(day.day, day.day == today, day.evening) for day in days))  # noqa: S308


@remembered
def _head(day: date, is_today: bool, evening: bool) -> str:
    look = " ".join(filter(None, (WEEKEND.get(day.weekday()), "now" if is_today else "")))
    spoken = " ".join(filter(None, (number_words(day.day), _("きょう") if is_today else "")))
    late = _late() if evening else ""
    shown = f'{escape(weekday_words(day))}<b aria-hidden="true">{day.day}</b>'
    return f'<th scope="col" class="{look}">{late}{shown}{_unseen(spoken)}</th>'


def _late() -> str:
    short, more = pgettext("曜日の上", "夜"), _("も開いています")
    return f'<span class="eve">{escape(short)}{_unseen(more)}</span>'


def lines(
    grid: Grid, days: Sequence[Day], zone: ZoneInfo, address: Address, here: Span | None = None
) -> SafeString:
    """The rows of the table as HTML: seventy windows and more, too many for a template's loops.

    `here` is where a booking that moves stands now.
    """
    cells = _Cells(days, zone, address, here)
    return mark_safe("\n".join(_line(row, grid, cells) for row in grid.rows))  # noqa: S308


def _line(row: Row, grid: Grid, drawn: "_Cells") -> str:
    clock = clock_words(row.start).removesuffix(":00")
    oclock = "" if in_english() or row.start % 60 else _("時")
    cells = "".join(map(drawn.cell, row.cells))
    look = ' class="e"' if row.evening else ""
    head = f'<th scope="row">{clock}{_unseen(oclock)}</th>'
    return f"{_gap(grid.gap) if row.first_evening else ''}<tr{look}>{head}{cells}</tr>"


def _gap(runs: Sequence[tuple[int, int]]) -> str:
    """The line above the evening; a cell that reaches over it leaves no room there."""
    evening = _("夜の時間")
    words = f"<span>{escape(evening)}</span>"
    cells = [f'<td colspan="{columns}">{"" if n else words}</td>' for n, (_first, columns) in enumerate(runs)]
    return f'<tr class="gap"><td></td>{"".join(cells)}</tr>'


class _Cells:
    """The cells of one table: the few days, times and states that they share are put in words once."""

    def __init__(self, days: Sequence[Day], zone: ZoneInfo, address: Address, here: Span | None) -> None:
        self.zone, self.address, self.here = zone, address, here
        self.days = [spoken_day(day.day) for day in days]
        self.name = _("%(state)s %(day)s %(start)sから%(end)s")
        self.marks = {state: mark(look) for state, look in LOOKS.items()}
        self.states = {state: slot_words(state) for state in LOOKS}
        self.dark: dict[State, str] = {}
        self.hours: dict[int, str] = {}

    def cell(self, cell: Cell) -> str:
        """One cell as HTML; what could hold markup is escaped here, piece by piece."""
        rows = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
        if cell.slot.state in LED or cell.slot.booking:
            return f"<td{rows}>{self._link(cell.slot, self.days[cell.column])}</td>"
        return f"<td{rows}{self._dark(cell.slot.state)}</td>"

    def _link(self, slot: Slot, day: str) -> str:
        look, name = LOOKS[slot.state].look, self._name(slot, day)
        if self.here is not None and self.here.overlaps(slot.span):
            look, name = f"{look} here", f"{name} {_('今の予約')}"
        boost = ' hx-boost="false"' if _leaves(slot) else ""
        link = f'<a class="{look}" href="{escape(self.address(slot))}"{boost}>'
        return f"{link}{self.marks[slot.state]}{_unseen(name)}</a>"

    def _name(self, slot: Slot, day: str) -> str:
        """State first, as one moves through many: 「空き 12月4日 金曜日 17時から19時」."""
        state = state_of(slot, self.zone) if slot.state is State.LOTTERY else self.states[slot.state]
        start, end = self._hour(slot.span.start), self._hour(slot.span.end)
        return self.name % {"state": state, "day": day, "start": start, "end": end}

    def _hour(self, at: int) -> str:
        minutes = wall_minutes(at, self.zone)
        if minutes not in self.hours:
            self.hours[minutes] = hour_words(minutes)
        return self.hours[minutes]

    def _dark(self, state: State) -> str:
        """All but its rows: windows that lead nowhere look alike in a state."""
        if state not in self.dark:
            words, mark = self.states[state], self.marks[state]
            inside = f"<span>{escape(words)}</span>" if state in IDLE else f"{mark}{_unseen(words)}"
            self.dark[state] = f' class="{LOOKS[state].look}">{inside}'
        return self.dark[state]


def _leaves(slot: Slot) -> bool:
    """Whether a window leads to another page, and not to the booking sheet."""
    return bool(slot.booking) or slot.state is State.LOTTERY


@lru_cache(maxsize=4096)
def _unseen(words: str) -> str:
    return f'<span class="vh">{escape(words)}</span>'


def state_of(slot: Slot, zone: ZoneInfo) -> str:
    """The state in words; of what is drawn, until when one can enter, or when the result comes."""
    if slot.state is not State.LOTTERY:
        return slot_words(slot.state)
    values = slot.reasons[0].values
    for name, words in DRAWN.items():
        if name in values:
            return str(words) % {"day": short_date_words(local_day(cast(int, values[name]), zone))}
    return slot_words(slot.state)


@remembered
def mark(look: Look) -> SafeString:
    """What stands in a window, as HTML; what it means is said in words beside it."""
    if look.mark:
        return format_html(ICON, look.mark)
    return format_html('<span aria-hidden="true">{}</span>', sign_words(look.sign))


def legend(states: Iterable[State]) -> list[Sign]:
    """Every state that the page shows, each once, in the order of the vocabulary."""
    shown = set(states)
    looks = [(state, look) for state, look in LOOKS.items() if state in shown]
    return [Sign(look.look, mark(look), slot_words(state)) for state, look in looks]


def states_of(grid: Grid) -> set[State]:
    return {cell.slot.state for row in grid.rows for cell in row.cells}


def reason_of(source: Source | None) -> str:
    """Why something is open or closed, in the hall's words; "" if it gave none."""
    if source is None:
        return ""
    return (in_english() and source.reason_en) or source.reason_ja


def why_of(day: Day) -> str:
    """Why a hall is closed on a day, or open in its evening: staff's own words, if they gave any."""
    if not day.evening:
        return reason_of(day.closed)
    said = (words for opening in reversed(day.openings) if (words := reason_of(opening.source)))
    return next(said, _("夜も開いている日です。"))


def hall_today(day: Day, zone: ZoneInfo, now: int) -> str:
    """「きょうは21時まで」, or that it is closed, all day or by now."""
    if not day.openings:
        return _("きょうはお休みです")
    end = max(opening.span.end for opening in day.openings)
    if end <= now:
        return _("きょうは終わりました")
    minutes = wall_minutes(end, zone, day.day)
    return _("きょうは%(time)sまで") % {"time": hour_words(minutes)}


@dataclass(frozen=True, slots=True)
class Listed:
    """A window in the list view."""

    look: str
    href: str
    times: str
    state: str
    leaves: bool  # leads to another page, not to the sheet


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
        Listed(LOOKS[s.state].look, address(s), times_words(s.span, zone), state_of(s, zone), _leaves(s))
        for s in day.slots
        if s.state in LED or s.booking
    )


def _nothing(day: Day) -> str:
    if day.closed is not None:
        why = reason_of(day.closed)
        return _("お休みです(%(why)s)。") % {"why": why} if why else _("お休みです。")
    return _("空きはありません。") if day.openings else _("開いている時間がありません。")
