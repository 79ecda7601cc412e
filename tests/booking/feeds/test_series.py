"""Points 20, 21 and 22 of a good feed: a series is one event, with what is left out and what differs."""

from datetime import date

import pytest
from pytest_django.fixtures import Settings

from booking.actions.bookings import cancel, move
from booking.actions.series import Shift, cancel_series, move_series
from booking.models import Booking, Group, Person, Series, SeriesText
from booking.queries.party import Company
from facilities.models import Facility, Room
from tests.booking.feeds.conftest import Get, told, vevents
from tests.booking.series import TERM, booked, weekly, wishes
from tests.factories import NOW, a_booking, a_hall, at, span, the_room
from tests.ical_reader import Read
from tests.people import a_high_schooler

DAYS = [date(2026, 12, 9), date(2026, 12, 23), date(2027, 1, 6), date(2027, 1, 20)]


@pytest.fixture
def hall() -> Facility:
    return a_hall(TERM)


@pytest.fixture
def room(hall: Facility) -> Room:
    return the_room(hall, "craft")


@pytest.fixture
def series(room: Room, teen: Person, band: Group) -> Series:
    """Fortnightly Wednesdays from 9 December to 20 January, 13:00 to 15:00, in the band's name."""
    return booked(room, teen, company=Company(group=band.pk))


@pytest.fixture(params=["member_feed", "child_feed", "group_feed"])
def feed(request: pytest.FixtureRequest) -> str:
    """Each kind of feed that tells a series as one event."""
    address: str = request.getfixturevalue(request.param)
    return address


def on(series: Series, day: date) -> Booking:
    return Booking.objects.select_related("room__facility").get(series=series, original_day=day)


def instants(read: list[Read]) -> list[tuple[int, int]]:
    return sorted((one.start, one.end) for one in read)


def standing(series: Series) -> list[tuple[int, int]]:
    return sorted(series.bookings.filter(state="booked").values_list("start", "end"))


# 20
def test_a_series_is_a_rule_whose_first_day_is_its_start(get: Get, feed: str, series: Series) -> None:
    [event] = vevents(get(feed))
    assert event.properties["DTSTART"] == [({"TZID": "Asia/Tokyo"}, "20261209T130000")]
    assert event.value("RRULE") == "FREQ=WEEKLY;UNTIL=20270120T145959Z;INTERVAL=2;BYDAY=WE;WKST=MO"
    assert instants(told(get(feed))) == standing(series)


@pytest.mark.parametrize(
    ("way", "rule"),
    [
        ("1w", "FREQ=WEEKLY;UNTIL=20261230T145959Z;INTERVAL=1;BYDAY=WE;WKST=MO"),
        ("nth", "FREQ=MONTHLY;UNTIL=20270310T145959Z;BYDAY=2WE"),
        ("day", "FREQ=MONTHLY;UNTIL=20270309T145959Z;BYMONTHDAY=9"),
    ],
)
def test_every_way_to_recur_is_a_rule_that_readers_know(
    get: Get, member_feed: str, room: Room, teen: Person, way: str, rule: str
) -> None:
    made = booked(room, teen, way=way)
    [event] = vevents(get(member_feed))
    assert event.value("RRULE") == rule
    assert instants(told(get(member_feed))) == standing(made)


# 14
def test_a_series_keeps_one_uid_whatever_becomes_of_its_dates(
    get: Get, feed: str, series: Series, teen: Person, room: Room
) -> None:
    first = {event.value("UID") for event in vevents(get(feed))}
    cancel(booking=on(series, DAYS[0]), actor=teen, now=NOW + 60)
    move(
        booking=on(series, DAYS[1]), actor=teen, room=room, span=span("2026-12-24", "10:00", "12:00"), now=NOW
    )
    second = {event.value("UID") for event in vevents(get(feed))}
    assert first == second
    assert len(first) == 1


# 21
def test_a_cancelled_date_is_left_out_and_the_sequence_rises(
    get: Get, feed: str, series: Series, teen: Person
) -> None:
    [before] = vevents(get(feed))
    cancel(booking=on(series, DAYS[1]), actor=teen, now=NOW + 60)
    [after] = vevents(get(feed))
    assert after.properties["EXDATE"] == [({"TZID": "Asia/Tokyo"}, "20261223T130000")]
    assert int(after.value("SEQUENCE")) > int(before.value("SEQUENCE"))
    assert instants(told(get(feed))) == standing(series)


def test_a_first_or_last_date_that_is_cancelled_shortens_the_rule(
    get: Get, feed: str, series: Series, teen: Person
) -> None:
    for day in (DAYS[0], DAYS[-1]):
        cancel(booking=on(series, day), actor=teen, now=NOW + 60)
    [event] = vevents(get(feed))
    assert event.value("DTSTART") == "20261223T130000"
    assert "UNTIL=20270106T145959Z" in event.value("RRULE")
    assert "EXDATE" not in event.properties


def test_a_day_that_was_never_booked_is_left_out(
    get: Get, member_feed: str, room: Room, teen: Person
) -> None:
    recurrence = weekly(4)
    some = [wish for wish in wishes(room, recurrence) if wish.day != date(2026, 12, 16)]
    made = booked(room, teen, recurrence=recurrence, wishes=some)
    [event] = vevents(get(member_feed))
    assert event.value("EXDATE") == "20261216T130000"
    assert instants(told(get(member_feed))) == standing(made)


# 22
def test_a_moved_date_is_an_override_after_its_master_and_not_left_out(
    get: Get, feed: str, series: Series, teen: Person, room: Room
) -> None:
    away = span("2026-12-24", "10:00", "12:00")
    move(booking=on(series, DAYS[1]), actor=teen, room=room, span=away, now=NOW + 60)
    master, override = vevents(get(feed))
    assert "RRULE" in master.properties
    assert "EXDATE" not in master.properties
    assert override.properties["RECURRENCE-ID"] == [({"TZID": "Asia/Tokyo"}, "20261223T130000")]
    assert override.value("DTSTART") == "20261224T100000"
    assert override.value("SEQUENCE") == master.value("SEQUENCE")
    assert instants(told(get(feed))) == standing(series)


def test_a_date_in_another_room_says_so(
    get: Get, feed: str, series: Series, teen: Person, hall: Facility
) -> None:
    there = the_room(hall, "a")
    one = on(series, DAYS[1])
    move(booking=one, actor=teen, room=there, span=span("2026-12-23", "13:00", "15:00"), now=NOW + 60)
    places = {read.start: read.location for read in told(get(feed))}
    assert places[at("2026-12-23 13:00")] == "東児童館 集会室A"
    assert places[at("2027-01-06 13:00")] == "東児童館 工作室"


def test_a_date_that_was_moved_and_then_cancelled_is_only_left_out(
    get: Get, feed: str, series: Series, teen: Person, room: Room
) -> None:
    away = span("2026-12-24", "10:00", "12:00")
    moved = move(booking=on(series, DAYS[1]), actor=teen, room=room, span=away, now=NOW + 60)
    cancel(booking=moved, actor=teen, now=NOW + 120)
    [master] = vevents(get(feed))
    assert master.value("EXDATE") == "20261223T130000"


def test_when_all_that_follow_move_no_reader_needs_to_know_of_more_than_single_dates(
    get: Get, feed: str, series: Series, teen: Person
) -> None:
    move_series(series=series, actor=teen, shift=Shift(1, 600, 720), now=NOW + 60, from_day=DAYS[2])
    answer = get(feed)
    assert b"THISANDFUTURE" not in answer.content
    assert b"RDATE" not in answer.content
    assert len(vevents(answer)) == 3
    assert instants(told(answer)) == standing(series)


def test_a_series_that_moves_as_a_whole_stays_a_plain_rule(
    get: Get, feed: str, series: Series, teen: Person
) -> None:
    move_series(series=series, actor=teen, shift=Shift(0, 600, 720), now=NOW + 60)
    [event] = vevents(get(feed))
    assert event.value("DTSTART") == "20261209T100000"
    assert instants(told(get(feed))) == standing(series)


# 17
def test_a_series_of_which_nothing_is_left_stays_as_cancelled_until_a_week_after_it(
    get: Get, feed: str, series: Series, teen: Person, settings: Settings
) -> None:
    cancel_series(series=series, actor=teen, now=NOW + 60)
    assert [one.status for one in told(get(feed))] == ["CANCELLED"] * 4
    settings.CLOCK = "2027-01-27T23:00:00+09:00"
    assert [one.status for one in told(get(feed))] == ["CANCELLED"] * 4
    settings.CLOCK = "2027-01-28T00:00:00+09:00"
    assert told(get(feed)) == []


# 24
def test_a_series_is_told_as_a_whole_as_long_as_one_of_its_dates_is(
    get: Get, feed: str, series: Series, settings: Settings
) -> None:
    settings.CLOCK = "2027-04-20T10:00:00+09:00"
    assert len(told(get(feed))) == 4
    settings.CLOCK = "2027-04-21T10:00:00+09:00"
    assert told(get(feed)) == []


def test_nobody_else_is_told_that_dates_belong_together(
    get: Get, series: Series, hall_feed: str, staff_feed: str
) -> None:
    for address in ("/feeds/room/higashi/craft.ics", hall_feed, staff_feed):
        events = vevents(get(address))
        assert len({event.value("UID") for event in events}) == 4
        assert not any("RRULE" in event.properties for event in events)


def test_who_comes_to_one_date_only_reads_that_one(
    get: Get, member_feed: str, room: Room, teen: Person
) -> None:
    others = booked(room, a_high_schooler())
    on(others, DAYS[1]).people.add(teen)
    assert instants(told(get(member_feed))) == [(at("2026-12-23 13:00"), at("2026-12-23 15:00"))]


def test_only_a_series_that_has_changed_is_serialised_anew(
    get: Get, member_feed: str, series: Series, room: Room, teen: Person
) -> None:
    other = booked(room, teen, recurrence=weekly(2, date(2026, 12, 17)))
    a_booking(room, span("2026-12-18", "10:00", "11:00"), teen)
    get(member_feed)
    SeriesText.objects.update(text="KEPT\r\n")
    cancel(booking=on(other, date(2026, 12, 17)), actor=teen, now=NOW + 60)
    body = get(member_feed).content.decode()
    assert body.count("KEPT") == 1
    assert body.count("BEGIN:VEVENT") == 2
