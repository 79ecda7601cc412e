"""The language of rulebook files, told from its own classes: its types, their words, its JSON Schema."""

import ast
from collections.abc import Mapping
from functools import cache
from inspect import cleandoc, getsource
from itertools import pairwise
from textwrap import dedent
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from booking.rules.circumstances import Facts
from booking.rules.clauses import (
    Asking,
    Displayed,
    MoneyAndSanctions,
    People,
    Procedure,
    Shown,
    Statement,
    Term,
    Using,
)
from booking.rules.clauses.counted import Counted
from booking.rules.clauses.users import Users
from booking.rules.facts import Attendance, Company, Had, Happened, Somebody
from booking.rules.questions import Answer, Noting, Question
from booking.rules.rulebook import Clause, DaySet, Rulebook
from facilities.rules.ages import Ages
from facilities.rules.clauses import CalendarClause, CalendarTerm
from facilities.rules.days import Days
from facilities.rules.halls import Hall, HallRoom

# What of the catalogue no type writes down, but a parameter of the scope that they all have.
OF_SCOPES: Mapping[str, str] = {"ROOM_SCOPE": "rooms"}

Type = type[CalendarClause] | type[Statement] | type[Displayed]


def groups() -> Mapping[str, tuple[Type, ...]]:
    """Every type of term, under what it is about."""
    return {
        "The calendar 暦": get_args(get_args(CalendarTerm)[0]),
        "People and groups 人と団体": get_args(People),
        "The use of a room 部屋の使い方": get_args(Using),
        "Asking, lots and caps 申しこみ・抽選・上限": get_args(Asking),
        "Cancelling, money, sanctions 取消し・料金・利用停止": get_args(MoneyAndSanctions),
        "Shown, and steps of the desk's 掲示・手順": (Shown, Procedure),
    }


def types() -> tuple[Type, ...]:
    """Every type of term, in that order."""
    return tuple(kind for kinds in groups().values() for kind in kinds)


def called(kind: type[BaseModel]) -> str:
    """Its `type`, as a file writes it."""
    return str(get_args(kind.model_fields["type"].annotation)[0])


def homes() -> Mapping[str, list[Type]]:
    """Of each type of the catalogue that anything carries, the types that write it down."""
    found: dict[str, list[Type]] = {}
    for kind in types():
        for code in kind.carries:
            found.setdefault(str(code), []).append(kind)
    return found


def title(kind: type[BaseModel]) -> tuple[str, str]:
    """What halls call it in Japanese, and what it means: the two parts of its docstring."""
    heading, meaning = cleandoc(kind.__doc__ or "").split(": ", 1)
    paragraphs = [" ".join(lines.split()) for lines in meaning.split("\n\n")]
    return heading, "\n\n".join([_sentence(paragraphs[0]), *paragraphs[1:]])


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]


def documented() -> Mapping[str, type[BaseModel]]:
    """The parts of a file that are told besides the types, by their names."""
    parts = (Rulebook, Hall, HallRoom, DaySet, Clause, Term, Users, Ages, Days, Counted)
    of_questions = (Question, Answer, Facts, Attendance, Somebody, Company, Happened, Had, Noting)
    return {part.__name__: part for part in (*parts, *of_questions)}


@cache
def words(model: type[BaseModel]) -> Mapping[str, str]:
    """What its parameters mean, by their names: the texts that stand below them in the class."""
    found: dict[str, str] = {}
    # From the farthest class to the nearest, whose words go before those that it inherits.
    for kind in reversed(model.__mro__):
        if issubclass(kind, BaseModel) and kind is not BaseModel:
            found |= _below_parameters(kind)
    return found


def _below_parameters(kind: type) -> Mapping[str, str]:
    (tree,) = ast.parse(dedent(getsource(kind))).body
    assert isinstance(tree, ast.ClassDef)  # noqa: S101 - for the type checker: the source of a class is one
    return {
        field.target.id: " ".join(cleandoc(text.value.value).split())
        for field, text in pairwise(tree.body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }


class _Schema(GenerateJsonSchema):
    """With the words of every parameter, and without `null`, which TOML does not have."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        json = super().model_schema(schema)
        model: type[BaseModel] = schema["cls"]
        for name, field in model.model_fields.items():
            told = json["properties"][field.alias or name]
            told.pop("title", None)
            if name in words(model):
                told["description"] = words(model)[name]
        if "type" in model.model_fields:
            json["title"] = called(model)
        return json

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        json = super().default_schema(schema)
        if json.get("default") is None or isinstance(json["default"], dict):
            json.pop("default", None)
        return json


def schema(model: type[BaseModel] = Rulebook) -> dict[str, Any]:
    """The JSON Schema of a rulebook file, or of a part of one."""
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        **model.model_json_schema(schema_generator=_Schema),
    }
