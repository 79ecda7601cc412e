"""The catalogue of lectures on request: kept by an office of the city.

Whoever has the right PROGRAMMES at the department itself, else Absent. `now` is an instant (seconds, UTC).
"""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from booking.actions.acts import log
from booking.actions.changes import Stale
from booking.actions.department_rows import row_held_still, write_anew
from booking.actions.desk import must_answer_for
from booking.actions.texts import lines, needed_lines
from booking.models import Lecture, Person
from booking.rules.lectures import LONGEST_MINUTES
from booking.rules.staff import Right
from facilities.models import Department

LONGEST = {
    "name_ja": 100,
    "name_reading": 100,
    "name_en": 100,
    "about_ja": 300,
    "about_easy": 300,
    "about_en": 300,
    "audience_ja": 100,
    "audience_en": 100,
}
NEEDED = ("name_ja", "about_ja")


class NoLength(ValueError):
    """A lecture of no minutes, or of more than anybody listens."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a lecture: its texts by the names of their fields, how long, and whose staff speak."""

    texts: dict[str, str]
    minutes: int
    speakers: Department

    @property
    def fields(self) -> dict[str, Any]:
        """As they are stored. Unfit and Missing name the field; NoLength."""
        read = {
            name: (needed_lines if name in NEEDED else lines)(self.texts.get(name, ""), name, longest)
            for name, longest in LONGEST.items()
        }
        if not 0 < self.minutes <= LONGEST_MINUTES:
            raise NoLength
        return {**read, "minutes": self.minutes, "speakers": self.speakers}


@transaction.atomic
def add_lecture(*, department: Department, told: Told, actor: Person, now: int) -> Lecture:
    """Every group may ask for it from now on. As `Told.fields` says. Inverse: `take_down_lecture`."""
    must_answer_for(actor, Right.PROGRAMMES, department.pk, now=now)
    made = Lecture.objects.create(department=department, **told.fields)
    _act(made, "add_lecture", actor, now)
    return made


@transaction.atomic
def change_lecture(*, lecture: Lecture, told: Told, actor: Person, now: int) -> Lecture:
    """What is told of it, anew. Stale if somebody has changed it since it was read. Inverse: changing it
    back."""
    current = row_held_still(lecture, actor, now)
    if current.revision != lecture.revision:
        raise Stale(current.public_id)
    changed = {name: value for name, value in told.fields.items() if getattr(current, name) != value}
    if changed:
        write_anew(current, **changed)
        _act(current, "change_lecture", actor, now, after={"fields": sorted(changed)})
    return current


@transaction.atomic
def take_down_lecture(*, lecture: Lecture, actor: Person, now: int) -> Lecture:
    """Nobody asks for it any more; what was asked stays. Sent twice it is done once. Inverse:
    `put_up_lecture`."""
    return _show(lecture, False, "take_down_lecture", actor, now)


@transaction.atomic
def put_up_lecture(*, lecture: Lecture, actor: Person, now: int) -> Lecture:
    """It may be asked for again; sent twice it is done once. Inverse: `take_down_lecture`."""
    return _show(lecture, True, "put_up_lecture", actor, now)


def _show(lecture: Lecture, shown: bool, verb: str, actor: Person, now: int) -> Lecture:
    current = row_held_still(lecture, actor, now)
    if current.shown != shown:
        write_anew(current, shown=shown)
        _act(current, verb, actor, now)
    return current


def _act(lecture: Lecture, verb: str, actor: Person, now: int, **told: Any) -> None:
    log("lecture", lecture.public_id, verb, actor, now, **told)
