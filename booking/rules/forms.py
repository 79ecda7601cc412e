"""The parameters of a part of the language as fields of a form: what each holds, written down and read back.

A form is flat: names such as `on.days` with texts. What stands in no field of its own, because it is a
list of things that are made of parts, is written as in a file, under its name with `=` behind it.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from pydantic import BaseModel

from booking.rules.language import schema

Spec = Mapping[str, Any]
Given = Mapping[str, Sequence[str]]

APART = re.compile(r"[,、\s]+")
BETWEEN = re.compile(r"[/~〜–]")
A_DAY = re.compile(r'"(\d{4}-\d\d-\d\d)"')
AS_IN_A_FILE = "="
MOST_ROWS = 40
NOTHING: tuple[Any, ...] = (None, {}, [], "")
# Keys of things that the rulebook itself names.
REFERRING = {
    "halls": "halls",
    "rooms": "rooms",
    "except_rooms": "rooms",
    "room": "rooms",
    "parts": "rooms",
    "sum_of": "rooms",
    "spaces": "rooms",
    "in": "day_sets",
    "not_in": "day_sets",
    "also": "clauses",
    "over": "clauses",
    "conflicts": "clauses",
}


class Holds(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    TIME = "time"
    DATE = "date"
    TICK = "tick"
    CHOICE = "choice"
    TICKS = "ticks"
    KEYS = "keys"
    PAIRS = "pairs"
    PART = "part"
    EITHER = "either"  # a choice, or else a part
    ROWS = "rows"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter. `of` is the class of its part, its rows or its choices ("" where they have none);
    `refers` says to what of the rulebook its keys belong; `numeric` that its choices are numbers."""

    name: str
    holds: Holds
    needed: bool = False
    default: Any = None
    choices: tuple[str, ...] = ()
    numeric: bool = False
    bounds: tuple[int | None, int | None] = (None, None)
    of: str = ""
    refers: str = ""
    parts: tuple["Field", ...] = ()
    told: str = ""


@cache
def fields_of(model: type[BaseModel]) -> tuple[Field, ...]:
    """The parameters of a type of term, without its `type`, in the order of the class."""
    whole = schema(model)
    parts = whole.get("$defs", {})
    return tuple(_fields(parts.get(model.__name__, whole), parts))


def _fields(own: Spec, parts: Mapping[str, Spec]) -> Iterator[Field]:
    needed = own.get("required", ())
    for name, spec in own["properties"].items():
        if name != "type":
            yield _field(name, spec, parts, needed=name in needed)


def _field(name: str, spec: Spec, parts: Mapping[str, Spec], *, needed: bool) -> Field:
    of, own = _resolved(spec, parts)
    facts: dict[str, Any] = {
        "needed": needed,
        "default": spec.get("default"),
        "refers": REFERRING.get(name, ""),
        "told": str(spec.get("description", "")),
    }
    if "anyOf" in own:
        choice, part = own["anyOf"]
        of, inner = _resolved(part, parts)
        return Field(name, Holds.EITHER, choices=_choices(choice), of=of, parts=_parts(inner, parts), **facts)
    if "properties" in own:
        return Field(name, Holds.PART, of=of, parts=_parts(own, parts), **facts)
    if own.get("type") == "array":
        return _list(name, own["items"], parts, facts)
    return _plain(name, own, of, facts)


def _plain(name: str, own: Spec, of: str, facts: dict[str, Any]) -> Field:
    kind = own.get("type")
    if choices := _choices(own):
        return Field(name, Holds.CHOICE, choices=choices, numeric=kind == "integer", of=of, **facts)
    if kind == "boolean":
        if "const" in own or facts["default"] is False:
            return Field(name, Holds.TICK, **facts)
        return Field(name, Holds.CHOICE, choices=("true", "false"), **facts)
    if kind == "integer":
        return Field(name, Holds.NUMBER, bounds=(own.get("minimum"), own.get("maximum")), **facts)
    if own.get("format") == "date":
        return Field(name, Holds.DATE, **facts)
    # A time is known by the example in its schema (walltime.py): JSON Schema has no format for 26:00.
    holds = Holds.TIME if own.get("examples") == ["17:30"] else Holds.TEXT
    return Field(name, holds, **{**facts, "default": None} if holds is Holds.TIME else facts)


def _list(name: str, items: Spec, parts: Mapping[str, Spec], facts: dict[str, Any]) -> Field:
    of, own = _resolved(items, parts)
    if choices := _choices(own) or _numbers(own):
        numeric = own.get("type") == "integer"
        return Field(name, Holds.TICKS, choices=choices, numeric=numeric, of=of, **facts)
    if "prefixItems" in own:
        return Field(name, Holds.PAIRS, **facts)
    if "properties" not in own:
        return Field(name, Holds.KEYS, **facts)
    if of in ("Days", "Scope", "Users", "Round"):
        return Field(name, Holds.WRITTEN, of=of, **facts)
    return Field(name, Holds.ROWS, of=of, parts=_parts(own, parts), **facts)


def _resolved(spec: Spec, parts: Mapping[str, Spec]) -> tuple[str, Spec]:
    if "$ref" not in spec:
        return "", spec
    name = spec["$ref"].rsplit("/", 1)[1]
    return name, parts[name]


def _parts(own: Spec, parts: Mapping[str, Spec]) -> tuple[Field, ...]:
    return tuple(_fields(own, parts))


def _choices(own: Spec) -> tuple[str, ...]:
    given = own.get("enum") or ([own["const"]] if isinstance(own.get("const"), str) else [])
    return tuple(map(str, given))


def _numbers(own: Spec) -> tuple[str, ...]:
    """Those of a small range: the months of a year."""
    low, high = own.get("minimum"), own.get("maximum")
    small = own.get("type") == "integer" and low is not None and high is not None and high <= 12
    return (
        tuple(str(n) for n in range(low, high + 1)) if small and low is not None and high is not None else ()
    )


def filled(fields: Sequence[Field], said: Mapping[str, Any], at: str = "") -> dict[str, list[str]]:
    """What the fields hold of a part of a document, by their names in the form; nothing for what is left out.

    A value that its fields would not give back stands as in a file.
    """
    found: dict[str, list[str]] = {}
    for field in fields:
        if field.name in said:
            found |= _filled(field, said[field.name], f"{at}{field.name}")
    return found


def _filled(field: Field, value: Any, name: str) -> dict[str, list[str]]:
    # An empty list may say something (no instrument at all), and no field could.
    if field.holds is not Holds.WRITTEN and value != []:
        held = _held(field, value, name)
        if _is_default(field, value) or _read(field, held, name) == value:
            return held
    return {f"{name}{AS_IN_A_FILE}": [as_written(value)]}


def _held(field: Field, value: Any, name: str) -> dict[str, list[str]]:
    if isinstance(value, dict):
        return filled(field.parts, value, f"{name}.")
    if field.holds is Holds.ROWS:
        rows = [filled(field.parts, row, f"{name}.{n}.") for n, row in enumerate(value)]
        return {key: texts for row in rows for key, texts in row.items()}
    if field.holds is Holds.PAIRS:
        return {name: ["/".join(map(str, pair)) for pair in value]}
    return {name: [_text(one) for one in value] if isinstance(value, list) else [_text(value)]}


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def read_form(fields: Sequence[Field], given: Given, at: str = "") -> dict[str, Any]:
    """The part of a document that a filled form says. What stands in no field, or says what is meant
    anyway, is left out; what cannot be read stays as it was typed, for the language to say so."""
    found = {field.name: _read(field, given, f"{at}{field.name}") for field in fields}
    written = {field.name for field in fields if f"{at}{field.name}{AS_IN_A_FILE}" in given}
    return {
        field.name: found[field.name]
        for field in fields
        if found[field.name] not in NOTHING or (found[field.name] == [] and field.name in written)
        if not _is_default(field, found[field.name])
    }


def _is_default(field: Field, value: Any) -> bool:
    if field.holds is Holds.TICKS and isinstance(value, list) and field.default:
        return sorted(map(str, value)) == sorted(map(str, field.default))
    return field.default is not None and bool(value == field.default)


def _read(field: Field, given: Given, name: str) -> Any:
    if written := _first(given, f"{name}{AS_IN_A_FILE}"):
        return from_written(written)
    if field.holds is Holds.PART:
        return read_form(field.parts, given, f"{name}.")
    if field.holds is Holds.EITHER:
        return _first(given, name) or read_form(field.parts, given, f"{name}.")
    if field.holds is Holds.ROWS:
        kept = (n for n in range(MOST_ROWS) if not given.get(f"{name}.{n}.drop"))
        rows = (read_form(field.parts, given, f"{name}.{n}.") for n in kept)
        return [row for row in rows if row]
    if field.holds in (Holds.TICKS, Holds.KEYS, Holds.PAIRS):
        return _several(field, given.get(name, ()))
    return _one(field, _first(given, name))


def _several(field: Field, texts: Sequence[str]) -> Any:
    words = [word for text in texts for word in APART.split(text.strip()) if word]
    if field.holds is Holds.PAIRS:
        return [BETWEEN.split(word) for word in words]
    return [_number(word) if field.numeric else word for word in words]


def _one(field: Field, text: str) -> Any:
    if not text:
        return None
    if field.holds is Holds.TICK or field.choices == ("true", "false"):
        return text == "true"
    return _number(text) if field.holds is Holds.NUMBER or field.numeric else text


def _first(given: Given, name: str) -> str:
    return next((text.strip() for text in given.get(name, ()) if text.strip()), "")


def _number(text: str) -> int | str:
    # Nine digits are more than the language takes; int() itself fails at thousands of them.
    return int(text) if re.fullmatch(r"-?[0-9]{1,9}", text) else text


def as_written(value: Any) -> str:
    """A value as a file writes it: `[{ rooms = ["band"] }]`, days without quotes."""
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {as_written(one)}' for key, one in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(as_written, value))}]"
    # Texts and numbers of JSON are TOML's, too; only a day stands without quotes there.
    return A_DAY.sub(r"\1", json.dumps(value, ensure_ascii=False))


def from_written(text: str) -> Any:
    """The value as a document holds it; the text itself where it is not TOML."""
    try:
        return _plainly(tomllib.loads(f"value = {text}")["value"])
    except (ValueError, RecursionError):
        return text


def _plainly(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plainly(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plainly(one) for one in value]
    return value.isoformat() if isinstance(value, (date, datetime)) else value
