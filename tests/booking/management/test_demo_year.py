"""A fiscal year of the demo city carries out every programme of the plan, and its figures come of records."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from booking.management.demo.year.live import begin, stories
from booking.management.demo.year.stories import Story, lived
from booking.models import Article, FeePayment
from booking.queries.figures import reported
from booking.queries.plans import the_plan
from booking.rules.news import ArticleState
from booking.rules.plans import Aim
from tests.factories import TOKYO, at


def told(name: str, seen: list[str], *hours: int) -> Story:
    for hour in hours:
        yield hour
        seen.append(f"{name}{hour}")


def test_stories_are_told_as_they_meet_in_time_and_of_one_hour_in_their_order() -> None:
    seen: list[str] = []
    assert list(lived([told("a", seen, 1, 4, 5), told("b", seen, 2, 4), told("c", seen)])) == [1, 2, 4, 4, 5]
    assert seen == ["a1", "b2", "a4", "b4", "a5"]


@pytest.mark.django_db
def test_every_figure_of_the_plan_but_what_people_book_has_a_number_after_a_year() -> None:
    begin(2026, StringIO())
    for _act in lived(stories(2026)):
        pass
    plan = the_plan()
    assert plan is not None
    empty = {
        (row.entry.programme.id, row.entry.row.department, one.published.indicator)
        for row in reported(plan, 2026, TOKYO, at("2027-04-05 09:00"))
        for one in row.figures
        if one.figure.value is None
    }
    # Rooms are booked and evenings held by the city's people, whose months are not lived here; the children's
    # office has no list.
    assert empty == {
        ("A3", "child-rearing", "uses"),
        ("B7", "children", "listings"),
        ("B7", "children", "introductions"),
        ("B7", "children", "list-users"),
    }
    targets = {
        (row.entry.row.department, row.aim and row.aim.stand)
        for row in reported(plan, 2026, TOKYO, at("2027-04-05 09:00"))
        if row.entry.row.target.kind is Aim.STATE
    }
    assert targets == {("civic-culture", "considered"), ("children", "considered")}
    assert sorted(FeePayment.objects.values_list("yen", flat=True)) == [-300, 600, 600]
    assert Article.objects.filter(state=ArticleState.DECLINED).count() == 1
    assert Article.objects.exclude(issue=None).count() == Article.objects.count() - 1


@pytest.mark.django_db
def test_a_year_that_is_not_over_cannot_have_been_lived(settings: pytest.FixtureRequest) -> None:
    settings.TRIAL, settings.CLOCK = True, "2027-03-31T23:59:00+09:00"  # type: ignore[attr-defined]
    with pytest.raises(CommandError, match="was not lived by now"):
        call_command("demo", "--year", "2026")
