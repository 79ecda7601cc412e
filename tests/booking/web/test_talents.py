"""The public page says what people can do and which office is asked, and never how they are reached."""

from dataclasses import replace

import pytest
from django.test import Client

from booking.models import Talent
from booking.rules.talents import ListState
from facilities.models import Department
from tests.booking.talents import CLUB, STORIES, an_office, listed, written
from tests.booking.web.conftest import html_of, said

pytestmark = pytest.mark.django_db


def test_a_person_stands_there_without_a_name_and_an_organisation_with_it(client: Client) -> None:
    office = an_office()
    for offer in (STORIES, CLUB):
        listed(office, written(office, offer))
    Department.objects.filter(slug="lifelong-learning").update(phone="042-000-0000")
    page = client.get("/talents/")
    words = said(page)
    assert "地域の人 読み聞かせ・紙しばい 手作りの紙しばい" in words
    assert "NPO 森の学校 自然・生き物" in words
    assert "生涯学習課に聞いてください 042-000-0000" in words
    for hidden in ("海野", "0101", "mori@example.org", "土曜の午後", "30分くらい"):
        assert hidden not in html_of(page)
    assert not any(one.public_id in html_of(page) for one in Talent.objects.all())


def test_who_has_said_so_stands_there_by_name(client: Client) -> None:
    office = an_office()
    listed(office, written(office, replace(STORIES, name_public=True)))
    assert "海野 みどり" in said(client.get("/talents/"))


def test_it_is_looked_through_by_skill_and_by_age(client: Client) -> None:
    office = an_office()
    for offer in (STORIES, CLUB):
        listed(office, written(office, offer))
    assert "森の学校" not in said(client.get("/talents/?s=stories"))
    assert "森の学校" in said(client.get("/talents/?s=nature&b=elementary"))
    assert "今は見つかりません。" in said(client.get("/talents/?b=senior"))
    assert client.get("/talents/?s=palace&b=%27").status_code == 200


def test_a_word_finds_what_the_card_says_and_nothing_that_is_the_offices_alone(client: Client) -> None:
    office = an_office()
    listed(office, written(office, STORIES))
    assert "手作りの紙しばい" in said(client.get("/talents/?w=手作り"))
    assert "今は見つかりません。" in said(client.get("/talents/?w=30分くらい"))


def test_of_lists_that_are_not_carried_out_the_page_says_that_nobody_is_there(client: Client) -> None:
    office = an_office("civic-culture", ListState.CONSIDERED)
    listed(office, written(office, CLUB), "certified")
    assert "今は、のっている人がいません。" in said(client.get("/talents/"))
