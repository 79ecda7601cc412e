"""カレンダーに入れる, for everybody: the city's evenings and programmes, a hall, a room, a programme."""

import pytest
from django.test import Client

from booking.actions.programmes import About, publish_programme
from booking.models import Person, Programme
from facilities.models import Facility, Room
from tests.booking.programmes import a_department, a_programme
from tests.booking.web.conftest import text_of
from tests.factories import NOW

pytestmark = pytest.mark.django_db

PAGES = {
    "/calendar/": "/feeds/evenings.ics",
    "/h/higashi/calendar/": "/feeds/hall/higashi.ics",
    "/h/higashi/r/band/calendar/": "/feeds/room/higashi/band.ics",
    "/p/calendar/": "/feeds/programmes.ics",
    "/p/songs/calendar/": "/feeds/programme/songs.ics",
}


@pytest.fixture(autouse=True)
def _songs(hall: Facility, desk: Person) -> None:
    a_department(hall)
    made = a_programme(hall, desk, About(name="むかしの歌を、バンドで。"))
    publish_programme(programme=made, actor=desk, now=NOW)
    Programme.objects.update(public_id="songs")


def html_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    text: str = answer.content.decode()
    return text


@pytest.mark.parametrize(("page", "feed"), PAGES.items())
def test_a_page_offers_its_feed_to_everybody_and_says_how_often_each_app_looks(
    client: Client, room: Room, page: str, feed: str
) -> None:
    html = html_of(client, page)
    assert f'href="webcal://testserver{feed}"' in html
    assert f'value="http://testserver{feed}"' in html
    assert "<path" in html[html.index('class="qr"') :]
    for words in ("iPhone・iPad・Mac", "Google カレンダー", "Outlook", "12時間から24時間に1回"):
        assert words in text_of(html)
    assert client.get(feed).status_code == 200


@pytest.mark.parametrize(("page", "feed"), PAGES.items())
def test_a_feed_speaks_the_language_of_the_page(client: Client, room: Room, page: str, feed: str) -> None:
    client.post("/pref/", {"language": "en", "next": page})
    html = html_of(client, page)
    assert f'href="webcal://testserver{feed}?lang=en"' in html
    assert client.get(f"{feed}?lang=en")["Content-Language"] == "en"


def test_the_pages_lead_to_each_other(client: Client, room: Room) -> None:
    assert 'href="/h/higashi/calendar/"' in html_of(client, "/calendar/")
    hall = html_of(client, "/h/higashi/calendar/")
    assert 'href="/h/higashi/r/band/calendar/"' in hall
    assert 'href="/calendar/"' in hall
    assert 'href="/h/higashi/calendar/"' in html_of(client, "/h/higashi/r/band/calendar/")
    assert 'href="/p/calendar/"' in html_of(client, "/calendar/")
    assert 'href="/calendar/"' in html_of(client, "/p/calendar/")
    assert 'href="/p/calendar/"' in html_of(client, "/p/songs/calendar/")


@pytest.mark.parametrize(
    ("page", "target"),
    [
        ("/", "/calendar/"),
        ("/h/higashi/", "/h/higashi/calendar/"),
        ("/h/higashi/r/band/", "/h/higashi/r/band/calendar/"),
        ("/p/", "/p/calendar/"),
        ("/p/songs/", "/p/songs/calendar/"),
    ],
)
def test_where_one_looks_one_is_led_there(client: Client, room: Room, page: str, target: str) -> None:
    assert f'href="{target}"' in html_of(client, page)


def test_what_the_public_does_not_see_has_no_page(client: Client, hall: Facility, room: Room) -> None:
    Room.objects.filter(pk=room.pk).update(published=False)
    assert client.get("/h/higashi/r/band/calendar/").status_code == 404
    assert "音楽室" not in html_of(client, "/h/higashi/calendar/")
    Facility.objects.filter(pk=hall.pk).update(published=False)
    assert client.get("/h/higashi/calendar/").status_code == 404
    assert "東児童館" not in text_of(html_of(client, "/calendar/"))


def test_a_draft_has_no_page_of_its_calendar(client: Client) -> None:
    Programme.objects.update(state=Programme.State.DRAFT)
    assert client.get("/p/songs/calendar/").status_code == 404
    assert client.get("/p/nobody/calendar/").status_code == 404


def test_where_to_look_for_places_and_where_for_free_rooms(client: Client, room: Room) -> None:
    assert "席があるかどうかは、行事のページで" in html_of(client, "/p/songs/calendar/")
    assert "空いているかどうかは、館のページで" in html_of(client, "/h/higashi/calendar/")
