"""Meetings between the bodies around a child (会議・研修会): when, where, which of them were there, how many.

There is no text in it: of a case nobody can write a word. Instants are seconds (UTC).
"""

from django.db import models

from booking.models.bookings import Booking
from booking.models.keys import public_id
from booking.models.network import NetworkBody
from booking.rules.meetings import MEETINGS
from facilities.models import Department, Facility


class Meeting(models.Model):
    """One meeting of a department with others. Which one it was (`of`) is the department's alone."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    department = models.ForeignKey(Department, models.PROTECT, related_name="meetings")
    # The hall at whose desk it was entered; None: at the department.
    facility = models.ForeignKey(Facility, models.PROTECT, null=True, blank=True, related_name="meetings")
    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in MEETINGS])
    # The key of a figure of the plan: with whom it was, or a case conference; "" for any other.
    of = models.CharField(max_length=32, blank=True)
    start = models.BigIntegerField()
    end = models.BigIntegerField()
    # In rooms that these hold; else at one of the bodies, or at a place that nobody names.
    bookings = models.ManyToManyField(Booking, related_name="meetings", blank=True)
    held_at = models.ForeignKey(NetworkBody, models.PROTECT, null=True, blank=True, related_name="hosted")
    bodies = models.ManyToManyField(NetworkBody, related_name="meetings", blank=True)
    # None: nobody has said.
    headcount = models.PositiveIntegerField(null=True, blank=True)
    cancelled_at = models.BigIntegerField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="meeting_ends_after_start"
            )
        ]
        indexes = [models.Index(fields=["department", "start"], name="meeting_by_department")]
        ordering = ["start", "pk"]

    def __str__(self) -> str:
        return self.public_id
