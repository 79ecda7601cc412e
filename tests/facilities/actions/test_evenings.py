from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from facilities.actions.evenings import (
    cancel_evening,
    lay_out_evenings,
    move_evening,
    open_evenings,
    restore_evening,
)
from facilities.models import Evening, Facility
from facilities.queries.openings import hall_hours
from facilities.rules.ages import Ages
from facilities.rules.evenings import EveningPlan
from facilities.rules.spans import Span, local
from facilities.rules.stages import Stage
from tests.factories import TODAY, a_facility, a_room, span

pytestmark = pytest.mark.django_db

TEENS = Ages(from_stage=Stage.JUNIOR_HIGH, to_stage=Stage.HIGH_SCHOOL)
HORIZON = date(2028, 3, 31)  # the fiscal year after that of 2 December 2026 ends


def a_plan(**changes: object) -> EveningPlan:
    wednesdays_and_fridays = {"first": date(2026, 12, 2), "weekdays": ["wed", "fri"]}
    given = {"recurrence": wednesdays_and_fridays, "from": "17:00", "to": "21:00", "admits": TEENS}
    return EveningPlan.model_validate({**given, **changes})


def rows(facility: Facility) -> list[tuple[date | None, int, int, bool]]:
    found = Evening.objects.filter(facility=facility).order_by("original_day")
    return list(found.values_list("original_day", "start", "end", "cancelled"))


def on(facility: Facility, day: date) -> Evening:
    return Evening.objects.get(facility=facility, original_day=day)


def test_an_evening_is_laid_out_to_the_end_of_the_next_fiscal_year() -> None:
    hall = a_facility()
    laid = open_evenings(facility=hall, plan=a_plan(), today=TODAY)
    days = [row[0] for row in rows(hall)]
    assert laid.until == HORIZON
    assert days[:3] == [date(2026, 12, 2), date(2026, 12, 4), date(2026, 12, 9)]
    assert days[-1] == HORIZON
    assert list(laid.made) == days


def test_a_date_opens_for_the_ages_and_hours_that_were_decided() -> None:
    hall = a_facility()
    open_evenings(facility=hall, plan=a_plan(reason_ja="夜間開放"), today=TODAY)
    opening = hall_hours([hall.pk], TODAY, TODAY)[hall.pk].openings[0]
    assert opening.span == span("2026-12-02", "17:00", "21:00")
    assert opening.admits == TEENS
    assert (opening.rooms, opening.reason_ja) == (None, "夜間開放")


def test_an_evening_of_one_room_opens_no_other() -> None:
    hall = a_facility()
    a_room(hall, "band"), a_room(hall, "craft")
    open_evenings(facility=hall, plan=a_plan(rooms=["band"]), today=TODAY)
    openings = hall_hours([hall.pk], TODAY, TODAY)[hall.pk].openings
    assert {opening.rooms for opening in openings} == {frozenset({"band"})}


def test_a_room_that_the_hall_does_not_have_is_refused_and_nothing_is_written() -> None:
    hall = a_facility()
    a_room(hall, "band")
    with pytest.raises(ValueError, match="higashi has no room bnad"):
        open_evenings(facility=hall, plan=a_plan(rooms=["band", "bnad"]), today=TODAY)
    assert lay_out_evenings(facility=hall, today=TODAY) == []


def test_laying_out_again_writes_nothing() -> None:
    hall = a_facility()
    open_evenings(facility=hall, plan=a_plan(), today=TODAY)
    before = rows(hall)
    assert [laid.made for laid in lay_out_evenings(facility=hall, today=TODAY)] == [()]
    assert rows(hall) == before


def test_a_year_later_a_further_year_is_laid_out_and_the_past_is_left_alone() -> None:
    hall = a_facility()
    open_evenings(facility=hall, plan=a_plan(), today=TODAY)
    (laid,) = lay_out_evenings(facility=hall, today=date(2027, 4, 1))
    assert laid.made[0] == date(2028, 4, 5)
    assert laid.until == date(2029, 3, 31)
    assert rows(hall)[0][0] == date(2026, 12, 2)


def test_days_before_today_are_not_laid_out_afterwards() -> None:
    hall = a_facility()
    laid = open_evenings(facility=hall, plan=a_plan(), today=date(2026, 12, 10))
    assert laid.made[0] == date(2026, 12, 11)


def test_a_cancelled_date_stays_cancelled_when_laid_out_again() -> None:
    hall = a_facility()
    open_evenings(facility=hall, plan=a_plan(), today=TODAY)
    change = cancel_evening(evening=on(hall, date(2026, 12, 4)))
    lay_out_evenings(facility=hall, today=TODAY)
    assert (change.before, change.after) == (span("2026-12-04", "17:00", "21:00"), None)
    assert on(hall, date(2026, 12, 4)).cancelled
    openings = hall_hours([hall.pk], date(2026, 12, 4), date(2026, 12, 4))[hall.pk].openings
    assert span("2026-12-04", "17:00", "21:00") not in [opening.span for opening in openings]


def test_a_moved_date_stays_moved_when_laid_out_again_and_its_old_time_stays_empty() -> None:
    hall = a_facility()
    open_evenings(facility=hall, plan=a_plan(), today=TODAY)
    elsewhere = span("2026-12-05", "16:00", "20:00")
    move_evening(evening=on(hall, date(2026, 12, 4)), span=elsewhere)
    lay_out_evenings(facility=hall, today=TODAY)
    moved = on(hall, date(2026, 12, 4))
    assert Span(moved.start, moved.end) == elsewhere
    assert (
        Evening.objects.filter(facility=hall, start=span("2026-12-04", "17:00", "21:00").start).count() == 0
    )


def test_a_cancelled_date_is_restored_with_the_span_it_had() -> None:
    hall = a_facility()
    open_evenings(facility=hall, plan=a_plan(), today=TODAY)
    evening = on(hall, date(2026, 12, 4))
    elsewhere = span("2026-12-05", "16:00", "20:00")
    move_evening(evening=evening, span=elsewhere)
    cancel_evening(evening=evening)
    change = restore_evening(evening=evening)
    assert (change.before, change.after) == (None, elsewhere)
    assert not on(hall, date(2026, 12, 4)).cancelled


def test_two_series_of_one_hall_are_laid_out_side_by_side() -> None:
    hall = a_facility()
    open_evenings(facility=hall, plan=a_plan(), today=TODAY)
    tuesdays = {"first": date(2026, 12, 1), "weekdays": ["tue"], "nth": [1]}
    laid = open_evenings(facility=hall, plan=a_plan(recurrence=tuesdays, admits=None), today=TODAY)
    assert laid.made[0] == date(2027, 1, 5)
    assert len(lay_out_evenings(facility=hall, today=TODAY)) == 2


@pytest.mark.parametrize("zone", ["Europe/Helsinki", "America/New_York", "Australia/Lord_Howe", "Asia/Tokyo"])
def test_the_clock_on_the_wall_reads_the_same_on_every_evening_of_the_year(zone: str) -> None:
    hall = a_facility(timezone=zone)
    open_evenings(facility=hall, plan=a_plan(to="26:30"), today=TODAY)
    for day, start, end, _ in rows(hall):
        first, last = local(start, ZoneInfo(zone)), local(end, ZoneInfo(zone))
        assert day is not None
        assert (first.date(), first.hour, first.minute) == (day, 17, 0)
        assert (last.date(), last.hour, last.minute) == (day + timedelta(days=1), 2, 30)


def test_the_night_on_which_clocks_fall_back_is_an_hour_longer() -> None:
    hall = a_facility(timezone="Europe/Helsinki")
    sundays = {"first": date(2026, 10, 18), "weekdays": ["sat"]}
    open_evenings(facility=hall, plan=a_plan(recurrence=sundays, to="30:00"), today=date(2026, 10, 18))
    hours = [(end - start) // 3600 for _, start, end, _ in rows(hall)][:3]
    assert hours == [14, 13, 13]
