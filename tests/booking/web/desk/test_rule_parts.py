"""The forms of what a draft says besides its clauses. Nobody types a key in them."""

from typing import Any

import pytest
from django.test import Client

from booking.models import RulebookDraft
from booking.rules.staff import Role
from facilities.models import Facility
from tests.booking.web.conftest import text_of
from tests.booking.web.desk.conftest import at_desk
from tests.booking.web.desk.test_rules import posted
from tests.factories import DEMANDING, a_hall

pytestmark = pytest.mark.django_db
DRAFT = "/desk/higashi/rules/draft/"


@pytest.fixture
def hall() -> Facility:
    return a_hall(DEMANDING)


@pytest.fixture
def writer(client: Client, hall: Facility) -> Client:
    at_desk(client, hall, Role.MANAGER)
    client.post(DRAFT, {"do": "start", "valid_from": "2027-01-05"})
    return client


def document() -> dict[str, Any]:
    found: dict[str, Any] = RulebookDraft.objects.get().document
    return found


def save(client: Client, form: str, **changed: Any) -> Any:
    """The form as it is shown, with some fields typed."""
    address = f"{DRAFT}{form}/"
    return client.post(address, posted(client.get(address).content.decode()) | {"do": "save"} | changed)


@pytest.mark.parametrize("form", ["words", "hall"])
def test_a_form_that_is_saved_as_it_is_shown_changes_nothing(writer: Client, form: str) -> None:
    before = document()
    assert save(writer, form).status_code == 302
    assert document() == before


def test_a_room_is_added_and_then_ticked_in_a_clause(writer: Client) -> None:
    rooms = len(document()["halls"][0]["rooms"])
    save(writer, "hall", **{f"rooms.{rooms}.name.ja": "第2音楽室", f"rooms.{rooms}.capacity": "6"})
    assert document()["halls"][0]["rooms"][-1] == {
        "key": "room-1",
        "name": {"ja": "第2音楽室"},
        "capacity": 6,
    }
    save(writer, "c/M7", **{"t0.rooms": ["band", "room-1"]})
    assert document()["clauses"][-3]["says"][0]["rooms"] == ["band", "room-1"]
    page = text_of(writer.get(DRAFT).content.decode())
    assert "データは変わりましたが、館の言葉は前のままです。" in page
    assert "館と部屋 たしかめ" in page


def test_a_mistake_in_a_room_stands_at_its_field(writer: Client) -> None:
    answer = save(writer, "hall", **{"rooms.0.capacity": "ろく", "rooms.1.name.ja": ""})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert '<a href="#rooms.0.capacity">定員(人):数字で書いてください</a>' in html
    assert '<a href="#rooms.1.name.ja">日本語:書いてください</a>' in html


def test_a_row_of_no_number_that_can_be_counted_is_no_row(writer: Client) -> None:
    before = document()
    save(writer, "hall", **{"rooms.².capacity": "6", "rooms.x.capacity": "6"})
    assert document() == before


def test_a_word_is_added_and_another_goes(writer: Client) -> None:
    names = list(document()["names"])
    save(writer, "words", **{f"names.{len(names)}.ja": "学生証", "names.0.drop": "1"})
    assert list(document()["names"]) == [*names[1:], "word-1"]
    assert document()["names"]["word-1"] == {"ja": "学生証"}


def test_a_day_set_is_written_named_by_a_clause_and_taken_away(writer: Client) -> None:
    empty = save(writer, "days")
    assert empty.status_code == 422
    assert '<a href="#name">名前:書いてください</a>' in empty.content.decode()
    assert '<a href="#days">どの日か(全部あてはまる日):書いてください</a>' in empty.content.decode()
    save(writer, "days", **{"name.ja": "冬休み", "days.0.every_year": "12-25/01-07"})
    assert document()["day_sets"] == [
        {"key": "days-1", "name": {"ja": "冬休み"}, "days": [{"every_year": [["12-25", "01-07"]]}]}
    ]
    save(writer, "c/H3", **{"t0.on.in": ["days-1"]})
    assert "日の集まり「冬休み」" in text_of(writer.get(DRAFT).content.decode())
    save(writer, "days/days-1", do="drop")
    assert "「days-1」は、このきまりにありません。" in text_of(writer.get(DRAFT).content.decode())


def test_a_day_set_that_is_not_there_is_not_found(writer: Client) -> None:
    assert writer.get(f"{DRAFT}days/nowhere/").status_code == 404


def test_more_rows_keep_what_was_typed_and_nothing_else(writer: Client) -> None:
    before, names = document(), len(document()["names"])
    typed = {f"names.{names}.ja": "学生証", f"names.{names + 1}.ja": "保険証", "do": "rows"}
    html = save(writer, "words", **typed).content.decode()
    assert 'value="保険証"' in html
    assert f'name="names.{names + 3}.ja"' in html
    assert document() == before


def test_what_is_another_halls_too_is_left_to_both(writer: Client) -> None:
    draft = RulebookDraft.objects.get()
    draft.document["halls"].append({"key": "nishi", "name": {"ja": "西館"}, "kind": "childrens_hall"})
    draft.save()
    answer = save(writer, "words", **{"title.ja": "ぜんぶのきまり"})
    assert answer.status_code == 422
    assert "ほかの館のきまりも変わります。" in answer.content.decode()
    assert 'value="ぜんぶのきまり"' in answer.content.decode()


def test_a_clause_of_other_halls_too_says_whose_it_is_instead_of_a_button(writer: Client) -> None:
    draft = RulebookDraft.objects.get()
    draft.document["halls"].append({"key": "nishi", "name": {"ja": "西館"}, "kind": "childrens_hall"})
    draft.save()
    page = writer.get(DRAFT).content.decode()
    assert "西館のきまりでもあるので、そこでまかされている人といっしょに直します。" in text_of(page)
    assert f'href="{DRAFT}c/H2/"' not in page


def test_the_hall_says_once_that_its_papers_have_no_space_for_a_seal(writer: Client) -> None:
    save(writer, "hall", seals="false")
    assert document()["halls"][0]["seals"] is False
    save(writer, "hall", seals="true")
    assert "seals" not in document()["halls"][0]
