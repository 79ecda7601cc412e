"""Calendar subscriptions, and what is kept so that a feed costs little."""

from django.db import models

from booking.models.bookings import Booking
from booking.models.groups import Group
from booking.models.guardians import Guardian
from booking.models.keys import public_id
from booking.models.people import Person
from booking.models.series import Series
from booking.rules.feeds import Audience, Kind
from facilities.models import Facility, Room


class Subscription(models.Model):
    """One device's private feed. The token is shown once and kept only as its SHA-256.

    It is a member's, who reads what is their own, of a group of theirs, or of a hall that they serve; or a
    guardian's, who reads what is their child's.
    """

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="subscriptions")
    guardian = models.ForeignKey(Guardian, models.CASCADE, null=True, related_name="subscriptions")
    group = models.ForeignKey(Group, models.CASCADE, null=True, related_name="subscriptions")
    facility = models.ForeignKey(Facility, models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=50)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.BigIntegerField()
    last_used_at = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=True) ^ models.Q(guardian__isnull=True),
                name="subscription_of_one_holder",
            ),
            models.CheckConstraint(
                condition=models.Q(group__isnull=True, facility__isnull=True)
                | (
                    models.Q(person__isnull=False)
                    & (models.Q(group__isnull=True) ^ models.Q(facility__isnull=True))
                ),
                name="subscription_tells_of_one_thing",
            ),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.public_id

    @property
    def kind(self) -> Kind:
        if self.guardian_id:
            return Kind.CHILD
        if self.group_id:
            return Kind.GROUP
        return Kind.STAFF if self.facility_id else Kind.MEMBER

    @property
    def edition(self) -> str:
        """Tells one address of the device from the next, and neither of them."""
        return self.token_hash[:12]


class KeptText(models.Model):
    """What a feed says of something to one audience in one language, as it was at one version of it."""

    audience = models.CharField(max_length=10, choices=[(audience, audience) for audience in Audience])
    language = models.CharField(max_length=10)
    # Of its sequence and last change, and a digest of all else that the text is made of: a text of another
    # version is made anew by whoever reads it next, so that no verb has to know which feeds it touches.
    version = models.CharField(max_length=40)
    text = models.TextField()

    class Meta:
        abstract = True


class EventText(KeptText):
    """A booking as a VEVENT."""

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="event_texts")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["booking", "audience", "language"], name="event_text_once"),
        ]


class SeriesText(KeptText):
    """A series as one event with what differs from it; of the dates that some reader has."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="texts")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "audience", "language"], name="series_text_once"),
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
        # Of several departures from a room the last is told, so that no sequence ever falls (decision 15).
        constraints = [models.UniqueConstraint(fields=["booking", "room"], name="departure_once_a_room")]


class FeedVersion(models.Model):
    """Since when a feed has been what its ETag says: the truth behind Last-Modified.

    Counters say that something changed, not when; the first reader of a new ETag writes the instant,
    and the first who is sent the calendar keeps it, packed (gzip), for those who come after.
    """

    feed = models.CharField(max_length=60, unique=True)
    etag = models.CharField(max_length=32)
    # No two versions get one second: who asks by date alone would miss a change in it (decision 12).
    since = models.BigIntegerField()
    packed = models.BinaryField(default=b"")
