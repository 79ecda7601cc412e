"""Anybody suggests a programme from the hall's page, with or without an account, and reads the answer."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from booking.actions.suggestions import answer_suggestion
from booking.models import Suggestion
from booking.rules.suggestions import State
from facilities.models import Facility
from tests.booking.web.conftest import html_of, said
from tests.factories import NOW, a_hall
from tests.people import staff

pytestmark = pytest.mark.django_db
TYPED = {"title": "ピザを焼く", "text": "庭で焼きたいです。", "pen_name": "こむぎ"}
CODE = re.compile(r'<p class="code num" translate="no">([^<]+)</p>')


@pytest.fixture
def hall() -> Facility:
    return a_hall()


def form(hall: Facility) -> str:
    return f"/h/{hall.slug}/suggest/"


def answered(hall: Facility) -> None:
    made = Suggestion.objects.get()
    answer_suggestion(
        facility=hall,
        public_id=made.public_id,
        state=State.TAKEN,
        answer="春にやりましょう。",
        seen=0,
        actor=staff(hall),
        now=NOW,
    )


def test_without_an_account_a_code_told_once_opens_the_answer(client: Client, hall: Facility) -> None:
    found = CODE.search(html_of(client.post(form(hall), TYPED)))
    assert found is not None
    answered(hall)
    code = found.group(1)
    assert "春にやりましょう。" in said(client.post("/suggest/mine/", {"code": code.upper()}))
    client.post("/suggest/mine/", {"code": code, "do": "withdraw"})
    assert not Suggestion.objects.exists()
    assert client.post("/suggest/mine/", {"code": code}).status_code == 422


def test_with_an_account_the_answer_stands_on_ones_own_page_and_on_nobody_elses(
    as_member: Callable[..., Client], hall: Facility
) -> None:
    client = as_member()
    assert "ペンネーム" not in html_of(client.get(form(hall)))
    assert "送りました。" in said(client.post(form(hall), TYPED, follow=True))
    answered(hall)
    assert "春にやりましょう。" in said(client.get("/suggest/mine/"))
    assert "ピザを焼く" not in said(as_member(staff()).get("/suggest/mine/"))


def test_what_is_missing_is_named_and_the_rest_stays_as_it_was_typed(client: Client, hall: Facility) -> None:
    answer = client.post(form(hall), {**TYPED, "pen_name": ""})
    assert answer.status_code == 422
    assert "ペンネームを入れてください。" in said(answer)
    assert "庭で焼きたいです。" in html_of(answer)


def test_for_a_group_that_is_not_ones_own_nothing_is_sent(
    as_member: Callable[..., Client], hall: Facility
) -> None:
    assert as_member().post(form(hall), {**TYPED, "as": "nosuchgroup"}).status_code == 404
    assert not Suggestion.objects.exists()


def test_it_is_found_where_there_is_nothing_to_come_and_on_the_halls_page(
    client: Client, hall: Facility
) -> None:
    assert 'href="/suggest/"' in html_of(client.get("/p/"))
    assert f'href="{form(hall)}"' in html_of(client.get("/suggest/"))
    assert f'href="{form(hall)}"' in html_of(client.get(f"/h/{hall.slug}/"))
