"""The moment at which booking opens goes into one's own calendar."""

from collections.abc import Callable

import icalendar
import pytest
from django.test import Client

from tests.factories import a_band_room

pytestmark = pytest.mark.django_db
ADDRESS = "/h/higashi/r/band/opens.ics"
FAR = f"{ADDRESS}?s=2027-03-05T17:00&e=2027-03-05T19:00"


def test_a_reminder_begins_when_booking_does(as_member: Callable[..., Client]) -> None:
    a_band_room()
    answer = as_member().get(FAR)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="higashi-band.ics"'
    (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert event.decoded("dtstart").isoformat() == "2027-02-03T00:00:00+09:00"
    assert event["summary"] == "3月5日(金)の音楽室の予約が始まります"
    assert event["url"] == "http://testserver/h/higashi/r/band/b/?s=2027-03-05T17:00"
    (alarm,) = event.walk("VALARM")
    assert alarm["trigger"].to_ical() == b"-PT10M"


def test_it_is_the_same_event_however_often_one_takes_it(as_member: Callable[..., Client]) -> None:
    a_band_room()
    client = as_member()
    uids = [client.get(FAR).content.partition(b"UID:")[2].partition(b"\r\n")[0] for _ in range(2)]
    assert uids[0] == uids[1] != b""


def test_where_booking_has_opened_it_leads_to_the_form(as_member: Callable[..., Client]) -> None:
    a_band_room()
    answer = as_member().get(f"{ADDRESS}?s=2026-12-04T17:00&e=2026-12-04T19:00")
    assert answer.status_code == 302
    assert answer["Location"] == "/h/higashi/r/band/b/?s=2026-12-04T17:00"


@pytest.mark.parametrize(
    "query", ["", "?s=2027-03-05T17:00", "?s=x&e=y", "?s=2027-03-05T19:00&e=2027-03-05T17:00"]
)
def test_what_is_no_use_has_no_reminder(as_member: Callable[..., Client], query: str) -> None:
    a_band_room()
    assert as_member().get(ADDRESS + query).status_code == 404
