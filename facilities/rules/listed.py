"""Lists in a rulebook: whoever writes one names at least one thing."""

from typing import Annotated, TypeVar

from pydantic import AfterValidator

T = TypeVar("T")


def not_empty(values: tuple[T, ...]) -> tuple[T, ...]:
    if not values:
        raise ValueError("an empty list means nothing: name something, or leave it out")
    return values


# Checked after the items, so that a wrong item is not also reported as an empty list.
Listed = Annotated[tuple[T, ...], AfterValidator(not_empty)]
