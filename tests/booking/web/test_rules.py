"""館のきまり: every clause in words under its id, by subject, for three languages, today's and the next."""

import gzip
import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from booking.rules import rulebook
from facilities.models import Facility, Rulebook
from tests.booking.web.conftest import text_of
from tests.booking.wording.test_clauses import CLOSED, a_clause
from tests.factories import DEMANDING, SAMPLE, a_hall, a_version, an_evening, span

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


def test_a_next_version_that_changes_nothing_here_is_not_announced(client: Client) -> None:
    hall = a_hall()
    a_version(rulebook.read(SAMPLE.replace("2026-04-01", "2027-04-01"), "later.toml"), hall)
    assert "きまりが変わります" not in page_of(client)


@pytest.mark.parametrize("on", ["", "nonsense", "1999-01-01", "9999-12-31"])
def test_whatever_day_an_address_names_the_rules_are_shown(client: Client, on: str) -> None:
    a_hall()
    page = page_of(client, address=f"{RULES}?on={on}")
    assert 'id="W1"' in page
    assert "きまりが変わります" not in page


def test_the_rules_lead_to_the_same_as_data(client: Client) -> None:
    a_hall()
    assert 'href="/api/v1/halls/higashi/rules/"' in page_of(client)


def picture_of(page: str, key: str) -> str:
    """One of the pictures, by the id of its heading."""
    found = re.search(rf'<section aria-labelledby="{key}">.*?</section>', page, re.DOTALL)
    return found.group() if found else ""


def test_the_strip_of_ages_says_in_words_what_each_window_shows(client: Client) -> None:
    a_hall()
    strip = picture_of(page_of(client), "p-who")
    windows = [text_of(one).split() for one in re.findall("<li>(.*?)</li>", strip)]
    assert windows[:3] == [
        ["未就学のお子さん", "条件があります"],
        ["小学生", "条件があります"],
        ["中学生", "使えます", "20時まで"],
    ]
    looks = re.findall(r'<i class="(\w+)">', strip.partition('class="legend"')[0])
    assert looks == ["part", "part", "lit", "lit", "lit"]
    assert re.findall(r'href="#(\w+)"', strip) == ["W3", "W1"], "each sign leads to the clauses behind it"


def test_the_week_is_lit_where_it_is_open_and_stands_beside_its_hours(client: Client) -> None:
    a_hall()
    page = page_of(client)
    week = picture_of(page, "p-when")
    columns = re.findall(r'<b>(.)</b><em class="wall">(.*?)</em>(<svg)?', week)
    lit = {day: (blocks.count('<i class="lit"'), bool(moon)) for day, blocks, moon in columns}
    assert lit["月"] == (0, False)
    assert lit["水"] == lit["金"] == (2, True)
    assert lit["木"] == (1, False)
    assert 'style="top:0%;height:63%"' in week, "10:00 to 17:00 of 10:00 to 21:00"
    hours = dict(zip(re.findall("<dt>(.*?)</dt>", week), re.findall("<dd>(.*?)</dd>", week), strict=True))
    assert text_of(hours["水・金曜日"]) == "10:00–17:00・17:00–21:00(中学生から高校生世代まで)"
    assert text_of(hours["月曜日"]) == "お休み"
    assert 'role="img" aria-labelledby="p-when" aria-describedby="p-hours"' in week


def test_days_that_are_all_alike_are_every_day(client: Client) -> None:
    a_hall(SAMPLE.replace('days = ["mon"]', "dates = [2026-04-02]").replace('["wed", "fri"]', '["wed"]'))
    week = picture_of(page_of(client), "p-when")
    assert re.findall("<dt>(.*?)</dt>", week) == ["月・火・木–日曜日・祝日", "水曜日"]
    Rulebook.objects.all().delete()
    every_day = SAMPLE.replace('days = ["mon"]', "dates = [2026-04-02]").replace('days = ["wed", "fri"]', "")
    a_version(rulebook.read(every_day, "every-day.toml"), Facility.objects.get())
    assert re.findall("<dt>(.*?)</dt>", picture_of(page_of(client), "p-when")) == ["毎日"]


def test_a_day_that_is_closed_in_some_weeks_says_so(client: Client) -> None:
    a_hall(SAMPLE + a_clause("Z1", 'type = "closed"\n  on = { days = ["thu"], nth = [3] }'))
    week = picture_of(page_of(client), "p-when")
    assert "お休みの日もあります" in week
    assert re.search(r'<b>木</b><em class="wall"><i class="part"', week)


def test_the_rooms_are_windows_that_say_how_loud_and_for_what(client: Client) -> None:
    a_hall(DEMANDING.replace("loud = true", "loud = true\n  bookable = false"))
    rooms = re.findall(r'<li class="(\w+)">(.*?)</li>', picture_of(page_of(client), "p-rooms"))
    told = [(look, text_of(words).split()) for look, words in rooms]
    assert ("cond", ["音楽室", "おんがくしつ", "8人まで", "予約なしで使えます", "音を出せます"]) in told
    assert ("lit", ["工作室", "こうさくしつ", "勉強・工作"]) in told


def steps_of(page: str) -> list[tuple[str, str, list[str]]]:
    """The steps: day, words, clauses."""
    line = r'<li[^>]*><(?:time datetime="([-\d]+)"|span)>.*?<i></i><div>(.*?)</div>'
    return [
        (
            day,
            text_of(words.partition('<span class="cited')[0]).strip(),
            re.findall(r'href="#(\w+)"', words),
        )
        for day, words in re.findall(line, picture_of(page, "p-way"), re.DOTALL)
    ]


def test_the_steps_carry_the_days_that_the_judge_counts(client: Client) -> None:
    a_hall(DEMANDING)
    page = page_of(client)
    assert steps_of(page) == [
        ("", "講習会を受けます", ["M7"]),
        ("2026-12-06", "受付が始まります", ["O1"]),
        ("", "予約します", ["Q1"]),
        ("2027-01-05", "館に来て使います", []),
        ("", "片づけて帰ります", ["W3"]),
    ]
    assert "1月5日(火)に使うときの例です。" in text_of(page)


def test_rooms_that_are_booked_from_other_days_on_are_named(client: Client) -> None:
    late = a_clause("Z1", 'type = "opens"\n  rooms = ["craft"]\n  days = 10')
    a_hall(SAMPLE + late)
    (words,) = (words for _, words, clauses in steps_of(page_of(client)) if "O1" in clauses)
    assert "工作室は、12月26日(土)からです。" in words
    assert "集会室A・集会室A・B・集会室B・音楽室は、12月6日(日)からです。" in words


def test_where_nothing_is_booked_one_just_comes(client: Client) -> None:
    hall = a_hall()
    hall.rooms.update(bookable=False)
    assert [words for _, words, _ in steps_of(page_of(client))] == ["館に来て使います", "片づけて帰ります"]


def test_what_no_clause_speaks_of_is_not_drawn(client: Client) -> None:
    hall = a_hall("[[clauses]]".join(SAMPLE.split("[[clauses]]")[:1]) + a_clause("Z1", SHOWN))
    hall.rooms.all().delete()
    page = page_of(client)
    assert [key for key in ("p-who", "p-when", "p-rooms", "p-way") if picture_of(page, key)] == ["p-way"]


@pytest.mark.parametrize("language", ["", "ja-easy", "en"])
def test_a_page_of_rules_weighs_at_most_fourteen_kilobytes(client: Client, language: str) -> None:
    text = (Path("rulebooks") / "sample" / "every-clause.toml").read_text()
    a_hall(text)
    page = page_of(client, language, "/h/mihon/rules/")
    assert "p-way" in page
    assert len(gzip.compress(page.encode())) <= 14 * 1024


def test_a_hall_without_rules_says_so(client: Client) -> None:
    a_hall(SAMPLE.replace("2026-04-01", "2027-04-01"))
    assert "まだ登録されていません" in page_of(client)


def test_the_page_costs_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    a_hall()
    client.get(RULES)
    with django_assert_max_num_queries(6):
        client.get(RULES)


def test_an_evening_that_staff_have_opened_stands_in_the_week_and_says_when_it_is(client: Client) -> None:
    an_evening(a_hall(), span("2026-12-10", "18:00", "21:00"))  # a Thursday
    week = picture_of(page_of(client), "p-when")
    assert "夜間開放の日は18:00–21:00" in text_of(week)
    assert re.search(r'<b>木</b><em class="wall"><i class="lit".*?<i class="part"', week)


def test_who_of_a_stage_goes_home_earlier_stands_under_it(client: Client) -> None:
    a_hall(SAMPLE + a_clause("Z1", 'type = "leave_by"\n  ages = { to_grade = 3 }\n  time = "17:00"'))
    assert "小学3年生までは17時まで" in text_of(picture_of(page_of(client), "p-who"))
