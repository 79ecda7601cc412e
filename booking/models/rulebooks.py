"""The next version of a rulebook while it is written. Instants are seconds since the epoch (UTC)."""

from django.db import models

from booking.models.people import Person


class RulebookDraft(models.Model):
    """One for each rulebook (by its key): what would hold from the document's own `valid_from` on."""

    key = models.SlugField(unique=True)
    document = models.JSONField()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.BigIntegerField()

    def __str__(self) -> str:
        return self.key
