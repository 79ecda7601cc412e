"""Who may stand on a talent list, how long, and which lists a department keeps."""

from datetime import date

from booking.rules.talents import DAY, asked_again, is_adult, kept_since, lists_of
from tests.booking.programmes import the_plan_of_the_city
from tests.factories import NOW, at

PLAN = the_plan_of_the_city()


def test_somebody_is_of_age_at_the_end_of_the_day_before_their_eighteenth_birthday() -> None:
    assert not is_adult(date(2008, 12, 4), date(2026, 12, 2))
    assert is_adult(date(2008, 12, 3), date(2026, 12, 3))


def test_of_whom_no_birth_date_is_known_nobody_says_that_they_are_of_age() -> None:
    assert not is_adult(None, date(2026, 12, 2))


def test_a_year_after_they_were_reached_they_are_asked_again_and_no_day_sooner() -> None:
    assert not asked_again(at("2025-12-03 16:10"), NOW)
    assert asked_again(at("2025-12-02 16:10"), NOW)


def test_without_an_answer_an_entry_stands_for_ninety_days_more() -> None:
    assert NOW - kept_since(NOW) == 455 * DAY


def test_a_department_has_the_lists_that_the_plan_counts_apart_and_of_them_organisations_alone() -> None:
    lists = lists_of(PLAN, "civic-culture")
    assert [(one.key, one.organisations) for one in lists] == [("certified", True), ("npo-liaison", True)]


def test_a_department_of_which_the_plan_tells_no_list_apart_has_one() -> None:
    for department in ("lifelong-learning", "children", "welfare"):
        assert [(one.key, one.organisations) for one in lists_of(PLAN, department)] == [("", False)]
    assert [one.key for one in lists_of(None, "civic-culture")] == [""]
