"""What was paid and given back at the counter."""

from django.db import models

from booking.models.bookings import Booking
from booking.models.people import Person


class Payment(models.Model):
    """Whole yen that came in for a booking; what was given back is negative. Never edited: what was written
    down by mistake is struck out by an entry of the opposite sum."""

    # PROTECT: nothing of it is ever deleted, as a cash sheet that was signed does not change (decision 32).
    booking = models.ForeignKey(Booking, models.PROTECT, related_name="payments")
    yen = models.IntegerField()
    # One to one: what was struck out is not struck out again.
    strikes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="struck_by")
    at = models.BigIntegerField()
    # SET_NULL: the sum outlives whoever took it, as the cash sheet is signed on paper.
    staff = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(yen=0), name="payment_of_something")]
        ordering = ["pk"]

    @property
    def is_receipt(self) -> bool:
        """Whether it counts among what came in: what strikes a receipt out, too, with its minus."""
        return (self.yen > 0) != (self.strikes_id is not None)
