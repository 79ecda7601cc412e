"""Feeds as octets: what is kept of them, what is made, and since when they are what they are."""

import gzip
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError, connection

from booking.actions import event_texts, feeds
from booking.models import Booking, EventText, FeedVersion
from booking.rules.feeds import Audience
from facilities.models import Room
from tests.factories import NOW, TODAY, TOKYO, a_booking, a_room, span
from tests.ical_reader import events

pytestmark = pytest.mark.django_db
FRIDAY = span("2026-12-04", "17:00", "19:00")


@pytest.fixture
def room() -> Room:
    return a_room()


def a_calendar(language: str = "ja", audience: Audience = Audience.MEMBER) -> bytes:
    content = feeds.Content(audience, Booking.objects.all())
    return feeds.calendar(content, name="x", zone=TOKYO, language=language, day=TODAY)


def test_an_event_is_kept_once_for_each_audience_and_language(room: Room) -> None:
    a_booking(room, FRIDAY)
    for _ in range(2):
        for language in ("ja", "en"):
            for audience in Audience:
                a_calendar(language, audience)
    kept = EventText.objects.values_list("language", "audience")
    assert sorted(kept) == sorted((spoken, audience) for spoken in ("ja", "en") for audience in Audience)


def test_a_kept_event_is_told_as_it_is_kept(room: Room) -> None:
    a_booking(room, FRIDAY)
    a_calendar()
    EventText.objects.update(text="KEPT\r\n")
    assert a_calendar().endswith(b"KEPT\r\nEND:VCALENDAR\r\n")


@pytest.mark.parametrize("change", [{"sequence": 1}, {"changed_at": NOW + 1}])
def test_a_changed_booking_is_made_and_kept_anew(room: Room, change: dict[str, int]) -> None:
    booking = a_booking(room, FRIDAY)
    a_calendar()
    EventText.objects.update(text="KEPT\r\n")
    Booking.objects.filter(pk=booking.pk).update(**change)
    assert b"KEPT" not in a_calendar()
    assert EventText.objects.get().text.startswith("BEGIN:VEVENT")


def test_a_room_with_another_name_is_told_by_it(room: Room) -> None:
    a_booking(room, FRIDAY)
    a_calendar()
    Room.objects.filter(pk=room.pk).update(name_ja="灯の間")
    assert [event.location for event in events(a_calendar())] == ["東児童館 灯の間"]


def test_a_new_renderer_makes_every_event_anew(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    a_booking(room, FRIDAY)
    a_calendar()
    EventText.objects.update(text="KEPT\r\n")
    monkeypatch.setattr("booking.ical.events.renderer", lambda: "newer")
    assert b"KEPT" not in a_calendar()


def test_events_are_in_order_of_their_start(room: Room) -> None:
    days = ["2026-12-09", "2026-12-04", "2026-12-24"]
    for day in days:
        a_booking(room, span(day, "10:00", "12:00"))
    starts = [event.start for event in events(a_calendar())]
    assert starts == sorted(starts)


def test_many_events_are_made_in_a_few_steps(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_texts, "AT_ONCE", 3)
    for day in range(1, 29):
        a_booking(room, span(f"2027-02-{day:02}", "10:00", "12:00"))
    assert len(events(a_calendar())) == 28
    assert EventText.objects.count() == 28


@pytest.mark.django_db(transaction=True)
def test_an_event_that_cannot_be_kept_is_told_all_the_same(room: Room) -> None:
    a_booking(room, FRIDAY)
    with connection.execute_wrapper(_locked):
        body = a_calendar()
    assert [event.start for event in events(body)] == [FRIDAY.start]
    assert not EventText.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_feed_whose_beginning_cannot_be_kept_has_no_date() -> None:
    with connection.execute_wrapper(_locked):
        assert feeds.since("room/1/ja", "one", NOW) is None


def test_a_version_keeps_the_date_at_which_it_was_first_read() -> None:
    assert [feeds.since("room/1/ja", "one", NOW + later) for later in (0, 60, 3600)] == [NOW] * 3


def test_a_version_that_comes_back_is_told_as_changed_again() -> None:
    """Whoever read in between must not be told that nothing has changed."""
    dates = [feeds.since("room/1/ja", tag, NOW) for tag in ("one", "two", "one")]
    assert dates == [NOW, NOW + 1, NOW + 2]
    assert FeedVersion.objects.count() == 1


def _locked(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    """The database lets nobody write."""
    if sql.startswith("INSERT"):
        raise OperationalError("database is locked")
    return execute(sql, params, many, context)


def test_a_calendar_that_was_sent_is_kept_until_the_feed_is_another() -> None:
    made: list[bytes] = []

    def body() -> bytes:
        made.append(b"BEGIN:VCALENDAR\r\n")
        return made[-1]

    feeds.since("member/1/ja", "one", NOW)
    plain = feeds.whole("member/1/ja", "one", body, packed=False)
    packed = feeds.whole("member/1/ja", "one", body, packed=True)
    assert (plain, gzip.decompress(packed), len(made)) == (made[0], made[0], 1)
    feeds.since("member/1/ja", "two", NOW + 60)
    feeds.whole("member/1/ja", "two", body, packed=True)
    assert len(made) == 2
