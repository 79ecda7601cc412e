"""NoOverlap: the database itself refuses two claims on one space at one instant.

PostgreSQL: an exclusion constraint over one folded int8range, `(space << 36) + epoch`, which needs
no extension. SQLite: two triggers that look at the neighbour which starts last before the new end
(one index step). Both raise IntegrityError. An empty range overlaps nothing: that a row ends after
it starts is for a CheckConstraint beside this one.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import apps
from django.core import checks
from django.core.exceptions import ValidationError
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table

# Instants below 2 ** 36 reach to the year 4147, which leaves 2 ** 27 spaces in a bigint.
EXCLUSION = (
    "CONSTRAINT %(name)s EXCLUDE USING gist"
    " (int8range((%(what)s::bigint << 36) + %(start)s, (%(what)s::bigint << 36) + %(end)s) WITH &&)"
)
TRIGGER = (
    "CREATE TRIGGER %(name)s BEFORE %(event)s ON %(table)s BEGIN"
    " SELECT RAISE(ABORT, 'no overlap: %(constraint)s')"
    " WHERE NEW.%(start)s < ("
    "SELECT %(end)s FROM %(table)s WHERE %(what)s = NEW.%(what)s AND %(start)s < NEW.%(end)s%(but)s"
    # As claims on a space never overlap, the one that starts last before the new end has the latest end, too.
    " ORDER BY %(start)s DESC LIMIT 1); END"
)


# Rows for the quarters of an hour under a unique constraint were weighed: but halls lend from 9:30 to 13:20.
class NoOverlap(models.BaseConstraint):
    """Rows that agree in `what` never overlap in [`start`, `end`), whoever inserts them.

    `start` and `end` name integer fields (seconds since the epoch, UTC), `what` a foreign key.
    """

    def __init__(self, *, what: str, start: str, end: str, name: str, **kwargs: Any) -> None:
        super().__init__(name=name, **kwargs)
        self.what, self.start, self.end = what, start, end

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NoOverlap) and self.deconstruct() == other.deconstruct()

    # A class that has an __eq__ of its own loses the hash that it inherits.
    __hash__ = models.BaseConstraint.__hash__

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "what": self.what, "start": self.start, "end": self.end}

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        """The inline part of CREATE TABLE. SQLite has none: its triggers follow the table.

        They are deferred as statements that know their table, so a remake of the table (which
        drops its triggers and renames the copy) makes them again on the table that stays.
        """
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.deferred_sql.extend(self._triggers(model, schema_editor))
            return None
        return EXCLUSION % self._columns(model, schema_editor)

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        table = Table(model._meta.db_table, schema_editor.quote_name)
        rule = self.constraint_sql(model, schema_editor)
        return Statement("ALTER TABLE %(table)s ADD %(rule)s", table=table, rule=rule)

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        table = Table(model._meta.db_table, schema_editor.quote_name)
        return Statement(
            "ALTER TABLE %(table)s DROP CONSTRAINT %(name)s",
            table=table,
            name=schema_editor.quote_name(self.name),
        )

    def validate(
        self,
        model: type[models.Model],
        instance: models.Model,
        exclude: Iterable[str] | None = None,
        using: str = "default",
    ) -> None:
        """Says beforehand what the database would refuse; the promise itself is the database's."""
        what, start, end = (getattr(instance, field) for field in (self.what, self.start, self.end))
        rivals = model._default_manager.using(using).filter(
            **{self.what: what, f"{self.start}__lt": end, f"{self.end}__gt": start}
        )
        if rivals.exclude(pk=instance.pk).exists():
            raise ValidationError(self.get_violation_error_message(), code=self.violation_error_code)

    def stands(self, model: type[models.Model], connection: BaseDatabaseWrapper) -> bool:
        """Whether the database of `connection` really has this guard."""
        if connection.vendor == "sqlite":
            wanted, query = (
                2,
                "SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger' AND name IN (%s, %s)",
            )
            names = [self._trigger_name(event) for event in ("INSERT", "UPDATE")]
        else:
            wanted, query = 1, "SELECT COUNT(*) FROM pg_constraint WHERE contype = 'x' AND conname = %s"
            names = [self.name]
        with connection.cursor() as cursor:
            cursor.execute(query, names)
            return bool(cursor.fetchone()[0] == wanted)

    def _columns(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> dict[str, str]:
        fields = {"what": self.what, "start": self.start, "end": self.end}
        columns = {key: _column(model, field, schema_editor) for key, field in fields.items()}
        return {**columns, "name": schema_editor.quote_name(self.name)}

    def _trigger_name(self, event: str) -> str:
        return f"{self.name}_{event.split()[0].lower()}"

    def _triggers(
        self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor
    ) -> list[Statement]:
        columns = self._columns(model, schema_editor)
        table = Table(model._meta.db_table, schema_editor.quote_name)
        key = _column(model, model._meta.pk.name, schema_editor)
        # Only for the columns that can bring two claims together; a row is not its own rival.
        moves = f"UPDATE OF {columns['what']}, {columns['start']}, {columns['end']}"
        return [
            Statement(
                TRIGGER,
                **{**columns, "name": schema_editor.quote_name(self._trigger_name(event))},
                table=table,
                event=event,
                constraint=self.name,
                but=but,
            )
            for event, but in (("INSERT", ""), (moves, f" AND {key} <> NEW.{key}"))
        ]


def _column(model: Any, field: str, schema_editor: BaseDatabaseSchemaEditor) -> str:
    return schema_editor.quote_name(model._meta.get_field(field).column)


# Django runs checks of this tag only where a database is named, as `manage.py serve` does.
@checks.register(checks.Tags.database)
def guards_stand(databases: Sequence[str] | None = None, **kwargs: Any) -> list[checks.CheckMessage]:
    """An error for every NoOverlap whose table exists without its guard."""
    return [
        checks.Error(
            f"{model._meta.db_table} is without its guard {constraint.name}: two bookings could overlap.",
            hint="Stop the service and restore the guard; `manage.py sqlmigrate booking 0001` shows its SQL.",
            id="booking.E001",
        )
        for alias in databases or ()
        for model in apps.get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, NoOverlap)
        # Before the first `migrate` there is nothing to guard.
        and model._meta.db_table in connections[alias].introspection.table_names()
        and not constraint.stands(model, connections[alias])
    ]
