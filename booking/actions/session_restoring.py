"""A date of a programme that was called off takes place after all, with the rooms that it had."""

from django.db import transaction

from booking import notices
from booking.actions.bookings import restore
from booking.actions.changes import hold_still, refused
from booking.actions.places import one_winner
from booking.actions.programmes_led import locked_by_leader
from booking.actions.session_rooms import note_on
from booking.models import Act, Booking, Person, Programme, Session
from booking.rules.codes import Code
from booking.rules.lifecycle import State


def restore_session(*, session: Session, actor: Person, now: int) -> Session:
    """Takes `cancel_session` back: all the rooms that went with it are held again, or none; whoever has
    signed up is told. A date that stands stays. `now` is an instant (seconds, UTC).

    Absent for whoever does not lead the programme; Refused (PAST) once it has begun, or its programme was
    cancelled; Refused, TAKEN too, as for `restore` of a booking. Inverse: `cancel_session`.
    """
    with one_winner(), transaction.atomic():
        locked_by_leader(session.programme, actor, now)
        current = Session.objects.select_related("programme").get(pk=session.pk)
        called_off_at = current.cancelled_at
        if called_off_at is None:
            return current
        if current.programme.state == Programme.State.CANCELLED or current.start <= now:
            raise refused(Code.PAST)
        uses = _given_back(current, called_off_at)
        if not uses and not current.elsewhere:
            raise refused(Code.PAST)
        hold_still(uses, [use.room for use in uses])
        # Before its rooms: a room of a date that is off is not given back to it.
        current.cancelled_at, current.sequence = None, current.sequence + 1
        current.save(update_fields=["cancelled_at", "sequence"])
        for use in uses:
            restore(booking=use, actor=actor, now=now)
        note_on(current, "restore_session", actor, now)
        notices.session_stands(current, now)
        return current


def _given_back(session: Session, at: int) -> list[Booking]:
    """The rooms that it lost in the second in which it was called off, and not those that had gone before."""
    uses = session.bookings.filter(state=State.CANCELLED).select_related("room__facility").order_by("pk")
    keys = [use.public_id for use in uses]
    acts = Act.objects.filter(subject="booking", subject_id__in=keys, verb="cancel", at=at)
    went = set(acts.values_list("subject_id", flat=True))
    return [use for use in uses if use.public_id in went]
