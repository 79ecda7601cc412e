"""The directory of the bodies around a child: kept by an office of the city.

Whoever has the right PROGRAMMES at the department itself, else Absent. `now` is an instant (seconds, UTC).
"""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from booking.actions.acts import log
from booking.actions.changes import Stale
from booking.actions.department_rows import row_held_still, write_anew
from booking.actions.desk import must_answer_for
from booking.actions.texts import lines, needed_lines, phone_number
from booking.models import NetworkBody, Person
from booking.rules.staff import Right
from facilities.models import Department

LONGEST = {
    "name_ja": 100,
    "name_reading": 100,
    "name_en": 100,
    "about_ja": 200,
    "about_easy": 200,
    "about_en": 200,
    "hours_ja": 100,
    "hours_en": 100,
    "address": 100,
}
NEEDED = ("name_ja", "about_ja")


class NoWay(ValueError):
    """The centre without a telephone number: it stands in the line for whoever fears for a child."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a body: its texts by the names of their fields, an office's phone, and its place."""

    texts: dict[str, str]
    phone: str = ""
    centre: bool = False
    position: int = 0

    @property
    def fields(self) -> dict[str, Any]:
        """As they are stored. Unfit, Missing and NoNumber name the field; NoWay."""
        read = {
            name: (needed_lines if name in NEEDED else lines)(self.texts.get(name, ""), name, longest)
            for name, longest in LONGEST.items()
        }
        phone = phone_number(self.phone, "phone")
        if self.centre and not phone:
            raise NoWay
        return {**read, "phone": phone, "centre": self.centre, "position": self.position}


@transaction.atomic
def add_body(*, department: Department, told: Told, actor: Person, now: int) -> NetworkBody:
    """Everybody finds it from now on. As `Told.fields` says. Inverse: `take_down_body`."""
    must_answer_for(actor, Right.PROGRAMMES, department.pk, now=now)
    made = NetworkBody.objects.create(department=department, **told.fields)
    _act(made, "add_body", actor, now)
    return made


@transaction.atomic
def change_body(*, body: NetworkBody, told: Told, actor: Person, now: int) -> NetworkBody:
    """What is told of it, anew. Stale if somebody has changed it since it was read. Inverse: changing it
    back."""
    current = row_held_still(body, actor, now)
    if current.revision != body.revision:
        raise Stale(current.public_id)
    changed = {name: value for name, value in told.fields.items() if getattr(current, name) != value}
    if changed:
        write_anew(current, **changed)
        _act(current, "change_body", actor, now, after={"fields": sorted(changed)})
    return current


@transaction.atomic
def take_down_body(*, body: NetworkBody, actor: Person, now: int) -> NetworkBody:
    """Nobody finds it any more; sent twice it is done once. Inverse: `put_up_body`."""
    return _show(body, False, "take_down_body", actor, now)


@transaction.atomic
def put_up_body(*, body: NetworkBody, actor: Person, now: int) -> NetworkBody:
    """Everybody finds it again; sent twice it is done once. Inverse: `take_down_body`."""
    return _show(body, True, "put_up_body", actor, now)


def _show(body: NetworkBody, shown: bool, verb: str, actor: Person, now: int) -> NetworkBody:
    current = row_held_still(body, actor, now)
    if current.shown != shown:
        write_anew(current, shown=shown)
        _act(current, verb, actor, now)
    return current


def _act(body: NetworkBody, verb: str, actor: Person, now: int, **told: Any) -> None:
    log("body", body.public_id, verb, actor, now, **told)
