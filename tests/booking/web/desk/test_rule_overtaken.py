"""Two who write one draft: nothing that the other has written is lost unseen, and nothing that one typed."""

import re
from typing import Any

import pytest
from django.test import Client

from booking.models import Person, RulebookDraft
from booking.rules.staff import Role
from facilities.models import Facility
from tests.booking.web.conftest import text_of
from tests.booking.web.desk.test_rules import posted
from tests.factories import DEMANDING, a_hall
from tests.people import staff

pytestmark = pytest.mark.django_db
DRAFT = "/desk/higashi/rules/draft/"
QUIET = {"type": "quiet", "t0.from": "20:00", "t0.rooms": "band"}


@pytest.fixture
def hall() -> Facility:
    return a_hall(DEMANDING)


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def writer(hall: Facility) -> Client:
    client = signed_in(staff(hall, role=Role.MANAGER))
    client.post(DRAFT, {"do": "start", "valid_from": "2027-01-05"})
    return client


@pytest.fixture
def other(hall: Facility, writer: Client) -> Client:
    return signed_in(staff(hall, role=Role.MANAGER))


def form(client: Client, page: str) -> dict[str, Any]:
    """A form as it is shown to somebody now."""
    return posted(client.get(f"{DRAFT}{page}/").content.decode())


def send(client: Client, page: str, shown: dict[str, Any], **typed: Any) -> Any:
    return client.post(f"{DRAFT}{page}/", shown | {"do": "save"} | typed)


def seen_on(answer: Any) -> str:
    """What the page of the draft says in each of its forms."""
    [found] = set(re.findall(r'name="seen" value="(\d+)"', answer.content.decode()))
    return str(found)


def document() -> dict[str, Any]:
    found: dict[str, Any] = RulebookDraft.objects.get().document
    return found


def words_of(clause: str) -> str:
    return next((str(one["ja"]) for one in document()["clauses"] if one["id"] == clause), "")


def test_whoever_saves_a_clause_that_another_has_changed_is_told_and_keeps_what_they_typed(
    writer: Client, other: Client
) -> None:
    mine, theirs = form(writer, "c/H3"), form(other, "c/H3")
    assert send(other, "c/H3", theirs, ja="月曜日と火曜日はお休みです。").status_code == 302
    answer = send(writer, "c/H3", mine, ja="月曜日の午後はお休みです。")
    said = text_of(answer.content.decode())
    assert answer.status_code == 409
    assert "そのあいだに、ほかの人がこの条文を変えました。" in said
    assert "月曜日の午後はお休みです。" in said, "what was typed"
    assert "今まで 月曜日と火曜日はお休みです。" in said, "and what stands there"
    assert words_of("H3") == "月曜日と火曜日はお休みです。"


def test_sent_once_more_what_was_typed_holds(writer: Client, other: Client) -> None:
    mine = form(writer, "c/H3")
    send(other, "c/H3", form(other, "c/H3"), ja="月曜日と火曜日はお休みです。")
    answer = send(writer, "c/H3", mine, ja="月曜日の午後はお休みです。")
    again = send(writer, "c/H3", posted(answer.content.decode()))
    assert (again.status_code, words_of("H3")) == (302, "月曜日の午後はお休みです。")


def test_looking_at_the_sentence_meanwhile_does_not_make_the_form_newer(
    writer: Client, other: Client
) -> None:
    mine = form(writer, "c/H3")
    send(other, "c/H3", form(other, "c/H3"), ja="月曜日と火曜日はお休みです。")
    looked = writer.post(f"{DRAFT}c/H3/", mine | {"do": "look"})
    assert send(writer, "c/H3", posted(looked.content.decode())).status_code == 409


def test_two_who_write_two_clauses_are_not_in_each_others_way(writer: Client, other: Client) -> None:
    mine = form(writer, "c/H3")
    send(other, "c/H2", form(other, "c/H2"), ja="夜も開いています。")
    assert send(writer, "c/H3", mine, ja="月曜日の午後はお休みです。").status_code == 302
    assert (words_of("H2"), words_of("H3")) == ("夜も開いています。", "月曜日の午後はお休みです。")


def test_a_clause_that_another_has_changed_is_not_taken_out_unseen(writer: Client, other: Client) -> None:
    mine = form(writer, "c/H3")
    send(other, "c/H3", form(other, "c/H3"), ja="月曜日と火曜日はお休みです。")
    assert send(writer, "c/H3", mine, do="drop").status_code == 409
    assert words_of("H3") == "月曜日と火曜日はお休みです。"


def test_of_two_who_add_a_clause_under_one_number_the_later_gets_the_next(
    writer: Client, other: Client
) -> None:
    new = f"{DRAFT}new/?type=quiet"
    mine, theirs = (posted(one.get(new).content.decode()) for one in (writer, other))
    [number] = mine["id"]
    assert send(other, f"c/{number}", theirs, **QUIET, ja="音は8時まで。").status_code == 302
    answer = send(writer, f"c/{number}", mine, **QUIET, ja="夜は静かに。")
    shown = posted(answer.content.decode())
    assert (answer.status_code, shown["id"] == [number]) == (409, False)
    assert send(writer, f"c/{shown['id'][0]}", shown).status_code == 302
    assert (words_of(number), words_of(shown["id"][0])) == ("音は8時まで。", "夜は静かに。")


@pytest.mark.parametrize(("page", "field"), [("words", "title.ja"), ("hall", "name.ja")])
def test_a_part_that_another_has_changed_comes_back_as_it_was_typed(
    writer: Client, other: Client, page: str, field: str
) -> None:
    mine = form(writer, page)
    send(other, page, form(other, page), **{field: "ほかの人の言葉"})
    after = document()
    answer = send(writer, page, mine, **{field: "自分の言葉"})
    assert answer.status_code == 409
    assert "そのあいだに、ほかの人がここを変えました。" in text_of(answer.content.decode())
    assert 'value="自分の言葉"' in answer.content.decode()
    assert document() == after
    assert send(writer, page, posted(answer.content.decode())).status_code == 302
    assert "自分の言葉" in str(document())


def test_a_day_set_that_another_has_changed_is_not_overwritten_unseen(writer: Client, other: Client) -> None:
    dates = {"name.ja": "冬休み", "days.0.every_year": "12-25/01-07"}
    send(writer, "days", form(writer, "days"), **dates)
    mine = form(writer, "days/days-1")
    send(other, "days/days-1", form(other, "days/days-1"), **{"name.ja": "冬の休み"})
    for do in ("save", "drop"):
        assert send(writer, "days/days-1", mine, do=do).status_code == 409
    assert document()["day_sets"][0]["name"] == {"ja": "冬の休み"}


@pytest.mark.parametrize(
    ("page", "sent"),
    [
        ("publish/", {"why": "音の苦情"}),
        ("", {"do": "discard"}),
        ("", {"do": "day", "valid_from": "2027-02-01"}),
        ("", {"do": "restore", "back": "H3"}),
    ],
)
def test_what_is_done_to_the_whole_draft_is_done_to_what_was_looked_over(
    writer: Client, other: Client, hall: Facility, page: str, sent: dict[str, str]
) -> None:
    seen = seen_on(writer.get(DRAFT))
    send(other, "c/H3", form(other, "c/H3"), ja="月曜日と火曜日はお休みです。")
    answer = writer.post(DRAFT + page, sent | {"seen": seen})
    told = text_of(answer.content.decode())
    assert answer.status_code == 409
    assert "そのあいだに、ほかの人が下書きを変えました。" in told
    assert "月曜日と火曜日はお休みです。" in told, "the draft as it is now"
    assert (hall.rulebooks.count(), words_of("H3")) == (1, "月曜日と火曜日はお休みです。")
    assert document()["valid_from"] == "2027-01-05"
    if page:
        assert 'value="音の苦情"' in answer.content.decode(), "why stays typed"
        again = seen_on(answer)
        assert writer.post(DRAFT + page, sent | {"seen": again}).status_code == 302


def test_a_form_that_says_of_nothing_that_it_was_seen_changes_nothing(writer: Client) -> None:
    assert writer.post(f"{DRAFT}c/H3/", {"id": "H3", "do": "drop"}).status_code == 409
    assert writer.post(f"{DRAFT}publish/", {"why": "音の苦情", "seen": "x"}).status_code == 409
    assert words_of("H3") != ""
