"""Meetings between the bodies around a child: entered, changed, cancelled by a department.

Whoever has the right PROGRAMMES at the department itself, else Absent; of a room, at its hall, too.
What a hall's desk entered its own people change, too; a case conference no hall enters. Nothing of a meeting
is a text, and an Act says which fields changed and never to what. `now` is an instant (seconds, UTC).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from booking.actions.acts import log
from booking.actions.allowing import FOR_NOTHING
from booking.actions.changes import Stale, hold_still, refused
from booking.actions.department_rows import row_held_still, write_anew
from booking.actions.desk import must_answer_for, must_hold
from booking.actions.places import one_winner
from booking.actions.session_rooms import give_rooms_back, hold_for_nobody
from booking.labels.meetings import PURPOSES
from booking.models import Booking, Meeting, NetworkBody, Person
from booking.queries.around import use_around
from booking.queries.bookings import Absent
from booking.queries.meetings import rooms_held
from booking.queries.party import Company
from booking.queries.posts import departments_with
from booking.rules.codes import Code
from booking.rules.indicators import Kind
from booking.rules.meetings import CASE, Choice
from booking.rules.staff import Right
from facilities.models import Department, Facility, Room
from facilities.rules.spans import Span

ADULTS = "adult"


class NotAtADesk(ValueError):
    """A case conference is entered by its department alone."""


class TwoPlaces(ValueError):
    """In a room, and at one of the bodies: a meeting is in one place."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is entered of a meeting: of which sort, when, in which rooms or at which body, who was there."""

    choice: Choice
    span: Span
    rooms: Sequence[Room] = ()
    held_at: NetworkBody | None = None
    bodies: Sequence[NetworkBody] = ()
    headcount: int | None = None

    @property
    def fields(self) -> dict[str, Any]:
        if self.rooms and self.held_at is not None:
            raise TwoPlaces
        return {
            "kind": self.choice.kind.value,
            "of": self.choice.of,
            "start": self.span.start,
            "end": self.span.end,
            "held_at": self.held_at,
            "headcount": self.headcount,
        }


def hold_meeting(
    *, department: Department, told: Told, actor: Person, now: int, facility: Facility | None = None
) -> Meeting:
    """A meeting, to come or held, with its rooms by the one judge; `facility` is the hall of the department
    at whose desk it is entered. TwoPlaces, NotAtADesk; Refused, TAKEN too, as for `book_for`. Inverse:
    `cancel_meeting`."""
    with one_winner(), transaction.atomic():
        if facility is None:
            must_answer_for(actor, Right.PROGRAMMES, department.pk, now=now)
        else:
            _must_be_of_the_hall(facility, department, told, actor, now)
        made = Meeting.objects.create(department=department, facility=facility, **told.fields)
        made.bodies.set(told.bodies)
        _hold_rooms(made, told.rooms, actor, now)
        _act(made, "hold_meeting", actor, now)
        return made


def change_meeting(*, meeting: Meeting, told: Told, actor: Person, now: int) -> Meeting:
    """What it is, when and where, anew. Where time or rooms are others, the old ones are given back and the
    new ones held, all or none.

    Stale if somebody has changed it since it was read; Refused (PAST) for one that was cancelled, and for
    other rooms than those in which it was; TwoPlaces, and as for `hold_meeting`. Inverse: changing it back.
    """
    with one_winner(), transaction.atomic():
        current = _held_still(meeting, actor, now)
        if current.revision != meeting.revision:
            raise Stale(current.public_id)
        if told.choice.of == CASE and not _of_department(current, actor, now):
            raise NotAtADesk
        if current.cancelled_at is not None:
            raise refused(Code.PAST)
        changed = {name: value for name, value in told.fields.items() if getattr(current, name) != value}
        if _is_elsewhere(current, told):
            _free(current, told.rooms, actor, now)
            write_anew(current, **changed)
            _hold_rooms(current, told.rooms, actor, now)
        else:
            write_anew(current, **changed)
        current.bodies.set(told.bodies)
        _act(current, "change_meeting", actor, now)
        return current


def cancel_meeting(*, meeting: Meeting, actor: Person, now: int) -> Meeting:
    """It does not take place, or did not: it is in no figure, and its rooms are free again; sent twice it is
    done once. Inverse: `restore_meeting`."""
    with transaction.atomic():
        current = _held_still(meeting, actor, now)
        if current.cancelled_at is None:
            if current.end > now:
                _free(current, (), actor, now)
            write_anew(current, cancelled_at=now)
            _act(current, "cancel_meeting", actor, now)
        return current


def restore_meeting(*, meeting: Meeting, actor: Person, now: int) -> Meeting:
    """It takes place after all, in the rooms that it had: they are held anew. Where it stands nothing
    changes. Refused, TAKEN too, where a room is not to be had any more. Inverse: `cancel_meeting`."""
    with one_winner(), transaction.atomic():
        current = _held_still(meeting, actor, now)
        if current.cancelled_at is not None:
            # What it held up to then, and not what it has moved from before.
            held = current.bookings.filter(changed_at=current.cancelled_at).select_related("room__facility")
            rooms = [one.room for one in held] if current.end > now else []
            _hold_rooms(current, rooms, actor, now)
            write_anew(current, cancelled_at=None)
            _act(current, "restore_meeting", actor, now)
        return current


def _must_be_of_the_hall(
    facility: Facility, department: Department, told: Told, actor: Person, now: int
) -> None:
    must_hold(actor, Right.PROGRAMMES, facility.pk, now=now)
    if facility.department_id != department.pk:
        raise Absent(facility.slug)
    if told.choice.of == CASE:
        raise NotAtADesk


def _held_still(meeting: Meeting, actor: Person, now: int) -> Meeting:
    """As `row_held_still`; also for whoever serves at the hall whose desk entered it, unless the department
    has made a case conference of it."""
    at = meeting.facility_id
    if at is None or _of_department(meeting, actor, now):
        return row_held_still(meeting, actor, now)
    must_hold(actor, Right.PROGRAMMES, at, now=now)
    rows = Meeting.objects.select_for_update(no_key=True, of=("self",))
    current = rows.filter(pk=meeting.pk, facility=at).exclude(of=CASE).first()
    if current is None:
        raise Absent(meeting.public_id)
    return current


def _of_department(meeting: Meeting, actor: Person, now: int) -> bool:
    return departments_with(actor, Right.PROGRAMMES, now).filter(pk=meeting.department_id).exists()


def _is_elsewhere(current: Meeting, told: Told) -> bool:
    """Whether its bookings have to be others."""
    held = {one.room_id for one in rooms_held(current)}
    moved = (current.start, current.end) != (told.span.start, told.span.end)
    return held != {room.pk for room in told.rooms} or (moved and bool(held))


def _free(current: Meeting, more: Sequence[Room], actor: Person, now: int) -> None:
    """Its rooms given back, and all of them and `more` locked before the first changes: two that want each
    other's rooms would wait for ever."""
    held: list[Booking] = rooms_held(current)
    hold_still(held, [*(one.room for one in held), *more], [actor.pk])
    give_rooms_back(current, actor, now)


def _hold_rooms(current: Meeting, rooms: Sequence[Room], actor: Person, now: int) -> None:
    hold_still([], rooms, [actor.pk])
    span = Span(current.start, current.end)
    company = Company(counted={ADULTS: current.headcount or 1})
    for room in rooms:
        purpose = PURPOSES[Kind(current.kind)]
        # Where rooms are lent in bands, the whole band: a meeting of an hour fits none.
        around = use_around(room, span)
        current.bookings.add(hold_for_nobody(room, around, company, purpose, FOR_NOTHING, actor, now))


def _act(meeting: Meeting, verb: str, actor: Person, now: int) -> None:
    # In no hall's log, and without a word on which meeting it was.
    log("meeting", meeting.public_id, verb, actor, now)
