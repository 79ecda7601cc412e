"""What does not work: so many of a thing, until they are mended. Instants are seconds (UTC)."""

from django.db import models

from facilities.models.facility import Equipment


class Fault(models.Model):
    """Reported by somebody who scanned the label on the thing, or by the desk; it leaves stock at once."""

    class What(models.TextChoices):
        SILENT = "silent", "音が出ない・動かない"
        BROKEN = "broken", "こわれている"
        MISSING = "missing", "ない・たりない"
        UNSAFE = "unsafe", "あぶない"
        OTHER = "other", "そのほか"

    class Way(models.TextChoices):
        LABEL = "label", "QRコード"
        DESK = "desk", "職員"

    equipment = models.ForeignKey(Equipment, models.CASCADE, related_name="faults")
    count = models.PositiveSmallIntegerField(default=1)
    what = models.CharField(max_length=10, choices=What.choices)
    said = models.CharField(max_length=200, blank=True)
    way = models.CharField(max_length=10, choices=Way.choices)
    at = models.BigIntegerField()
    mended_at = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(count__gte=1), name="fault_of_something")]
        indexes = [
            # Only what is not mended is taken out of stock.
            models.Index(fields=["equipment"], condition=models.Q(mended_at=None), name="fault_open_by_thing")
        ]
        ordering = ["at", "pk"]
