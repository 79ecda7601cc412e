"""The dates of a series that were never booked: by the days for which dates are meant, none of today."""

from datetime import date

import pytest

from booking.models import Booking, Person, Series
from booking.queries.series import series_of
from booking.queries.series_rest import Rest, rest_of
from facilities.calendars import recurrence_of
from facilities.models import Room
from tests.booking.series import a_craft_room, booked, weekly, wishes
from tests.factories import NOW, at, span

pytestmark = pytest.mark.django_db
SECOND, LAST = date(2026, 12, 23), date(2027, 1, 20)


@pytest.fixture
def room() -> Room:
    return a_craft_room()


def a_series(room: Room, person: Person, *but: date) -> Series:
    """Four fortnightly Wednesdays from 9 December, without some of them."""
    recurrence = weekly(4, way="2w")
    wanted = [one for one in wishes(room, recurrence) if one.day not in but]
    return booked(room, person, recurrence=recurrence, wishes=wanted)


def rest(series: Series, reader: Person, now: int = NOW) -> Rest | None:
    found, bookings = series_of(series.public_id, reader)
    return rest_of(found, recurrence_of(found.event_id), bookings, now)


def test_what_is_left_is_told_as_it_was_asked_for(room: Room, haruka: Person) -> None:
    found = rest(a_series(room, haruka, SECOND), haruka)
    assert found == Rest(
        first=span("2026-12-09", "13:00", "15:00"),
        often="2w",
        until=LAST,
        days=(SECOND,),
        skip=frozenset({date(2026, 12, 9), date(2027, 1, 6), LAST}),
    )


def test_of_a_series_that_was_booked_whole_nothing_is_left(room: Room, haruka: Person) -> None:
    assert rest(a_series(room, haruka), haruka) is None


def test_what_was_given_back_or_has_moved_is_no_gap(room: Room, haruka: Person) -> None:
    series = a_series(room, haruka)
    second, third = series.bookings.order_by("original_day")[1:3]
    Booking.objects.filter(pk=second.pk).update(state="cancelled")
    Booking.objects.filter(pk=third.pk).update(start=third.start + 86400, end=third.end + 86400)
    assert rest(series, haruka) is None


def test_the_clock_is_that_of_most_dates_and_not_of_the_one_that_moved(room: Room, haruka: Person) -> None:
    series = a_series(room, haruka, SECOND)
    first = series.bookings.order_by("original_day")[0]
    Booking.objects.filter(pk=first.pk).update(start=first.start + 7200, end=first.end + 7200)
    found = rest(series, haruka)
    assert found is not None
    assert found.first == span("2026-12-09", "13:00", "15:00")


@pytest.mark.parametrize(("now", "left"), [("2026-12-22 23:59", True), ("2026-12-23 00:00", False)])
def test_a_day_is_left_up_to_the_midnight_before_it(room: Room, haruka: Person, now: str, left: bool) -> None:
    found = rest(a_series(room, haruka, SECOND), haruka, at(now))
    assert (found is not None) is left
