"""What a person at the hall has to agree to: a booking that is held until they answer.

Instants are seconds since the epoch (UTC).
"""

from django.db import models

from booking.models.bookings import Booking
from booking.models.people import Person


class Request(models.Model):
    """A member has asked the hall whether a booking can be, where its rules leave that open."""

    class Answer(models.TextChoices):
        OPEN = "", "まだ"
        APPROVED = "approved", "承認した"
        REFUSED = "refused", "お断りした"
        PROPOSED = "proposed", "別の時間をすすめた"

    # One for each booking: another question is another booking (decision 31).
    booking = models.OneToOneField(Booking, models.CASCADE, related_name="request")
    # What the member wrote to the hall.
    said = models.CharField(max_length=300)
    made_at = models.BigIntegerField()
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.OPEN, blank=True)
    # What the hall wrote back: conditions, or why not.
    words = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.BigIntegerField(null=True, blank=True)
    # How the booking stood when it was answered: its room (by key), start, end, lapses_at, bill.
    before = models.JSONField(default=dict, blank=True)

    class Meta:
        # The queue asks for what waits, and besides for what was answered lately.
        indexes = [models.Index(fields=["answer", "decided_at"], name="request_by_answer")]
        ordering = ["pk"]
