"""Rows written by the thousand, as a city's draw leaves them: places in line, and what is told to whom."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Field, Model


def write_rows(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Writes these rows in their order; a column that is not named has its field's default. One statement.

    Values are as the database takes them, JSON as text. IntegrityError as for `bulk_create`; the objects with
    their keys, which that gives back, nobody gets.
    """
    # Not `bulk_create`: an object of each row, asked field by field, costs four times what writing it does.
    own = {one.attname: one for one in model._meta.concrete_fields if not one.primary_key}
    others = [one for name, one in own.items() if name not in columns]
    # Drawn once: whatever is to differ from row to row, as a public id, has to be named.
    alike = [one.get_db_prep_save(one.get_default(), connection) for one in others]
    if whole := [(*row, *alike) for row in rows]:
        _insert(model._meta.db_table, [*(own[name] for name in columns), *others], whole)


def _insert(table: str, fields: Sequence["Field[Any, Any]"], rows: Sequence[Sequence[Any]]) -> None:
    quote = connection.ops.quote_name
    into = f"INSERT INTO {quote(table)} ({', '.join(quote(str(one.column)) for one in fields)})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Each column as one array: with a statement for each row its server works twice as long.
            arrays = ", ".join(f"%s::{_type(one)}[]" for one in fields)
            columns = [list(column) for column in zip(*rows, strict=True)]
            cursor.execute(f"{into} SELECT * FROM UNNEST({arrays})", columns)  # noqa: S608  names of ours
        else:
            cursor.executemany(f"{into} VALUES ({', '.join('%s' for _ in fields)})", rows)


def _type(field: "Field[Any, Any]") -> str:
    # Without its length: a cast would cut off what is too long, and nobody would hear of it.
    name, *_ = str(field.db_type(connection)).split("(")
    return name
