"""The network of supported groups: asked for by who leads a group, confirmed or returned by an office, and
the open dates that a group enters.

`now` is an instant (seconds, UTC). The Acts hold no words that a group has written.
"""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from booking.actions.acts import log
from booking.actions.changes import Stale
from booking.actions.desk import must_answer_for
from booking.actions.locks import lock
from booking.actions.texts import Missing, needed, needed_lines
from booking.models import Group, OpenDate, Person, SupportedGroup
from booking.queries.bookings import Absent
from booking.queries.groups import leads
from booking.queries.supported import (
    asking_or_standing,
    dates_to_come,
    open_date_of,
    supported_of,
)
from booking.rules.bands import BANDS
from booking.rules.staff import Right
from booking.rules.supported import MOST_DATES, GroupKind, Standing
from facilities.models import Department
from facilities.rules.spans import Span

LONGEST_WORDS = 300
LONGEST_WHY = 200
LONGEST_TITLE = 100


class Over(ValueError):
    """A date that is past already, or ends before it begins."""


class TooManyDates(ValueError):
    """More than MOST_DATES would be to come."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Who a group is and whom it welcomes, as it says it."""

    kind: GroupKind
    about: str
    welcomes: str


@transaction.atomic
def ask_to_stand(
    *, group: Group, asking: Asking, seen: int | None, actor: Person, now: int
) -> SupportedGroup:
    """A group asks to stand in the network, or says anew who it is: an office confirms it before it is seen.

    Absent for who does not lead it; Missing and Unfit for the words; Stale (`seen` is the revision that the
    form showed, None for one that showed nothing yet). Inverse: `leave_network`.
    """
    current = _led(group, actor)
    if (current and current.revision) != seen:
        raise Stale(group.public_id)
    told = {
        "kind": asking.kind.value,
        "about": needed_lines(asking.about, "about", LONGEST_WORDS),
        "welcomes": needed_lines(asking.welcomes, "welcomes", LONGEST_WORDS),
    }
    if current is not None and current.state == Standing.STANDS and _same(current, told):
        return current
    return _put(current or SupportedGroup(group=group), actor, now, told)


@transaction.atomic
def leave_network(*, group: Group, actor: Person, now: int) -> None:
    """It stands there no more, from this moment; done twice it is done once. Absent for who does not lead it.
    Inverse: asking again."""
    current = _led(group, actor)
    if current is not None and current.state != Standing.LEFT:
        _set(current, state=Standing.LEFT.value)
        _log(current, "leave_network", actor, now)


@transaction.atomic
def confirm_group(
    *, department: Department, supported: SupportedGroup, seen: int, actor: Person, now: int
) -> SupportedGroup:
    """The office has made sure of the group, and is asked for it from now on. Absent for whoever does not
    answer for the department, Stale. Inverse: `return_group`."""
    current = _at_office(department, supported, actor, now)
    if current.revision != seen or current.state != Standing.ASKED:
        raise Stale(current.group.public_id)
    _set(
        current,
        state=Standing.STANDS.value,
        department=department,
        decided_by=actor,
        decided_at=now,
        why="",
    )
    _log(current, "confirm_group", actor, now, after={"department": department.slug})
    return current


@transaction.atomic
def return_group(
    *, department: Department, supported: SupportedGroup, why: str, seen: int, actor: Person, now: int
) -> SupportedGroup:
    """What it asked, or what stood, goes back to the group for a reason that it reads; it is not seen
    meanwhile. Missing, Unfit, Stale; Absent for one that another office has confirmed. Inverse: it asks
    again."""
    why = needed(why, "why", LONGEST_WHY)
    current = _at_office(department, supported, actor, now)
    if current.state == Standing.STANDS and current.department_id != department.pk:
        raise Absent(current.group.public_id)
    if current.revision != seen or current.state == Standing.RETURNED:
        raise Stale(current.group.public_id)
    _set(current, state=Standing.RETURNED.value, decided_by=actor, decided_at=now, why=why)
    _log(current, "return_group", actor, now)
    return current


@transaction.atomic
def enter_open_date(
    *, group: Group, span: Span, title: str, place: str, bands: tuple[str, ...], actor: Person, now: int
) -> OpenDate:
    """A date on which others may come; sent twice it is entered once. Absent unless the group stands in the
    network and the actor leads it; Over, TooManyDates, Missing, Unfit. Inverse: `cancel_open_date`."""
    current = _standing(group, actor)
    if span.start <= now or span.end <= span.start:
        raise Over
    told = {
        "title": needed(title, "title", LONGEST_TITLE),
        "place": needed(place, "place", LONGEST_TITLE),
        "bands": [band for band in BANDS if band in bands],
    }
    if not told["bands"]:
        raise Missing("bands")
    ahead = dates_to_come(current, now)
    same = next((one for one in ahead if (one.start, one.title) == (span.start, told["title"])), None)
    if same is not None:
        return same
    if len(ahead) >= MOST_DATES:
        raise TooManyDates
    made = OpenDate.objects.create(supported=current, start=span.start, end=span.end, **told)
    _log(current, "enter_open_date", actor, now, after={"date": made.public_id, "start": span.start})
    return made


@transaction.atomic
def cancel_open_date(*, group: Group, public_id: str, actor: Person, now: int) -> OpenDate:
    """It is not held; done twice it is done once. Absent for a foreign one. Inverse: entering it anew."""
    found = open_date_of(_standing(group, actor), public_id)
    if found.cancelled_at is None:
        found.cancelled_at = now
        found.save(update_fields=["cancelled_at"])
        _log(found.supported, "cancel_open_date", actor, now, after={"date": found.public_id})
    return found


def _led(group: Group, actor: Person) -> SupportedGroup | None:
    """What the group has asked, with the group locked: of two leaders the second finds what the first did."""
    lock(groups=[group.pk], people=[actor.pk])
    if not leads(actor, group) or not Group.objects.filter(pk=group.pk, dissolved_at=None).exists():
        raise Absent(group.public_id)
    return supported_of(group)


def _standing(group: Group, actor: Person) -> SupportedGroup:
    current = _led(group, actor)
    if current is None or current.state != Standing.STANDS:
        raise Absent(group.public_id)
    return current


def _at_office(department: Department, supported: SupportedGroup, actor: Person, now: int) -> SupportedGroup:
    must_answer_for(actor, Right.PROGRAMMES, department.pk, now=now)
    lock(groups=[supported.group_id])
    return asking_or_standing(supported.group.public_id)


def _same(current: SupportedGroup, told: dict[str, str]) -> bool:
    return all(getattr(current, name) == value for name, value in told.items())


def _put(supported: SupportedGroup, actor: Person, now: int, told: dict[str, str]) -> SupportedGroup:
    new = supported.pk is None
    for name, value in {**told, "state": Standing.ASKED.value, "asked_at": now, "why": ""}.items():
        setattr(supported, name, value)
    supported.revision += not new
    supported.save()
    _log(supported, "ask_to_stand", actor, now, after={"kind": supported.kind})
    return supported


def _set(supported: SupportedGroup, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(supported, name, value)
    supported.revision += 1
    supported.save(update_fields=[*fields, "revision"])


def _log(supported: SupportedGroup, verb: str, actor: Person, now: int, **told: Any) -> None:
    log("supported", supported.group.public_id, verb, actor, now, **told)
