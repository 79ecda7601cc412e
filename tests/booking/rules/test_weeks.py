"""A week as a grid of windows: every slot is in it once, and no two cells meet."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.rules.codes import Code
from booking.rules.verdict import Finding, Outcome, Reason, Verdict
from booking.rules.weeks import Day, Grid, Slot, State, grid, has_evening, seen
from facilities.rules import slots
from facilities.rules.layers import Layer, Opening, Source
from facilities.rules.spans import Span, wall_span
from tests.strategies import HELSINKI, TOKYO

WEDNESDAY = date(2026, 12, 2)
CLOSED = Source(Layer.CLOSED, "H3", "休館日")
Plan = Sequence[tuple[int, int, State]]  # from, to (hours), state


def a_day(plan: Plan, ahead: int = 0, evening: bool = False) -> Day:
    """A day whose slots are as planned, with what is outside the hours between them."""
    day = WEDNESDAY + timedelta(days=ahead)
    found, at = [], 0
    for start, end, state in [*plan, (24, 24, State.OUTSIDE)]:
        if at < start:
            found.append(a_slot(day, at, start, State.OUTSIDE))
        if start < end:
            found.append(a_slot(day, start, end, state))
        at = end
    return Day(day, tuple(found), (), holiday=False, evening=evening)


def a_slot(day: date, start: int, end: int, state: State) -> Slot:
    return Slot(hours(day, start, end), state, source=CLOSED if state is State.CLOSED else None)


def hours(day: date, start: int, end: int, zone: ZoneInfo = TOKYO) -> Span:
    span = wall_span(day, start * 60, end * 60, zone)
    assert span is not None
    return span


def drawn(shown: Grid) -> list[tuple[int, list[tuple[int, str, int]]]]:
    """The rows as hours, each with its cells as (column, state, rowspan)."""
    return [
        (row.start // 60, [(cell.column, str(cell.slot.state), cell.rowspan) for cell in row.cells])
        for row in shown.rows
    ]


FREE, TAKEN, PAST, MINE, SHUT = State.FREE, State.TAKEN, State.PAST, State.MINE, State.CLOSED


def test_rows_are_the_starts_of_what_is_lent_and_a_break_between_bands_has_none() -> None:
    shown = grid([a_day([(10, 12, FREE), (13, 15, TAKEN)])], TOKYO)
    assert drawn(shown) == [(10, [(0, "free", 1)]), (13, [(0, "taken", 1)])]


def test_a_long_slot_reaches_over_the_rows_of_shorter_ones_beside_it() -> None:
    bands = a_day([(10, 12, FREE)])
    hours = a_day([(10, 11, FREE), (11, 12, TAKEN)], ahead=1)
    assert drawn(grid([bands, hours], TOKYO)) == [
        (10, [(0, "free", 2), (1, "free", 1)]),
        (11, [(1, "taken", 1)]),
    ]


def test_what_is_over_and_what_is_outside_the_hours_stand_as_one_cell_each() -> None:
    today = a_day([(10, 11, PAST), (11, 12, PAST), (12, 13, FREE)])
    tomorrow = a_day([(12, 13, FREE)], ahead=1)
    assert drawn(grid([today, tomorrow], TOKYO)) == [
        (10, [(0, "past", 2), (1, "outside", 2)]),
        (11, []),
        (12, [(0, "free", 1), (1, "free", 1)]),
    ]


def test_a_closed_day_is_one_cell_over_the_line_to_the_evening() -> None:
    open_day = a_day([(15, 17, FREE), (17, 19, FREE)], evening=True)
    closed = a_day([(0, 24, SHUT)], ahead=1)
    shown = grid([open_day, closed], TOKYO)
    assert drawn(shown) == [(15, [(0, "free", 1), (1, "closed", 3)]), (17, [(0, "free", 1)])]
    assert shown.gap == ((0, 1),)


def test_the_line_to_the_evening_runs_where_no_cell_crosses_it() -> None:
    plain = [(15, 17, FREE), (17, 19, FREE)]
    days = [a_day(plain, ahead, evening=True) for ahead in range(5)]
    days[3] = a_day([(0, 24, SHUT)], ahead=3)
    shown = grid(days, TOKYO)
    assert [row.first_evening for row in shown.rows] == [False, True]
    assert shown.gap == ((0, 3), (4, 1))


def test_a_week_without_an_evening_has_no_line() -> None:
    shown = grid([a_day([(16, 17, FREE), (17, 18, FREE)])], TOKYO)
    assert not any(row.evening or row.first_evening for row in shown.rows)
    assert shown.gap == ()


def test_a_room_that_is_lent_in_the_evening_only_needs_no_line() -> None:
    shown = grid([a_day([(18, 20, FREE)], evening=True)], TOKYO)
    assert [(row.evening, row.first_evening) for row in shown.rows] == [(True, False)]
    assert shown.gap == ()


def test_ones_own_booking_of_two_units_is_one_cell() -> None:
    day = a_day([(10, 11, MINE), (11, 12, MINE)])
    mine = [slot._replace(booking="abc") if slot.state is MINE else slot for slot in day.slots]
    beside = a_day([(10, 11, FREE), (11, 12, FREE)], ahead=1)
    shown = grid([replace(day, slots=tuple(mine)), beside], TOKYO)
    assert drawn(shown)[0] == (10, [(0, "mine", 2), (1, "free", 1)])
    assert shown.rows[0].cells[0].slot.span.seconds == 2 * 3600


def test_nothing_lent_in_the_whole_week_has_no_rows() -> None:
    assert grid([a_day([(0, 24, SHUT)]), a_day([], ahead=1)], TOKYO) == Grid((), ())


def test_a_night_that_runs_past_midnight_has_rows_of_its_own() -> None:
    late = a_day([(23, 26, FREE)], evening=True)
    shown = grid([late, a_day([], ahead=1)], TOKYO)
    assert drawn(shown) == [(23, [(0, "free", 1), (1, "outside", 1)])]


def test_rows_are_wall_times_also_on_the_day_on_which_clocks_change() -> None:
    days = [date(2026, 10, 24), date(2026, 10, 25)]
    noons = [Slot(wall_span(day, 720, 780, HELSINKI) or Span(0, 1), FREE) for day in days]
    shown = grid(
        [Day(day, (slot,), (), False, False) for day, slot in zip(days, noons, strict=True)], HELSINKI
    )
    assert drawn(shown) == [(12, [(0, "free", 1), (1, "free", 1)])]


STATES = st.sampled_from([FREE, TAKEN, PAST, SHUT, State.OUTSIDE])


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    edges = sorted(draw(st.sets(st.integers(0, 24), max_size=8)))
    return [(start, end, draw(STATES)) for start, end in pairwise(edges)]


@given(st.lists(st.tuples(plans(), st.booleans()), min_size=1, max_size=7))
def test_whatever_the_week_each_column_is_covered_once_and_every_choice_is_there(
    week: list[tuple[Plan, bool]],
) -> None:
    days = [a_day(plan, ahead, evening) for ahead, (plan, evening) in enumerate(week)]
    shown = grid(days, TOKYO)
    lines = _lines(shown)
    covered = dict.fromkeys(range(len(days)), 0)
    for row in shown.rows:
        for cell in row.cells:
            assert covered[cell.column] <= lines.index(row.start), "two cells meet"
            covered[cell.column] = lines.index(row.start) + cell.rowspan
    in_gap = {column for first, count in shown.gap for column in range(first, first + count)}
    for column, height in covered.items():
        assert height == len(lines), f"column {column} has a hole"
    assert not shown.gap or in_gap == {c for c in covered if _begins_in_first_evening(shown, c)}
    choices = [slot for day in days for slot in day.slots if slot.state in (FREE, TAKEN)]
    cells = [cell.slot for row in shown.rows for cell in row.cells if cell.slot.state in (FREE, TAKEN)]
    assert sorted(slot.span for slot in choices) == sorted(slot.span for slot in cells)


def _lines(shown: Grid) -> list[int]:
    """The starts of the rows as the table draws them, the line to the evening among them as -1."""
    lines = []
    for row in shown.rows:
        lines += [-1, row.start] if row.first_evening else [row.start]
    return lines


def _begins_in_first_evening(shown: Grid, column: int) -> bool:
    first = next(row for row in shown.rows if row.first_evening)
    return any(cell.column == column for cell in first.cells)


LAID = slots.Slot(Span(0, 3600), slots.State.FREE, offer=Span(0, 7200))
HOLDS = Reason(Finding.HOLDS, Code.CAPACITY)
EARLY = Reason(Finding.BROKEN, Code.TOO_EARLY)
AGE = Reason(Finding.BROKEN, Code.AGE_MIN)
OPEN = Reason(Finding.OPEN, Code.ASK_HALL)
LACKING = Reason(Finding.UNKNOWN, Code.AGE_MIN, lacking=("ages",))


@pytest.mark.parametrize(
    ("verdict", "state", "reasons"),
    [
        pytest.param(Verdict(Outcome.ALLOW, (HOLDS,)), State.FREE, (), id="allowed"),
        pytest.param(Verdict(Outcome.ALLOW, (LACKING,)), State.FREE, (), id="a fact is lacking"),
        pytest.param(Verdict(Outcome.REFUSE, (HOLDS, EARLY)), State.NOT_YET, (EARLY,), id="too early"),
        pytest.param(Verdict(Outcome.REFUSE, (EARLY, AGE)), State.CONDITIONAL, (EARLY, AGE), id="both"),
        pytest.param(Verdict(Outcome.REFUSE, (AGE, HOLDS)), State.CONDITIONAL, (AGE,), id="too young"),
        pytest.param(Verdict(Outcome.ASK, (HOLDS, OPEN)), State.ASK, (OPEN,), id="the hall decides"),
    ],
)
def test_a_free_slot_is_shown_as_the_judge_answers(
    verdict: Verdict, state: State, reasons: tuple[Reason, ...]
) -> None:
    shown = seen(LAID, verdict)
    assert (shown.state, shown.reasons, shown.offer) == (state, reasons, LAID.offer)


def test_a_taken_slot_is_ones_own_if_the_booking_is() -> None:
    taken = slots.Slot(Span(0, 3600), slots.State.TAKEN)
    assert seen(taken).state is State.TAKEN
    assert (seen(taken, booking="abc").state, seen(taken, booking="abc").booking) == (State.MINE, "abc")


@pytest.mark.parametrize(("closes", "evening"), [(17, False), (18, False), (19, True), (24, True)])
def test_a_day_has_an_evening_if_somebody_is_let_in_after_six(closes: int, evening: bool) -> None:
    opening = Opening(hours(WEDNESDAY, 10, closes), None, Source(Layer.HOURS))
    assert has_evening([opening], WEDNESDAY, TOKYO) is evening
