"""The language tells of itself: a home for every published type, words for every parameter, a schema."""

import json
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from booking.rules.catalogue import CATALOGUE
from booking.rules.clauses.term import Kind
from booking.rules.language import OF_SCOPES, Type, called, documented, homes, schema, title, types, words
from booking.rules.mistakes import Mistakes
from booking.rules.rulebook import read

RULEBOOKS = Path(__file__).parents[3] / "rulebooks"
FILES = sorted([*RULEBOOKS.glob("*.toml"), *RULEBOOKS.glob("sample/*.toml")])
EVERY = RULEBOOKS / "sample" / "every-clause.toml"
SCHEMA = schema()


def as_json(path: Path) -> Any:
    def words_of(moment: object) -> str:
        assert isinstance(moment, date | datetime)
        return moment.isoformat()

    return json.loads(json.dumps(tomllib.loads(path.read_text(encoding="utf-8")), default=words_of))


def test_all_the_published_types_have_a_home() -> None:
    assert len(CATALOGUE) == 101
    assert set(CATALOGUE) == set(homes()) | set(OF_SCOPES)
    assert set(homes()).isdisjoint(OF_SCOPES)
    assert all(name in kind.model_fields for kind in types() for name in OF_SCOPES.values())


def test_what_is_said_of_conduct_and_papers_is_not_judged() -> None:
    kinds = {code: {kind.kind for kind in kinds} for code, kinds in homes().items()}
    assert kinds["CONDUCT"] == {Kind.SHOWN}
    assert kinds["RESTORE"] == {Kind.PROCEDURE}
    assert kinds["CAP_PERIOD"] == {Kind.JUDGED}


@pytest.mark.parametrize("kind", types(), ids=called)
def test_every_type_tells_its_name_in_japanese_and_what_it_means(kind: Type) -> None:
    name, meaning = title(kind)
    assert not name.isascii()
    assert meaning.endswith(".")


@pytest.mark.parametrize("kind", [*types(), *documented().values()], ids=lambda kind: kind.__name__)
def test_every_parameter_has_its_words(kind: Type) -> None:
    assert set(kind.model_fields) - set(words(kind)) <= {"type"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_rulebook_keeps_to_the_schema_that_editors_are_given(path: Path) -> None:
    jsonschema.validate(as_json(path), SCHEMA, cls=jsonschema.Draft202012Validator)


def test_the_schema_refuses_what_the_reader_refuses() -> None:
    raw = as_json(EVERY)
    raw["clauses"][0]["says"][0]["till"] = "21:00"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(raw, SCHEMA, cls=jsonschema.Draft202012Validator)


def test_the_schema_carries_the_words_and_offers_nothing_that_a_file_cannot_hold() -> None:
    told = SCHEMA["$defs"]["LeaveBy"]
    assert told["title"] == "leave_by"
    assert told["description"].startswith("帰宅時間")
    assert told["properties"]["time"]["description"] == "By when they have left."
    assert '"null"' not in json.dumps(SCHEMA)


def test_the_sample_uses_every_type() -> None:
    rulebook = read(EVERY.read_text(encoding="utf-8"), EVERY.name)
    assert {type(term) for clause in rulebook.clauses for term in clause.says} == set(types())


def test_a_list_of_tables_that_was_written_as_one_is_told_how_to_be_written() -> None:
    text = EVERY.read_text(encoding="utf-8").replace("[[halls]]", "[halls]", 1)
    with pytest.raises(Mistakes, match=r"halls: must be a list of tables: write its name in double brackets"):
        read(text, EVERY.name)
