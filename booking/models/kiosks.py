"""Tablets at the doors of rooms. Instants are seconds since the epoch (UTC)."""

from django.db import models

from booking.models.keys import public_id
from facilities.models import Room


class Kiosk(models.Model):
    """One tablet, which shows one room to whoever passes. Its key is shown once; its SHA-256 is kept."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    room = models.ForeignKey(Room, models.CASCADE, related_name="kiosks")
    name = models.CharField(max_length=50)
    key_hash = models.CharField(max_length=64, unique=True)
    # Whether the hall wants the names of groups on it; those of people are on none.
    groups = models.BooleanField(default=False)
    made_at = models.BigIntegerField()
    revoked_at = models.BigIntegerField(null=True, blank=True)
    # By it the desk sees that a tablet has died, and that its address was opened at all.
    seen_at = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["room__position", "pk"]

    def __str__(self) -> str:
        return self.public_id
