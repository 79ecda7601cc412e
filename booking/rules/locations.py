"""Where in a document pydantic found something, and which parameters it would have known there.

Pydantic puts the tag of a union among the parts of a place; in the document nothing stands there.
"""

from collections.abc import Mapping, Sequence
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

Path = Sequence[str | int]
Models = list[type[BaseModel]]


def walk(raw: Mapping[str, Any], model: type[BaseModel], location: Path) -> tuple[Path, Models]:
    """The place as a path into the document, and the models that may stand where its last part belongs."""
    value: Any = raw
    path, models, choosing = list[str | int](), [model], False
    for part in location:
        tagged = [candidate for candidate in models if choosing and _tag(candidate) == part]
        if tagged:
            models, choosing = tagged, False
        elif isinstance(part, int) and isinstance(value, list):
            # Of a pair that has one end, pydantic says that the other is missing: nothing stands there.
            path.append(part)
            value = value[part] if part < len(value) else None
        elif isinstance(part, str) and isinstance(value, dict):
            path.append(part)
            value = value.get(part)
            inner = [model for outer in models for model in _models_in(_annotation(outer, part))]
            models, choosing = inner or models, True
    return path, models


def parameters(models: Models) -> list[str]:
    """The names that these models read, as a document writes them."""
    return [field.alias or name for model in models for name, field in model.model_fields.items()]


def _tag(model: type[BaseModel]) -> str | None:
    field = model.model_fields.get("type")
    return get_args(field.annotation)[0] if field and get_origin(field.annotation) is Literal else None


def _annotation(model: type[BaseModel], name: str) -> Any:
    fields = model.model_fields.items()
    return next((field.annotation for own, field in fields if name in (own, field.alias)), None)


def _models_in(annotation: Any) -> Models:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if get_origin(annotation) in (Annotated, Union, UnionType, tuple):
        return [model for inner in get_args(annotation) for model in _models_in(inner)]
    return []
