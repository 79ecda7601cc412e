"""A room's day as slots: the pieces it is lent in, each with the facility's part of its state."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from facilities.rules.hours import Cell, DayPlan
from facilities.rules.layers import Source
from facilities.rules.lending import Freely, InBands, Offer
from facilities.rules.spans import Span, subtract

Spans = Sequence[Span]

__all__ = [
    "Offer",
    "Slot",
    "State",
    "choices",
    "fits",
    "fitting",
    "is_past",
    "lay",
    "offers",
    "parts",
    "rest",
]


class State(StrEnum):
    FREE = "free"
    TAKEN = "taken"
    OUTSIDE = "outside"  # outside the hours, or within them and not lent
    CLOSED = "closed"
    PAST = "past"


# A tuple: a hall's week makes hundreds of them, and a frozen dataclass costs thrice that.
class Slot(NamedTuple):
    """A piece of a day as a person sees it.

    `offer` is the shortest use that may be booked from its start, on free slots only; on a grid of
    half hours with uses of an hour it is longer than the slot. `source` is what opened or closed it.
    """

    span: Span
    state: State
    name_ja: str = ""
    name_en: str = ""
    source: Source | None = None
    offer: Span | None = None


def is_past(span: Span, now: int) -> bool:
    """A use that has begun can still be booked; one that has ended cannot."""
    return span.end <= now


def offers(plan: DayPlan) -> list[Offer]:
    """What can be booked on an empty day: its bands, else the shortest use from each start of the
    grid (these overlap where it is longer than a step), or of each opening."""
    return [
        replace(cell.piece, span=cell.shortest)
        for cell in plan.cells
        if cell.shortest and _around(plan.lent_spans, cell.shortest)
    ]


def choices(plan: DayPlan, start: int, taken: Sequence[Span] = ()) -> list[Span]:
    """The uses that can begin at `start`, shortest first: none where nothing is lent or free.

    `taken` are bookings; what must stay free between two of them is kept.
    """
    return list(_uses(plan, _free(plan, taken), start))


def fitting(
    plan: DayPlan, taken: Sequence[Span], within: Span, seconds: int, least: int | None = None
) -> list[Span]:
    """For each start the free use within a span that comes nearest to lasting `seconds`, in order.

    It is the shortest that is long enough; if there is none, the longest that lasts `least` seconds
    (left out: none that is too short will do).
    """
    at_least = seconds if least is None else least
    pieces = [piece for free in _free(plan, taken) if (piece := free.intersection(within))]
    return [
        use
        for piece in pieces
        if piece.seconds >= at_least
        for start in plan.lending.starts(plan.planned, piece)
        if (use := _nearest(plan.lending.uses(plan.planned, start, piece.end), seconds, at_least))
    ]


def _nearest(uses: Iterator[Span], seconds: int, least: int) -> Span | None:
    last: Span | None = None
    for use in uses:
        if use.seconds >= seconds:
            return use
        if use.seconds >= least:
            last = use
    return last


def parts(plan: DayPlan, start: int) -> list[Span]:
    """The parts of a band that can begin at `start`, shortest first: a hall may lend such to some."""
    lending = plan.lending
    if not isinstance(lending, InBands):
        return []
    return [part for span in plan.lent_spans if start in span for part in lending.parts(start, span.end)]


def rest(plan: DayPlan, within: Span) -> Span | None:
    """What of a span can still be used to its end: from the first moment at which a use may begin there, of a
    band from a quarter of an hour of it. None if nothing can."""
    lending = plan.lending
    if isinstance(lending, InBands):
        starts = lending.quarters(within)
    else:
        starts = lending.starts(plan.planned, within)
    return Span(starts[0], within.end) if starts else None


def fits(plan: DayPlan, span: Span) -> str | None:
    """None if the use is made of what is lent: whole bands that touch, or whole units on the grid.

    Else the id of the clause that says how the room is lent. Whether the room is open then is not
    asked here.
    """
    return plan.lending.against(plan.planned, span)


def lay(plan: DayPlan, taken: Sequence[Span], now: int) -> list[Slot]:
    """The whole of `plan.span` as slots that touch: what is lent, and one piece for each stretch
    between that is closed, or outside the hours, or open and not lent. `taken` is what claims hold.
    """
    free = _free(plan, taken)
    lent = [slot for cell in _cells(plan, free, taken) if (slot := _lent(cell, free, taken, now))]
    # What is left over is said too, so that the slots touch and a page has no holes.
    between = subtract([plan.span], [slot.span for slot in lent])
    not_lent = [slot for gap in between for slot in _not_lent(plan, gap)]
    return sorted([*lent, *not_lent], key=lambda slot: slot.span.start)


def _free(plan: DayPlan, taken: Sequence[Span]) -> Sequence[Span]:
    if not taken:
        return plan.lent_spans
    return subtract(plan.lent_spans, [plan.between_bookings(span) for span in taken])


def _uses(plan: DayPlan, free: Sequence[Span], start: int) -> Iterator[Span]:
    for span in free:
        if start in span:
            yield from plan.lending.uses(plan.planned, start, span.end)


def _cells(plan: DayPlan, free: Spans, taken: Spans) -> Sequence[Cell]:
    """The plan's cells; a room that is lent freely is drawn in what is free and what is taken."""
    if not isinstance(plan.lending, Freely):
        return plan.cells
    # What is left when all that is not taken is cut away: the taken as far as it is lent, each stretch once.
    held = [Offer(span) for span in subtract(plan.lent_spans, subtract(plan.lent_spans, taken))]
    return [plan.cell(piece) for piece in (*plan.lending.cells(plan.planned, free), *held)]


def _lent(cell: Cell, free: Spans, taken: Spans, now: int) -> Slot | None:
    piece, state, offer = cell.piece, State.FREE, None
    if is_past(piece.span, now):
        state = State.PAST
    elif (room_left := _around(free, piece.span)) is None:
        if not any(piece.span.overlaps(span) for span in taken):
            return None  # it would leave too little time between two bookings
        state = State.TAKEN
    else:
        offer = cell.shortest
        if offer is None or room_left.end < offer.end:
            return None  # too short a rest of the day, or between two bookings, for the shortest use
    return Slot(piece.span, state, piece.name_ja, piece.name_en, cell.source, offer)


def _around(apart: Sequence[Span], span: Span) -> Span | None:
    """Of several spans that neither overlap nor touch, the one in which `span` lies."""
    for each in apart:
        if each.contains(span):
            return each
    return None


def _not_lent(plan: DayPlan, gap: Span) -> Iterator[Slot]:
    left = [gap]
    for closing in plan.closings:
        closed = [span for piece in left if (span := piece.intersection(closing.span))]
        yield from (Slot(span, State.CLOSED, source=closing.source) for span in closed)
        left = subtract(left, closed)
    yield from (Slot(span, State.OUTSIDE) for span in left)
