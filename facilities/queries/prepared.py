"""Reads whose SQL is made once: for a week's page, making it costs several times what running it does."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import count
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection

Given = int | Sequence[int]
# Integers that no key and no instant reaches mark the places of what is given.
MARKS = 2**60


class Prepared:
    """A read that is described by a QuerySet of `values_list`, whose only parameters are integers.

    `describe` is called with marks in place of the integers, once for each shape of what is given
    (how long each sequence is); later reads of the same shape only put the integers in.
    """

    def __init__(self, describe: Callable[..., Any]) -> None:
        self._describe = describe
        self._made: dict[tuple[Any, ...], tuple[str, tuple[Any, ...]] | None] = {}

    def rows(self, *given: Given) -> list[tuple[Any, ...]]:
        """The rows as the database hands them out: dates through `as_date`, JSON as text. One query."""
        shape = (connection.vendor, *(None if isinstance(one, int) else len(one) for one in given))
        if shape not in self._made:
            self._made[shape] = self._make(given)
        made = self._made[shape]
        if made is None:
            return []
        sql, params = made
        flat = [number for one in given for number in ([one] if isinstance(one, int) else one)]
        with connection.cursor() as cursor:
            cursor.execute(sql, [flat[param - MARKS] if _is_mark(param) else param for param in params])
            return list(cursor.fetchall())

    def _make(self, given: Sequence[Given]) -> tuple[str, tuple[Any, ...]] | None:
        marks = count(MARKS)
        shaped = (next(marks) if isinstance(one, int) else [next(marks) for _ in one] for one in given)
        query = self._describe(*shaped).query
        try:
            sql, params = query.get_compiler(connection=connection).as_sql()
        except EmptyResultSet:
            return None
        return str(sql), tuple(params)


def as_date(value: Any) -> date | None:
    """A date as SQLite (as text) or PostgreSQL (as a date) hands it out."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _is_mark(param: Any) -> bool:
    return isinstance(param, int) and param >= MARKS
