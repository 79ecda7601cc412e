"""Series as texts: kept once for an audience and a language, made anew when one of their dates changes."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.actions import feeds
from booking.actions.bookings import cancel
from booking.actions.feeds import Content
from booking.models import Booking, EventText, Person, SeriesText
from booking.rules.feeds import Audience
from tests.booking.series import WEDNESDAY, a_craft_room, booked, weekly
from tests.factories import NOW, TODAY, TOKYO
from tests.ical_reader import events

pytestmark = pytest.mark.django_db


def a_calendar(audience: Audience = Audience.MEMBER, language: str = "ja") -> bytes:
    content = Content(audience, Booking.objects.all())
    return feeds.calendar(content, name="x", zone=TOKYO, language=language, day=TODAY)


def test_a_series_is_kept_once_and_its_dates_are_not(teen: Person) -> None:
    booked(a_craft_room(), teen)
    for _ in range(2):
        a_calendar()
        a_calendar(Audience.GUARDIAN, "en")
    kept = SeriesText.objects.values_list("audience", "language")
    assert sorted(kept) == [("guardian", "en"), ("member", "ja")]
    assert not EventText.objects.exists()


def test_a_kept_series_is_told_as_it_is_kept_until_a_date_changes(teen: Person) -> None:
    series = booked(a_craft_room(), teen)
    a_calendar()
    SeriesText.objects.update(text="KEPT\r\n")
    assert a_calendar().endswith(b"KEPT\r\nEND:VCALENDAR\r\n")
    first = series.bookings.select_related("room__facility").get(original_day=WEDNESDAY)
    cancel(booking=first, actor=teen, now=NOW + 60)
    assert len(events(a_calendar())) == 3
    assert "KEPT" not in SeriesText.objects.get().text


def test_two_readers_of_different_dates_read_each_their_own(teen: Person) -> None:
    booked(a_craft_room(), teen)
    some = Content(Audience.MEMBER, Booking.objects.exclude(original_day=WEDNESDAY))
    given = {"name": "x", "zone": TOKYO, "language": "ja", "day": TODAY}
    for _ in range(2):
        assert len(events(a_calendar())) == 4
        assert len(events(feeds.calendar(some, **given))) == 3


def test_five_series_cost_as_many_queries_as_one(teen: Person) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            a_calendar()
        return len(captured)

    room = a_craft_room()
    booked(room, teen, times=2)
    one = queries()
    for month, day in ((1, 6), (2, 3), (3, 3), (4, 7)):
        booked(room, teen, recurrence=weekly(2, date(2027, month, day)))
    assert queries() == one
