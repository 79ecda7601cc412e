"""Reads whose SQL is made once: for a week's page, making it costs several times what running it does."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.expressions import Col

M = TypeVar("M", bound=Model)
Given = int | str | Sequence[int]
# Marks stand in the SQL's parameters for what is given: integers that no key and no instant reaches,
# and texts that no page's address can hold.
MARKS = 2**60
MARKED = "\x00given "


@dataclass(frozen=True, slots=True)
class Made:
    """SQL with its parameters; where `places` has a number, the given value of that number belongs."""

    sql: str
    params: tuple[Any, ...]
    places: tuple[int | None, ...]
    fields: tuple[str, ...]  # of the model, one for each column; "" for a column that is none
    converted: Mapping[int, tuple[Sequence[Callable[..., Any]], Any]]  # by column, for what needs it

    def with_given(self, flat: Sequence[int | str]) -> list[Any]:
        pairs = zip(self.params, self.places, strict=True)
        return [param if place is None else flat[place] for param, place in pairs]

    def values(self, row: Sequence[Any]) -> list[Any]:
        """A row as its model's fields hold it: SQLite has neither dates nor truth values, nor either JSON."""
        values = list(row)
        for column, (converters, expression) in self.converted.items():
            for convert in converters:
                values[column] = convert(values[column], expression, connection)
        return values


class Prepared:
    """A read that is described by a QuerySet whose only parameters are integers and texts.

    `describe` is called with marks in place of what is given, once for each shape of it (how long
    each sequence is); later reads of the same shape only put the values in.
    """

    def __init__(self, describe: Callable[..., Any]) -> None:
        self._describe = describe
        self._made: dict[tuple[Any, ...], Made | None] = {}

    def rows(self, *given: Given) -> list[tuple[Any, ...]]:
        """Of a description by `values_list`, the rows as the database hands them out: dates through
        `as_date`, JSON as text. One query."""
        made = self._of(given)
        if made is None:
            return []
        with connection.cursor() as cursor:
            cursor.execute(made.sql, made.with_given(_flat(given)))
            return list(cursor.fetchall())

    def objects(self, model: type[M], *given: Given) -> list[M]:
        """Of a description by a QuerySet of `model`, its objects. One query."""
        made = self._of(given)
        if made is None:
            return []
        # Not `raw()`: it works out anew each time which column is which field, for as long as the read takes.
        return [model.from_db(connection.alias, made.fields, made.values(row)) for row in self.rows(*given)]

    def _of(self, given: Sequence[Given]) -> Made | None:
        shape = (connection.vendor, *(type(one) if isinstance(one, int | str) else len(one) for one in given))
        if shape not in self._made:
            self._made[shape] = self._make(given)
        return self._made[shape]

    def _make(self, given: Sequence[Given]) -> Made | None:
        places: dict[Any, int] = {}

        def mark(value: int | str) -> int | str:
            number = len(places)
            marked = f"{MARKED}{number}" if isinstance(value, str) else MARKS + number
            places[marked] = number
            return marked

        shaped = (
            mark(one) if isinstance(one, int | str) else [mark(number) for number in one] for one in given
        )
        described: QuerySet[Any] = self._describe(*shaped)
        try:
            compiler = described.query.get_compiler(connection=connection)
            sql, params = compiler.as_sql()
        # Django knows beforehand that nothing can match, as for no room at all: then nothing is asked.
        except EmptyResultSet:
            return None
        selected = [expression for expression, *_ in compiler.select]
        return Made(
            sql=str(sql),
            params=tuple(params),
            places=tuple(places.get(param) for param in params),
            fields=tuple(one.target.attname if isinstance(one, Col) else "" for one in selected),
            converted=compiler.get_converters(selected),
        )


def as_date(value: Any) -> date | None:
    """A date as SQLite (as text) or PostgreSQL (as a date) hands it out."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _flat(given: Sequence[Given]) -> list[int | str]:
    return [value for one in given for value in ([one] if isinstance(one, int | str) else one)]
