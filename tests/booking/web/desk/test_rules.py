"""きまり: what whoever writes the rules reads, tries, and is told before anything holds."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from booking.models import Person, RulebookDraft
from booking.rules.language import called, types
from booking.rules.rulebook import Clause, read
from booking.rules.staff import Role
from booking.web.desk.rule_choices import CHOICES
from booking.web.desk.rule_meanings import MEANINGS
from booking.wording.mistakes.parameters import PARAMETERS
from facilities.models import Facility
from tests.booking.web.conftest import text_of
from tests.booking.web.desk.drafts import seen_clause, seen_whole
from tests.factories import a_booking, a_hall, span, the_room
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db
RULES = "/desk/higashi/rules/"
DRAFT = RULES + "draft/"
QUIET = {"type": "quiet", "t0.from": "20:00", "t0.rooms": "band"}
ROOT = Path(__file__).parents[4] / "rulebooks"
SAMPLE = (ROOT / "sample" / "every-clause.toml").read_text()


@pytest.fixture
def writer(client: Client, hall: Facility) -> Person:
    person = staff(hall, role=Role.MANAGER)
    client.force_login(person)
    return person


@pytest.fixture
def draft(client: Client, writer: Person) -> None:
    client.post(DRAFT, {"do": "start", "valid_from": "2027-01-05"})


def page(client: Client, address: str = RULES) -> str:
    return text_of(client.get(address).content.decode())


def save(client: Client, clause: str, **fields: Any) -> Any:
    return client.post(f"{DRAFT}c/{clause}/", {"id": clause, "do": "save", **seen_clause(clause), **fields})


def clause_of(key: str) -> dict[str, Any]:
    return next(one for one in RulebookDraft.objects.get().document["clauses"] if one["id"] == key)


def test_the_rules_are_read_clause_by_clause_in_the_halls_words_and_the_datas(
    client: Client, writer: Person
) -> None:
    told = page(client)
    assert "H3 月曜日はお休みです。" in told
    assert "今のきまり 2026年4月1日から" in told


def test_whoever_begins_at_a_clause_comes_to_it_once_there_is_a_draft(client: Client, writer: Person) -> None:
    assert client.get(f"{DRAFT}c/H2/").headers["Location"] == f"{DRAFT}?clause=H2"
    begun = client.post(DRAFT, {"do": "start", "valid_from": "2027-01-05", "clause": "H2"})
    assert begun.headers["Location"] == f"{DRAFT}c/H2/"


@pytest.mark.parametrize("day", ["2026-12-02", "", "あした"])
def test_a_day_that_cannot_be_is_said_and_nothing_begins(day: str, client: Client, writer: Person) -> None:
    answer = client.post(DRAFT, {"do": "start", "valid_from": day})
    assert (answer.status_code, RulebookDraft.objects.count()) == (422, 0)


@pytest.mark.usefixtures("draft")
def test_a_clause_without_words_says_what_its_data_says_in_both_languages(client: Client) -> None:
    assert save(client, "N1", **QUIET).headers["Location"] == DRAFT
    assert clause_of("N1") == {
        "id": "N1",
        "ja": "音楽室では、大きな音を出せるのは、20時までです。",
        "en": "In Music room: Loud sound until 20:00 only.",
        "says": [{"type": "quiet", "rooms": ["band"], "from": "20:00"}],
    }
    assert "音楽室では、大きな音を出せるのは、20時までです。 足します" in page(client, DRAFT)


@pytest.mark.usefixtures("draft")
def test_a_mistake_stands_at_its_field_with_the_remedy_and_what_was_typed(client: Client) -> None:
    answer = save(client, "N1", **QUIET | {"t0.from": "20"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert '<a href="#t0.from">始まり:17:30 のような時間にしてください</a>' in html
    assert 'id="t0.from" name="t0.from" value="20"' in html


@pytest.mark.usefixtures("draft")
def test_looking_at_the_sentence_keeps_nothing(client: Client) -> None:
    answer = client.post(f"{DRAFT}c/N1/", {"id": "N1", "do": "look", **QUIET})
    assert "音楽室では、大きな音を出せるのは、20時までです。" in answer.content.decode()
    assert "N1" not in str(RulebookDraft.objects.get().document)


@pytest.mark.usefixtures("draft")
def test_a_clause_may_say_several_things_and_one_fewer(client: Client) -> None:
    more = client.post(f"{DRAFT}c/N1/", {"id": "N1", "do": "more", "more": "turnover", **QUIET})
    assert 'name="t1.minutes"' in more.content.decode()
    both = {"type": ["quiet", "turnover"], "t0.from": "20:00", "t1.minutes": "30"}
    save(client, "N1", **both)
    assert [term["type"] for term in clause_of("N1")["says"]] == ["quiet", "turnover"]
    save(client, "N1", **both, **{"t0.drop": "1"})
    assert clause_of("N1")["says"] == [{"type": "turnover", "minutes": 30}]


@pytest.mark.usefixtures("draft")
def test_what_a_draft_names_and_nobody_knows_is_said_by_the_clause(client: Client) -> None:
    save(client, "N1", **QUIET | {"t0.rooms": "attic"})
    told = page(client, DRAFT)
    assert "部屋:「attic」は、このきまりにありません。" in told
    assert "まちがいが1つあります。" in told
    refused = client.post(DRAFT + "publish/", {"why": "音の苦情", **seen_whole()})
    assert refused.status_code == 422


@pytest.mark.usefixtures("draft")
def test_publishing_leads_to_the_new_version_beside_the_old(client: Client, hall: Facility) -> None:
    save(
        client,
        "H2",
        type="evening",
        **{"t0.from": "17:00", "t0.to": "20:00", "ja": "20時まで", "en": "To 20:00"},
    )
    client.post(f"{DRAFT}c/H3/", {"do": "drop", **seen_clause("H3")})
    answer = client.post(DRAFT + "publish/", {"why": "職員が足りないため", **seen_whole()})
    assert answer.headers["Location"] == f"{RULES}?on=2027-01-05"
    told = page(client, f"{RULES}?on=2027-01-05")
    assert "H2 まえ 水曜日と金曜日は、中高生のために21時まで開いています。 あと 20時まで" in told
    assert "H3 まえ 月曜日はお休みです。 あと なくなります" in told
    client.post(RULES + "withdraw/", {"day": "2027-01-05", "why": "まちがえた"})
    assert hall.rulebooks.count() == 1


def test_a_draft_before_a_version_that_is_there_says_that_it_ends_with_it(
    client: Client, writer: Person
) -> None:
    for day in ("2027-04-01", "2027-01-05"):
        assert "からの版が、もうあります" not in page(client, DRAFT)
        client.post(DRAFT, {"do": "start", "valid_from": day})
        if day == "2027-04-01":
            save(client, "N1", **QUIET)
            client.post(DRAFT + "publish/", {"why": "音の苦情", **seen_whole()})
    assert "2027年4月1日からの版が、もうあります。" in page(client, DRAFT)


@pytest.mark.usefixtures("draft")
def test_the_preview_says_which_days_change_and_whom_the_new_rules_would_refuse(
    client: Client, hall: Facility
) -> None:
    person = a_high_schooler(name="はるか")
    booking = a_booking(the_room(hall, "band"), span("2027-01-06", "19:00", "21:00"), person)
    booking.people.set([person])
    teens = {"t0.admits.from_stage": "junior_high", "t0.admits.to_stage": "high_school"}
    days = {
        "t0.on.days": ["wed", "fri"],
        "t0.from": "17:00",
        "t0.to": "20:00",
        "ja": "20時まで",
        "en": "To 20:00",
    }
    save(client, "H2", type="evening", **days, **teens)
    told = page(client, DRAFT + "preview/")
    assert "すでにある予約のうち1件は、新しいきまりなら断られます" in told
    assert "1月6日(水) 19:00–21:00 音楽室" in told
    assert "10:00–20:00" in told


@pytest.mark.usefixtures("draft")
def test_the_preview_costs_no_more_queries_for_many_bookings(
    client: Client, hall: Facility, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    save(client, "N1", type="headcount", **{"t0.least": "5"})
    for day in ("06", "07", "08", "09", "10"):
        booking = a_booking(
            the_room(hall, "band"), span(f"2027-01-{day}", "10:00", "12:00"), a_high_schooler()
        )
        booking.people.set([booking.person])
    client.get(DRAFT + "preview/")
    with django_assert_max_num_queries(18):
        client.get(DRAFT + "preview/")


@pytest.mark.usefixtures("draft")
@pytest.mark.parametrize(("words", "found"), [("音", "quiet"), ("sound", "quiet"), ("年末年始", "closed")])
def test_a_type_is_found_by_what_it_means_or_what_halls_publish(
    words: str, found: str, client: Client
) -> None:
    html = client.get(DRAFT + "new/", {"q": words}).content.decode()
    assert f"?type={found}" in html
    assert "?type=refund" not in html


def test_every_type_has_a_line_and_every_word_is_used() -> None:
    assert {called(kind) for kind in types()} == MEANINGS.keys()
    assert all(str(words) for words in (*PARAMETERS.values(), *CHOICES.values()))


def posted(html: str) -> dict[str, list[str]]:
    """What a browser would send of the form as it is shown."""
    form = html[html.index('<form id="cf"') :]
    form = form[: form.index("</form>")]
    found: dict[str, list[str]] = {}

    def add(name: str, value: str) -> None:
        found.setdefault(unescape(name), []).append(unescape(value))

    for tag in re.findall(r"<input [^>]*>", form):
        kind, name = re.search(r'type="(\w+)"', tag), re.search(r'name="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and not (kind and kind[1] in ("checkbox", "radio") and " checked" not in tag):
            add(name[1], value[1] if value else "")
    for name, text in re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        add(name, text)
    for name, inner in re.findall(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', inner) or re.search(
            r'<option value="([^"]*)"', inner
        )
        add(name, chosen[1] if chosen else "")
    return {name: values for name, values in found.items() if name not in ("more", "csrfmiddlewaretoken")}


def in_order(value: Any) -> Any:
    """Lists of keys in one order: a form ticks them in that of the hall."""
    if isinstance(value, dict):
        return {key: in_order(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return sorted(map(in_order, value), key=str)
    return value


def test_every_clause_of_every_type_is_saved_as_it_is_shown(client: Client) -> None:
    hall = a_hall(SAMPLE)
    client.force_login(staff(hall, role=Role.MANAGER))
    draft = f"/desk/{hall.slug}/rules/draft/"
    client.post(draft, {"do": "start", "valid_from": "2027-01-05"})
    for clause in read(SAMPLE, "sample").clauses:
        html = client.get(f"{draft}c/{clause.id}/").content.decode()
        answer = client.post(f"{draft}c/{clause.id}/", posted(html) | {"do": "save"})
        assert answer.status_code == 302, text_of(answer.content.decode())
        saved = Clause.model_validate(clause_of(clause.id))
        assert in_order(saved.model_dump(mode="json")) == in_order(clause.model_dump(mode="json")), clause.id
