import pytest
from django.test import Client

from booking.web.preferences import Look
from tests.booking.web.conftest import WEEK
from tests.factories import a_band_room

pytestmark = pytest.mark.django_db


def test_a_page_sets_no_cookie_before_anybody_chose_or_signed_in(client: Client) -> None:
    a_band_room()
    assert not client.get(WEEK).cookies
    assert not client.get("/").cookies


def test_a_choice_is_kept_in_one_cookie_and_leads_back(client: Client) -> None:
    a_band_room()
    answer = client.post("/pref/", {"theme": "dark", "next": WEEK})
    assert (answer.status_code, answer["Location"]) == (302, WEEK)
    client.post("/pref/", {"ruby": "on"})
    assert client.cookies["look"].value == "theme-dark.ruby-on"
    page = client.get(WEEK).content.decode()
    assert 'data-theme="dark" data-ruby="on"' in page
    assert '<ruby>部屋<rt aria-hidden="true">へや</rt></ruby>' in page


def test_a_choice_is_taken_back_by_an_empty_value(client: Client) -> None:
    client.cookies["look"] = "theme-dark.ruby-on"
    client.post("/pref/", {"ruby": "", "theme": ""})
    assert client.cookies["look"].value == ""


def test_the_api_speaks_as_the_request_says_and_not_as_a_cookie_does(client: Client) -> None:
    a_band_room()
    client.cookies["look"] = "language-en"
    answer = client.get("/api/v1/halls/", headers={"accept-language": "ja"})
    assert answer["Content-Language"] == "ja"
    assert "Cookie" not in answer["Vary"]
    assert client.get("/api/docs/")["Content-Language"] == "en"


def test_english_is_spoken_when_chosen(client: Client) -> None:
    a_band_room()
    client.cookies["look"] = "language-en"
    answer = client.get(WEEK)
    assert answer["Content-Language"] == "en"
    assert "Music room" in answer.content.decode()


def test_names_carry_their_readings_for_whoever_turns_them_on(client: Client) -> None:
    a_band_room()
    page = client.get(WEEK).content.decode()
    assert '<h1><ruby>音楽室<rt aria-hidden="true">おんがくしつ</rt></ruby></h1>' in page
    assert "よやく" not in page


def test_easy_japanese_carries_readings_until_they_are_turned_off(client: Client) -> None:
    a_band_room()
    client.cookies["look"] = "language-ja-easy"
    answer = client.get(WEEK)
    page = answer.content.decode()
    assert (answer["Content-Language"], 'lang="ja" data-ruby="on"' in page) == ("ja", True)
    client.post("/pref/", {"ruby": "off"})
    assert "data-ruby" not in client.get(WEEK).content.decode()


@pytest.mark.parametrize(
    ("language", "ruby", "shown"),
    [
        ("ja", "", False),
        ("ja", "on", True),
        ("ja-easy", "", True),
        ("ja-easy", "off", False),
        ("en", "on", False),
    ],
)
def test_readings_stand_over_japanese_as_the_reader_wants(language: str, ruby: str, shown: bool) -> None:
    assert Look(language=language, ruby=ruby).furigana(language) is shown


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""]
)
def test_nobody_is_led_off_the_site(client: Client, back: str) -> None:
    assert client.post("/pref/", {"theme": "dark", "next": back})["Location"] == "/"


@pytest.mark.parametrize("cookie", ["", "x", "theme-pink", "theme-dark.", "language-fr.ruby-maybe", "-" * 99])
def test_a_cookie_that_we_did_not_write_changes_nothing_else(cookie: str) -> None:
    look = Look.read(cookie)
    assert look in (Look(), Look(theme="dark"))
