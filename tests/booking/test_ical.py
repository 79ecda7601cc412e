"""The text of events and calendars, octet by octet, and as a hand-written reader understands it."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from booking import ical
from booking.queries.feeds import Booked, Place
from booking.rules.feeds import Audience
from booking.rules.lifecycle import State
from booking.rules.series import days_of, use_on, ways
from facilities.rules.spans import Span
from tests.factories import TOKYO, at
from tests.ical_reader import Read, events, lines_of, read
from tests.strategies import HELSINKI, LORD_HOWE, NEW_YORK

MADE = at("2026-11-20 18:30")
FRIDAY = Span(at("2026-12-04 17:00"), at("2026-12-04 19:00"))
CASABLANCA = ZoneInfo("Africa/Casablanca")
# All that RFC 5545 calls CONTROL, and what turns or breaks a line in some reader.
BAD_LETTERS = "".join(map(chr, [*range(9), *range(11, 13), *range(14, 32), 127, 133])) + "\u2028\u202e"


@pytest.fixture(autouse=True)
def _in_japanese() -> Iterator[None]:
    with translation.override("ja"):
        yield


def a_booking(when: Span = FRIDAY, **fields: Any) -> Booked:
    facts = {"booking": 1, "public_id": "h7k2m9p4q8r3s6t5", "room": 1, "state": State.BOOKED, "sequence": 0}
    times = {"start": when.start, "end": when.end, "changed_at": MADE}
    return Booked(**{**facts, **times, "purpose": "", **fields})


def a_place(zone: ZoneInfo = TOKYO, room: str = "音楽室", hall: str = "東児童館") -> Place:
    return Place(room, hall, zone)


def a_calendar(*texts: str, name: str = "東児童館 音楽室") -> bytes:
    return ical.calendar(name, TOKYO, date(2026, 12, 2), texts)


def feed_of(booking: Booked, zone: ZoneInfo = TOKYO, audience: Audience = Audience.MEMBER) -> bytes:
    return a_calendar(ical.event(booking, a_place(zone), audience))


def told(booking: Booked, zone: ZoneInfo = TOKYO, audience: Audience = Audience.MEMBER) -> Read:
    [event] = events(feed_of(booking, zone, audience))
    return event


def moment(text: str, zone: ZoneInfo) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp())


def utc(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def test_an_event_is_these_octets() -> None:
    """Whoever changes them changes what devices hold; that the UID stays is a promise for life."""
    assert ical.event(a_booking(purpose="バンド練習"), a_place(), Audience.MEMBER) == (
        "BEGIN:VEVENT\r\n"
        "SUMMARY:音楽室 – バンド練習\r\n"
        "DTSTART;TZID=Asia/Tokyo:20261204T170000\r\n"
        "DTEND;TZID=Asia/Tokyo:20261204T190000\r\n"
        "DTSTAMP:20261120T093000Z\r\n"
        "UID:f8a667fe-b1b1-5ae3-bbcb-78aab402880c\r\n"
        "SEQUENCE:0\r\n"
        "LAST-MODIFIED:20261120T093000Z\r\n"
        "LOCATION:東児童館 音楽室\r\n"
        "STATUS:CONFIRMED\r\n"
        "END:VEVENT\r\n"
    )


def test_a_calendar_without_bookings_is_these_octets() -> None:
    """It tells its own zone: a calendar needs one component at least (RFC 5545, 3.6)."""
    assert (
        a_calendar()
        == (
            "BEGIN:VCALENDAR\r\n"
            "VERSION:2.0\r\n"
            "PRODID:-//Madoakari//Madoakari 1//JA\r\n"
            "CALSCALE:GREGORIAN\r\n"
            "METHOD:PUBLISH\r\n"
            "NAME:東児童館 音楽室\r\n"
            "X-WR-CALNAME:東児童館 音楽室\r\n"
            "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n"
            "X-PUBLISHED-TTL:PT1H\r\n"
            "X-WR-TIMEZONE:Asia/Tokyo\r\n"
            "BEGIN:VTIMEZONE\r\n"
            "TZID:Asia/Tokyo\r\n"
            "BEGIN:STANDARD\r\n"
            "DTSTART:20250101T090000\r\n"
            "TZNAME:JST\r\n"
            "TZOFFSETFROM:+0900\r\n"
            "TZOFFSETTO:+0900\r\n"
            "END:STANDARD\r\n"
            "END:VTIMEZONE\r\n"
            "END:VCALENDAR\r\n"
        ).encode()
    )


def test_a_zone_is_told_by_the_yearly_rules_of_its_clocks() -> None:
    [zone] = read(feed_of(a_booking(), HELSINKI)).named("VTIMEZONE")
    assert [(part.name, [rule for _, rule in part.properties["RRULE"]]) for part in zone.parts] == [
        ("STANDARD", []),
        ("DAYLIGHT", ["FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"]),
        ("STANDARD", ["FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"]),
    ]


def test_a_zone_whose_clocks_follow_the_moon_is_told_by_dates() -> None:
    [zone] = read(feed_of(a_booking(), CASABLANCA)).named("VTIMEZONE")
    assert not any(part.properties["RRULE"] for part in zone.parts)
    assert any(part.properties["RDATE"] for part in zone.parts)


@pytest.mark.parametrize(
    ("zone", "start", "end", "hours"),
    [
        (HELSINKI, "2027-03-27 22:00", "2027-03-28 06:00", 7),
        (HELSINKI, "2027-10-30 22:00", "2027-10-31 06:00", 9),
        (LORD_HOWE, "2027-04-03 22:00", "2027-04-04 06:00", 8.5),
        (LORD_HOWE, "2027-10-02 22:00", "2027-10-03 06:00", 7.5),
        (NEW_YORK, "2027-03-13 22:00", "2027-03-14 06:00", 7),
        (CASABLANCA, "2027-02-06 22:00", "2027-02-07 06:00", 9),
        (ZoneInfo("America/Santiago"), "2027-04-03 22:00", "2027-04-04 06:00", 9),
        (TOKYO, "2027-03-27 22:00", "2027-03-28 06:00", 8),
    ],
)
def test_a_night_over_a_clock_change_keeps_its_instants(
    zone: ZoneInfo, start: str, end: str, hours: float
) -> None:
    night = Span(moment(start, zone), moment(end, zone))
    event = told(a_booking(night), zone)
    assert Span(event.start, event.end) == night
    assert (event.end - event.start) / 3600 == hours


@given(
    minute=st.integers(utc("2026-12-02") // 60, utc("2028-06-02") // 60),
    minutes=st.integers(15, 600),
    zone=st.sampled_from([HELSINKI, LORD_HOWE, NEW_YORK]),
)
def test_any_booking_is_read_at_its_instants(minute: int, minutes: int, zone: ZoneInfo) -> None:
    span = Span(minute * 60, (minute + minutes) * 60)
    with translation.override("ja"):
        event = told(a_booking(span), zone)
    assert Span(event.start, event.end) == span


@pytest.mark.parametrize("zone", [HELSINKI, LORD_HOWE])
def test_every_quarter_hour_around_the_clock_changes_is_read_at_its_instant(zone: ZoneInfo) -> None:
    nights = ["2027-03-28", "2027-04-04", "2027-10-03", "2027-10-31"]
    quarters = [utc(night) + quarter * 900 for night in nights for quarter in range(-48, 48)]
    texts = [
        ical.event(a_booking(Span(it, it + 900), public_id=str(it)), a_place(zone), Audience.MEMBER)
        for it in quarters
    ]
    assert [event.start for event in events(a_calendar(*texts))] == quarters


def test_a_time_that_the_clocks_show_twice_is_told_in_utc() -> None:
    """3:30 comes twice that night, and a local time would mean the first of them only."""
    second = utc("2027-10-31 01:30")
    feed = read(feed_of(a_booking(Span(second, second + 3600)), HELSINKI))
    [event] = feed.named("VEVENT")
    assert event.properties["DTSTART"] == [({}, "20271031T013000Z")]
    assert event.properties["DTEND"] == [({}, "20271031T023000Z")]
    assert feed.named("VTIMEZONE") == []


@pytest.mark.parametrize(
    ("state", "member", "public"),
    [
        (State.OFFERED, "TENTATIVE", "CONFIRMED"),
        (State.PROVISIONAL, "TENTATIVE", "CONFIRMED"),
        (State.BOOKED, "CONFIRMED", "CONFIRMED"),
        (State.IN_USE, "CONFIRMED", "CONFIRMED"),
        (State.USED, "CONFIRMED", "CONFIRMED"),
        (State.CANCELLED, "CANCELLED", "CANCELLED"),
        (State.LAPSED, "CANCELLED", "CANCELLED"),
        (State.NO_SHOW, "CANCELLED", "CANCELLED"),
    ],
)
def test_every_state_has_its_status(state: State, member: str, public: str) -> None:
    booking = a_booking(state=state)
    assert told(booking).status == member
    assert told(booking, audience=Audience.PUBLIC).status == public


def test_what_the_hall_has_taken_away_is_not_certain_and_asks_for_an_answer() -> None:
    booking = a_booking(purpose="練習", displaced=True)
    event = told(booking)
    assert event.status == "TENTATIVE"
    assert event.summary == "館の都合で使えません。返事をしてください:音楽室 – 練習"
    assert "TRANSP:TRANSPARENT" in ical.event(booking, a_place(), Audience.MEMBER)
    gone = told(a_booking(purpose="練習", displaced=True, state=State.CANCELLED))
    assert (gone.status, gone.summary) == ("CANCELLED", "音楽室 – 練習")
    public = told(booking, audience=Audience.PUBLIC)
    assert (public.status, public.summary) == ("CONFIRMED", "使用中")


def test_the_public_learns_that_the_room_is_in_use_and_no_more() -> None:
    event = told(a_booking(purpose="はるかの誕生会"), audience=Audience.PUBLIC)
    assert (event.summary, event.location) == ("使用中", "東児童館 音楽室")
    assert "はるか" not in ical.event(a_booking(purpose="はるかの誕生会"), a_place(), Audience.PUBLIC)


def test_the_public_uid_does_not_lead_to_the_booking() -> None:
    public = ical.uid("h7k2m9p4q8r3s6t5", Audience.PUBLIC)
    assert public != ical.uid("h7k2m9p4q8r3s6t5", Audience.MEMBER)
    assert "h7k2m9p4q8r3s6t5" not in public


@pytest.mark.parametrize(
    "purpose",
    [
        "1行目\r\n2行目",
        "BEGIN:VEVENT\r\nEND:VEVENT",
        "a, b; c \\ d \\n e",
        "👩‍👩‍👧‍👦🎸🥁" * 20,
        "ながい題名" * 40,
        "x" * 200,
        'TZID="Asia/Tokyo":20261204',
    ],
)
def test_hostile_text_is_escaped_once_and_comes_back_whole(purpose: str) -> None:
    feed = feed_of(a_booking(purpose=purpose))
    [event] = events(feed)
    assert event.summary == f"音楽室 – {purpose}".replace("\r\n", "\n")
    assert len([line for line in lines_of(feed) if line == "BEGIN:VEVENT"]) == 1


@given(
    first=st.dates(date(2026, 9, 1), date(2027, 3, 1)),
    way=st.sampled_from(["1w", "2w", "nth", "day"]),
    start=st.integers(0, 95),
    lasts=st.integers(1, 40),
    moves=st.lists(st.tuples(st.integers(0, 19), st.integers(-200, 200)), max_size=3),
    gone=st.sets(st.integers(0, 19), max_size=4),
    zone=st.sampled_from([HELSINKI, LORD_HOWE, NEW_YORK]),
)
def test_any_series_is_read_at_its_instants(
    first: date,
    way: str,
    start: int,
    lasts: int,
    moves: list[tuple[int, int]],
    gone: set[int],
    zone: ZoneInfo,
) -> None:
    """Over nights on which the clocks change, too, and whichever of its dates were moved or called off."""
    recurrence = ways(first)[way]
    days = days_of(recurrence, 20)
    spans = {day: use_on(day, start * 15, (start + lasts) * 15, zone) for day in days}
    held = {day: span for day, span in spans.items() if span}
    for which, quarters in moves:
        if (day := days[which]) in held:
            was = held[day]
            held[day] = Span(was.start + quarters * 900, was.end + quarters * 900)
    left = {day: span for n, (day, span) in enumerate(held.items()) if n not in gone} or held
    dates = [(a_booking(span, original_day=day), a_place(zone)) for day, span in left.items()]
    text = ical.series(ical.Stamp("u", 1, MADE), recurrence, dates, Audience.MEMBER)
    found = sorted((one.start, one.end) for one in events(a_calendar(text)))
    assert found == sorted((span.start, span.end) for span in left.values())


@given(purpose=st.text(max_size=200), room=st.text(max_size=100))
def test_any_text_leaves_a_calendar_that_can_be_read(purpose: str, room: str) -> None:
    booking = a_booking(purpose=purpose)
    text = ical.event(booking, a_place(room=room), Audience.MEMBER)
    [event] = events(a_calendar(text, name=room))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f]", event.summary + event.location)


@pytest.mark.parametrize("letter", BAD_LETTERS)
def test_one_bad_letter_that_came_past_the_check_is_left_out(letter: str) -> None:
    assert told(a_booking(purpose=f"練{letter}習")).summary == "音楽室 – 練習"


def test_a_name_is_escaped_like_any_text() -> None:
    head = read(a_calendar(name="A, B; C\\D"))
    assert head.value("NAME") == head.value("X-WR-CALNAME") == "A\\, B\\; C\\\\D"


@pytest.mark.parametrize("length", range(60, 90))
def test_a_folded_line_never_cuts_a_letter(length: int) -> None:
    for letter in ("x", "é", "灯", "🎸"):
        assert told(a_booking(purpose=letter * length)).summary == f"音楽室 – {letter * length}"


def test_the_version_moves_with_all_that_an_event_is_made_of_besides_the_booking() -> None:
    versions = {
        ical.version(place, audience)
        for place in (a_place(), a_place(HELSINKI), a_place(room="和室"), a_place(hall="緑児童館"))
        for audience in Audience
    }
    with translation.override("en"):
        versions.add(ical.version(a_place(), Audience.PUBLIC))
    assert len(versions) == 4 * len(Audience) + 1
