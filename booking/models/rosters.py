"""Who of the staff is on duty at a hall on a day."""

from django.db import models

from booking.models.people import Person
from facilities.models import Facility


class OnDuty(models.Model):
    """One person on one day of one hall (its local date)."""

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="on_duty")
    day = models.DateField()
    person = models.ForeignKey(Person, models.CASCADE, related_name="on_duty")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["facility", "day", "person"], name="on_duty_once_a_day")
        ]
        ordering = ["day", "pk"]
