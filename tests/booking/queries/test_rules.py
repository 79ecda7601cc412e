"""Which rules judge a hall on a day, compiled once in a process."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from booking.actions.outside import bring_in, take_back_outside
from booking.queries.rules import published, rules_for, rules_of
from booking.rules import rulebook
from facilities.models import Facility, OutsideCalendar, OutsideEvent, OutsideIntake, Rulebook
from facilities.rules.layers import Layer
from facilities.rules.outside import Becomes, Outside, Settled
from tests.factories import NOW, SAMPLE, a_facility, a_version, span
from tests.people import staff

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


def a_note(day: str, becomes: Becomes = Becomes.EXAM, key: str = "1") -> Settled:
    return Settled(Outside(key, "期末考査", span(day, "00:00", "24:00")), becomes)


def noted(hall: Facility, *notes: Settled, gone: tuple[str, ...] = ()) -> OutsideCalendar:
    return bring_in(facility=hall, name="緑中学校", settled=notes, gone=gone, actor=staff(hall), now=NOW)


def exams(hall: Facility) -> list[date]:
    """The days of exams of which the hall's rules know."""
    return sorted(rules_for(hall, date(2026, 12, 4)).setting.school_days.by_day)


def test_what_a_school_sends_is_known_at_once_and_what_is_taken_back_no_more(hall: Facility) -> None:
    assert exams(hall) == []
    noted(hall, a_note("2026-12-18"))
    assert exams(hall) == [date(2026, 12, 18)]
    take_back_outside(intake=OutsideIntake.objects.get(), actor=staff(hall), now=NOW + 60)
    assert exams(hall) == []


def test_a_note_of_another_hall_is_not_known_here(hall: Facility) -> None:
    noted(a_facility("minami"), a_note("2026-12-18"))
    assert exams(hall) == []


def test_a_closure_that_was_brought_in_is_no_day_of_a_school(hall: Facility) -> None:
    noted(hall, a_note("2026-12-18", Becomes.OTHER))
    hall.refresh_from_db()
    assert (exams(hall), hall.school_days) == ([], "")


def test_knowing_of_schools_costs_no_page_another_query(
    hall: Facility, django_assert_num_queries: Any
) -> None:
    noted(hall, a_note("2026-12-18"))
    rules = rules_for(hall, date(2026, 12, 4))
    with django_assert_num_queries(1):
        assert rules_for(hall, date(2026, 12, 4)) is rules


def test_days_that_changed_between_the_digest_and_the_look_go_by_their_own(hall: Facility) -> None:
    """A digest that nothing stands behind is never taken for what was found instead."""
    noted(hall, a_note("2026-12-18"))
    Facility.objects.filter(pk=hall.pk).update(school_days="f" * 64)
    assert exams(hall) == [date(2026, 12, 18)]
    OutsideEvent.objects.all().delete()
    assert exams(hall) == []


def test_what_was_rolled_back_is_not_remembered(hall: Facility) -> None:
    with transaction.atomic():
        noted(hall, a_note("2026-12-18"))
        assert exams(hall) == [date(2026, 12, 18)]
        transaction.set_rollback(True)
    noted(hall, a_note("2026-12-21"))
    assert exams(hall) == [date(2026, 12, 21)]
