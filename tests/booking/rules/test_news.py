"""What of an issue is new, for whom something is, and which row of the plan counts it."""

from datetime import date

import pytest

from booking.rules.indicators import Kind
from booking.rules.news import CHILDREN, GROWN_UPS, erased_from, is_for, is_for_grown_ups, is_new, row_of
from facilities.rules.ages import Ages
from facilities.rules.stages import Stage
from tests.booking.programmes import the_plan_of_the_city


def test_something_is_new_while_any_of_it_was_not_told() -> None:
    assert is_new(["evening/a/2", "evening/a/4"], {"evening/a/2"})
    assert not is_new(["evening/a/2"], {"evening/a/2", "evening/a/4"})


@pytest.mark.parametrize(
    ("bands", "children", "grown_ups"),
    [
        (["elementary", "senior"], True, True),
        (["senior"], False, True),
        (["preschool"], True, False),
        ([], True, True),
    ],
)
def test_whom_a_programme_is_for_is_said_by_its_places(
    bands: list[str], children: bool, grown_ups: bool
) -> None:
    assert is_for(bands, CHILDREN) is children
    assert is_for(bands, GROWN_UPS) is grown_ups


def test_an_evening_up_to_a_stage_is_none_for_grown_ups() -> None:
    assert is_for_grown_ups(None)
    assert is_for_grown_ups([Ages(from_stage=Stage.JUNIOR_HIGH)])
    assert not is_for_grown_ups([Ages(from_stage=Stage.JUNIOR_HIGH, to_stage=Stage.HIGH_SCHOOL)])


def test_the_plan_says_who_makes_the_newsletter_and_who_collects_articles() -> None:
    plan = the_plan_of_the_city()
    assert row_of(plan, Kind.ISSUE) == ("A2", "public-relations")
    assert row_of(plan, Kind.ARTICLE) == ("A2", "public-relations")
    assert row_of(plan, Kind.ISSUE, "welfare") is None
    assert row_of(None, Kind.ISSUE) is None


def test_texts_are_kept_for_three_months_after_a_special() -> None:
    assert erased_from(date(2026, 12, 1)) == date(2027, 3, 1)
