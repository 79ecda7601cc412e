"""What has served its time goes, a piece at a time, and nothing else does."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.actions import feeds, sweeping
from booking.actions.bookings import book
from booking.actions.sweeping import sweep, sweep_sessions
from booking.actions.wanted import Wanted
from booking.models import (
    Answer,
    Booking,
    ConsentRequest,
    Departure,
    EventText,
    FeedVersion,
    FirstCode,
    HandoverNote,
    NewAddress,
    Notice,
    Person,
    SeriesText,
    Wait,
    Wish,
)
from booking.rules.feeds import Audience
from booking.rules.lifecycle import State
from facilities.models import Room
from facilities.rules.spans import Span, local_day
from tests.booking.series import a_craft_room, booked, weekly
from tests.booking.waiting import waits
from tests.factories import NOW, a_band_room, a_booking, a_facility, a_room, at, span

pytestmark = pytest.mark.django_db
A_DAY = 24 * 3600
FRIDAY = span("2026-12-04", "17:00", "19:00")


def answers(person: Person, *made_at: int) -> None:
    for number, instant in enumerate(made_at):
        Answer.objects.create(
            person=person, verb="book", key=f"k{number}", body_hash="x", subject_id="y", made_at=instant
        )


def a_kept_text(room: Room, when: Span, **fields: Any) -> Booking:
    booking = a_booking(room, when, **fields)
    EventText.objects.create(booking=booking, audience=Audience.PUBLIC, language="ja", version="1", text="x")
    return booking


def left() -> set[int]:
    return set(EventText.objects.values_list("booking", flat=True))


def test_an_address_and_a_code_that_nobody_took_up_go_with_their_time(teen: Person) -> None:
    NewAddress.objects.create(person=teen, email="sora@example.org", token_hash="x", until=NOW + 60)
    FirstCode.objects.create(person=teen, code_hash="x", until=NOW + 120)
    assert sweep(now=NOW) == 0
    assert sweep(now=NOW + 60) == 1
    assert (NewAddress.objects.count(), FirstCode.objects.count()) == (0, 1)
    assert sweep(now=NOW + 120) == 1


def test_an_answer_goes_when_its_key_has_lived_a_day(teen: Person) -> None:
    answers(teen, NOW - A_DAY, NOW - A_DAY + 1, NOW)
    assert sweep(now=NOW) == 1
    assert sorted(Answer.objects.values_list("made_at", flat=True)) == [NOW - A_DAY + 1, NOW]


def test_a_notice_goes_when_more_than_a_year_has_passed(teen: Person) -> None:
    long_ago = NOW - 400 * A_DAY
    for made_at in (long_ago, long_ago + 1):
        Notice.objects.create(person=teen, kind="booked", subject="x", body="x", made_at=made_at)
    sweep(now=NOW)
    assert list(Notice.objects.values_list("made_at", flat=True)) == [long_ago + 1]


def test_a_handover_note_goes_a_year_after_somebody_has_seen_to_it() -> None:
    hall, long_ago = a_facility(), NOW - 400 * A_DAY
    for done_at in (long_ago, long_ago + 1, None):
        HandoverNote.objects.create(facility=hall, text="x", at=0, done_at=done_at)
    sweep(now=NOW)
    assert set(HandoverNote.objects.values_list("done_at", flat=True)) == {long_ago + 1, None}


def test_a_request_that_is_sent_again_within_the_day_still_gets_its_answer(teen: Person) -> None:
    room = a_band_room()
    first = book(person=teen, wanted=Wanted(room, FRIDAY), now=NOW, key="k")
    sweep(now=NOW + A_DAY - 1)
    assert book(person=teen, wanted=Wanted(room, FRIDAY), now=NOW + A_DAY - 1, key="k") == first


def test_a_text_goes_when_no_feed_tells_of_its_booking() -> None:
    """A feed tells a quarter back; what is cancelled, until a week after its time."""
    room = a_room()
    a_kept_text(room, span("2026-08-30", "10:00", "12:00"))
    a_kept_text(room, span("2026-11-20", "10:00", "12:00"), state=State.CANCELLED)
    stay = [
        a_kept_text(room, span("2026-09-03", "10:00", "12:00")),
        a_kept_text(room, span("2026-11-20", "13:00", "15:00")),
        a_kept_text(room, span("2026-11-27", "10:00", "12:00"), state=State.CANCELLED),
        a_kept_text(room, FRIDAY),
        a_kept_text(room, span("2028-05-31", "10:00", "12:00")),
    ]
    assert sweep(now=NOW) == 2
    assert left() == {booking.pk for booking in stay}


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])
def test_a_text_that_a_hall_at_the_end_of_the_world_still_tells_stays(zone: str) -> None:
    room = a_room(a_facility("far", timezone=zone))
    for start in range(at("2026-08-28 00:00"), at("2026-09-06 00:00"), 3600):
        a_booking(room, Span(start, start + 3600))
    for language in ("ja", "en"):
        content = feeds.Content(Audience.PUBLIC, Booking.objects.all())
        day = local_day(NOW, ZoneInfo(zone))
        feeds.calendar(content, name="x", zone=ZoneInfo(zone), language=language, day=day)
    assert EventText.objects.count() > 150
    assert sweep(now=NOW) == 0


def test_a_series_text_goes_when_no_feed_tells_any_of_its_dates(teen: Person) -> None:
    room = a_craft_room()
    for first, times in ((date(2026, 8, 5), 2), (date(2026, 8, 19), 4)):
        recurrence = weekly(times, first)
        with_early_now = {"recurrence": recurrence, "now": at("2026-08-01 10:00")}
        series = booked(room, teen, **with_early_now)
        SeriesText.objects.create(
            series=series, audience=Audience.MEMBER, language="ja", version="1", text="x"
        )
    assert sweep(now=NOW) == 1
    [kept] = SeriesText.objects.all()
    assert kept.series.bookings.count() == 4


def test_a_departure_goes_a_quarter_after_the_time_that_was_left() -> None:
    room = a_room()
    booking = a_booking(a_room(room.facility, "craft"), FRIDAY)
    old, other = span("2026-08-30", "10:00", "12:00"), span("2026-09-03", "10:00", "12:00")
    for where, when in ((room, old), (booking.room, other)):
        Departure.objects.create(
            booking=booking, room=where, start=when.start, end=when.end, sequence=1, changed_at=NOW
        )
    assert sweep(now=NOW) == 1
    assert Departure.objects.get().room == booking.room


def test_a_kept_calendar_goes_when_its_day_is_over_and_its_date_stays() -> None:
    for feed, since in (("old", NOW - 2 * A_DAY), ("young", NOW - 2 * A_DAY + 1)):
        FeedVersion.objects.create(feed=feed, etag="x", since=since, packed=b"BEGIN")
    assert [sweep(now=NOW) for _ in range(2)] == [1, 0]
    kept = {version.feed: bytes(version.packed) for version in FeedVersion.objects.all()}
    assert kept == {"old": b"", "young": b"BEGIN"}


def test_a_session_goes_when_it_has_run_out() -> None:
    noon = datetime(2026, 12, 2, 12, tzinfo=UTC)
    for key, hours in (("old", 0), ("young", 1)):
        expiry = noon + timedelta(hours=hours)
        Session.objects.create(session_key=key, session_data="x", expire_date=expiry)
    assert sweep_sessions(at=noon) == 1
    assert [session.session_key for session in Session.objects.all()] == ["young"]


def test_many_go_a_piece_at_a_time_until_nothing_is_left(
    teen: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "AT_ONCE", 3)
    answers(teen, *[NOW - A_DAY] * 7)
    assert [sweep(now=NOW) for _ in range(4)] == [3, 3, 1, 0]


def test_each_piece_is_looked_up_before_anything_is_locked(teen: Person) -> None:
    answers(teen, NOW - A_DAY)
    with CaptureQueriesContext(connection) as queries:
        sweep(now=NOW)
    first_words = [query["sql"].split()[0] for query in queries]
    assert first_words[:2] == ["SELECT", "DELETE"]
    assert set(first_words) == {"SELECT", "DELETE"}


def test_whom_consent_was_asked_of_is_forgotten_ninety_days_after_the_link_ran_out(teen: Person) -> None:
    hall, fields = (
        a_facility(),
        {"purpose": "evening", "rulebook": "x", "way": "mail", "through_child": False},
    )
    for number, expires_at in enumerate((NOW - 90 * A_DAY, NOW - 90 * A_DAY + 1)):
        ConsentRequest.objects.create(
            child=teen, hall=hall, token_hash=str(number), made_at=0, expires_at=expires_at, **fields
        )
    assert sweep(now=NOW) == 1
    assert ConsentRequest.objects.get().token_hash == "1"


def test_a_wish_stays_as_long_as_a_place_in_line_is_on_record_and_no_longer(room: Room) -> None:
    kept, gone = waits(room), waits(room)
    Wait.objects.filter(pk=kept.pk).update(state=Wait.State.WITHDRAWN)
    gone.delete()
    assert sweep(now=NOW) == 1
    assert Wish.objects.get().pk == kept.wish_id
    assert sweep(now=NOW) == 0
