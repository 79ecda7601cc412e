"""Which rules judge a hall on a day, compiled once in a process."""

from datetime import date
from typing import Any

import pytest

from booking.queries.rules import published, rules_for, rules_of
from booking.rules import rulebook
from facilities.models import Facility, Rulebook
from facilities.rules.layers import Layer
from tests.factories import SAMPLE, a_facility, a_version

pytestmark = pytest.mark.django_db
NEXT_YEAR = SAMPLE.replace("valid_from = 2026-04-01", "valid_from = 2027-04-01").replace(
    "most = 2", "most = 3"
)


def quota(hall: Facility, day: date) -> int:
    return next(getattr(term, "most", 0) for key, term in rules_for(hall, day).terms if key == "Q1")


def test_the_latest_version_that_holds_on_the_day_judges(hall: Facility) -> None:
    a_version(rulebook.read(NEXT_YEAR, "next.toml"), hall)
    assert [quota(hall, day) for day in (date(2026, 4, 1), date(2027, 3, 31), date(2027, 4, 1))] == [2, 2, 3]


def test_before_the_first_version_and_without_any_the_hall_is_closed(hall: Facility) -> None:
    for place, day in ((hall, date(2026, 3, 31)), (a_facility("new"), date(2026, 12, 4))):
        plan = rules_for(place, day).timetable.plan("band", day)
        assert plan.openings == ()
        assert {closing.source.layer for closing in plan.closings} == {Layer.CLOSED}


def test_a_version_is_read_once_and_then_only_named(hall: Facility, django_assert_num_queries: Any) -> None:
    rules = rules_for(hall, date(2026, 12, 4))
    with django_assert_num_queries(1):
        assert rules_for(hall, date(2026, 12, 4)) is rules


def test_a_version_whose_text_was_changed_is_read_anew(hall: Facility) -> None:
    day = date(2026, 12, 4)
    before = quota(hall, day)
    changed = rulebook.read(SAMPLE.replace("most = 2", "most = 5"), "changed.toml")
    Rulebook.objects.update(document=changed.document, digest=changed.digest)
    assert (before, quota(hall, day)) == (2, 5)


def test_as_many_queries_for_one_hall_as_for_many(django_assert_num_queries: Any) -> None:
    halls = [a_facility(f"hall{number}") for number in range(10)]
    with django_assert_num_queries(1):
        assert set(rules_of(halls)) == {hall.pk for hall in halls}


def test_what_is_read_is_what_judges(hall: Facility) -> None:
    version = published(hall, date(2026, 12, 4))
    assert version.rules is rules_for(hall, date(2026, 12, 4))
    before = published(hall, date(2026, 3, 31))
    assert (before.book, before.rules, before.next_from) == (None, None, date(2026, 4, 1))
