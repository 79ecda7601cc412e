"""What one shift hands to the next: keys that are out, and notes. Instants are seconds (UTC)."""

from django.db import models

from booking.models.bookings import Booking
from booking.models.keys import public_id
from booking.models.people import Person
from facilities.models import Equipment, Facility, Room


class KeyLoan(models.Model):
    """The key of a room went out with a booking; it is out until `back_at` says when it came back."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="key_loans")
    booking = models.ForeignKey(Booking, models.CASCADE, related_name="key_loans")
    out_at = models.BigIntegerField()
    back_at = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["booking"], condition=models.Q(back_at=None), name="key_out_once_a_booking"
            )
        ]
        indexes = [
            # The board is polled for what is out, which is little of what there was.
            models.Index(fields=["room"], condition=models.Q(back_at=None), name="key_out_by_room"),
        ]
        ordering = ["out_at", "pk"]


class HandoverNote(models.Model):
    """申し送り: about a room, a thing in it, or the whole hall, until somebody marks it as done. `called` is
    one that a room's own door has left: somebody stands there."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    facility = models.ForeignKey(Facility, models.CASCADE, related_name="handover_notes")
    room = models.ForeignKey(Room, models.CASCADE, null=True, blank=True, related_name="handover_notes")
    thing = models.ForeignKey(Equipment, models.CASCADE, null=True, blank=True, related_name="handover_notes")
    text = models.CharField(max_length=300)
    # None where nobody is known: a call from a tablet at a door.
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    # Said, and not read from `by`: a note outlives the account of whoever wrote it.
    called = models.BooleanField(default=False)
    at = models.BigIntegerField()
    done_at = models.BigIntegerField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["facility"], condition=models.Q(done_at=None), name="note_open_by_hall"),
        ]
        ordering = ["at", "pk"]
