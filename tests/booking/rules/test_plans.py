"""The city's action plan is data: what it prints is kept as printed, and what it leaves out stays out."""

from datetime import date
from pathlib import Path

import pytest

from booking.rules.mistakes import Mistakes
from booking.rules.plans import Aim, Plan, read

FILE = Path(__file__).parents[3] / "rulebooks" / "plan" / "koganei.toml"
TEXT = FILE.read_text()


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read(TEXT, FILE.name)


def row(plan: Plan, programme: str, department: str):
    return next(
        entry.row
        for entry in plan.entries
        if entry.programme.id == programme and entry.row.department == department
    )


def test_the_plan_has_eleven_programmes_in_two_sections_and_seventeen_rows(plan: Plan):
    assert [len(section.programmes) for section in plan.sections] == [3, 8]
    assert len(list(plan.entries)) == 17


def test_programmes_are_numbered_anew_in_each_section(plan: Plan):
    numbers = [[one.number for one in section.programmes] for section in plan.sections]
    assert numbers == [[1, 2, 3], [1, 2, 3, 4, 5, 6, 7, 8]]


def test_what_the_plan_prints_for_its_first_year_is_kept_as_printed(plan: Plan):
    meetings = row(plan, "A1", "child-rearing").figures
    assert [figure.baseline for figure in meetings] == [10, 5, 3, 2, 14]
    assert [figure.baseline for figure in row(plan, "B8", "lifelong-learning").figures] == [30, 854]


def test_a_number_that_the_plan_does_not_print_is_missing_and_not_zero(plan: Plan):
    days, _grants = row(plan, "B1", "welfare").figures
    assert days.baseline is None
    assert days.yardstick


def test_a_row_without_a_yardstick_has_none(plan: Plan):
    camps = row(plan, "B3", "children")
    assert camps.evaluated_by is None
    assert not any(figure.yardstick for figure in camps.figures)


def test_the_five_sessions_of_the_exchange_are_a_baseline_and_its_participants_the_yardstick(plan: Plan):
    sessions, participants = row(plan, "B1", "children").figures
    assert (sessions.baseline, sessions.yardstick) == (5, False)
    assert (participants.baseline, participants.yardstick) == (23, True)


def test_a_target_is_a_direction_a_state_or_a_milestone(plan: Plan):
    assert row(plan, "A1", "child-rearing").target.kind is Aim.DIRECTION
    assert row(plan, "B7", "children").target.kind is Aim.STATE
    assert row(plan, "B4", "children").target.kind is Aim.MILESTONE


@pytest.mark.parametrize(
    ("day", "covered"),
    [
        (date(2005, 3, 31), False),
        (date(2005, 4, 1), True),
        (date(2010, 3, 31), True),
        (date(2010, 4, 1), False),
        (date(2026, 11, 26), False),
    ],
)
def test_the_targets_are_for_five_fiscal_years_and_no_other(plan: Plan, day: date, covered: bool):
    assert plan.covers(day) is covered


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('department = "learning"', 'department = "library"', "names no department of this plan: library"),
        ('indicator = "uses"', 'indicator = "visits"', "counts by no indicator of this plan: visits"),
        ('id = "B2"', 'id = "B3"', "programme B3 stands twice"),
        ('id = "B2"', 'id = "A9"', "A9 stands in section B"),
        ("last = 2009", "last = 2004", "follow one another"),
        ('key = "honcho", ', "", "`of` and `key` belong together"),
        ('indicator = "schools", yardstick = true', 'indicator = "schools"', "belong together"),
        ("baseline = 76", 'baseline = "76 people"', "must be a whole number"),
        ("baseline = 76", "baseline = -1", "greater than or equal to 0"),
        ('kind = "milestone"', 'kind = "percentage"', "milestone"),
    ],
)
def test_a_slip_in_a_plan_is_said_with_what_it_is_about(old: str, new: str, said: str):
    with pytest.raises(Mistakes, match=said):
        read(TEXT.replace(old, new), FILE.name)
