"""カレンダーに入れる, for everybody: the city's evenings, a hall, a room."""

import pytest
from django.test import Client

from facilities.models import Facility, Room
from tests.booking.web.conftest import text_of

pytestmark = pytest.mark.django_db

PAGES = {
    "/calendar/": "/feeds/evenings.ics",
    "/h/higashi/calendar/": "/feeds/hall/higashi.ics",
    "/h/higashi/r/band/calendar/": "/feeds/room/higashi/band.ics",
}


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


@pytest.mark.parametrize(
    ("page", "target"),
    [
        ("/", "/calendar/"),
        ("/h/higashi/", "/h/higashi/calendar/"),
        ("/h/higashi/r/band/", "/h/higashi/r/band/calendar/"),
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
