"""Availability as open data: readers that are not built on our library find in the iCal what JSON says."""

import json
import subprocess
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from booking.models import Person
from facilities.models import Facility, Room
from facilities.rules.spans import Span, instant
from tests.factories import a_booking
from tests.readers.conftest import BERLIN
from tests.readers.test_readers import READERS

pytestmark = pytest.mark.django_db
WORDS = {"FREE": "free", "BUSY": "taken", "BUSY-UNAVAILABLE": "closed"}
# Five weeks are told: from these days on the clocks of Berlin change within them, and never.
AROUND = [date(2027, 3, 10), date(2027, 10, 10), date(2026, 12, 2)]


def readings(address: str) -> list[list[tuple[int, int, str]]]:
    script = Path(__file__).parent / "busy.py"
    feed = Client().get(address).content
    told = json.loads(subprocess.run([READERS, script], input=feed, capture_output=True, check=True).stdout)
    assert len(told) == 2
    return [[(start, end, WORDS[kind]) for start, end, kind in one] for one in told.values()]


def seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


@pytest.mark.parametrize("today", AROUND)
@pytest.mark.parametrize("address", ["/feeds/free/higashi", "/feeds/free/higashi/band"])
def test_the_times_of_each_room_are_those_of_the_json(
    hall: Facility, room: Room, teen: Person, settings: Settings, today: date, address: str
) -> None:
    settings.CLOCK = f"{today}T16:10:00+01:00"
    for ahead in range(2, 30, 3):
        day = today + timedelta(days=ahead)
        a_booking(room, Span(instant(day, 60, BERLIN), instant(day, 5 * 60, BERLIN)), teen)
    wanted = [
        (seconds(one["start"]), seconds(one["end"]), one["state"])
        for told in Client().get(f"{address}.json").json()["rooms"]
        for one in told["times"]
    ]
    assert {state for *_, state in wanted} >= {"free", "taken"}
    assert readings(f"{address}.ics") == [wanted] * 2
