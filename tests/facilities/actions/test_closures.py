"""Closures: once, or laid out from what recurs, as evenings are."""

from datetime import date

import pytest

from facilities.actions.closures import (
    OneClosure,
    close,
    close_regularly,
    end_closures,
    lay_out_closures,
    lift_closure,
)
from facilities.calendars import closures_of, evenings_of
from facilities.models import Closure, Facility
from facilities.queries.openings import hall_hours
from facilities.rules.closures import ClosurePlan
from tests.factories import TODAY, a_facility, a_room, span

pytestmark = pytest.mark.django_db


def a_plan(**changes: object) -> ClosurePlan:
    first_tuesdays = {"first": date(2026, 12, 1), "weekdays": ["tue"], "nth": [1]}
    return ClosurePlan.model_validate({"recurrence": first_tuesdays, "reason_ja": "整理日", **changes})


def days(hall: Facility) -> list[date | None]:
    return list(Closure.objects.filter(facility=hall).values_list("original_day", flat=True))


def test_a_closure_is_seen_by_the_hours_and_a_lifted_one_is_not() -> None:
    hall, when = a_facility(), span("2026-12-18", "17:00", "21:00")
    closure = close(facility=hall, closure=OneClosure(when, reason_ja="工事"))
    (seen,) = hall_hours([hall.pk], date(2026, 12, 18), date(2026, 12, 18))[hall.pk].closures
    assert (seen.span, seen.rooms, seen.reason_ja) == (when, None, "工事")
    lift_closure(closure=closure, at=when.start - 1)
    assert not hall_hours([hall.pk], date(2026, 12, 18), date(2026, 12, 18))[hall.pk].closures


def test_a_room_that_the_hall_does_not_have_is_refused() -> None:
    hall = a_facility()
    a_room(hall, "band")
    with pytest.raises(ValueError, match="higashi has no room attic"):
        close(facility=hall, closure=OneClosure(span("2026-12-18", "17:00", "21:00"), ("attic",)))


def test_with_a_room_those_are_closed_that_are_made_of_its_spaces() -> None:
    hall = a_facility()
    a_room(hall, "a"), a_room(hall, "b"), a_room(hall, "ab", "a", "b"), a_room(hall, "craft")
    closure = close(facility=hall, closure=OneClosure(span("2026-12-18", "17:00", "21:00"), ("ab",)))
    assert {room.slug for room in closure.rooms.all()} == {"a", "b", "ab"}


def test_what_recurs_is_laid_out_for_whole_days_to_the_end_of_the_next_fiscal_year() -> None:
    hall = a_facility()
    laid = close_regularly(facility=hall, plan=a_plan(), today=TODAY)
    assert laid.until == date(2028, 3, 31)
    assert days(hall)[:2] == [date(2027, 1, 5), date(2027, 2, 2)]
    first = Closure.objects.all()[0]
    whole = span("2027-01-05", "00:00", "24:00")
    assert (first.start, first.end) == (whole.start, whole.end)
    assert (len(closures_of(hall)), evenings_of(hall)) == (1, [])


def test_laying_out_again_writes_nothing_and_brings_back_nothing_that_was_lifted() -> None:
    hall = a_facility()
    close_regularly(facility=hall, plan=a_plan(), today=TODAY)
    first = Closure.objects.all()[0]
    lift_closure(closure=first, at=0)
    assert [laid.made for laid in lay_out_closures(facility=hall, today=TODAY)] == [()]
    assert Closure.objects.get(pk=first.pk).cancelled
    assert lay_out_closures(facility=hall, today=date(2027, 4, 1))[0].made[0] == date(2028, 4, 4)


def test_it_ends_from_a_day_on_and_is_not_laid_out_any_further() -> None:
    hall = a_facility()
    close_regularly(facility=hall, plan=a_plan(), today=TODAY)
    (series,) = closures_of(hall)
    gone = end_closures(facility=hall, series=series, from_=date(2027, 2, 2), today=TODAY)
    assert gone[0] == date(2027, 2, 2)
    lay_out_closures(facility=hall, today=date(2027, 4, 1))
    assert days(hall) == [date(2027, 1, 5)]


def test_one_that_ends_before_it_began_is_gone() -> None:
    hall = a_facility()
    close_regularly(facility=hall, plan=a_plan(), today=TODAY)
    (series,) = closures_of(hall)
    end_closures(facility=hall, series=series, from_=TODAY, today=date(2026, 12, 1))
    assert (len(closures_of(hall)), days(hall)) == (1, [])
    (series,) = closures_of(hall)
    end_closures(facility=hall, series=series, from_=date(2026, 12, 1), today=date(2026, 12, 1))
    assert closures_of(hall) == []
