"""What the pictures of a hall's rules show agrees with what its clauses say."""

from datetime import date

import pytest

from booking.rules import rulebook
from booking.rules.pictures import Admission, May, Piece, ages, week, windows
from booking.rules.rulebook import Rules
from facilities.rules.ages import Ages
from facilities.rules.hours import DatedOpening, Layer
from facilities.rules.stages import Stage
from tests.booking.wording.test_clauses import a_clause
from tests.factories import SAMPLE, TODAY, span

MONDAY, WEDNESDAY, THURSDAY, HOLIDAY = 0, 2, 3, 7
ROOMS = ("band", "craft")


def rules_of(text: str = SAMPLE) -> Rules:
    return rulebook.read(text, "hall.toml").for_hall("higashi")


def without(*clauses: str) -> str:
    """The sample without some of its clauses."""
    parts = SAMPLE.split("[[clauses]]")
    kept = [part for part in parts if not any(f'id = "{key}"' in part for key in clauses)]
    return "[[clauses]]".join(kept)


def of_stage(stage: Stage, text: str = SAMPLE, rooms: tuple[str, ...] = ROOMS) -> Admission:
    return next(one for one in ages(rules_of(text), rooms, TODAY) if one.stage is stage)


def times(pieces: tuple[Piece, ...]) -> list[tuple[int, int, bool]]:
    return [(piece.start // 60, piece.end // 60, piece.admits is None) for piece in pieces]


def test_each_weekday_shows_its_hours_and_an_evening_apart() -> None:
    days = week(rules_of(), ROOMS, TODAY)
    assert times(days[MONDAY].pieces) == []
    assert times(days[WEDNESDAY].pieces) == [(10, 17, True), (17, 21, False)]
    assert times(days[THURSDAY].pieces) == [(10, 17, True)]
    assert [piece.evening for piece in days[WEDNESDAY].pieces] == [False, True]


def test_a_hall_is_open_where_one_of_its_rooms_is() -> None:
    late = a_clause("Z1", 'type = "hours"\n  rooms = ["craft"]\n  from = "12:00"\n  to = "20:00"')
    (thursday,) = (day for day in week(rules_of(SAMPLE + late), ROOMS, TODAY) if day.number == THURSDAY)
    assert times(thursday.pieces) == [(10, 20, True)]


def test_a_day_that_is_closed_in_some_weeks_is_drawn_open_and_says_so() -> None:
    third = a_clause("Z1", 'type = "closed"\n  on = { days = ["thu"], nth = [3] }')
    days = week(rules_of(SAMPLE + third), ROOMS, TODAY)
    assert times(days[THURSDAY].pieces) == [(10, 17, True)]
    sometimes = [day.number for day in days if not day.always]
    assert sometimes == [THURSDAY, HOLIDAY], "a holiday may be a Monday, which is closed"


def test_holidays_and_the_turn_of_the_year_change_no_weekday() -> None:
    shut = a_clause("Z1", 'type = "closed"\n  on = { holiday = "only" }')
    shut += a_clause("Z2", 'type = "closed"\n  on = { every_year = [["12-29", "01-03"]] }')
    days = week(rules_of(SAMPLE + shut), ROOMS, date(2026, 12, 28))
    assert times(days[HOLIDAY].pieces) == []
    assert all(day.always for day in days)


def test_a_hall_without_published_hours_shows_no_week() -> None:
    text = without("H1", "H2", "S1")
    assert week(rules_of(text), ROOMS, TODAY) == ()
    assert week(rules_of(text), (), TODAY) == ()


@pytest.mark.parametrize(
    ("stage", "may", "clauses"),
    [
        (Stage.PRESCHOOL, May.SOMETIMES, ("W1",)),
        (Stage.ELEMENTARY, May.SOMETIMES, ("W1",)),
        (Stage.HIGH_SCHOOL, May.ALWAYS, ()),
        (Stage.ADULT, May.ALWAYS, ()),
    ],
)
def test_a_stage_that_not_every_room_admits_may_come_sometimes(
    stage: Stage, may: May, clauses: tuple[str, ...]
) -> None:
    found = of_stage(stage)
    assert (found.may, found.clauses) == (may, clauses)


def test_a_stage_that_no_room_admits_may_not_come() -> None:
    assert of_stage(Stage.ELEMENTARY, rooms=("band",)).may is May.NEVER


def test_an_evening_for_others_keeps_nobody_from_coming_by_day() -> None:
    assert of_stage(Stage.ADULT, rooms=("craft",)).may is May.ALWAYS


def test_who_must_bring_somebody_may_come_with_conditions() -> None:
    with_adult = a_clause("Z1", 'type = "accompanied"\n  ages = { to_stage = "preschool" }')
    found = of_stage(Stage.PRESCHOOL, SAMPLE + with_adult, rooms=("craft",))
    assert (found.may, found.clauses) == (May.SOMETIMES, ("Z1",))


def test_hours_for_some_ages_limit_only_the_others() -> None:
    """「18時までは17歳までの人」: until then adults cannot, and children always can."""
    by_day = a_clause(
        "Z1", 'type = "who"\n  ages = { to_stage = "high_school" }\n  during = { to = "16:00" }'
    )
    text = SAMPLE + by_day
    assert of_stage(Stage.ADULT, text, rooms=("craft",)).may is May.SOMETIMES
    assert of_stage(Stage.HIGH_SCHOOL, text, rooms=("craft",)).may is May.ALWAYS


def test_a_clause_that_gives_way_limits_nobody() -> None:
    adults = a_clause("Z1", 'type = "who"\n  ages = { from_stage = "preschool" }', 'over = ["W1"]')
    assert of_stage(Stage.ELEMENTARY, SAMPLE + adults, rooms=("band",)).may is May.ALWAYS


def test_when_a_stage_goes_home_stands_under_it() -> None:
    found = of_stage(Stage.JUNIOR_HIGH)
    assert (found.leave_by, found.clauses) == (20 * 60, ("W3",))
    assert of_stage(Stage.HIGH_SCHOOL).leave_by is None


def test_a_time_to_go_home_from_one_room_alone_is_not_said_of_the_whole_hall() -> None:
    text = SAMPLE.replace('type = "leave_by"', 'type = "leave_by"\n  rooms = ["craft"]')
    assert of_stage(Stage.JUNIOR_HIGH, text).leave_by is None
    assert of_stage(Stage.JUNIOR_HIGH, text, rooms=("craft",)).leave_by == 20 * 60


def test_a_hall_that_asks_nobodys_age_shows_no_strip() -> None:
    assert ages(rules_of(without("H2", "W1", "W3")), ROOMS, TODAY) == ()


def test_the_days_of_booking_are_those_that_the_judge_counts() -> None:
    (window,) = windows(rules_of(), ROOMS, TODAY)
    assert (window.day, window.first, window.last) == (date(2027, 1, 5), date(2026, 12, 6), None)
    assert window.rooms == ROOMS
    assert not window.depends


def test_rooms_that_open_at_other_times_are_told_apart() -> None:
    text = without("O1") + "".join(
        a_clause(key, f'type = "opens"\n  rooms = ["{room}"]\n  days = {days}')
        for key, room, days in (("Z1", "band", 10), ("Z2", "craft", 20))
    )
    found = windows(rules_of(text), ROOMS, TODAY)
    assert [(one.rooms, (one.day - one.first).days) for one in found if one.first] == [
        (("band",), 10),
        (("craft",), 20),
    ]


def test_the_example_is_a_use_whose_booking_has_not_begun() -> None:
    text = SAMPLE.replace('type = "opens"\n  days = 30', 'type = "opens"\n  months = 6')
    (window,) = windows(rules_of(text), ROOMS, TODAY)
    assert window.first is not None
    assert window.first >= TODAY
    assert window.day > date(2027, 6, 1)


def test_what_depends_on_who_asks_is_no_day() -> None:
    text = without("O1") + a_clause("Z1", 'type = "opens"\n  users = { group = true }\n  days = 20')
    (window,) = windows(rules_of(text), ROOMS, TODAY)
    assert (window.first, window.depends) == (None, True)


def test_nothing_is_said_of_days_where_no_clause_counts_any() -> None:
    assert windows(rules_of(without("O1")), ROOMS, TODAY) == ()


TEENS = Ages(from_stage=Stage.JUNIOR_HIGH, to_stage=Stage.HIGH_SCHOOL)


def an_evening_on(day: str) -> DatedOpening:
    return DatedOpening(span(day, "18:00", "21:00"), Layer.EVENING, TEENS)


def test_an_evening_that_staff_open_by_date_stands_on_its_weekday() -> None:
    opened = [an_evening_on(day) for day in ("2026-12-03", "2026-12-10")]
    thursday = week(rules_of(), ROOMS, TODAY, opened)[THURSDAY]
    assert times(thursday.pieces) == [(10, 17, True), (18, 21, False)]
    assert [(piece.dated, piece.evening) for piece in thursday.pieces] == [(False, False), (True, True)]


def test_an_evening_that_is_long_to_come_stands_on_no_weekday_yet() -> None:
    opened = [an_evening_on("2027-01-07")]
    assert not any(piece.dated for day in week(rules_of(), ROOMS, TODAY, opened) for piece in day.pieces)


def test_a_last_day_of_a_month_makes_no_weekday_uncertain() -> None:
    tidying = a_clause("Z1", 'type = "closed"\n  on = { month_end = true }')
    days = week(rules_of(SAMPLE + tidying), ROOMS, date(2026, 11, 27))
    assert [day.number for day in days if not day.always] == [HOLIDAY], "a holiday may be a Monday"


def test_a_time_to_go_home_that_parts_a_stage_says_whom_it_binds() -> None:
    third = a_clause("Z1", 'type = "leave_by"\n  ages = { to_grade = 3 }\n  time = "16:30"')
    pupils = of_stage(Stage.ELEMENTARY, SAMPLE + third)
    assert (pupils.leave_by, pupils.some) == (None, (Ages(to_grade=3), 16 * 60 + 30))
    assert "Z1" in pupils.clauses
    assert of_stage(Stage.PRESCHOOL, SAMPLE + third).leave_by == 16 * 60 + 30
    assert of_stage(Stage.ADULT, SAMPLE + third).some is None
