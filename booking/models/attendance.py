"""Who came, as numbers: of a booking by band and part, of a room for free use by the hour. Nobody's name."""

from django.db import models

from booking.models.bookings import Booking
from booking.rules.attendance import Part
from booking.rules.bands import BANDS
from facilities.models import Facility, Room

OF_BANDS = [(band, band) for band in BANDS]


class Headcount(models.Model):
    """So many of a band came to a booking for this. No row: nobody said; a row of 0: nobody came."""

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="headcounts")
    part = models.CharField(max_length=10, choices=[(part.value, part.value) for part in Part])
    band = models.CharField(max_length=12, choices=OF_BANDS)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["booking", "part", "band"], name="headcount_once_a_band")
        ]


class HourCount(models.Model):
    """So many of a band were in a room for free use in the hour that began at this instant."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="hour_counts")
    at = models.BigIntegerField()
    band = models.CharField(max_length=12, choices=OF_BANDS)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "at", "band"], name="hour_count_once_a_band")]


class BoardVersion(models.Model):
    """Rises with all that the desk's board shows and no other counter tells of: counts, keys, notes."""

    facility = models.OneToOneField(Facility, models.CASCADE, related_name="board_version")
    revision = models.PositiveBigIntegerField(default=0)
