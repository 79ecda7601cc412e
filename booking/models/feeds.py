"""Calendar subscriptions, and what is kept so that a feed costs little."""

from django.db import models

from booking.models.bookings import Booking
from booking.models.keys import public_id
from booking.models.people import Person
from booking.rules.feeds import Audience
from facilities.models import Room


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

    def __str__(self) -> str:
        return self.public_id

    @property
    def edition(self) -> str:
        """Tells one address of the device from the next, and neither of them."""
        return self.token_hash[:12]


class EventText(models.Model):
    """A booking as a VEVENT for one audience in one language, as it was at one version of it."""

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="event_texts")
    audience = models.CharField(max_length=10, choices=[(audience, audience) for audience in Audience])
    language = models.CharField(max_length=10)
    # The booking's sequence and last change, and a digest of all else that the text is made of.
    version = models.CharField(max_length=40)
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["booking", "audience", "language"], name="event_text_once"),
        ]


class Departure(models.Model):
    """A booking has moved to another room: how it last stood in the one that it left.

    `sequence` and `changed_at` are those that the move gave it.
    """

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="departures")
    room = models.ForeignKey(Room, models.CASCADE, related_name="departures")
    start = models.BigIntegerField()
    end = models.BigIntegerField()
    sequence = models.PositiveIntegerField()
    changed_at = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["booking", "room"], name="departure_once_a_room")]


class FeedVersion(models.Model):
    """Since when a feed has been what its ETag says: the truth behind Last-Modified.

    Counters say that something changed, not when; the first reader of a new ETag writes the instant,
    and the first who is sent the calendar keeps it, packed (gzip), for those who come after.
    """

    feed = models.CharField(max_length=60, unique=True)
    etag = models.CharField(max_length=32)
    since = models.BigIntegerField()
    packed = models.BinaryField(default=b"")
