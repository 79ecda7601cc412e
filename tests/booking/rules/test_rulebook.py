from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from booking.rules.clauses.shown import Topic
from booking.rules.rulebook import Rulebook, read
from facilities.rules.stages import AgeMode
from tests.asks import a_document

RULEBOOKS = Path(__file__).parents[3] / "rulebooks"
FILES = sorted([*RULEBOOKS.glob("*.toml"), *RULEBOOKS.glob("sample/*.toml")])
OPEN = {"type": "hours", "from": "9:00", "to": "17:00"}


def a_rulebook(*clauses: list[dict[str, object]], **fields: object) -> Rulebook:
    return Rulebook.model_validate(a_document(*clauses, **fields))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_survives_the_way_through_the_database(path: Path) -> None:
    book = read(path.read_text(), path.name)
    again = Rulebook.model_validate(book.document)
    assert again == book
    assert again.digest == book.digest


def test_the_digest_knows_the_rules_and_not_the_layout() -> None:
    text = FILES[0].read_text()
    book = read(text, "a.toml")
    assert read(f"# a comment\n{text}\n\n", "b.toml").digest == book.digest
    swapped = text.replace('from = "10:00"\n  to = "17:00"', 'to = "17:00"\n  from = "10:00"')
    assert swapped != text
    assert read(swapped, "c.toml").digest == book.digest
    assert read(text.replace('to = "19:00"', 'to = "20:00"', 1), "d.toml").digest != book.digest


def test_a_term_for_another_hall_does_not_judge_this_one() -> None:
    elsewhere = {**a_document()["halls"][0], "key": "nishi"}
    book = a_rulebook(
        [OPEN, {"type": "headcount", "most": 8}],
        [{**OPEN, "halls": ["nishi"]}, {"type": "headcount", "most": 9, "halls": ["nishi"]}],
        halls=[*a_document()["halls"], elsewhere],
    )
    assert [key for key, _ in book.for_hall("higashi").terms] == ["C1"]
    assert [key for key, _ in book.for_hall("nishi").terms] == ["C1", "C2"]
    assert [key for key, _ in book.for_hall("higashi").calendar] == ["C1"]


def test_rules_carry_the_halls_clock_and_how_ages_are_counted() -> None:
    hall = {**a_document()["halls"][0], "timezone": "Europe/Helsinki"}
    rules = a_rulebook([OPEN], halls=[hall], age_mode="birthday").for_hall("higashi")
    assert (rules.zone.key, rules.mode) == ("Europe/Helsinki", AgeMode.BIRTHDAY)
    assert (rules.setting.registry, rules.setting.halls) == ("higashi-rules", {"higashi"})
    assert rules.timetable.zone == rules.zone


@pytest.mark.parametrize("key", ["drums", "student_card", "edogawa-studio", "2nd"])
def test_keys_have_words(key: str) -> None:
    book = a_rulebook([OPEN], names={key: {"ja": "ことば", "en": "word"}})
    assert book.for_hall("higashi").setting.named("x", key)["x_en"] == "word"


@pytest.mark.parametrize("key", ["", "Drums", "_drums", "ドラム", "a b", "a" * 33])
def test_a_key_is_written_in_small_letters(key: str) -> None:
    with pytest.raises(ValidationError):
        a_rulebook([OPEN], names={key: {"ja": "ことば"}})


def test_the_registries_that_a_hall_shares_are_as_good_as_its_own() -> None:
    shared = {"type": "registration_shared", "registries": ["noba", "kamioka"]}
    setting = a_rulebook([OPEN], [shared]).for_hall("higashi").setting
    assert setting.accepting(None) == {"higashi-rules", "noba", "kamioka"}
    assert setting.accepting("ward") == {"ward"}
    elsewhere = {**a_document()["halls"][0], "key": "minami"}
    halls = [*a_document()["halls"], elsewhere]
    book = a_rulebook([OPEN], [{**shared, "halls": ["minami"]}], halls=halls)
    assert book.for_hall("higashi").setting.accepting(None) == {"higashi-rules"}


def test_a_hall_of_another_rulebook_is_not_compiled() -> None:
    with pytest.raises(KeyError):
        a_rulebook([OPEN]).for_hall("minami")


def test_what_is_judged_and_what_is_only_shown_are_counted() -> None:
    book = a_rulebook([OPEN, {"type": "shown", "topic": "FEE"}], [{"type": "shown", "topic": "FEE"}])
    assert (book.judged, dict(book.shown)) == (1, {Topic.FEE: 2})


def test_a_clause_is_found_by_its_id() -> None:
    book = a_rulebook([OPEN], [OPEN])
    assert book.clause("C2") is book.clauses[1]
    with pytest.raises(KeyError):
        book.clause("C3")


def test_the_day_from_which_it_holds_is_a_date() -> None:
    assert a_rulebook([OPEN]).valid_from == date(2026, 4, 1)
