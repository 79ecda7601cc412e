"""What comes to the inverse of a verb of the desk's day: who came, keys, notes, things, doors, answers.

Each takes the act, who takes it back and when (seconds, UTC), and calls the verb for it. Absent where
nothing is left of what the act was about; whatever that verb says.
"""

from typing import TypeVar

from booking.actions import (
    attendance,
    emergencies,
    faults,
    handover,
    kiosks,
    no_show,
    occurrences,
    outside,
    requests,
)
from booking.actions.restoring import restore_series
from booking.actions.session_restoring import restore_session
from booking.actions.walk_ins import take_back_walk_in
from booking.models import Act, Booking, HandoverNote, Kiosk, Occurrence, Person, Pickup, Series, Session
from booking.queries.bookings import Absent
from booking.rules.attendance import read_fields
from booking.rules.bands import BANDS
from facilities.models import Fault, Room

T = TypeVar("T")


def found(thing: T | None) -> T:
    if thing is None:
        raise Absent
    return thing


def booking_of(act: Act) -> Booking:
    return found(Booking.objects.select_related("room__facility").filter(public_id=act.subject_id).first())


def not_here(act: Act, actor: Person, now: int) -> None:
    attendance.undo_check_in(booking=booking_of(act), actor=actor, now=now)


def still_here(act: Act, actor: Person, now: int) -> None:
    attendance.undo_check_out(booking=booking_of(act), actor=actor, now=now)


def dates_again(act: Act, actor: Person, now: int) -> None:
    series = Series.objects.select_related("room__facility", "group").filter(public_id=act.subject_id)
    restore_series(series=found(series.first()), actor=actor, now=now)


def date_takes_place(act: Act, actor: Person, now: int) -> None:
    dates = Session.objects.select_related("programme").filter(programme__public_id=act.subject_id)
    restore_session(session=found(dates.filter(public_id=act.after["session"]).first()), actor=actor, now=now)


def not_let_in(act: Act, actor: Person, now: int) -> None:
    take_back_walk_in(booking=booking_of(act), actor=actor, now=now)


def as_counted_before(act: Act, actor: Person, now: int) -> None:
    was, is_now = read_fields(act.before), read_fields(act.after)
    attendance.correct_headcount(booking=booking_of(act), counts=was, seen=is_now, actor=actor, now=now)


def hour_as_before(act: Act, actor: Person, now: int) -> None:
    room = found(Room.objects.select_related("facility").filter(facility=act.hall, pk=act.subject_id).first())
    # The hour stands among the bands in the Act, and is none.
    was = {band: count for band, count in act.before.items() if band in BANDS}
    attendance.count_free_use(room=room, at=act.before["at"], counts=was, actor=actor, now=now)


def key_back(act: Act, actor: Person, now: int) -> None:
    handover.take_key_back(booking=booking_of(act), actor=actor, now=now)


def key_out(act: Act, actor: Person, now: int) -> None:
    handover.hand_key(booking=booking_of(act), actor=actor, now=now)


def note_done(act: Act, actor: Person, now: int) -> None:
    handover.note_done(note=_note(act), actor=actor, now=now)


def note_again(act: Act, actor: Person, now: int) -> None:
    handover.note_again(note=_note(act), actor=actor, now=now)


def mended(act: Act, actor: Person, now: int) -> None:
    faults.mend(fault=_fault(act), actor=actor, now=now)


def not_mended(act: Act, actor: Person, now: int) -> None:
    faults.mend_not(fault=_fault(act), actor=actor, now=now)


def not_noticed(act: Act, actor: Person, now: int) -> None:
    noted = Occurrence.objects.select_related("facility").filter(facility=act.hall, public_id=act.subject_id)
    occurrences.take_back(occurrence=found(noted.first()), actor=actor, now=now)


def no_kiosk(act: Act, actor: Person, now: int) -> None:
    made = Kiosk.objects.select_related("room__facility").filter(room__facility=act.hall)
    kiosks.revoke_kiosk(kiosk=found(made.filter(public_id=act.after["kiosk"]).first()), actor=actor, now=now)


def came_after_all(act: Act, actor: Person, now: int) -> None:
    no_show.take_back_release(booking=booking_of(act), actor=actor, now=now)


def not_handed_over(act: Act, actor: Person, now: int) -> None:
    noted = Pickup.objects.select_related("booking__room__facility").filter(pk=act.after["pickup"])
    emergencies.not_picked_up(pickup=found(noted.first()), actor=actor, now=now)


def not_brought_in(act: Act, actor: Person, now: int) -> None:
    intake = outside.intake_of(found(act.hall), act.after["intake"])
    outside.take_back_outside(intake=intake, actor=actor, now=now)


def unanswered(act: Act, actor: Person, now: int) -> None:
    try:
        requests.reopen(booking=booking_of(act), actor=actor, now=now)
    except requests.TooLate as late:  # the member has answered in turn, or the use has begun
        raise Absent(act.subject_id) from late


def _note(act: Act) -> HandoverNote:
    notes = HandoverNote.objects.select_related("facility")
    return found(notes.filter(facility=act.hall, public_id=act.subject_id).first())


def _fault(act: Act) -> Fault:
    faulty = Fault.objects.select_related("equipment__room__facility")
    return found(faulty.filter(equipment__room__facility=act.hall, pk=act.after["fault"]).first())
