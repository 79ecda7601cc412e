"""気づいたこと: noise, a complaint, somebody hurt; written down by the hall's desk, for the day's report.

`now` is an instant (seconds, UTC). The Acts hold when and where, never the words.
"""

from django.db import transaction

from booking.actions.acts import log
from booking.actions.desk import board_changed, must_hold
from booking.actions.texts import needed_lines
from booking.models import Occurrence, Person
from booking.queries.bookings import Absent
from booking.rules.staff import Right
from facilities.models import Facility, Room

LONGEST_TEXT = 300
A_WEEK = 7 * 24 * 60 * 60


class Untimely(ValueError):
    """It is said to have happened later than now, or more than a week ago."""


@transaction.atomic
def note_occurrence(
    *,
    facility: Facility,
    kind: Occurrence.Kind,
    text: str,
    at: int,
    actor: Person,
    now: int,
    room: Room | None = None,
) -> Occurrence:
    """Something happened at `at`, in a room or anywhere in the hall. Missing and Unfit for the words,
    Untimely; Absent away from one's own hall, and for a room of another. Inverse: `take_back`."""
    must_hold(actor, Right.DESK, facility.pk, now=now)
    if room is not None and room.facility_id != facility.pk:
        raise Absent(room.slug)
    if not now - A_WEEK <= at <= now:
        raise Untimely(at)
    text = needed_lines(text, "text", LONGEST_TEXT)
    made = Occurrence.objects.create(
        facility=facility, room=room, kind=kind, text=text, at=at, made_at=now, by=actor
    )
    _act(made, "note_occurrence", actor, now)
    return made


@transaction.atomic
def take_back(*, occurrence: Occurrence, actor: Person, now: int) -> None:
    """It was written down by mistake. Absent as before. Inverse: noting it anew."""
    must_hold(actor, Right.DESK, occurrence.facility.pk, now=now)
    _act(occurrence, "take_back_occurrence", actor, now)
    occurrence.delete()


def _act(one: Occurrence, verb: str, actor: Person, now: int) -> None:
    told = {"kind": one.kind, "room_id": one.room_id, "at": one.at}
    log("occurrence", one.public_id, verb, actor, now, after=told, hall=one.facility_id)
    board_changed(one.facility_id)
