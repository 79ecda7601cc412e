"""What happened with a booking and may have consequences under a hall's rules: counted, never commented."""

from django.db import models

from booking.models.bookings import Booking
from booking.models.groups import Group
from booking.models.people import Person


class Incident(models.Model):
    """One thing that happened: to the group in whose name was booked, else to whoever booked.

    `event` and `cause` are keys of the rulebook; the service itself writes `late_cancel` and
    `late_cancel_by_guardian`.
    """

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="incidents")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="incidents")
    group = models.ForeignKey(Group, models.CASCADE, null=True, blank=True, related_name="incidents")
    event = models.SlugField()
    cause = models.SlugField(blank=True)
    on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=True) ^ models.Q(group__isnull=True),
                name="incident_of_a_person_or_a_group",
            ),
            # Noted once, as sanctions count rows (decision 34).
            models.UniqueConstraint(fields=["booking", "event"], name="incident_once_a_booking"),
        ]
