"""Which rooms of a hall its rules treat alike: every statement names both in the same places, or neither.

To the judge they are one room, as long as they are open alike and the asker has nothing booked in either.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping

from pydantic import BaseModel

from booking.rules.ask import Held

Place = tuple[int, tuple[str, ...]]  # which statement, and where in it


def places(statements: Iterable[BaseModel]) -> Mapping[str, frozenset[Place]]:
    """Of every text in some statements, a room's key among them, where it stands."""
    found: dict[str, set[Place]] = defaultdict(set)
    for number, statement in enumerate(statements):
        for text, path in _texts(statement.model_dump(), ()):
            found[text].add((number, path))
    return {text: frozenset(where) for text, where in found.items()}


def family(
    room: str, hall: str, named: Mapping[str, frozenset[Place]], history: Collection[Held] | None
) -> Hashable:
    """Equal for two rooms of a hall that are alike to its judge; `named` are its `places`."""
    own = any(held.hall == hall and held.room == room for held in history or ())
    return room if own else named.get(room, frozenset())


def _texts(value: object, path: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    if isinstance(value, str):
        yield str(value), path
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, (*path, str(key)))
    elif isinstance(value, Collection):
        for inner in value:
            # Not numbered: in which place of a list a room stands changes nothing.
            yield from _texts(inner, path)
