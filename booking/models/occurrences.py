"""気づいたこと: what the desk noticed in a hall: noise, a complaint, somebody hurt. Nobody's name."""

from django.db import models

from booking.models.keys import public_id
from booking.models.people import Person
from facilities.models import Facility, Room


class Occurrence(models.Model):
    """When and where something happened, in the desk's words; no sanction counts it (`Incident` is counted).

    `at` is when it happened, `made_at` when it was written down (seconds, UTC).
    """

    class Kind(models.TextChoices):
        NOISE = "noise", "音の苦情"
        COMPLAINT = "complaint", "苦情"
        HURT = "hurt", "けが・体調"
        DAMAGE = "damage", "もの・建物"
        LOST = "lost", "わすれもの"
        OTHER = "other", "そのほか"

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    facility = models.ForeignKey(Facility, models.CASCADE, related_name="occurrences")
    room = models.ForeignKey(Room, models.CASCADE, null=True, blank=True, related_name="occurrences")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.CharField(max_length=300)
    at = models.BigIntegerField()
    made_at = models.BigIntegerField()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["facility", "at"], name="occurrence_by_hall_at")]
        ordering = ["at", "pk"]
