"""相談できるところ: where to call when one fears for a child stands first, and nothing is asked."""

import pytest
from django.test import Client

from tests.booking.activities import the_office
from tests.booking.network import a_body, told
from tests.booking.web.conftest import html_of, said

pytestmark = pytest.mark.django_db


def test_the_first_thing_on_the_page_is_where_to_call_and_that_everybody_may(client: Client) -> None:
    a_body(the_office(), told("000-000-0100", name_ja="子ども家庭支援センター", centre=True))
    page = html_of(client.get("/network/"))
    first = page.split('<section class="first"')[1].split("</section>")[0]
    assert page.index("tel:189") < page.index('class="bods')
    assert 'href="tel:189"' in first
    assert 'href="tel:000-000-0100"' in first
    assert "だれでもかけられます" in first


def test_189_stands_there_before_anybody_has_entered_a_body(client: Client) -> None:
    page = html_of(client.get("/network/"))
    assert 'href="tel:189"' in page
    assert "市の相談先は、まだのっていません" in page


def test_the_page_receives_nothing_there_is_no_field_in_it(client: Client) -> None:
    a_body(the_office())
    main = html_of(client.get("/network/")).split("<main")[1].split("</main>")[0]
    assert not [tag for tag in ("<form", "<input", "<textarea", "<select") if tag in main]
    assert "書いて送ることはできません" in main
    assert client.post("/network/").status_code == 405


@pytest.mark.parametrize(
    ("look", "words"),
    [("language-ja", "詳しい話"), ("language-ja-easy", "やさしい話"), ("language-en", "Plainly")],
)
def test_a_body_speaks_to_everybody_in_their_language(client: Client, look: str, words: str) -> None:
    a_body(
        the_office(),
        told(name_en="Health Centre", about_ja="詳しい話", about_easy="やさしい話", about_en="Plainly"),
    )
    client.cookies["look"] = look
    assert words in said(client.get("/network/"))


def test_the_names_of_bodies_bring_their_readings(client: Client) -> None:
    a_body(the_office(), told(name_ja="保健所", name_reading="ほけんじょ"))
    assert "ほけんじょ</rt>" in html_of(client.get("/network/"))


@pytest.mark.parametrize("page", ["/", "/p/", "/network/"])
def test_every_page_leads_there(client: Client, page: str) -> None:
    html = html_of(client.get(page))
    assert 'href="/network/"' in html.split('class="menu"')[1].split("</nav>")[0]
    assert 'href="/network/"' in html.split("<footer")[1]
