"""Calendar subscriptions, and the serialised text of each event that a feed is joined from."""

from django.db import models

from booking.models.bookings import Booking
from booking.models.keys import public_id
from booking.models.people import Person


class Subscription(models.Model):
    """One device's private feed. The token is shown once and kept only as its SHA-256."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="subscriptions")
    name = models.CharField(max_length=50)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.BigIntegerField()
    last_used_at = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]


class EventText(models.Model):
    """A booking as a VEVENT for one audience in one language, as it was at one revision of it."""

    class Audience(models.TextChoices):
        MEMBER = "member"
        PUBLIC = "public"

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="event_texts")
    audience = models.CharField(max_length=10, choices=Audience.choices)
    language = models.CharField(max_length=10)
    version = models.CharField(max_length=40)
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["booking", "audience", "language"], name="event_text_once"),
        ]
