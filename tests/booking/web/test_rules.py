"""館のきまり: every clause in words under its id, by subject, for three languages, today's and the next."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from booking.rules import rulebook
from tests.booking.web.conftest import text_of
from tests.booking.wording.test_clauses import CLOSED, a_clause
from tests.factories import SAMPLE, a_hall, a_version

pytestmark = pytest.mark.django_db
RULES = "/h/higashi/rules/"
SHOWN = 'type = "shown"\n  topic = "CONDUCT"'
STEP = 'type = "procedure"\n  topic = "RESTORE"\n  when = "leaving"'


def page_of(client: Client, language: str = "", address: str = RULES) -> str:
    client.cookies["look"] = f"language-{language}"
    return client.get(address).content.decode()


def clause_of(page: str, key: str) -> str:
    found = re.search(rf'<section class="clause[^>]*id="{key}".*?</section>', page, re.DOTALL)
    assert found is not None
    return found.group()


def test_the_halls_words_stand_over_what_they_come_to(client: Client) -> None:
    a_hall()
    clause = text_of(clause_of(page_of(client), "H2"))
    order = [
        clause.index(words) for words in ("中高生のために", "夜も、17時から21時まで", "中学生から高校生世代")
    ]
    assert order == sorted(order)


def test_in_easy_japanese_the_sentences_come_first_and_the_halls_words_can_be_opened(client: Client) -> None:
    a_hall()
    clause = clause_of(page_of(client, "ja-easy"), "W3")
    headline, original = clause.index("</h3>"), clause.index("<details")
    assert headline < original
    assert "20時までに" in clause[:headline]
    assert "20時までに" in clause[original:]


def test_what_is_only_shown_is_said_in_the_halls_words_in_easy_japanese_too(client: Client) -> None:
    a_hall(SAMPLE + a_clause("Z1", SHOWN))
    assert "Z1の文。" in clause_of(page_of(client, "ja-easy"), "Z1").partition("</h3>")[0]


def test_a_table_of_contents_leads_to_every_clause_by_subject(client: Client) -> None:
    a_hall()
    page = page_of(client)
    contents = page[page.index('<nav class="toc') :].partition("</nav>")[0]
    linked = re.findall(r'href="#([^"]+)"', contents)
    assert sorted(linked) == sorted(re.findall(r'<section class="clause[^>]* id="([^"]+)"', page))
    assert re.findall("<dt>([^<]+)</dt>", contents)[:2] == ["いつ開いているか", "だれが使えるか"]


def test_each_clause_says_whether_it_is_checked_read_or_done_at_the_desk(client: Client) -> None:
    a_hall(SAMPLE + a_clause("Z1", SHOWN) + a_clause("Z2", STEP))
    page = page_of(client)
    assert 'class="clause judged"' in clause_of(page, "H1")
    assert "読んで守ってください" in clause_of(page, "Z1")
    assert "館の人とします" in clause_of(page, "Z2")
    legend = page[page.index('<ul class="marks"') :].partition("</ul>")[0]
    assert re.findall('<li class="([a-z]+)">', legend) == ["judged", "shown", "procedure"]


def test_which_clause_goes_first_is_said(client: Client) -> None:
    a_hall(SAMPLE + a_clause("Z1", CLOSED) + a_clause("Z2", CLOSED, 'over = ["Z1"]'))
    assert "このきまりより、Z2が先です。" in clause_of(page_of(client), "Z1")


def test_the_next_version_is_a_link_away_and_says_from_when_it_holds(client: Client) -> None:
    hall = a_hall()
    later = SAMPLE.replace("2026-04-01", "2027-04-01").replace("10時から17時まで", "9時から17時まで")
    a_version(rulebook.read(later, "later.toml"), hall)
    page = page_of(client)
    assert f'href="{RULES}?on=2027-04-01"' in page
    assert "9時から17時まで開いています" not in page
    page = page_of(client, address=f"{RULES}?on=2027-04-01")
    assert "これは、4月1日(木)からのきまりです。" in page
    assert "9時から17時まで開いています" in page
    assert 'href="/api/v1/halls/higashi/rules/?on=2027-04-01"' in page


@pytest.mark.parametrize("on", ["", "nonsense", "1999-01-01", "9999-12-31"])
def test_whatever_day_an_address_names_the_rules_are_shown(client: Client, on: str) -> None:
    a_hall()
    page = page_of(client, address=f"{RULES}?on={on}")
    assert 'id="W1"' in page
    assert "きまりが変わります" not in page


def test_the_rules_lead_to_the_same_as_data(client: Client) -> None:
    a_hall()
    assert 'href="/api/v1/halls/higashi/rules/"' in page_of(client)


def test_a_hall_without_rules_says_so(client: Client) -> None:
    a_hall(SAMPLE.replace("2026-04-01", "2027-04-01"))
    assert "まだ登録されていません" in page_of(client)


def test_the_page_costs_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    a_hall()
    client.get(RULES)
    with django_assert_max_num_queries(5):
        client.get(RULES)
