"""What was paid and given back at the counter, and the papers that went with it."""

from django.db import models

from booking.models.bookings import Booking
from booking.models.people import Person
from booking.rules.papers import Paper
from facilities.models import Facility


class Payment(models.Model):
    """Whole yen that came in for a booking; what was given back is negative. Never edited."""

    booking = models.ForeignKey(Booking, models.PROTECT, related_name="payments")
    yen = models.IntegerField()
    at = models.BigIntegerField()
    staff = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(yen=0), name="payment_of_something")]
        ordering = ["pk"]


class Reduction(models.Model):
    """What the desk has decided about letting a group off the fee of a booking: a share of it, a sum, or that
    it stands. The last one holds; none is edited."""

    booking = models.ForeignKey(Booking, models.PROTECT, related_name="reductions")
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    yen = models.PositiveIntegerField(null=True, blank=True)
    # Why it was refused; "" for what was granted.
    why = models.CharField(max_length=300, blank=True)
    at = models.BigIntegerField()
    staff = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(percent__isnull=False, yen__isnull=True, percent__range=(1, 100), why="")
                | models.Q(percent__isnull=True, yen__gte=1, why="")
                | (models.Q(percent__isnull=True, yen__isnull=True) & ~models.Q(why="")),
                name="reduction_granted_or_refused",
            ),
        ]
        ordering = ["pk"]

    @property
    def refused(self) -> bool:
        return self.percent is None and self.yen is None


class Issue(models.Model):
    """A numbered paper of a booking: its number runs in a hall, a kind and a fiscal year (by its April)."""

    booking = models.ForeignKey(Booking, models.PROTECT, related_name="issues")
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
