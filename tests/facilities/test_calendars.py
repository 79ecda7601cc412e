"""The door to django-scheduler, against a plain oracle: walk the days and look at each."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import NoReverseMatch, reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from schedule.models import Calendar, Event, Occurrence, Rule

from booking.rules.series import days_of as series_days
from booking.rules.series import ways
from facilities.calendars import (
    RuleMissing,
    days_of,
    evenings_of,
    halls_with_series,
    recurrence_of,
    write_bookings,
    write_evening,
)
from facilities.models import Facility, Room
from facilities.rules.days import WEEKDAYS, Weekday
from facilities.rules.evenings import EveningPlan, Recurrence
from facilities.rules.spans import Span, instant, local
from facilities.rules.walltime import write_wall_time

pytestmark = pytest.mark.both

HELSINKI, TOKYO, LORD_HOWE = "Europe/Helsinki", "Asia/Tokyo", "Australia/Lord_Howe"
ZONES = st.sampled_from([HELSINKI, TOKYO, LORD_HOWE, "America/New_York", "UTC"])


def hall(zone: str = TOKYO, slug: str = "nukui-minami") -> Facility:
    return Facility.objects.create(slug=slug, name_ja="貫井南児童館", kind="childrens_hall", timezone=zone)


def plan(recurrence: Recurrence, start: int = 17 * 60, end: int = 21 * 60) -> EveningPlan:
    return EveningPlan(recurrence=recurrence, from_=write_wall_time(start), to=write_wall_time(end))


def every(*weekdays: str, first: date, **more: object) -> Recurrence:
    return Recurrence.model_validate({"first": first, "weekdays": weekdays, **more})


def plainly(recurrence: Recurrence, first: date, last: date) -> list[date]:
    days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    return [day for day in days if _is_meant(recurrence, day)]


def _is_meant(recurrence: Recurrence, day: date) -> bool:
    if day < recurrence.first or (recurrence.last and day > recurrence.last):
        return False
    if recurrence.month_day:
        return day.day == recurrence.month_day
    if WEEKDAYS[day.weekday()] not in recurrence.weekdays:
        return False
    if recurrence.nth:
        in_month = (day.day - 1) // 7 + 1
        is_last = (day + timedelta(days=7)).month != day.month
        return in_month in recurrence.nth or (-1 in recurrence.nth and is_last)
    mondays = [each - timedelta(days=each.weekday()) for each in (recurrence.first, day)]
    return (mondays[1] - mondays[0]).days // 7 % recurrence.every == 0


DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
WEEKLY = st.builds(
    lambda first, weekdays, every, length: Recurrence(
        first=first,
        weekdays=tuple(weekdays),
        every=every,
        last=first + timedelta(days=length) if length is not None else None,
    ),
    DAYS,
    st.sets(st.sampled_from(Weekday), min_size=1),
    st.integers(1, 5),
    st.none() | st.integers(0, 500),
)
MONTHLY = st.builds(
    lambda first, weekday, nth: Recurrence(first=first, weekdays=(weekday,), nth=tuple(nth)),
    DAYS,
    st.sampled_from(Weekday),
    st.sets(st.sampled_from([1, 2, 3, 4, 5, -1]), min_size=1),
)
MONTH_DAYS = st.builds(lambda first, day: Recurrence(first=first, month_day=day), DAYS, st.integers(1, 31))


class RecurrenceAgainstTheOracle(TestCase):
    @settings(max_examples=120, deadline=None)
    @given(
        WEEKLY | MONTHLY | MONTH_DAYS,
        ZONES,
        st.integers(0, 1439),
        st.integers(1, 1440),
        DAYS,
        st.integers(0, 500),
    )
    def test_the_days_are_those_that_a_walk_over_the_calendar_finds(
        self, recurrence: Recurrence, zone: str, start: int, length: int, first: date, days: int
    ) -> None:
        facility = hall(zone)
        series = write_evening(facility, plan(recurrence, start, start + length))
        last = first + timedelta(days=days)
        assert days_of(series, ZoneInfo(zone), first, last) == plainly(recurrence, first, last)

    @settings(max_examples=60, deadline=None)
    @given(DAYS, ZONES, st.integers(0, 1439), st.integers(1, 30), st.data())
    def test_what_somebody_books_falls_on_the_days_that_they_were_shown(
        self, first: date, name: str, start: int, times: int, data: st.DataObject
    ) -> None:
        zone, way = ZoneInfo(name), data.draw(st.sampled_from(sorted(ways(first))))
        days = series_days(ways(first)[way], times)
        recurrence = ways(first)[way].model_copy(update={"last": days[-1]})
        room = Room.objects.create(facility=hall(name), slug="hall", name_ja="ホール")
        at = instant(first, start, zone)
        event = Event.objects.get(pk=write_bookings(room, recurrence, Span(at, at + 3600)))
        until = local(instant(days[-1], 2 * 24 * 60, zone), zone)
        found = event.get_occurrences(local(instant(first, 0, zone), zone), until)
        assert [one.original_start.astimezone(zone).date() for one in found] == list(days)
        assert recurrence_of(event.pk) == recurrence


@pytest.mark.django_db
class TestTheDoor:
    def test_a_series_comes_back_as_it_was_written(self) -> None:
        facility = hall()
        given_plan = plan(every("wed", "fri", first=date(2026, 10, 1)))
        series = write_evening(facility, given_plan)
        assert evenings_of(facility) == [series]
        assert series.plan == given_plan

    def test_another_hall_does_not_have_it(self) -> None:
        write_evening(hall(), plan(every("wed", first=date(2026, 10, 1))))
        assert evenings_of(hall(slug="higashi")) == []

    def test_the_event_carries_a_key_and_no_creator(self) -> None:
        write_evening(hall(), plan(every("wed", first=date(2026, 10, 1))))
        event = Event.objects.get()
        assert (event.title, event.creator) == ("evening:nukui-minami", None)
        assert Calendar.objects.get().slug == "hall-nukui-minami"

    def test_wednesday_in_tokyo_is_wednesday_although_utc_still_has_tuesday(self) -> None:
        series = write_evening(hall(), plan(every("wed", first=date(2026, 10, 7)), 8 * 60, 9 * 60))
        assert Event.objects.get().start.weekday() == 1
        found = days_of(series, ZoneInfo(TOKYO), date(2026, 10, 1), date(2026, 10, 14))
        assert found == [date(2026, 10, 7), date(2026, 10, 14)]

    @pytest.mark.parametrize("first", [date(2026, 10, 20), date(2027, 3, 23)])
    def test_the_weekday_stays_across_a_change_of_clocks_in_helsinki(self, first: date) -> None:
        series = write_evening(hall(HELSINKI), plan(every("tue", first=first), 0, 60))
        found = days_of(series, ZoneInfo(HELSINKI), first, first + timedelta(days=14))
        assert found == [first, first + timedelta(days=7), first + timedelta(days=14)]

    def test_a_time_that_the_clocks_skip_still_has_its_day(self) -> None:
        first = date(2027, 3, 28)
        series = write_evening(hall(HELSINKI), plan(every("sun", first=first), 3 * 60 + 30, 4 * 60))
        assert days_of(series, ZoneInfo(HELSINKI), first, first + timedelta(days=7)) == [
            first,
            date(2027, 4, 4),
        ]

    def test_second_tuesday_means_one_day_a_month(self) -> None:
        series = write_evening(hall(), plan(every("tue", first=date(2026, 10, 1), nth=(2,))))
        found = days_of(series, ZoneInfo(TOKYO), date(2026, 10, 1), date(2026, 12, 31))
        assert found == [date(2026, 10, 13), date(2026, 11, 10), date(2026, 12, 8)]

    def test_the_last_day_is_included_and_so_is_the_last_day_asked_for(self) -> None:
        recurrence = every("wed", first=date(2026, 10, 7), last=date(2026, 10, 21))
        series = write_evening(hall(), plan(recurrence))
        zone = ZoneInfo(TOKYO)
        assert days_of(series, zone, date(2026, 10, 1), date(2026, 12, 31))[-1] == date(2026, 10, 21)
        assert days_of(series, zone, date(2026, 10, 1), date(2026, 10, 14))[-1] == date(2026, 10, 14)

    def test_an_evening_that_runs_past_midnight_belongs_to_the_day_on_which_it_begins(self) -> None:
        series = write_evening(hall(), plan(every("fri", first=date(2026, 10, 2)), 20 * 60, 26 * 60))
        assert days_of(series, ZoneInfo(TOKYO), date(2026, 10, 3), date(2026, 10, 9)) == [date(2026, 10, 9)]

    def test_an_occurrence_cancelled_behind_our_back_is_left_out(self) -> None:
        series = write_evening(hall(), plan(every("wed", first=date(2026, 10, 7))))
        event = Event.objects.get()
        Occurrence.objects.create(
            event=event,
            start=event.start,
            end=event.end,
            original_start=event.start,
            original_end=event.end,
            cancelled=True,
        )
        found = days_of(series, ZoneInfo(TOKYO), date(2026, 10, 1), date(2026, 10, 14))
        assert found == [date(2026, 10, 14)]

    def test_a_series_whose_rule_is_gone_says_so_instead_of_happening_once(self) -> None:
        series = write_evening(hall(), plan(every("wed", first=date(2026, 10, 7))))
        Rule.objects.all().delete()
        with pytest.raises(RuleMissing):
            days_of(series, ZoneInfo(TOKYO), date(2026, 10, 1), date(2026, 10, 14))

    def test_each_series_has_a_rule_of_its_own(self) -> None:
        facility = hall()
        for _ in range(2):
            write_evening(facility, plan(every("wed", first=date(2026, 10, 7))))
        assert Rule.objects.count() == 2
        assert len(evenings_of(facility)) == 2

    def test_a_rooms_bookings_are_no_evenings_of_the_hall(self) -> None:
        facility = hall()
        room = Room.objects.create(facility=facility, slug="music", name_ja="音楽室")
        write_bookings(room, every("wed", first=date(2026, 12, 9), last=date(2026, 12, 23)), Span(0, 3600))
        event = Event.objects.get()
        assert (event.title, event.creator) == ("bookings:nukui-minami/music", None)
        assert event.calendar.slug == "room-nukui-minami-music"
        assert evenings_of(facility) == []
        assert halls_with_series() == []

    def test_the_event_shows_the_first_date_as_instants(self) -> None:
        write_evening(hall(HELSINKI), plan(every("fri", first=date(2026, 10, 23)), 17 * 60, 21 * 60))
        event = Event.objects.get()
        zone = ZoneInfo(HELSINKI)
        assert int(event.start.timestamp()) == instant(date(2026, 10, 23), 17 * 60, zone)
        assert int(event.end.timestamp()) == instant(date(2026, 10, 23), 21 * 60, zone)


@pytest.mark.parametrize("page", ["calendar_list", "edit_event", "api_move_or_resize"])
def test_its_own_pages_which_let_anyone_write_are_not_mounted(page: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(page)
