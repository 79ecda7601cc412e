"""Mails with calendar entries, applied in their order by readers that are not built on our library: whatever
is booked, moved, cancelled and taken back, the recipient has one entry, which shows what the API lists."""

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from booking.actions.bookings import book, cancel, move, restore
from booking.actions.restoring import restore_series
from booking.actions.series import Shift, cancel_series, move_series
from booking.actions.wanted import Wanted
from booking.models import Booking, Enclosure, Person, Series
from facilities.models import Room
from tests.booking.series import a_craft_room, booked
from tests.factories import NOW, span
from tests.people import a_high_schooler
from tests.readers.test_readers import READERS, Told, expected

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_mail")]
DAY, OTHER = date(2026, 12, 23), date(2027, 1, 6)
FRIDAY, SATURDAY = span("2026-12-04", "17:00", "19:00"), span("2026-12-05", "10:00", "12:00")


@dataclass(frozen=True)
class Calendar:
    """Of the recipient: the UIDs of its entries, and what each of the readers shows."""

    names: list[str]
    shown: list[list[Told]]


@pytest.fixture(autouse=True)
def _on_2_december(settings: Settings) -> None:
    settings.CLOCK = "2026-12-02T16:10:00+09:00"


@pytest.fixture
def room() -> Room:
    return a_craft_room()


@pytest.fixture
def teen() -> Person:
    return a_high_schooler(email="haruka@example.org")


@pytest.fixture
def listed(teen: Person) -> Callable[[], list[Told]]:
    """What the API lists of one's own bookings that stand."""

    def ask() -> list[Told]:
        client = Client()
        client.force_login(teen)
        found = client.get("/api/v1/bookings/").json()["results"]
        standing = [one for one in found if one["state"] != "cancelled"]
        return [
            (start, end, title.removesuffix(" – "), state)
            for start, end, title, state in expected(standing, "工作室 – %(purpose)s", series_together=True)
        ]

    return ask


def mailbox(but: int | None = None) -> Calendar:
    """After all mails in the order in which they were written; `but` is one that was lost."""
    mails = list(Enclosure.objects.order_by("pk").values_list("text", flat=True))
    told = json.dumps([mail for number, mail in enumerate(mails) if number != but]).encode()
    script = Path(__file__).parent / "mailbox.py"
    done = json.loads(subprocess.run([READERS, script], input=told, capture_output=True, check=True).stdout)
    return Calendar(
        done["names"], [[(s, e, title, state) for s, e, title, state in one] for one in done["read"].values()]
    )


def on(series: Series, day: date) -> Booking:
    return Booking.objects.select_related("room__facility").get(series=series, original_day=day)


def test_a_single_booking_is_one_entry_through_moving_cancelling_and_taking_back(
    room: Room, teen: Person, listed: Callable[[], list[Told]]
) -> None:
    one = book(person=teen, wanted=Wanted(room, FRIDAY, purpose="合奏"), now=NOW)
    first = mailbox()
    assert (len(first.names), first.shown) == (1, [listed()] * 3)
    one = move(booking=one, actor=teen, room=room, span=SATURDAY, now=NOW + 60)
    assert mailbox() == Calendar(first.names, [listed()] * 3)
    one = cancel(booking=one, actor=teen, now=NOW + 120)
    assert mailbox() == Calendar([], [])
    restore(booking=one, actor=teen, now=NOW + 180)
    assert mailbox() == Calendar(first.names, [listed()] * 3)


def test_a_series_is_one_entry_whatever_becomes_of_its_dates(
    room: Room, teen: Person, listed: Callable[[], list[Told]]
) -> None:
    series = booked(room, teen, purpose="合奏")
    first = mailbox()
    assert (len(first.names), first.shown) == (1, [listed()] * 3)
    assert len(first.shown[0]) == 4
    one = on(series, DAY)
    move(booking=one, actor=teen, room=one.room, span=span("2026-12-24", "10:00", "12:00"), now=NOW + 60)
    assert mailbox() == Calendar(first.names, [listed()] * 3)
    cancel(booking=on(series, OTHER), actor=teen, now=NOW + 120)
    after = mailbox()
    assert after == Calendar(first.names, [listed()] * 3)
    assert len(after.shown[0]) == 3


def test_a_series_moves_ends_earlier_and_goes_in_its_one_entry(
    room: Room, teen: Person, listed: Callable[[], list[Told]]
) -> None:
    series = booked(room, teen, purpose="合奏")
    [name] = mailbox().names
    one = on(series, DAY)
    move(booking=one, actor=teen, room=one.room, span=span("2026-12-24", "10:00", "12:00"), now=NOW + 60)
    move_series(series=Series.objects.get(), shift=Shift(0, 10 * 60, 12 * 60), actor=teen, now=NOW + 120)
    assert mailbox() == Calendar([name], [listed()] * 3)
    cancel_series(series=Series.objects.get(), from_day=OTHER, actor=teen, now=NOW + 180)
    assert mailbox() == Calendar([name], [listed()] * 3)
    cancel_series(series=Series.objects.get(), actor=teen, now=NOW + 240)
    assert mailbox() == Calendar([], [])
    restore_series(series=Series.objects.get(), actor=teen, now=NOW + 300)
    assert mailbox() == Calendar([name], [listed()] * 3)


def test_date_by_date_given_back_a_series_leaves_no_empty_entry(room: Room, teen: Person) -> None:
    series = booked(room, teen, purpose="合奏")
    for number, one in enumerate(series.bookings.order_by("start").select_related("room__facility")):
        cancel(booking=one, actor=teen, now=NOW + 60 * number)
    assert mailbox() == Calendar([], [])


def test_a_mail_that_was_lost_is_made_good_by_the_next_of_the_whole(
    room: Room, teen: Person, listed: Callable[[], list[Told]]
) -> None:
    series = booked(room, teen, purpose="合奏")
    cancel(booking=on(series, DAY), actor=teen, now=NOW + 60)
    move_series(series=Series.objects.get(), shift=Shift(0, 10 * 60, 12 * 60), actor=teen, now=NOW + 120)
    assert mailbox(but=1).shown == [listed()] * 3
