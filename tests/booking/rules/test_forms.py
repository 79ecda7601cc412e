"""A form holds what a rulebook says: written into its fields and read back, it says the same."""

from pathlib import Path
from typing import Any

import pytest

from booking.rules.forms import AS_IN_A_FILE, as_written, fields_of, filled, from_written, read_form
from booking.rules.language import called, types
from booking.rules.rulebook import Rulebook, read

ROOT = Path(__file__).parents[3] / "rulebooks"
SAMPLE = read((ROOT / "sample" / "every-clause.toml").read_text(), "every-clause.toml")
KINDS = {called(kind): kind for kind in types()}
# What stands as in a file, and why no field holds it.
WRITTEN = {
    "unless": "a list of scopes, each as large as the form of a term",
    "first": "a list of users, in the order in which they come",
    "calendar": "rounds, each with two moments",
    "any_of": "a list of days inside days",
    "but": "a list of days inside days",
    "only": "an empty list of instruments, which means none at all",
}


def terms_of(book: Rulebook) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{book.key} {clause['id']}", term) for clause in book.document["clauses"] for term in clause["says"]
    ]


def again(term: dict[str, Any]) -> dict[str, Any]:
    fields = fields_of(KINDS[term["type"]])
    return {"type": term["type"], **read_form(fields, filled(fields, term))}


def judged_alike(term: dict[str, Any]) -> tuple[Any, Any]:
    kind = KINDS[term["type"]]
    return kind.model_validate(again(term)), kind.model_validate(term)


@pytest.mark.parametrize("name", sorted(KINDS))
def test_the_examples_of_every_type_come_out_of_the_form_as_they_went_in(name: str) -> None:
    examples = [term for _, term in terms_of(SAMPLE) if term["type"] == name]
    assert examples
    for term in examples:
        assert judged_alike(term)[0] == judged_alike(term)[1]


@pytest.mark.parametrize("path", sorted(ROOT.glob("*.toml")), ids=lambda path: path.stem)
def test_whatever_a_hall_has_published_comes_out_as_it_went_in(path: Path) -> None:
    for clause, term in terms_of(read(path.read_text(), path.name)):
        came, went = judged_alike(term)
        assert came == went, clause


def test_what_no_field_holds_is_known_by_name() -> None:
    books = [SAMPLE, *(read(path.read_text(), path.name) for path in ROOT.glob("*.toml"))]
    written = {
        name.removesuffix(AS_IN_A_FILE).rsplit(".", 1)[-1]
        for book in books
        for _, term in terms_of(book)
        for name in filled(fields_of(KINDS[term["type"]]), term)
        if name.endswith(AS_IN_A_FILE)
    }
    assert written <= WRITTEN.keys()


@pytest.mark.parametrize(
    "text",
    ['[{ rooms = ["band"], on = { dates = [2026-07-12] } }]', '["a", 1, true]', "[]"],
)
def test_what_is_written_as_in_a_file_is_read_and_written_alike(text: str) -> None:
    assert as_written(from_written(text)) == text


def test_what_cannot_be_read_stays_as_typed_for_the_language_to_say_so() -> None:
    given = {"minutes": ["十分"], "unless=": ["[{"]}
    said = read_form(fields_of(KINDS["turnover"]), given)
    assert said == {"minutes": "十分"}
    assert read_form(fields_of(KINDS["who"]), given) == {"unless": "[{"}


def test_what_is_meant_anyway_is_left_out() -> None:
    steps = ["stay", "enter", "confirm", "book", "arrive"]
    assert read_form(fields_of(KINDS["who"]), {"steps": steps, "carers": ["count"]}) == {}
