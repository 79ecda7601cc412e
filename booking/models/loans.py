"""Things that go with a booking: so many of a room's or a hall's equipment, as long as its use lasts."""

from django.db import models

from booking.models.bookings import Booking
from facilities.models import Equipment


class Loan(models.Model):
    booking = models.ForeignKey(Booking, models.CASCADE, related_name="loans")
    equipment = models.ForeignKey(Equipment, models.PROTECT, related_name="loans")
    count = models.PositiveSmallIntegerField()

    class Meta:
        # How many are out at once no constraint can count: verbs ask for that under the thing's lock.
        constraints = [
            models.UniqueConstraint(fields=["booking", "equipment"], name="loan_once_a_booking"),
            models.CheckConstraint(condition=models.Q(count__gte=1), name="loan_of_something"),
        ]
        ordering = ["pk"]
