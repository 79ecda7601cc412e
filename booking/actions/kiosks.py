"""Tablets at doors: made and revoked by the hall, and what somebody at the door does without signing in.

`now` is an instant (seconds, UTC). At the door nobody is known: its Acts have no actor, and it lets in only
whom the judge lets in. What it does not, the desk may.
"""

from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from booking.actions.acts import log, write_hall_act
from booking.actions.attendance import arrive
from booking.actions.desk import board_changed, must_hold
from booking.actions.locks import lock
from booking.actions.texts import needed
from booking.models import Booking, HandoverNote, Kiosk, Person
from booking.models.keys import fingerprint, token
from booking.queries.doors import calls, to_check_in
from booking.rules.staff import Right
from facilities.models import Facility, Room

LONGEST_NAME = 50
EARLY = 30 * 60  # seconds before the start; whoever comes earlier asks at the desk
SEEN_AGAIN = 5 * 60  # seconds after which it is noted anew that a tablet is alive


class NameTaken(ValueError):
    """The room has a tablet of this name that has been opened: its address is told to nobody again."""


class Made(NamedTuple):
    """`key` opens the door's page. It is told here and never again."""

    kiosk: Kiosk
    key: str


@transaction.atomic
def make_kiosk(*, room: Room, name: str, groups: bool, actor: Person, now: int) -> Made:
    """A tablet for a room; with `groups` it shows the names of groups. Sent again before anybody has opened
    it, it is the same tablet under a new address. Missing and Unfit for its name, NameTaken, Absent for
    whoever does not keep the hall's hours. Inverse: `revoke_kiosk`."""
    _must_keep_doors(room.facility, actor, now)
    name, new = needed(name, "name", LONGEST_NAME), token()
    # A form that is sent twice comes from one person, so locking them is enough.
    lock(people=[actor.pk])
    if before := Kiosk.objects.filter(room=room, name=name, revoked_at=None).first():
        return Made(_with_key(before, new, groups), new)
    made = Kiosk.objects.create(room=room, name=name, groups=groups, key_hash=fingerprint(new), made_at=now)
    _act(made, "make_kiosk", actor, now)
    return Made(made, new)


@transaction.atomic
def revoke_kiosk(*, kiosk: Kiosk, actor: Person, now: int) -> None:
    """Its address answers as if it had never been. Absent as before. No inverse: another is made."""
    _must_keep_doors(kiosk.room.facility, actor, now)
    if Kiosk.objects.filter(pk=kiosk.pk, revoked_at=None).update(revoked_at=now):
        _act(kiosk, "revoke_kiosk", actor, now)


def note_alive(*, kiosk: Kiosk, now: int) -> None:
    """Remembers that a tablet has asked: at most once in SEEN_AGAIN seconds, and no Act."""
    # A tablet asks all day: to write each time down would keep the database from its bookings.
    if kiosk.seen_at is None or kiosk.seen_at + SEEN_AGAIN <= now:
        Kiosk.objects.filter(pk=kiosk.pk).update(seen_at=now)


@transaction.atomic
def check_in_at_door(*, kiosk: Kiosk, code: str, now: int) -> Booking:
    """Who knows the code of the booking that is due in this room is here; nobody has counted them yet.

    Absent for a code of no such booking; Refused by the judge, and then only the desk can let them in.
    Inverse: `undo_check_in`.
    """
    return arrive(booking=to_check_in(kiosk.room, code, now, EARLY), now=now)


@transaction.atomic
def call_staff(*, kiosk: Kiosk, now: int) -> None:
    """Somebody at the door needs the staff: a note on the hall's board, once while it is open.

    Inverse: `note_done`."""
    room = kiosk.room
    if calls(room).exists():
        return
    with override("ja"):  # the hall's own board
        text = _("部屋の前で、職員を呼んでいます。")
    # By a mark of its own: a note whose writer has gone for good has no writer either.
    made = HandoverNote.objects.create(facility=room.facility, room=room, text=text, called=True, at=now)
    log("note", made.public_id, "call_staff", None, now, after={"room_id": room.pk}, hall=room.facility_id)
    board_changed(room.facility_id)


def _with_key(kiosk: Kiosk, key: str, groups: bool) -> Kiosk:
    """Of a form that was sent twice the browser shows the last answer only: the key of the first is lost, so
    that there has to be another. Where a tablet has been opened with it, it is not."""
    if kiosk.seen_at is not None:
        raise NameTaken(kiosk.name)
    kiosk.key_hash, kiosk.groups = fingerprint(key), groups
    kiosk.save(update_fields=["key_hash", "groups"])
    return kiosk


def _must_keep_doors(hall: Facility, actor: Person, now: int) -> None:
    must_hold(actor, Right.HOURS, hall.pk, now=now)


def _act(kiosk: Kiosk, verb: str, actor: Person, now: int) -> None:
    """Of a tablet its id and its room, and neither its key nor its name."""
    told = {"kiosk": kiosk.public_id, "room_id": kiosk.room_id, "groups": kiosk.groups}
    write_hall_act(hall=kiosk.room.facility, verb=verb, actor=actor, now=now, after=told)
