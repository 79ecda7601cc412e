"""A clause's form, read as its own sentence: every field once, each with its name, the rest below."""

import re
from typing import Any

import pytest
from django.test import Client

from booking.models import RulebookDraft
from booking.rules.language import called, types
from booking.rules.staff import Role
from facilities.models import Facility
from tests.booking.web.desk.conftest import at_desk
from tests.booking.web.desk.drafts import seen_clause

pytestmark = pytest.mark.django_db
DRAFT = "/desk/higashi/rules/draft/"
HOURS = {"type": "hours", "t0.from": "10:00", "t0.to": "17:00", "t0.on.days": ["mon", "tue"]}
KINDS = [called(kind) for kind in types()]


@pytest.fixture
def writer(client: Client, hall: Facility) -> Client:
    at_desk(client, hall, Role.MANAGER)
    client.post(DRAFT, {"do": "start", "valid_from": "2027-01-05"})
    return client


def form(writer: Client, **fields: Any) -> str:
    answer = writer.post(f"{DRAFT}c/N1/", {"id": "N1", "do": "look", **fields})
    html: str = answer.content.decode()
    return html


def sentence(html: str) -> str:
    """What stands in its gaps is left out."""
    found = re.search(r'<div class="sen fil">(.*?)<details class="prt"', html, re.DOTALL)
    assert found is not None
    filled = re.sub(r"<(fieldset|label|details)\b.*?</\1>", "[ ]", found[1], flags=re.DOTALL)
    return re.sub(r"<.*?>|\s", "", filled)


def names(html: str) -> list[str]:
    return re.findall(r'<(?:input|select|textarea)[^>]* name="(t0\.[^"]+)"', html)


def test_hours_on_weekdays_are_a_sentence_with_fields_in_it(writer: Client) -> None:
    html = form(writer, **HOURS)
    assert sentence(html) == "[]曜日は、[]から[]まで開いています。"
    assert 'name="t0.from" value="10:00"' in html


@pytest.mark.parametrize("kind", KINDS)
def test_a_field_of_any_type_stands_in_the_form_once_and_has_a_name(writer: Client, kind: str) -> None:
    html = writer.get(f"{DRAFT}new/?type={kind}").content.decode()
    drawn = re.findall(r' id="(t0\.[^"]+)"', html)
    assert names(html)
    assert len(drawn) == len(set(drawn))
    found = re.search(r'<div class="sen fil">(.*?)<(?:div class="nds"|details class="prt")', html, re.DOTALL)
    for field in re.findall(r'<(?:input|select)[^>]* id="(t0[^"]+)"', found[1]) if found else []:
        assert re.search(rf'<label[^>]* for="{re.escape(field)}"[^>]*>\s*<span[^>]*>\S', html), field


def test_what_the_sentence_does_not_name_is_under_more_and_open_only_if_it_is_said(writer: Client) -> None:
    assert '<details class="prt"><summary>もっと' in form(writer, **HOURS)
    assert '<details class="prt" open><summary>もっと' in form(writer, **HOURS, **{"t0.about": "true"})


def test_a_time_that_is_none_stays_in_the_sentence_as_it_was_typed(writer: Client) -> None:
    answer = writer.post(
        f"{DRAFT}c/N1/", {"id": "N1", "do": "save", **seen_clause("N1"), **HOURS, "t0.to": "25時"}
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    assert sentence(html) == "[]曜日は、[]から[]まで開いています。"
    assert 'name="t0.to" value="25時"' in html
    assert '<a href="#t0.to">' in html


def test_what_the_sentence_sends_is_kept_as_the_column_of_fields_kept_it(writer: Client) -> None:
    writer.post(f"{DRAFT}c/N1/", {"id": "N1", "do": "save", **seen_clause("N1"), **HOURS})
    (kept,) = [one for one in RulebookDraft.objects.get().document["clauses"] if one["id"] == "N1"]
    assert kept["says"] == [{"type": "hours", "on": {"days": ["mon", "tue"]}, "from": "10:00", "to": "17:00"}]


def test_beside_the_form_stands_what_the_clause_would_change_before_it_is_kept(writer: Client) -> None:
    html = form(writer, **HOURS | {"type": "closed", "t0.on.days": ["wed"]})
    assert "この条文でどう変わるか" in html
    assert 'class="x nw"' in html
    assert "N1" not in str(RulebookDraft.objects.get().document)


def test_a_clause_that_is_none_yet_changes_nothing(writer: Client) -> None:
    assert "この条文でどう変わるか" not in form(writer, type="quiet")
    assert "この条文でどう変わるか" not in form(
        writer, type="quiet", **{"t0.from": "20:00", "t0.rooms": "attic"}
    )


BANDS = {
    "type": "bands",
    "t0.bands.0.from": "9:30",
    "t0.bands.0.to": "12:00",
    "t0.bands.1.from": "13:00",
    "t0.bands.1.to": "15:00",
}


def test_bands_are_filled_in_where_the_sentence_names_them_and_more_are_added_below(writer: Client) -> None:
    html = form(writer, **BANDS)
    assert sentence(html).startswith("決まった時間に区切って貸します。[]–[]・[]–[]です。")
    assert names(html).count("t0.bands.0.from") == 1
    assert "t0.bands.2.from" in names(html)  # an empty row, to be written in
    assert "この行をなくす" in html


def test_a_row_that_is_dropped_leaves_no_hole(writer: Client) -> None:
    html = form(writer, **BANDS, **{"t0.bands.0.drop": "1"})
    assert 'name="t0.bands.0.from" value="13:00"' in html
    assert 'value="9:30"' not in html


def test_rows_that_cannot_be_stand_below_as_they_were_typed(writer: Client) -> None:
    html = form(writer, **BANDS | {"t0.bands.0.to": "8:00"})
    assert 'class="sen fil"' not in html
    assert 'name="t0.bands.0.to" value="8:00"' in html


def told(html: str) -> list[tuple[str, str]]:
    """The mistakes on a page, each with the field to which it leads."""
    summary = re.search(r'<div class="say bad".*?</div>', html, re.DOTALL)
    return re.findall(r'<a href="#([^"]+)">([^<]+)</a>', summary[0]) if summary else []


OVERLAPPING = BANDS | {"t0.bands.0.to": "13:30"}


def test_looking_at_bands_that_overlap_says_which_and_leads_there(writer: Client) -> None:
    assert told(form(writer, **OVERLAPPING)) == [
        ("t0.bands", "区分:09:30-13:30と13:00-15:00が重なっています。どちらかの時間を直してください")
    ]


def test_a_row_that_ends_before_it_begins_is_told_at_its_own_field(writer: Client) -> None:
    ((field, words),) = told(form(writer, **BANDS | {"t0.bands.1.to": "12:00"}))
    assert field.startswith("t0.bands.1.")
    assert "終わりは、始まりよりあとの時間にしてください" in words
    assert f'id="{field}"' in form(writer, **BANDS | {"t0.bands.1.to": "12:00"})


def test_whoever_asks_for_more_rows_is_told_of_no_gaps(writer: Client) -> None:
    answer = writer.post(f"{DRAFT}c/N1/", {"id": "N1", "do": "rows", "type": "bands"})
    assert (answer.status_code, told(answer.content.decode())) == (200, [])


def test_looking_at_a_clause_that_names_what_is_not_there_says_so(writer: Client) -> None:
    quiet = {"type": "quiet", "t0.from": "20:00", "t0.rooms": "attic"}
    assert told(form(writer, **quiet)) == [
        ("t0.rooms", "部屋:「attic」は、このきまりにありません。えらびなおすか、先に足してください")
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_every_mistake_of_an_empty_clause_leads_to_a_field_that_is_there(writer: Client, kind: str) -> None:
    html = form(writer, type=kind)
    for field, words in told(html):
        assert f'id="{field}"' in html
        assert not re.search(r"[a-z]{4,}", words), words
