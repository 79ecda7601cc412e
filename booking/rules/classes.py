"""The classes of users (利用者区分) that a rulebook tells apart: whatever its terms ask about by them."""

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from booking.rules.rulebook import Rulebook


def classes_of(books: Iterable[Rulebook]) -> list[str]:
    """Their keys, each once, in the order in which the clauses name them."""
    terms = (term for book in books for clause in book.clauses for term in clause.says)
    return list(dict.fromkeys(key for term in terms for key in _named(term.model_dump())))


def _named(data: Any) -> Iterator[str]:
    """Every clause type has its own place for them: in `users`, in `may`, in itself."""
    if isinstance(data, BaseModel):
        data = data.model_dump()
    if isinstance(data, dict):
        yield from data.get("classes") or ()
        for value in data.values():
            yield from _named(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _named(value)
