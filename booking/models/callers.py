"""Who has called and has no account: kept beside the booking, and swept away weeks after the use."""

from django.db import models

from booking.models.bookings import Booking
from booking.rules.names import LONGEST_NAME


class Caller(models.Model):
    """How the desk reaches whoever a booking without a person is for. In no feed, no log and no Act."""

    booking = models.OneToOneField(Booking, models.CASCADE, related_name="caller")
    name = models.CharField(max_length=LONGEST_NAME)
    phone = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return str(self.booking_id)
