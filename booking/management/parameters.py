"""The parameters of the rulebook language as tables: what one writes, what is meant if not, what it means."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from booking.rules.language import schema

Spec = Mapping[str, Any]
Parts = Mapping[str, Spec]

# Parts that are told once, for all that use them.
CHAPTERS = {
    "Hall": "[halls](#halls)",
    "HallRoom": "[rooms](#rooms)",
    "DaySet": "[day sets](#day-sets)",
    "Clause": "[clauses](#clauses)",
    "Question": "[questions](#4-worked-questions-例題)",
    "Days": "[days](#days-日)",
    "Ages": "[ages](#ages-年齢)",
    "Users": "[users](#users-利用者の区分)",
    "Counted": "a [moment](#moments-counted-back)",
    "Scope": "a [scope](#scope-どの場合か)",
    "During": '`{ from = "17:00" }`, `{ to = "18:00" }` or both',
    "Words": '`{ ja = "…", en = "…" }`, `ja` needed',
    "Name": '`{ ja = "…", reading = "…", en = "…" }`, `ja` needed',
    "Facts": "[facts](#facts)",
    "Attendance": "[party](#the-party)",
    "Somebody": "[people](#people)",
    "Company": "a [group](#the-group)",
    "Had": "[bookings](#history)",
    "Happened": "[incidents](#incidents)",
    "Answer": "a [value](#values)",
    "Noting": "[what schools have](#what-schools-have)",
}
FORMATS = {"date": "a day, `2026-04-01`", "date-time": "`2026-04-01T10:00:00`"}


def table(model: type[BaseModel], but: frozenset[str] = frozenset()) -> str:
    """One row for each parameter, followed by those of the parts that it is made of; "" if there is none."""
    whole = schema(model)
    parts = whole.get("$defs", {})
    own = parts.get(model.__name__, whole)
    left_out = {field.alias or name for name, field in model.model_fields.items() if name in but}
    shown = {name: spec for name, spec in own["properties"].items() if name not in left_out}
    if not shown:
        return ""
    blocks = [_rows(shown, own.get("required", ()), parts)]
    for name in dict.fromkeys(name for spec in shown.values() for name in _inner(spec, parts)):
        part = parts[name]
        blocks += [
            f"`{_where(name, shown)}`: {_first(part)}",
            _rows(part["properties"], part.get("required", ()), parts),
        ]
    return "\n\n".join(blocks)


def _rows(properties: Parts, required: Any, parts: Parts) -> str:
    lines = ["| parameter | you write | left out | meaning |", "|---|---|---|---|"]
    for name, spec in properties.items():
        default = "needed" if name in required else _default(spec)
        meaning = str(spec.get("description", "")).replace("|", "\\|")
        lines.append(f"| `{name}` | {_written(spec, parts)} | {default} | {meaning} |")
    return "\n".join(lines)


def _default(spec: Spec) -> str:
    given = spec.get("default", [])
    return "–" if given == [] or given == {} else f"`{json.dumps(given, ensure_ascii=False)}`"


def _written(spec: Spec, parts: Parts) -> str:
    if "$ref" in spec:
        name = spec["$ref"].rsplit("/", 1)[1]
        return CHAPTERS.get(name) or (
            "a table, below" if "properties" in parts[name] else _written(parts[name], parts)
        )
    if "discriminator" in spec:
        return "[terms](#3-the-types-条の種類)"
    if "anyOf" in spec:
        return " or ".join(dict.fromkeys(_written(one, parts) for one in spec["anyOf"]))
    if "prefixItems" in spec:
        return f"`{json.dumps([one['examples'][place] for place, one in enumerate(spec['prefixItems'])])}`"
    if spec.get("type") == "array":
        return f"list: {_written(spec['items'], parts)}"
    choices = spec.get("enum") or ([spec["const"]] if "const" in spec else [])
    return " ".join(f"`{json.dumps(one)}`" for one in choices) or _plain(spec)


def _plain(spec: Spec) -> str:
    if spec.get("type") == "boolean":
        return "`true` `false`"
    if spec.get("type") == "integer":
        return f"number{_bounds(spec)}"
    if "examples" in spec:
        return f"`{json.dumps(spec['examples'][0], ensure_ascii=False)}`"
    return FORMATS.get(str(spec.get("format")), "a table" if spec.get("type") == "object" else "text")


def _bounds(spec: Spec) -> str:
    low, high = spec.get("minimum"), spec.get("maximum")
    if high is None:
        return "" if low is None else f", {low} or more"
    return f", {low}–{high}"


def _inner(spec: Spec, parts: Parts) -> Iterator[str]:
    """The parts that have no chapter of their own."""
    for one in (spec, spec.get("items", {}), *spec.get("anyOf", ())):
        name = one.get("$ref", "").rsplit("/", 1)[-1]
        if name and name not in CHAPTERS and "properties" in parts[name]:
            yield name


def _where(part: str, properties: Parts) -> str:
    """The parameter in which a part stands."""
    return next(name for name, spec in properties.items() if f"/{part}'" in str(spec))


def _first(part: Spec) -> str:
    return " ".join(str(part.get("description", "")).split())
