"""The log of acts: who did what to what, before, after, why. Keys and changed fields, never names."""

from django.db import models

from booking.models.people import Person


class Act(models.Model):
    at = models.BigIntegerField(db_index=True)
    actor = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="acts")
    verb = models.CharField(max_length=30)
    # What it was done to: "booking" and its public id.
    subject = models.CharField(max_length=20)
    subject_id = models.CharField(max_length=32)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["subject", "subject_id"], name="act_by_subject")]
        ordering = ["-at", "-pk"]
