"""How often somebody wanted a room and got none: a count for a day, and nobody in it."""

from django.db import models

from booking.rules.demand import COUNTED
from facilities.models import Facility


class Unmet(models.Model):
    """So often on a local day of the city, at a hall or in a search over all of them (None)."""

    day = models.DateField()
    facility = models.ForeignKey(Facility, models.CASCADE, null=True, blank=True, related_name="unmet")
    cause = models.CharField(max_length=8, choices=[(one.value, one.value) for one in COUNTED])
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            # Two conditions, as to a database no NULL equals another.
            models.UniqueConstraint(
                fields=["day", "facility", "cause"],
                condition=models.Q(facility__isnull=False),
                name="unmet_once_a_hall",
            ),
            models.UniqueConstraint(
                fields=["day", "cause"],
                condition=models.Q(facility__isnull=True),
                name="unmet_once_a_day",
            ),
        ]
        verbose_name_plural = "unmet"

    def __str__(self) -> str:
        return f"{self.day} {self.cause}"
