"""The city's action plan as it was imported."""

from django.db import models


class ActionPlan(models.Model):
    """One plan: its document, as `booking.rules.plan` reads it. The instant is seconds (UTC)."""

    key = models.SlugField(unique=True)
    document = models.JSONField()
    imported_at = models.BigIntegerField()

    def __str__(self) -> str:
        return self.key
