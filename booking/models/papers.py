"""The numbered papers that a hall has handed out."""

from django.db import models

from booking.models.bookings import Booking
from booking.models.people import Person
from booking.rules.papers import Paper
from facilities.models import Facility


class Issue(models.Model):
    """A numbered paper of a booking: its number runs in a hall, a kind and a fiscal year (by its April)."""

    booking = models.ForeignKey(Booking, models.PROTECT, related_name="issues")
    # The hall that counted it, once more: a booking that moves elsewhere takes no number along.
    facility = models.ForeignKey(Facility, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=[(paper, paper) for paper in Paper])
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    yen = models.IntegerField(null=True, blank=True)
    at = models.BigIntegerField()
    staff = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    # How often it was printed anew: a copy says that it is one.
    copies = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["facility", "kind", "year", "number"], name="issue_number_once"),
        ]
        ordering = ["pk"]
