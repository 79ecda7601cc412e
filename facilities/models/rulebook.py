"""A hall's published rules as data, with the day from which they hold."""

from django.db import models

from facilities.models.facility import Facility


class Rulebook(models.Model):
    """One version of one rulebook. Versions are never edited: a later `valid_from` succeeds."""

    key = models.SlugField()
    valid_from = models.DateField()
    title_ja = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    sample = models.BooleanField(default=False)
    document = models.JSONField()
    # Of the text as it was read: by it an import knows that nothing has changed, and a process what it has
    # compiled.
    digest = models.CharField(max_length=64)
    facilities = models.ManyToManyField(Facility, related_name="rulebooks")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "valid_from"], name="rulebook_version_once")]
        ordering = ["key", "valid_from"]

    def __str__(self) -> str:
        return f"{self.key} {self.valid_from}"
