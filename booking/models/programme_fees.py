"""What was paid and given back for a place in a programme, and the receipts over it."""

from django.db import models

from booking.models.people import Person
from booking.models.programmes import Programme
from booking.models.signups import SignUp
from facilities.models import Facility


class FeePayment(models.Model):
    """Whole yen that came in at a hall for a sign-up; what was given back is negative. Never edited, as a
    `Payment` is not: a mistake is struck out by an entry of the opposite sum."""

    # SET_NULL: a sign-up goes with its person; a cash sheet that was signed does not change (decision 32).
    signup = models.ForeignKey(SignUp, models.SET_NULL, null=True, related_name="payments")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="payments")
    facility = models.ForeignKey(Facility, models.PROTECT, related_name="+")
    yen = models.IntegerField()
    strikes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="struck_by")
    at = models.BigIntegerField(db_index=True)
    staff = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(yen=0), name="fee_payment_of_something")]
        ordering = ["pk"]

    @property
    def is_receipt(self) -> bool:
        """Whether it counts among what came in: what strikes a receipt out, too, with its minus."""
        return (self.yen > 0) != (self.strikes_id is not None)


class FeeReceipt(models.Model):
    """領収書 over what came in for a sign-up since the last: its number runs in a hall and a fiscal year (by
    its April), apart from those of bookings."""

    signup = models.ForeignKey(SignUp, models.SET_NULL, null=True, related_name="receipts")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    facility = models.ForeignKey(Facility, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    yen = models.PositiveIntegerField()
    at = models.BigIntegerField()
    staff = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    # How often it was printed anew: a copy says that it is one.
    copies = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["facility", "year", "number"], name="fee_receipt_number_once")
        ]
        ordering = ["pk"]
