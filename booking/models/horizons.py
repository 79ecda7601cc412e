"""How far the moments at which bookings open have been looked at, for the sake of those who wait."""

from django.db import models

from facilities.models import Facility


class Horizon(models.Model):
    """One for each hall. What opens up to `until` (seconds, UTC) has been kept for the line, or nobody waits
    for it."""

    facility = models.OneToOneField(Facility, models.CASCADE, related_name="line_horizon")
    until = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.facility)
