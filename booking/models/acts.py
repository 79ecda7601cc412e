"""The log of acts: who did what to what, before, after, why. Keys and changed fields, never names."""

from django.db import models

from booking.models.people import Person
from facilities.models import Facility


class Act(models.Model):
    at = models.BigIntegerField(db_index=True)
    actor = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="acts")
    # Whether it was done by a post. Said here and once: who serves today need not have served then, and who
    # serves may have acted for a group of their own.
    by_desk = models.BooleanField(default=False)
    verb = models.CharField(max_length=30)
    # The hall whose log it stands in; None for what concerns no hall, or many.
    hall = models.ForeignKey(Facility, models.SET_NULL, null=True, blank=True, related_name="acts")
    # What it was done to: "booking" and its public id.
    subject = models.CharField(max_length=20)
    subject_id = models.CharField(max_length=32)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            # The group reads every act on its bookings.
            models.Index(fields=["subject", "subject_id"], name="act_by_subject"),
            models.Index(fields=["hall", "-at"], name="act_by_hall"),
            # The worker looks every second whether somebody has gone for good.
            models.Index(fields=["id"], condition=models.Q(verb="forget"), name="act_of_forgetting"),
        ]
        ordering = ["-at", "-pk"]
