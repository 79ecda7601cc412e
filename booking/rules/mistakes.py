"""What is wrong with a rulebook's file, said so that its writer can mend it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

LONGEST_ECHO = 40


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: in which file, which clause ("" outside the clauses), which field, and what to do."""

    file: str
    clause: str
    field: str
    what: str

    def __str__(self) -> str:
        place = [self.file, f"clause {self.clause}" if self.clause else "", self.field]
        return f"{', '.join(part for part in place if part)}: {self.what}"


class Mistakes(Exception):
    """Every mistake of the files that were read."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = tuple(mistakes)


def place(file: str, raw: Mapping[str, Any], path: Sequence[str | int], what: str) -> Mistake:
    """A mistake at a path into the document; tables of a list are named by their own id or key."""
    names: list[str] = []
    clause, value = "", raw
    for part in path:
        value = _inside(value, part)
        if isinstance(part, str):
            names.append(part)
        elif names == ["clauses"]:
            clause, names = _called(value, part), []
        else:
            names[-1] += f"[{_called(value, part)}]"
    return Mistake(file, clause, ".".join(names), what)


def _inside(value: Any, part: str | int) -> Any:
    try:
        return value[part]
    except (KeyError, IndexError, TypeError):
        return None


def _called(value: Any, index: int) -> str:
    own = value.get("id", value.get("key")) if isinstance(value, dict) else None
    return own[:LONGEST_ECHO] if isinstance(own, str) and own else f"#{index + 1}"


def explained(
    file: str, raw: Mapping[str, Any], model: type[BaseModel], error: ValidationError
) -> list[Mistake]:
    """Every error that pydantic found in a document, in our words and with a remedy where there is one."""
    return [_explain(file, raw, model, found) for found in error.errors()]


def _explain(file: str, raw: Mapping[str, Any], model: type[BaseModel], error: ErrorDetails) -> Mistake:
    path, models = _walk(raw, model, error["loc"])
    return place(file, raw, path, _say(error, models))


def _say(error: ErrorDetails, models: Iterable[type[BaseModel]]) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "missing":
        return "is missing"
    if kind == "extra_forbidden":
        return "is not known here" + _nearest(str(error["loc"][-1]), _parameters(models))
    if kind == "union_tag_not_found":
        return "has no `type`: say which type of term it is"
    if kind in ("union_tag_invalid", "enum", "literal_error"):
        return _unknown_name(context.get("tag", error["input"]), str(context))
    if kind == "value_error":
        return str(context["error"])
    return error["msg"][0].lower() + error["msg"][1:]


def _unknown_name(given: Any, context: str) -> str:
    if not isinstance(given, str):
        return "is not one of the names that are known here"
    expected = re.findall(r"'([^']+)'", context.partition("expected")[2])
    return f"{_echo(given)} is not known" + _nearest(given, expected)


def _nearest(given: str, known: Sequence[str]) -> str:
    close = get_close_matches(given[:LONGEST_ECHO], known, n=1)
    return f"; did you mean `{close[0]}`?" if close else f"; known are {', '.join(known)}"


def _echo(given: str) -> str:
    return f"`{given}`" if len(given) <= LONGEST_ECHO else f"`{given[:LONGEST_ECHO]}…`"


def _parameters(models: Iterable[type[BaseModel]]) -> list[str]:
    return [field.alias or name for model in models for name, field in model.model_fields.items()]


def _walk(
    raw: Mapping[str, Any], model: type[BaseModel], location: Sequence[str | int]
) -> tuple[list[str | int], list[type[BaseModel]]]:
    """A pydantic location as the path in the document, and the models that may stand where it ends.

    Pydantic puts the tag of a union among the path; the document has nothing there.
    """
    models, path = [model], list[str | int]()
    for depth, part in enumerate(location):
        tagged = [candidate for candidate in models if _tag(candidate) == part]
        if tagged:
            models = tagged
            continue
        path.append(part)
        if isinstance(part, str) and depth < len(location) - 1:
            models = [inner for outer in models for inner in _models_in(_annotation(outer, part))]
    return path, models


def _tag(model: type[BaseModel]) -> str | None:
    field = model.model_fields.get("type")
    return get_args(field.annotation)[0] if field and get_origin(field.annotation) is Literal else None


def _annotation(model: type[BaseModel], name: str) -> Any:
    fields = model.model_fields.items()
    return next((field.annotation for own, field in fields if name in (own, field.alias)), None)


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if get_origin(annotation) in (Annotated, Union, UnionType, tuple):
        return [model for inner in get_args(annotation) for model in _models_in(inner)]
    return []
