"""A form that is pressed twice makes one thing, and leads to the same page."""

import re

import pytest
from django.db.models import Model
from django.test import Client

from booking.models import Article, Grant, Meeting, NetworkBody
from tests.booking.activities import the_office
from tests.booking.news import an_editor
from tests.booking.web.conftest import said
from tests.booking.web.office import test_grants, test_meetings, test_network

pytestmark = pytest.mark.django_db
TEXT = {"pen_name": "そら", "title": "紙しばい", "text": "みんなで作りました。"}
FORMS: list[tuple[str, str, dict[str, str], type[Model]]] = [
    ("child-rearing", test_network.PAGE, test_network.TYPED, NetworkBody),
    ("children", test_meetings.NEW, test_meetings.TYPED, Meeting),
    ("children", test_grants.PAGE, test_grants.TYPED, Grant),
]


def key_in(client: Client, address: str) -> str:
    found = re.search(r'name="key" value="([^"]+)"', client.get(address).content.decode())
    assert found
    return found[1]


def test_each_form_that_is_shown_has_a_key_of_its_own(client: Client) -> None:
    an_editor()
    assert key_in(client, "/write/") != key_in(client, "/write/")


@pytest.mark.parametrize(("office", "page", "typed", "made"), FORMS)
def test_what_is_sent_twice_is_made_once_and_leads_to_the_same_page(
    client: Client, office: str, page: str, typed: dict[str, str], made: type[Model]
) -> None:
    client.force_login(the_office(office) if office == "children" else the_office())
    form = {**typed, "key": key_in(client, page)}
    first, second = (client.post(page, form) for _ in range(2))
    assert (first.status_code, first["Location"]) == (302, second["Location"])
    assert made._default_manager.count() == 1
    client.post(page, {**typed, "key": key_in(client, page)})
    assert made._default_manager.count() == 2


def test_an_article_that_is_sent_twice_is_one_and_tells_the_same_code(client: Client) -> None:
    an_editor()
    sent = {**TEXT, "key": key_in(client, "/write/")}
    first, second = (said(client.post("/write/", sent)) for _ in range(2))
    assert first == second
    assert Article.objects.count() == 1
    # Gone back and written anew, it is another one.
    client.post("/write/", {**sent, "title": "もう1つ"})
    assert Article.objects.count() == 2
