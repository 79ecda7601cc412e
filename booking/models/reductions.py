"""減免: what is asked for, and what the desk has decided.

Instants are seconds since the epoch (UTC).
"""

from django.db import models

from booking.models.bookings import Booking
from booking.models.people import Person


class Reduction(models.Model):
    """What the desk has decided about letting a group off the fee of a booking: a share of it, a sum, or that
    it stands. The last one that was not taken back holds; none is edited."""

    booking = models.ForeignKey(Booking, models.PROTECT, related_name="reductions")
    # Beside the bill and not in it: a share goes on holding when the booking moves (decision 32).
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    yen = models.PositiveIntegerField(null=True, blank=True)
    # Why it was refused; "" for what was granted.
    why = models.CharField(max_length=300, blank=True)
    # On what condition it was granted; "" for none.
    condition = models.CharField(max_length=300, blank=True, default="")
    at = models.BigIntegerField()
    taken_back_at = models.BigIntegerField(null=True, blank=True)
    staff = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                # A share, or a sum, or a reason: what is none of the three, or two, could not be said on
                # paper.
                condition=models.Q(percent__isnull=False, yen__isnull=True, percent__range=(1, 100), why="")
                | models.Q(percent__isnull=True, yen__gte=1, why="")
                | (models.Q(percent__isnull=True, yen__isnull=True, condition="") & ~models.Q(why="")),
                name="reduction_granted_or_refused",
            ),
        ]
        ordering = ["pk"]

    @property
    def refused(self) -> bool:
        return self.percent is None and self.yen is None


class ReductionRequest(models.Model):
    """A group asks to be let off the fee of a booking, on the ground that a clause of the hall names."""

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="reduction_requests")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    # The clause's id in the rules of the day of use.
    clause = models.CharField(max_length=20)
    # What they wrote to the hall besides.
    said = models.CharField(max_length=300, blank=True)
    made_at = models.BigIntegerField()
    withdrawn_at = models.BigIntegerField(null=True, blank=True)
    answer = models.OneToOneField(Reduction, models.SET_NULL, null=True, blank=True, related_name="request")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["booking"],
                condition=models.Q(withdrawn_at=None, answer=None),
                name="reduction_asked_for_once",
            ),
        ]
        ordering = ["pk"]

    @property
    def is_open(self) -> bool:
        return self.withdrawn_at is None and self.answer_id is None
