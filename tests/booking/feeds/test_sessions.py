"""What takes place of a programme, and where: each session an event, and what was cancelled says so."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from booking.actions.allowing import Answering
from booking.actions.bookings import move
from booking.actions.closures import OneClosure, close, lift_closure
from booking.actions.programmes import (
    About,
    cancel_programme,
    cancel_session,
    change_programme,
    hold_session,
    publish_programme,
)
from booking.models import FeedVersion, Person, Programme, Session
from facilities.models import Closure, Facility, Room
from facilities.rules.spans import Span
from tests.booking.feeds.conftest import Get, told, vevents
from tests.booking.programmes import a_department, a_programme
from tests.factories import NOW, a_booking, a_facility, a_room, at, span, the_room
from tests.ical_reader import lines_of, read
from tests.people import staff

SATURDAY = span("2026-12-12", "14:00", "16:00")
SUNDAY = span("2026-12-13", "10:00", "12:00")
OURS = Answering("館の行事")
CITY = "/feeds/programmes.ics"


@pytest.fixture(params=["programme_feed", "programmes_feed"])
def feed(request: pytest.FixtureRequest) -> str:
    """Each kind of feed that tells of sessions."""
    address: str = request.getfixturevalue(request.param)
    return address


def in_rooms(songs: Programme, actor: Person, *rooms: Room, when: Span = SATURDAY, **said: Any) -> Session:
    more = {"answering": OURS, "actor": actor, "now": NOW, **said}
    return hold_session(programme=songs, span=when, rooms=rooms, **more)


def in_the_park(songs: Programme, actor: Person, when: Span = SATURDAY, **said: Any) -> Session:
    told = {"elsewhere": "栗山公園", "actor": actor, "now": NOW, **said}
    return hold_session(programme=songs, span=when, **told)


def states(answer: Any) -> list[tuple[int, str]]:
    return sorted((one.start, one.status) for one in told(answer))


def test_a_session_says_what_where_and_when(get: Get, feed: str, songs: Programme, desk: Person) -> None:
    craft, band = the_room(songs.facility, "craft"), the_room(songs.facility, "band")
    in_rooms(songs, desk, band, craft, title="歌を聞く")
    [event] = told(get(feed))
    assert event.summary == "むかしの歌を、バンドで。 – 歌を聞く"
    assert (event.location, event.status) == ("東児童館 音楽室・工作室", "CONFIRMED")
    assert (event.start, event.end) == (SATURDAY.start, SATURDAY.end)


def test_a_session_elsewhere_has_that_place(get: Get, feed: str, songs: Programme, desk: Person) -> None:
    in_the_park(songs, desk)
    [event] = told(get(feed))
    assert (event.summary, event.location) == ("むかしの歌を、バンドで。", "栗山公園")


def test_a_session_in_rooms_of_two_halls_names_both(
    get: Get, feed: str, songs: Programme, desk: Person
) -> None:
    studio = a_room(a_facility("midori", name_ja="緑館"), "studio", name_ja="スタジオ")
    session = in_rooms(songs, desk, the_room(songs.facility, "band"))
    a_booking(studio, SATURDAY, desk, session=session)
    assert [one.location for one in told(get(feed))] == ["東児童館 音楽室・緑館 スタジオ"]


def test_a_cancelled_session_says_so_where_it_was_until_a_week_after_it(
    get: Get, feed: str, songs: Programme, desk: Person, settings: Settings
) -> None:
    session = in_rooms(songs, desk, the_room(songs.facility, "band"))
    in_the_park(songs, desk, SUNDAY)
    cancel_session(session=session, actor=desk, now=NOW + 60)
    gone, stands = told(get(feed))
    assert (gone.summary, gone.status) == ("【中止】むかしの歌を、バンドで。", "CANCELLED")
    assert (gone.location, gone.start) == ("東児童館 音楽室", SATURDAY.start)
    assert stands.status == "CONFIRMED"
    settings.CLOCK = "2026-12-19T23:59:59+09:00"
    assert states(get(feed)) == [(SATURDAY.start, "CANCELLED"), (SUNDAY.start, "CONFIRMED")]
    settings.CLOCK = "2026-12-20T00:00:00+09:00"
    assert states(get(feed)) == [(SUNDAY.start, "CONFIRMED")]


def test_a_cancelled_programme_crosses_out_what_was_to_come_of_it(
    get: Get, feed: str, songs: Programme, desk: Person, settings: Settings
) -> None:
    in_the_park(songs, desk)
    in_the_park(songs, desk, SUNDAY)
    settings.CLOCK = "2026-12-12T18:00:00+09:00"
    cancel_programme(programme=songs, actor=desk, now=at("2026-12-12 18:00"))
    assert states(get(feed)) == [(SATURDAY.start, "CONFIRMED"), (SUNDAY.start, "CANCELLED")]


def test_a_draft_has_no_feed_and_is_in_none(get: Get, hall: Facility, desk: Person) -> None:
    a_department(hall)
    draft = a_programme(hall, desk, About(name="まだ"))
    in_the_park(draft, desk)
    own = f"/feeds/programme/{draft.public_id}.ics"
    assert (get(own).status_code, told(get(CITY))) == (404, [])
    publish_programme(programme=draft, actor=desk, now=NOW)
    assert len(told(get(own))) == len(told(get(CITY))) == 1


def test_what_was_given_up_before_anybody_saw_it_stays_unseen(get: Get, hall: Facility, desk: Person) -> None:
    a_department(hall)
    draft = a_programme(hall, desk, About(name="まだ"))
    in_the_park(draft, desk)
    cancel_programme(programme=draft, actor=desk, now=NOW)
    assert get(f"/feeds/programme/{draft.public_id}.ics").status_code == 404
    assert get(f"/p/{draft.public_id}/").status_code == 404
    assert told(get(CITY)) == []


def test_the_city_tells_of_every_programme_and_a_programme_of_itself(
    get: Get, programme_feed: str, songs: Programme, desk: Person
) -> None:
    other = a_programme(songs.facility, desk, About(name="水墨画"))
    publish_programme(programme=other, actor=desk, now=NOW)
    in_the_park(songs, desk)
    in_the_park(other, desk, SUNDAY)
    assert [one.summary for one in told(get(programme_feed))] == ["むかしの歌を、バンドで。"]
    assert [one.summary for one in told(get(CITY))] == ["むかしの歌を、バンドで。", "水墨画"]


def test_a_session_is_one_event_in_both_feeds(
    get: Get, programme_feed: str, songs: Programme, desk: Person
) -> None:
    session = in_the_park(songs, desk)
    [own], [citys] = vevents(get(programme_feed)), vevents(get(CITY))
    assert own.value("UID") == citys.value("UID")
    assert session.public_id not in own.value("UID")


def test_a_feed_in_english_takes_what_is_written_in_english(
    get: Get, feed: str, songs: Programme, desk: Person
) -> None:
    in_rooms(songs, desk, the_room(songs.facility, "band"), title="歌を聞く")
    Session.objects.update(title_en="Listening")
    Programme.objects.update(name_en="Old songs", revision=9)
    [event] = told(get(f"{feed}?lang=en"))
    assert (event.summary, event.location) == ("Old songs – Listening", "Higashi Children's Hall Music room")


# 3
def test_the_date_and_the_tag_change_with_a_session(
    get: Get, feed: str, songs: Programme, desk: Person, settings: Settings
) -> None:
    session = in_the_park(songs, desk)
    first = get(feed)
    settings.CLOCK = "2026-12-02T17:00:00+09:00"
    assert get(feed, if_none_match=first["ETag"]).status_code == 304
    cancel_session(session=session, actor=desk, now=at("2026-12-02 17:00"))
    again = get(feed, if_none_match=first["ETag"])
    assert again.status_code == 200
    assert (first["Last-Modified"][17:22], again["Last-Modified"][17:22]) == ("07:10", "08:00")


def test_a_session_that_the_board_puts_into_another_room_is_news(
    get: Get, feed: str, songs: Programme, desk: Person
) -> None:
    session = in_rooms(songs, desk, the_room(songs.facility, "band"))
    first = get(feed)
    there = {"room": the_room(songs.facility, "craft"), "span": SATURDAY, "answering": OURS}
    move(booking=session.bookings.get(), actor=desk, now=at("2026-12-02 17:00"), **there)
    again = get(feed, if_none_match=first["ETag"])
    assert [one.location for one in told(again)] == ["東児童館 工作室"]
    [before], [after] = vevents(first), vevents(again)
    assert int(after.value("SEQUENCE")) > int(before.value("SEQUENCE"))
    assert after.value("LAST-MODIFIED") == "20261202T080000Z"


@pytest.mark.parametrize("where", ["room", "park"])
def test_a_hall_with_another_name_is_news(
    get: Get, feed: str, songs: Programme, desk: Person, where: str
) -> None:
    if where == "room":
        in_rooms(songs, desk, the_room(songs.facility, "band"))
    else:
        in_the_park(songs, desk)
    first = get(feed)
    Facility.objects.update(name_ja="ひがし館", revision=77)
    again = get(feed, if_none_match=first["ETag"])
    assert again.status_code == 200
    assert told(again)[0].location == ("ひがし館 音楽室" if where == "room" else "栗山公園")


# 9
def test_a_programme_with_a_long_name_cuts_no_letter_in_two(
    get: Get, feed: str, songs: Programme, desk: Person
) -> None:
    name = ("灯りのついた窓がいくつもならぶ、坂の上の、とても長い名前の行事🎸" * 4)[:100]
    in_the_park(songs, desk, title=name)
    change_programme(programme=seen(songs), about=About(name=name), actor=desk, now=NOW)
    assert [one.summary for one in told(get(feed))] == [f"{name} – {name}"]
    lines_of(get(feed).content)  # refuses whatever is against it


def seen(songs: Programme) -> Programme:
    return Programme.objects.get(pk=songs.pk)


# 13
def test_a_programme_is_told_by_the_clocks_of_its_hall_and_an_offices_by_the_citys(
    get: Get, songs: Programme, desk: Person
) -> None:
    far = a_facility("kamppi", timezone="Europe/Helsinki", department=songs.department)
    sauna = a_programme(far, staff(far), About(name="サウナ"))
    for one in (songs, sauna):
        publish_programme(programme=one, actor=staff(one.facility), now=NOW)
        in_the_park(one, staff(one.facility))
    whole = read(get(CITY).content)
    assert {zone.value("TZID") for zone in whole.named("VTIMEZONE")} == {"Asia/Tokyo", "Europe/Helsinki"}
    Programme.objects.update(facility=None, revision=9)
    whole = read(get(CITY).content)
    assert {zone.value("TZID") for zone in whole.named("VTIMEZONE")} == {"Asia/Tokyo"}


# 16
def test_every_change_raises_the_sequence_and_dates_the_event_under_one_uid(
    get: Get, feed: str, songs: Programme, desk: Person
) -> None:
    session = in_the_park(songs, desk)
    events = [vevents(get(feed))[0]]
    change_programme(programme=seen(songs), about=About(name="歌"), actor=desk, now=at("2026-12-02 17:00"))
    events.append(vevents(get(feed))[0])
    cancel_session(session=session, actor=desk, now=at("2026-12-02 18:00"))
    events.append(vevents(get(feed))[0])
    numbers = [int(event.value("SEQUENCE")) for event in events]
    assert numbers == sorted(set(numbers))
    stamps = ["20261202T071000Z", "20261202T080000Z", "20261202T090000Z"]
    assert [event.value("DTSTAMP") for event in events] == stamps
    assert [event.value("LAST-MODIFIED") for event in events] == stamps
    assert len({event.value("UID") for event in events}) == 1


# 19
def test_a_session_ends_after_it_begins_on_the_same_clocks(
    get: Get, feed: str, songs: Programme, desk: Person
) -> None:
    in_the_park(songs, desk)
    [event] = vevents(get(feed))
    tokyo = {"TZID": "Asia/Tokyo"}
    assert event.properties["DTSTART"] == [(tokyo, "20261212T140000")]
    assert event.properties["DTEND"] == [(tokyo, "20261212T160000")]


# 23
def test_a_session_says_nothing_of_whoever_leads_it_or_comes(
    get: Get, feed: str, songs: Programme, desk: Person
) -> None:
    in_rooms(songs, desk, the_room(songs.facility, "band"))
    answer = get(feed)
    [event] = vevents(answer)
    assert set(event.properties) == {
        *("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "STATUS"),
        *("DTSTART", "DTEND", "SUMMARY", "LOCATION"),
    }
    body = answer.content.decode()
    assert not [fact for fact in (desk.card_number, desk.public_id, songs.public_id) if fact in body]


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
def test_sessions_are_told_a_quarter_back_and_eighteen_months_ahead(
    get: Get, feed: str, songs: Programme, desk: Person, when: Span, shown: bool
) -> None:
    in_the_park(songs, desk, when)
    assert len(told(get(feed))) == int(shown)


def test_a_feed_is_made_in_as_many_queries_of_forty_sessions_as_of_two(
    get: Get, feed: str, songs: Programme, desk: Person
) -> None:
    def queries() -> int:
        get(feed)
        FeedVersion.objects.update(packed=b"")
        with CaptureQueriesContext(connection) as captured:
            get(feed)
        return len(captured)

    in_the_park(songs, desk)
    few = queries()
    for day in range(1, 29):
        in_the_park(songs, desk, span(f"2027-02-{day:02}", "10:00", "11:00"))
    assert queries() == few <= 8


def test_a_date_whose_room_was_closed_is_certain_for_nobody_until_somebody_has_answered(
    get: Get, feed: str, songs: Programme, desk: Person
) -> None:
    date = in_rooms(songs, desk, the_room(songs.facility, "craft"))
    [before] = told(get(feed))
    offers = {one.public_id: None for one in date.bookings.all()}
    told_to = {"facility": songs.facility, "offers": offers, "actor": desk, "now": NOW}
    close(closures=[OneClosure(SATURDAY)], **told_to)
    [event] = told(get(feed))
    assert (event.status, event.summary) == ("TENTATIVE", "【変わります】むかしの歌を、バンドで。")
    assert event.sequence > before.sequence
    lift_closure(closure=Closure.objects.get(), actor=desk, now=NOW)
    [again] = told(get(feed))
    assert again.status == "CONFIRMED"
    assert again.sequence > event.sequence
