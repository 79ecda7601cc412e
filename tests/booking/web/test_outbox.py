"""The outbox of a trial: what would have gone out by mail, and nothing outside a trial."""

from typing import Any

import pytest
from django.core.mail import send_mail
from django.test import Client

from booking.outbox import Outbox
from tests.booking.web.conftest import text_of
from tests.people import a_high_schooler

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _mail_waits(settings: Any) -> None:
    # Tests start with the outbox replaced; here it is what is looked at.
    settings.EMAIL_BACKEND = f"{Outbox.__module__}.{Outbox.__name__}"


def test_one_signs_in_by_the_code_that_stands_in_the_outbox(client: Client) -> None:
    haruka = a_high_schooler(email="haruka@example.org")
    client.post("/in/login/code/", {"email": haruka.email})
    page = text_of(client.get("/outbox/").content.decode())
    assert "haruka@example.org へ" in page
    code = next(word for word in page.split() if len(word) == 9 and word[4] == "-" and word.isupper())
    client.post("/in/login/code/confirm/", {"code": code})
    assert client.get("/me/").status_code == 200


def test_an_empty_outbox_says_so(client: Client) -> None:
    assert "まだ1通もありません" in client.get("/outbox/").content.decode()


def test_a_letter_is_shown_as_text_and_its_links_can_be_followed(client: Client) -> None:
    send_mail("<b>見出し</b>", "<i>http://testserver/in/password/reset/key/x/", None, ["a@example.org"])
    page = client.get("/outbox/").content.decode()
    assert "&lt;b&gt;見出し" in page
    assert "&lt;i&gt;" in page
    assert 'href="http://testserver/in/password/reset/key/x/"' in page


def test_it_is_kept_by_no_cache(client: Client) -> None:
    assert "no-store" in client.get("/outbox/")["Cache-Control"]


@pytest.mark.parametrize("address", ["/", "/in/login/"])
def test_in_a_trial_it_is_found_from_every_page(client: Client, address: str) -> None:
    assert 'href="/outbox/"' in client.get(address).content.decode()


def test_outside_a_trial_there_is_no_such_page_and_nothing_leads_to_it(client: Client, settings: Any) -> None:
    settings.TRIAL = False
    assert client.get("/outbox/").status_code == 404
    for address in ("/", "/in/login/"):
        assert "/outbox/" not in client.get(address).content.decode()
