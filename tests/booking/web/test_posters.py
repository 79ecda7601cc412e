"""A hall's month as poster and timetable, a programme's leaflet: what they say, and who is led there."""

import re

import pytest
from django.test import Client

from booking.actions.programmes import About, publish_programme
from booking.models import Person, Programme, Round
from facilities.models import Evening, Facility, Room
from tests.booking.programmes import a_department, a_programme, held
from tests.booking.web.conftest import text_of
from tests.factories import NOW, a_booking, at, span
from tests.people import a_high_schooler

pytestmark = pytest.mark.django_db
MONTH = "/h/higashi/print/2026-12/"


def html_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def told(html: str) -> str:
    """What it says, without readings and what wraps them: a word stands as it is written."""
    return text_of(re.sub(r"</?(?:ruby|span)[^>]*>", "", re.sub(r"<rt[^>]*>[^<]*</rt>", "", html)))


def window(html: str, day: int) -> str:
    """The class of a day's window, and what it says."""
    found = re.search(rf'<li class="([^"]*)"><b>{day}</b>(.*?)</li>', html)
    assert found
    return f"{found[1]} {told(found[2])}".strip()


def signs(html: str, part: int, room: str = "音楽室") -> str:
    """The signs of a room's mornings (0), afternoons or evenings in the order of the days; "_" for none."""
    block = re.search(rf'<th class="r"[^>]*>(?:<[^>]*>)*{room}.*?</tbody>', html, re.DOTALL)
    assert block
    row = block[0].split("</tr>")[part]
    cells = re.findall(r"<td class=\"[^\"]*\">(.*?)</td>", row)
    return "".join((told(re.sub(r'<span class="vh">.*?</span>', "", one)).strip() or "_") for one in cells)


def test_the_windows_are_lit_on_the_evenings_of_the_month(client: Client, hall: Facility) -> None:
    html = html_of(client, MONTH)
    assert window(html, 2).startswith("lamp"), "a Wednesday"
    assert "17–21時" in window(html, 2)
    assert "lamp" not in window(html, 3)
    assert "中学生から高校生世代まで" in told(html)


def test_one_evening_more_and_one_less_are_on_the_poster(client: Client, hall: Facility) -> None:
    Evening.objects.create(facility=hall, start=at("2026-12-03 17:00"), end=at("2026-12-03 20:30"))
    html = html_of(client, MONTH)
    assert window(html, 3).startswith("lamp long")
    assert "17:00–20:30" in window(html, 3)


def test_the_poster_has_its_readings_whatever_the_reader_likes_and_none_in_english(
    client: Client, hall: Facility
) -> None:
    assert "あか</rt>" in html_of(client, MONTH)
    client.post("/pref/", {"language": "en", "next": "/"})
    html = html_of(client, MONTH)
    assert "<rt" not in html
    assert "When a day is lit," in html


def test_it_says_the_short_address_and_when_it_was_printed(client: Client, hall: Facility) -> None:
    words = told(html_of(client, MONTH))
    assert "testserver/h/higashi/" in words
    assert "12月2日に印刷" in words


def test_where_ages_meet_the_day_is_marked_and_a_cancelled_date_is_not(
    client: Client, hall: Facility, desk: Person
) -> None:
    a_department(hall)
    songs = a_programme(hall, desk, About(name="歌の会", bands_wanted=2))
    publish_programme(programme=songs, actor=desk, now=NOW)
    held(songs, desk, span("2026-12-05", "14:00", "16:00"))
    off = held(songs, desk, span("2026-12-12", "14:00", "16:00"))
    off.cancelled_at = NOW
    off.save()
    html = html_of(client, MONTH)
    assert "交" in window(html, 5)
    assert "交" not in window(html, 12)
    assert "いろいろな年代で集まる日" in told(html)


def test_every_programme_of_the_month_is_on_the_poster_and_those_where_ages_meet_are_marked(
    client: Client, hall: Facility, desk: Person
) -> None:
    a_department(hall)
    for about, day in ((About(name="歌の会", bands_wanted=2), 5), (About(name="たこあげ"), 6)):
        made = a_programme(hall, desk, about)
        publish_programme(programme=made, actor=desk, now=NOW)
        held(made, desk, span(f"2026-12-{day:02}", "14:00", "16:00"))
    html = html_of(client, MONTH)
    assert "交" in window(html, 5)
    assert "行" in window(html, 6)
    words = told(html)
    assert "歌の会" in words
    assert "たこあげ" in words


@pytest.mark.parametrize("month", ["2026-13", "2026-1", "nonsense", "2035-01", "2019-01", "20261201"])
def test_what_is_no_month_or_too_far_away_has_no_poster(client: Client, hall: Facility, month: str) -> None:
    assert client.get(f"/h/higashi/print/{month}/").status_code == 404


def test_a_hall_that_is_not_published_has_none(client: Client, hall: Facility) -> None:
    Facility.objects.update(published=False)
    assert client.get(MONTH).status_code == 404


def test_a_part_of_a_day_is_free_partly_free_or_taken(client: Client, room: Room) -> None:
    before = signs(html_of(client, f"{MONTH}?t=grid"), 1)
    assert before[3] == "○"
    a_booking(room, span("2026-12-04", "13:00", "14:00"), a_high_schooler())
    a_booking(room, span("2026-12-10", "12:00", "17:00"), a_high_schooler())
    after = signs(html_of(client, f"{MONTH}?t=grid"), 1)
    assert (after[3], after[9]) == ("△", "×")
    assert not Round.objects.exists()


def test_a_free_evening_has_the_border_for_a_copier(client: Client, room: Room) -> None:
    html = html_of(client, f"{MONTH}?t=grid")
    assert 'class="o n"' in html
    assert signs(html, 2)[1] == "○"
    assert signs(html, 2)[2] == "_", "a Thursday has no evening"


def test_a_programme_stands_by_its_number_in_the_room_that_it_has(
    client: Client, room: Room, desk: Person
) -> None:
    a_department(room.facility)
    songs = a_programme(room.facility, desk, About(name="歌の会"))
    session = held(songs, desk, span("2026-12-10", "13:00", "15:00"))
    a_booking(room, span("2026-12-10", "13:00", "15:00"), desk, session=session)
    session.elsewhere = ""
    session.save()
    publish_programme(programme=songs, actor=desk, now=NOW)
    html = html_of(client, f"{MONTH}?t=grid")
    assert signs(html, 1)[9] == "1"
    assert "10日 13:00 音楽室" in told(html)


def test_nobodys_name_stands_on_either(client: Client, room: Room) -> None:
    person = a_high_schooler(name="川口 遥")
    a_booking(room, span("2026-12-04", "17:00", "19:00"), person, purpose="ひみつの練習")
    for address in (MONTH, f"{MONTH}?t=grid"):
        html = html_of(client, address)
        assert "川口" not in html
        assert "ひみつ" not in html


def test_a_leaflet_says_for_whom_when_where_what_and_how(
    client: Client, hall: Facility, desk: Person
) -> None:
    a_department(hall)
    places = {("elementary", None): 10, ("senior", None): 4}
    songs = a_programme(hall, desk, About(name="歌の会", bring="飲み物", fee=300, places=places))
    assert client.get(f"/p/{songs.public_id}/print/").status_code == 404, "a draft"
    publish_programme(programme=songs, actor=desk, now=NOW)
    held(songs, desk, span("2026-12-05", "14:00", "16:00"))
    held(songs, desk, span("2026-12-01", "14:00", "16:00"))
    words = told(html_of(client, f"/p/{songs.public_id}/print/"))
    for said in ("小学生 10人", "12月5日(土) 14:00–16:00", "公園", "飲み物", "1人 300円", "利用カード"):
        assert said in words
    assert "12月1日" not in words, "what is over nobody comes to"


def test_where_one_looks_one_is_led_there(client: Client, hall: Facility, desk: Person) -> None:
    a_department(hall)
    songs = a_programme(hall, desk, About(name="歌の会"))
    publish_programme(programme=songs, actor=desk, now=NOW)
    Programme.objects.update(public_id="songs")
    assert f'href="{MONTH}"' in html_of(client, "/h/higashi/")
    assert 'href="/p/songs/print/"' in html_of(client, "/p/songs/")
    client.force_login(desk)
    assert f'href="{MONTH}"' in html_of(client, "/desk/higashi/open/")
    assert 'href="/p/songs/print/"' in html_of(client, "/desk/higashi/p/songs/")
