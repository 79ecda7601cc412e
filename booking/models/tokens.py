"""Tokens of the API: what a program of somebody's signs in with."""

from django.db import models

from booking.models.keys import public_id
from booking.models.people import Person


class ApiToken(models.Model):
    """One program's token. It is shown once and kept only as its SHA-256. Instants are seconds (UTC)."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=50)
    # Keys of booking.rules.scopes.
    scopes = models.JSONField()
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.BigIntegerField()
    last_used_at = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.public_id
