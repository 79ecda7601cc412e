"""What a department of the city keeps: rows with a version, changed by whoever answers for it."""

from typing import Any, TypeVar

from booking.actions.desk import must_answer_for
from booking.models import Introduction, Lecture, LectureRequest, Meeting, NetworkBody, Person
from booking.queries.bookings import Absent
from booking.rules.staff import Right

Row = TypeVar("Row", Lecture, NetworkBody, Meeting)


def row_held_still(row: Row, actor: Person, now: int) -> Row:
    """It as it is now, locked. Absent for whoever has not the right PROGRAMMES at the department itself, at
    `now` (an instant, seconds, UTC), and for what is gone."""
    must_answer_for(actor, Right.PROGRAMMES, row.department_id, now=now)
    rows = type(row)._default_manager.select_for_update(no_key=True, of=("self",))
    current = rows.filter(pk=row.pk).first()
    if current is None:
        raise Absent(row.public_id)
    return current


def write_anew(
    row: Lecture | LectureRequest | NetworkBody | Meeting | Introduction, /, **fields: Any
) -> None:
    """These fields of a locked row, and one more version of it."""
    for name, value in fields.items():
        setattr(row, name, value)
    row.revision += 1
    row.save(update_fields=[*fields, "revision"])
