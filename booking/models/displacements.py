"""Whom a change of hours has displaced, and what was offered instead. Instants are seconds (UTC)."""

from django.db import models

from booking.models.bookings import Booking
from booking.models.keys import public_id
from booking.rules.displacing import Answer
from facilities.models import Closure, Evening, Room


class Displacement(models.Model):
    """A booking that a closure, or an evening that is not held, has displaced: where and when it was.

    `offer` is a booking in the state *offered* that holds another place for the same people; the booking
    itself keeps its old place until it is answered, so that a closure that is lifted gives it back.
    """

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    booking = models.ForeignKey(Booking, models.CASCADE, related_name="displacements")
    closure = models.ForeignKey(Closure, models.SET_NULL, null=True, blank=True, related_name="displacements")
    evening = models.ForeignKey(Evening, models.SET_NULL, null=True, blank=True, related_name="displacements")
    # Where it was, once more: the booking may have been moved by the time somebody asks what displaced it.
    room = models.ForeignKey(Room, models.PROTECT, related_name="+")
    start = models.BigIntegerField()
    end = models.BigIntegerField()
    offer = models.ForeignKey(Booking, models.SET_NULL, null=True, blank=True, related_name="offered_instead")
    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in Answer], default=Answer.OPEN.value
    )
    made_at = models.BigIntegerField()
    answered_at = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["booking"], condition=models.Q(state=Answer.OPEN), name="displaced_once_at_a_time"
            ),
        ]
        # The worker looks for those whose time has passed without an answer.
        indexes = [models.Index(fields=["state", "end"], name="displacement_by_state_end")]
        ordering = ["start", "pk"]

    def __str__(self) -> str:
        return self.public_id
