"""A room's days as one party sees them, and a week of them laid out as a grid of windows.

Rows are the starts at which something is lent on some day of the week; a cell reaches over as many
rows as its slot lasts. Stretches without a choice (past, outside the hours, closed) become one cell.
Wall times are minutes after local midnight of the day; 1500 is 01:00 of the next.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from booking.rules.codes import Code
from booking.rules.verdict import Finding, Outcome, Reason, Verdict
from facilities.rules.layers import Opening, Source
from facilities.rules.slots import Slot as Laid
from facilities.rules.spans import MINUTES_A_DAY, Span, instant, local

EVENING = 17 * 60  # 夜の時間 begins at 17:00
LATE = 18 * 60  # a hall that is open at 18:00 has an evening; one that closes then has none


class State(StrEnum):
    FREE = "free"
    TAKEN = "taken"
    MINE = "mine"
    NOT_YET = "not_yet"  # its window has not opened for this party
    CONDITIONAL = "conditional"  # not for this party; the reasons say why
    ASK = "ask"  # the hall decides
    LOTTERY = "lottery"  # a round gives it out; the reasons say which, and what happens next
    OUTSIDE = "outside"
    CLOSED = "closed"
    PAST = "past"


WAITING = frozenset({Code.TOO_EARLY, Code.SAME_DAY})
IDLE = frozenset({State.OUTSIDE, State.CLOSED, State.PAST})
# The facts that the booking form itself asks for; every other one must be known before.
FORM_ASKS = frozenset({"purpose"})


# A tuple, as what `lay` gives: a page makes hundreds of them, and a frozen dataclass costs thrice that.
class Slot(NamedTuple):
    """A piece of a day with its state. `offer` is the shortest use that may be booked from its start.

    `booking` is the public id of one's own booking that holds it.
    """

    span: Span
    state: State
    name_ja: str = ""
    name_en: str = ""
    source: Source | None = None
    offer: Span | None = None
    reasons: tuple[Reason, ...] = ()
    booking: str = ""


def seen(
    laid: Laid, verdict: Verdict | None = None, booking: str = "", asks: Collection[str] | None = None
) -> Slot:
    """A slot as somebody sees it: `verdict` on its offer, or the public id of their own booking on it.

    `asks` are the facts that they are still asked for; None stands for a stranger.
    """
    state: State = State(laid.state)
    reasons: tuple[Reason, ...] = ()
    if verdict is not None:
        state, reasons = _judged(verdict, asks)
    if booking:
        state = State.MINE
    return Slot(laid.span, state, laid.name_ja, laid.name_en, laid.source, laid.offer, reasons, booking)


def is_open(verdict: Verdict, asks: Collection[str] | None) -> bool:
    """Whether it may be offered: it is allowed, and whatever is lacking is still asked for.

    Of a stranger (None) nothing is known yet: who comes is asked once they have signed in.
    """
    return verdict.outcome is Outcome.ALLOW and (asks is None or set(asks).issuperset(verdict.lacking))


def _judged(verdict: Verdict, asks: Collection[str] | None) -> tuple[State, tuple[Reason, ...]]:
    if drawn := tuple(reason for reason in verdict.broken if reason.code == Code.LOTTERY):
        return State.LOTTERY, drawn  # whatever else there is: the round's page says who may enter
    if is_open(verdict, asks):
        return State.FREE, ()
    if verdict.outcome is Outcome.ALLOW:
        return State.CONDITIONAL, verdict.found(Finding.UNKNOWN)
    if verdict.outcome is Outcome.ASK:
        return State.ASK, verdict.found(Finding.OPEN)
    # "Not yet" promises that waiting helps: with any other reason against it, it would be a lie.
    waiting = all(reason.code in WAITING for reason in verdict.broken)
    return State.NOT_YET if waiting else State.CONDITIONAL, verdict.broken


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a room or a hall. `closed` says why, if nothing of it is open."""

    day: date
    slots: tuple[Slot, ...]
    openings: tuple[Opening, ...]
    holiday: bool
    evening: bool
    closed: Source | None = None


class Cell(NamedTuple):
    column: int
    slot: Slot
    rowspan: int  # with the line between day and evening, if the cell reaches over it


@dataclass(frozen=True, slots=True)
class Row:
    """The cells that begin at a wall time; those that began above reach over it."""

    start: int
    evening: bool
    first_evening: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """`gap`: (first column, columns) that the line above the first evening row may use."""

    rows: tuple[Row, ...]
    gap: tuple[tuple[int, int], ...]


@lru_cache(maxsize=2**14)  # the rooms of a hall share their days, and a week's slots touch
def wall(at: int, day: date, zone: ZoneInfo) -> int:
    moment = local(at, zone)
    return (moment.date() - day).days * MINUTES_A_DAY + moment.hour * 60 + moment.minute


def has_evening(openings: Sequence[Opening], day: date, zone: ZoneInfo) -> bool:
    """Whether somebody is let in at or after 18:00 of the day."""
    return any(wall(opening.span.end, day, zone) > LATE for opening in openings)


def grid(days: Sequence[Day], zone: ZoneInfo) -> Grid:
    """The days side by side. Without anything lent on any of them there are no rows."""
    pieces = [[_piece(slot, day.day, zone) for slot in day.slots] for day in days]
    stretches = _stretches([piece for column in pieces for piece in column if piece.lent])
    # A week without an evening has none of its rows below the line.
    evening = EVENING if any(day.evening for day in days) else stretches[-1].end if stretches else 0
    first = next((stretch.start for stretch in stretches[1:] if stretch.start >= evening), None)
    chosen = [
        [_chosen(column, stretch) or _nothing(day.day, stretch, zone) for stretch in stretches]
        for day, column in zip(days, pieces, strict=True)
    ]
    cells = [_column(index, slots, stretches, first) for index, slots in enumerate(chosen)]
    rows = (
        Row(
            start=stretch.start,
            evening=stretch.start >= evening,
            first_evening=stretch.start == first,
            cells=tuple(column[stretch.start] for column in cells if stretch.start in column),
        )
        for stretch in stretches
    )
    return Grid(tuple(rows), _gap([_crosses(column, first) for column in cells]) if first is not None else ())


class _Piece(NamedTuple):
    """A slot with its wall times."""

    slot: Slot
    start: int
    end: int

    @property
    def lent(self) -> bool:
        return self.slot.state not in (State.OUTSIDE, State.CLOSED)


class _Stretch(NamedTuple):
    """What one row stands for."""

    start: int
    end: int


def _piece(slot: Slot, day: date, zone: ZoneInfo) -> _Piece:
    return _Piece(slot, wall(slot.span.start, day, zone), wall(slot.span.end, day, zone))


def _stretches(lent: Sequence[_Piece]) -> list[_Stretch]:
    # Seven days mostly lend the same few stretches: each is looked at once.
    spans = {(piece.start, piece.end) for piece in lent}
    edges = sorted({edge for span in spans for edge in span})
    between = (_Stretch(start, end) for start, end in pairwise(edges))
    return [row for row in between if any(start <= row.start and row.end <= end for start, end in spans)]


def _column(
    index: int, slots: Sequence[Slot], stretches: Sequence[_Stretch], first: int | None
) -> dict[int, Cell]:
    """One day's cells by the row in which they begin, of one slot for each row."""
    cells: dict[int, Cell] = {}
    for _, run in groupby(zip(stretches, slots, strict=True), key=lambda pair: _together(pair[1])):
        rows = list(run)
        start, last = rows[0][0].start, rows[-1][0].start
        crosses = first is not None and start < first <= last
        cells[start] = Cell(index, _joined(rows[0][1], rows[-1][1]), len(rows) + crosses)
    return cells


def _joined(first: Slot, last: Slot) -> Slot:
    """Slots that stand as one cell: the first of them, up to the end of the last."""
    if first.span.end == last.span.end:
        return first
    return first._replace(span=Span(first.span.start, last.span.end))


def _chosen(pieces: Sequence[_Piece], row: _Stretch) -> Slot | None:
    """The slot that a row shows on a day: where several meet it, what closes it says more."""
    there = [piece.slot for piece in pieces if piece.start < row.end and row.start < piece.end]
    return next((slot for slot in there if slot.state is not State.OUTSIDE), there[0] if there else None)


def _nothing(day: date, row: _Stretch, zone: ZoneInfo) -> Slot:
    """A row past midnight, on a day that does not run on into the night."""
    start = instant(day, row.start, zone)
    return Slot(Span(start, start + (row.end - row.start) * 60), State.OUTSIDE)


def _together(slot: Slot) -> tuple[object, ...]:
    """Slots that are alike in this stand as one cell."""
    if slot.state in IDLE:
        return (slot.state, slot.source if slot.state is State.CLOSED else None)
    return (slot.state, slot.booking) if slot.booking else (slot.state, slot.span)


def _crosses(column: dict[int, Cell], first: int | None) -> bool:
    return first not in column


def _gap(crossed: Sequence[bool]) -> tuple[tuple[int, int], ...]:
    runs = groupby(enumerate(crossed), key=lambda pair: pair[1])
    found = [[index for index, _ in run] for over, run in runs if not over]
    return tuple((columns[0], len(columns)) for columns in found)
