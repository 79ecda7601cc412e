"""The points of a good feed, one by one, from the ninth on: what a feed says, and to whom.

The first six are those of its answer (test_answers), then come two about tokens (test_tokens); those of what
recurs (20, 21, 22) stand in test_series. A number above a test is that of its point.
"""

import re
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from booking.actions.bookings import cancel, move
from booking.models import Group, Person
from booking.rules.lifecycle import State
from facilities.models import Facility, Room
from facilities.rules.spans import Span
from tests.booking.feeds.conftest import FRIDAY, NEXT_FRIDAY, Get, booked, held, told, vevents
from tests.factories import NOW, a_booking, a_facility, a_room, at, span, the_room
from tests.ical_reader import lines_of, read
from tests.people import a_band, a_high_schooler, a_person


def _instant(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


# 9
def test_lines_end_with_crlf_and_have_75_octets_at_most_without_a_cut_letter(
    get: Get, feed: str, room: Room, teen: Person
) -> None:
    booked(room, teen, purpose="灯りのついた窓をさがすバンドの、とても長い名前の練習会🎸🥁" * 4)
    body = get(feed).content
    assert not body.startswith(b"\xef\xbb\xbf")
    assert body.startswith(b"BEGIN:VCALENDAR\r\n")
    lines_of(body)  # refuses whatever is against it


# 10
def test_a_feed_says_its_version_its_maker_once_and_that_it_is_published(get: Get, every_feed: str) -> None:
    whole = read(get(every_feed).content)
    assert whole.value("VERSION") == "2.0"
    assert whole.value("PRODID")
    assert whole.value("CALSCALE") == "GREGORIAN"
    assert whole.value("METHOD") == "PUBLISH"


# 11
@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("member_feed", "まどあかり 自分の予約"),
        ("child_feed", "まどあかり お子さんの予約"),
        ("group_feed", "まどあかり よるかぜ"),
        ("staff_feed", "まどあかり 東児童館 職員用"),
        ("room_feed", "東児童館 音楽室"),
        ("hall_feed", "東児童館"),
        ("evenings_feed", "まどあかり 夜間開放"),
        ("programme_feed", "むかしの歌を、バンドで。"),
        ("programmes_feed", "まどあかり みんなの行事"),
    ],
)
def test_a_feed_has_one_name_for_all_readers_and_an_iana_zone(
    get: Get, request: pytest.FixtureRequest, kind: str, name: str
) -> None:
    whole = read(get(request.getfixturevalue(kind)).content)
    assert whole.text("NAME") == whole.text("X-WR-CALNAME") == name
    assert whole.value("X-WR-TIMEZONE") == "Asia/Tokyo"


# 12
def test_both_hints_say_how_often_to_look(get: Get, every_feed: str) -> None:
    whole = read(get(every_feed).content)
    assert whole.properties["REFRESH-INTERVAL"] == [({"VALUE": "DURATION"}, "PT1H")]
    assert whole.value("X-PUBLISHED-TTL") == "PT1H"


# 13
def test_each_zone_that_is_used_is_told_and_no_other(get: Get, member_feed: str, teen: Person) -> None:
    hall = a_facility("kamppi", timezone="Europe/Helsinki")
    a_booking(a_room(hall, "studio"), FRIDAY, teen)
    a_booking(a_room(a_facility("minami"), "hall"), FRIDAY, teen)
    a_room(a_facility("bourke", timezone="Australia/Lord_Howe"), "studio")
    whole = read(get(member_feed).content)
    zones = {zone.value("TZID") for zone in whole.named("VTIMEZONE")}
    used = {event.properties["DTSTART"][0][0]["TZID"] for event in whole.named("VEVENT")}
    assert zones == used == {"Europe/Helsinki", "Asia/Tokyo"}


def test_a_feed_of_one_hall_tells_the_clocks_of_that_hall(
    get: Get, feed: str, room: Room, teen: Person
) -> None:
    booked(room, teen)
    whole = read(get(feed).content)
    zones = [zone.value("TZID") for zone in whole.named("VTIMEZONE")]
    assert zones == [event.properties["DTSTART"][0][0]["TZID"] for event in whole.named("VEVENT")]


# 14
def test_a_uid_stays_for_life_and_says_nothing_about_anybody(
    get: Get, feed: str, room: Room, teen: Person
) -> None:
    booking = booked(room, teen)
    first = vevents(get(feed))[0].value("UID")
    moved = move(booking=booking, actor=teen, room=room, span=NEXT_FRIDAY, now=NOW + 60)
    second = vevents(get(feed))[0].value("UID")
    cancel(booking=moved, actor=teen, now=NOW + 120)
    third = vevents(get(feed))[0].value("UID")
    assert first == second == third
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", first)
    assert booking.public_id not in first


# 15
def test_dtstamp_is_the_last_change_and_never_now(
    get: Get, feed: str, room: Room, teen: Person, settings: Settings
) -> None:
    booking = booked(room, teen)
    settings.CLOCK = "2026-12-03T09:00:00+09:00"
    assert vevents(get(feed))[0].value("DTSTAMP") == "20261202T071000Z"
    move(booking=booking, actor=teen, room=room, span=NEXT_FRIDAY, now=at("2026-12-02 20:00"))
    assert vevents(get(feed))[0].value("DTSTAMP") == "20261202T110000Z"


# 16
def test_sequence_rises_when_time_or_status_changes(get: Get, feed: str, room: Room, teen: Person) -> None:
    booking = booked(room, teen)
    seen = [vevents(get(feed))[0]]
    booking = move(booking=booking, actor=teen, room=room, span=NEXT_FRIDAY, now=NOW + 60)
    seen.append(vevents(get(feed))[0])
    cancel(booking=booking, actor=teen, now=NOW + 120)
    seen.append(vevents(get(feed))[0])
    assert [event.value("SEQUENCE") for event in seen] == ["0", "1", "2"]
    assert [event.value("LAST-MODIFIED") for event in seen] == [event.value("DTSTAMP") for event in seen]


# 17
def test_a_cancelled_booking_stays_as_cancelled_until_a_week_after_its_time(
    get: Get, feed: str, room: Room, teen: Person, settings: Settings
) -> None:
    cancel(booking=booked(room, teen), actor=teen, now=NOW + 60)
    assert [event.status for event in told(get(feed))] == ["CANCELLED"]
    settings.CLOCK = "2026-12-11T19:00:00+09:00"
    assert [event.status for event in told(get(feed))] == ["CANCELLED"]
    settings.CLOCK = "2026-12-12T00:00:00+09:00"
    assert told(get(feed)) == []


def test_every_event_has_a_status(get: Get, feed: str, room: Room, teen: Person) -> None:
    for day, state in enumerate(State, 5):
        held(room, span(f"2026-12-{day:02}", "10:00", "12:00"), teen, state=state)
    assert {event.status for event in told(get(feed))} <= {"CONFIRMED", "TENTATIVE", "CANCELLED"}
    # A guardian is told of no offers.
    assert len(told(get(feed))) >= len(State) - 1


# 18
@pytest.mark.parametrize(
    ("kind", "summary"),
    [
        ("member_feed", "音楽室 – 練習, その2; \\o/"),
        ("group_feed", "音楽室 – 練習, その2; \\o/"),
        ("child_feed", "音楽室"),
        ("staff_feed", "音楽室 – 1人"),
        ("hall_feed", "音楽室 – 使用中"),
        ("room_feed", "使用中"),
    ],
)
def test_an_event_says_where_it_is_and_as_much_as_its_readers_may_know(
    get: Get, request: pytest.FixtureRequest, room: Room, teen: Person, kind: str, summary: str
) -> None:
    address = request.getfixturevalue(kind)
    booked(room, teen, purpose="練習, その2; \\o/")
    [event] = told(get(address))
    assert (event.summary, event.location) == (summary, "東児童館 音楽室")


def test_a_text_is_escaped_once(get: Get, member_feed: str, room: Room, teen: Person) -> None:
    booked(room, teen, purpose="練習, その2; \\o/")
    [raw] = vevents(get(member_feed))
    assert raw.value("SUMMARY") == "音楽室 – 練習\\, その2\\; \\\\o/"


def test_a_booking_without_a_purpose_is_called_by_its_room(
    get: Get, member_feed: str, room: Room, teen: Person
) -> None:
    booked(room, teen)
    assert [event.summary for event in told(get(member_feed))] == ["音楽室"]


# 19
def test_dtend_is_after_dtstart_and_of_its_type_and_zone(
    get: Get, feed: str, room: Room, teen: Person
) -> None:
    booked(room, teen)
    [event] = vevents(get(feed))
    [(start_zone, start)], [(end_zone, end)] = event.properties["DTSTART"], event.properties["DTEND"]
    assert start_zone == end_zone == {"TZID": "Asia/Tokyo"}
    assert (start, end) == ("20261204T170000", "20261204T190000")


# 23
@pytest.mark.parametrize("kind", ["room_feed", "hall_feed", "staff_feed", "child_feed"])
def test_only_those_who_come_read_more_than_where_and_when(
    get: Get, request: pytest.FixtureRequest, room: Room, teen: Person, band: Group, kind: str
) -> None:
    booking = held(room, FRIDAY, teen, purpose="はるかの誕生会", counted={"junior_high": 3})
    answer = get(request.getfixturevalue(kind))
    body = answer.content.decode()
    facts = (teen.name, teen.call_name, teen.email, teen.card_number, band.name, booking.purpose)
    assert not [fact for fact in (*facts, booking.public_id, teen.public_id) if fact in body]
    [event] = vevents(answer)
    assert set(event.properties) == {
        *("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "STATUS"),
        *("DTSTART", "DTEND", "SUMMARY", "LOCATION"),
    }


def test_no_feed_has_organizers_attendees_contacts_or_alarms(
    get: Get, feed: str, room: Room, teen: Person
) -> None:
    booked(room, teen, purpose="練習")
    [event] = vevents(get(feed))
    assert not {"ORGANIZER", "ATTENDEE", "CONTACT", "COMMENT", "URL"} & set(event.properties)
    assert not event.parts


@pytest.mark.parametrize("kind", ["member_feed", "group_feed"])
def test_those_who_come_read_what_for_and_nobodys_name(
    get: Get, request: pytest.FixtureRequest, room: Room, teen: Person, band: Group, kind: str
) -> None:
    friend = a_high_schooler(name="小林いちろう", call_name="いちろう", email="ichiro@example.org")
    band.memberships.create(person=friend)
    booked(room, teen, purpose="練習")
    body = get(request.getfixturevalue(kind)).content.decode()
    facts = [fact for one in (teen, friend) for fact in (one.name, one.call_name, one.email, one.public_id)]
    assert "練習" in body
    assert not [fact for fact in facts if fact in body]


def test_nobody_elses_booking_is_in_a_members_feed(
    get: Get, member_feed: str, room: Room, teen: Person
) -> None:
    a_booking(room, FRIDAY, a_person(None))
    assert told(get(member_feed)) == []


# 24
@pytest.mark.parametrize(
    ("when", "shown"),
    [
        (span("2026-09-01", "23:00", "24:00"), False),
        (Span(at("2026-09-01 23:00"), at("2026-09-02 01:00")), True),
        (span("2028-06-01", "23:00", "24:00"), True),
        (span("2028-06-02", "00:00", "01:00"), False),
    ],
)
def test_a_feed_tells_a_quarter_back_and_eighteen_months_ahead(
    get: Get, feed: str, room: Room, teen: Person, when: Span, shown: bool
) -> None:
    held(room, when, teen)
    assert len(told(get(feed))) == int(shown)


def test_an_empty_feed_is_a_valid_calendar(get: Get, every_feed: str) -> None:
    whole = read(get(every_feed).content)
    assert [part.name for part in whole.parts] == ["VTIMEZONE"]


# 25
@pytest.mark.parametrize("zone", ["Europe/Helsinki", "Australia/Lord_Howe"])
def test_a_reader_finds_the_instants_that_the_api_lists_over_both_clock_changes(
    get: Get, member_feed: str, teen: Person, zone: str
) -> None:
    studio = a_room(a_facility("far", timezone=zone), "studio")
    for night in ("2027-03-27", "2027-04-03", "2027-10-02", "2027-10-30"):
        for quarter in range(0, 48, 3):
            start = at(f"{night} 18:00") + quarter * 1800
            a_booking(studio, Span(start, start + 5400), teen)
    client = Client()
    client.force_login(teen)
    listed, page = [], "/api/v1/bookings/"
    while page:
        answer = client.get(page).json()
        listed += [(_instant(one["start"]), _instant(one["end"])) for one in answer["results"]]
        page = answer["next"]
    assert len(listed) == 64
    assert [(event.start, event.end) for event in told(get(member_feed))] == sorted(listed)


def test_a_member_reads_what_is_booked_attended_and_the_groups(
    get: Get, member_feed: str, teen: Person
) -> None:
    """The same as under 自分の予約."""
    friend = a_high_schooler()
    room = a_room(a_facility("midori"), "studio")
    own = a_booking(room, FRIDAY, teen)
    attended = a_booking(room, span("2026-12-05", "10:00", "12:00"), friend)
    attended.people.add(teen)
    groups = a_booking(room, span("2026-12-06", "10:00", "12:00"), friend, group=a_band(friend, teen))
    instants = [(event.start, event.end) for event in told(get(member_feed))]
    assert instants == [(it.start, it.end) for it in (own, attended, groups)]


def test_a_joined_room_and_its_parts_are_in_use_together(get: Get, room: Room, teen: Person) -> None:
    joined = the_room(room.facility, "ab")
    a_booking(joined, FRIDAY, teen)
    for slug, in_use in (("a", 1), ("b", 1), ("ab", 1), ("craft", 0)):
        assert len(told(get(f"/feeds/room/higashi/{slug}.ics"))) == in_use, slug


def test_a_feed_speaks_its_readers_language(
    get: Get, member_feed: str, room_feed: str, room: Room, teen: Person
) -> None:
    booked(room, teen)
    Person.objects.filter(pk=teen.pk).update(language="en", revision=9)
    assert [event.location for event in told(get(member_feed))] == ["Higashi Children's Hall Music room"]
    in_english = get(f"{room_feed}?lang=en", accept_language="ja")
    assert [event.summary for event in told(in_english)] == ["In use"]
    assert in_english["Content-Language"] == "en"
    assert [event.summary for event in told(get(f"{room_feed}?lang=xx", accept_language="en"))] == ["使用中"]


def test_the_addresses_are_those_that_the_docs_name(token: str, room: Room) -> None:
    assert reverse("feed-member", args=[token]) == f"/feeds/member/{token}.ics"
    assert reverse("feed-room", args=["higashi", "band"]) == "/feeds/room/higashi/band.ics"
    assert reverse("feed-hall", args=["higashi"]) == "/feeds/hall/higashi.ics"
    assert reverse("feed-evenings") == "/feeds/evenings.ics"
    assert reverse("feed-programme", args=["songs"]) == "/feeds/programme/songs.ics"
    assert reverse("feed-programmes") == "/feeds/programmes.ics"


@pytest.mark.parametrize(
    "address", ["room/higashi/none", "room/none/band", "room/higashi/ab-", "hall/none", "programme/none"]
)
def test_what_nobody_knows_is_answered_like_an_unknown_page(get: Get, room: Room, address: str) -> None:
    assert get(f"/feeds/{address}.ics").status_code == 404


def test_an_unpublished_room_or_hall_has_no_feed(
    get: Get, room: Room, room_feed: str, hall_feed: str
) -> None:
    Room.objects.filter(pk=room.pk).update(published=False)
    assert [get(feed).status_code for feed in (room_feed, hall_feed)] == [404, 200]
    Room.objects.filter(pk=room.pk).update(published=True)
    Facility.objects.filter(pk=room.facility.pk).update(published=False)
    assert [get(feed).status_code for feed in (room_feed, hall_feed)] == [404, 404]


def test_each_of_the_twenty_five_points_has_its_test() -> None:
    """A number stands above the tests of its point."""
    files = "\n".join(file.read_text() for file in Path(__file__).parent.glob("test_*.py"))
    found = re.findall(r"^# (\d+)\n(?:@|def test_)", files, re.MULTILINE)
    assert set(map(int, found)) == set(range(1, 26))
