"""Who was picked up when a hall closed with people inside. Instants are seconds (UTC)."""

from django.db import models

from booking.models.bookings import Booking
from booking.models.people import Person


class Pickup(models.Model):
    """Some or all of those who were there with a booking were handed over: how many, to whom, when.

    `relation` is a word (「母」「祖父」「友だちの親」), never a name.
    """

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="pickups")
    at = models.BigIntegerField()
    headcount = models.PositiveSmallIntegerField()
    relation = models.CharField(max_length=30)
    noted_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(headcount__gte=1), name="pickup_of_somebody")
        ]
        ordering = ["at", "pk"]
