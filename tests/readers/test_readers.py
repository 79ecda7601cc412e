"""Point 25: readers that are not built on our library find what the API lists, over both clock changes.

They run in an environment of their own (`make .venv/readers/made`), each over every kind of feed.
"""

import json
import os
import subprocess
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from booking.actions.evenings import cancel_evening, move_evening, open_evenings
from booking.actions.programmes import (
    About,
    cancel_session,
    hold_session,
    move_session,
    publish_programme,
)
from booking.actions.subscriptions import subscribe
from booking.models import Booking, Group, Guardian, Person, Series, Session
from booking.rules.lifecycle import State
from booking.rules.series import days_of, use_on, ways
from facilities.calendars import write_bookings
from facilities.models import Evening, Facility, Room
from facilities.rules.evenings import EveningPlan, Recurrence
from facilities.rules.spans import Span, instant
from tests.booking.programmes import a_department, a_programme
from tests.factories import NOW
from tests.people import a_band, a_guardian, staff
from tests.readers.conftest import BERLIN

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parent.parent.parent
READERS = Path(os.environ.get("READERS", ROOT / ".venv/readers")) / "bin/python"
FIRST = date(2026, 12, 4)  # a Friday; the clocks change on 28 March and 31 October 2027
LAST = FIRST + timedelta(days=365)
HOUR = 3600

Told = tuple[int, int, str, str]  # start, end, title, state


@pytest.fixture(autouse=True)
def _on_2_december(settings: Settings) -> None:
    settings.CLOCK = "2026-12-02T16:10:00+09:00"


@pytest.fixture
def band(teen: Person) -> Group:
    return a_band(teen)


@pytest.fixture
def year(room: Room, teen: Person, band: Group) -> None:
    """Single bookings, and series by day, over night and in the hours that the clocks change."""
    for week in range(0, 52, 3):
        day = FIRST + timedelta(days=7 * week + 3)
        state = State.PROVISIONAL if week % 2 else State.BOOKED
        mine(room, teen, band, use(day, 10 * 60, 11 * 60), state=state, purpose="練習, その1")
    mine(room, teen, band, use(FIRST, 8 * 60, 9 * 60), state=State.CANCELLED)
    for number, (way, start, end) in enumerate(
        [("1w", 17 * 60, 19 * 60), ("1w", 22 * 60, 28 * 60), ("2w", 2 * 60 + 30, 4 * 60), ("day", 0, 90)]
    ):
        a_series(room, teen, band, ways(FIRST + timedelta(days=number))[way], start, end)


def use(day: date, start: int, end: int) -> Span:
    found = use_on(day, start, end, BERLIN)
    assert found is not None
    return found


def mine(room: Room, teen: Person, band: Group, span: Span, **fields: Any) -> Booking:
    """A row without claims: one room could not hold them all, and neither the feeds nor the list mind."""
    given = {"headcount": 1, "channel": "web", "made_at": NOW, "changed_at": NOW}
    where = {"room": room, "start": span.start, "end": span.end, "person": teen, "group": band}
    return Booking.objects.create(**given, **where, **{"sequence": 0, **fields})


def a_series(room: Room, teen: Person, band: Group, recurrence: Recurrence, start: int, end: int) -> None:
    """Of a year's dates every fifth was moved and every seventh called off."""
    spans = {day: use_on(day, start, end, BERLIN) for day in days_of(recurrence, 40) if day < LAST}
    held = {day: span for day, span in spans.items() if span}
    event = write_bookings(room, recurrence, next(iter(held.values())))
    series = Series.objects.create(
        room=room, event_id=event, person=teen, group=band, headcount=1, purpose="合奏", made_at=NOW
    )
    for number, (day, span) in enumerate(held.items(), 1):
        at = Span(span.start + 26 * HOUR, span.end + 27 * HOUR) if number % 5 == 0 else span
        state = State.CANCELLED if number % 7 == 0 else State.BOOKED
        of = {"series": series, "original_day": day, "purpose": series.purpose, "sequence": number % 3}
        mine(room, teen, band, at, state=state, **of)


@pytest.fixture
def listed(teen: Person, year: None) -> list[dict[str, Any]]:
    """All that the API lists of one's own."""
    client, found, page = Client(), [], "/api/v1/bookings/"
    client.force_login(teen)
    while page:
        answer = client.get(page).json()
        found += answer["results"]
        page = answer["next"]
    return found


def seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


def expected(listed: list[dict[str, Any]], title: str, *, series_together: bool) -> list[Told]:
    """What a feed should tell of them: of a series no date that was given back, unless dates stand alone."""
    states = {"booked": "CONFIRMED", "provisional": "TENTATIVE", "cancelled": "CANCELLED"}
    return sorted(
        (seconds(one["start"]), seconds(one["end"]), title % one, states[one["state"]])
        for one in listed
        if not (series_together and one["state"] == "cancelled" and one["purpose"] == "合奏")
    )


def readings(address: str) -> Iterator[list[Told]]:
    """What each of the readers makes of a feed."""
    feed = Client().get(address).content
    assert READERS.exists(), "make .venv/readers/made"
    script = Path(__file__).parent / "expand.py"
    told = subprocess.run([READERS, script], input=feed, capture_output=True, check=True).stdout
    found = json.loads(told)
    assert len(found) == 3
    for instances in found.values():
        yield [(start, end, title, state) for start, end, title, state in instances]


def private(holder: Person | Guardian, of: Group | Facility | None = None, name: str = "スマホ") -> str:
    return f"/feeds/member/{subscribe(holder=holder, of=of, name=name, now=NOW).token}.ics"


def test_members_and_groups_read_what_the_api_lists(
    listed: list[dict[str, Any]], teen: Person, band: Group
) -> None:
    wanted = expected(listed, "音楽室 – %(purpose)s", series_together=True)
    wanted = [(start, end, title.removesuffix(" – "), state) for start, end, title, state in wanted]
    for address in (private(teen), private(teen, band, "バンド")):
        for found in readings(address):
            assert found == wanted


def test_a_guardian_reads_what_the_api_lists_for_the_child(
    listed: list[dict[str, Any]], teen: Person
) -> None:
    wanted = expected(listed, "音楽室", series_together=True)
    for found in readings(private(a_guardian(teen))):
        assert found == wanted


@pytest.mark.parametrize(
    ("feed", "title"), [("room/higashi/band", "使用中"), ("hall/higashi", "音楽室 – 使用中")]
)
def test_the_public_reads_when_it_is_in_use(listed: list[dict[str, Any]], feed: str, title: str) -> None:
    wanted = [
        (start, end, told, "CONFIRMED" if state == "TENTATIVE" else state)
        for start, end, told, state in expected(listed, title, series_together=False)
    ]
    for found in readings(f"/feeds/{feed}.ics"):
        assert found == sorted(wanted)


def test_the_staff_read_every_use(listed: list[dict[str, Any]], hall: Facility) -> None:
    wanted = expected(listed, "音楽室 – 1人", series_together=False)
    feed = private(staff(hall), hall)
    for found in readings(feed):
        assert found == wanted
    assert b"TZID:Europe/Berlin" in Client().get(feed).content


def test_everybody_reads_the_evenings_as_they_are_held(hall: Facility) -> None:
    """From 22:00 to 2:30: over the nights in which the clocks change, too."""
    desk = staff(hall)
    weekly = {"first": FIRST, "last": FIRST + timedelta(days=364), "weekdays": ["sat"]}
    plan = EveningPlan.model_validate({"recurrence": weekly, "from": "22:00", "to": "26:30"})
    open_evenings(facility=hall, plan=plan, actor=desk, now=NOW)
    rows = list(Evening.objects.select_related("facility").order_by("start"))
    away = instant(date(2026, 12, 13), 20 * 60, BERLIN)
    move_evening(evening=rows[1], span=Span(away, away + HOUR), actor=desk, now=NOW + 60)
    cancel_evening(evening=rows[3], actor=desk, now=NOW + 120)
    title = "東児童館 夜間開放(どなたでも)"
    wanted = sorted(
        (row.start, row.end, f"【お休み】{title}" if row.cancelled else title, state)
        for row in Evening.objects.all()
        for state in ["CANCELLED" if row.cancelled else "CONFIRMED"]
    )
    assert len(wanted) == 52
    for found in readings("/feeds/evenings.ics"):
        assert found == wanted


def test_everybody_reads_a_programme_as_it_takes_place(hall: Facility) -> None:
    """A year of nights from 22:00 to 2:30, those in which the clocks change among them."""
    desk = staff(hall)
    a_department(hall)
    stars = a_programme(hall, desk, About(name="星, 月; 夜"))
    stars = publish_programme(programme=stars, actor=desk, now=NOW)
    for week in range(52):
        night = use(FIRST + timedelta(days=7 * week + 1), 22 * 60, 26 * 60 + 30)
        hold_session(programme=stars, span=night, elsewhere="公園", title="見る", actor=desk, now=NOW)
    rows = list(Session.objects.select_related("programme").order_by("start"))
    away = instant(date(2026, 12, 13), 20 * 60, BERLIN)
    move_session(session=rows[1], span=Span(away, away + HOUR), actor=desk, now=NOW + 60)
    cancel_session(session=rows[3], actor=desk, now=NOW + 120)
    title = "星, 月; 夜 – 見る"
    wanted = sorted(
        (row.start, row.end, f"【中止】{title}" if row.cancelled_at else title, state)
        for row in Session.objects.all()
        for state in ["CANCELLED" if row.cancelled_at else "CONFIRMED"]
    )
    assert len(wanted) == 52
    for feed in (f"programme/{stars.public_id}", "programmes"):
        for found in readings(f"/feeds/{feed}.ics"):
            assert found == wanted
