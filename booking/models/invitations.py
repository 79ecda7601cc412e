"""Invitations into a group: a link that somebody passes on. Instants are seconds since the epoch (UTC)."""

from django.db import models

from booking.models.groups import Group
from booking.models.keys import public_id
from booking.models.people import Person


class Invitation(models.Model):
    """By its link so many people may still join, up to `ends_at`. Of its token the SHA-256 is kept."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    group = models.ForeignKey(Group, models.CASCADE, related_name="invitations")
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    places = models.PositiveSmallIntegerField()
    made_at = models.BigIntegerField()
    ends_at = models.BigIntegerField()
    revoked_at = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.public_id
