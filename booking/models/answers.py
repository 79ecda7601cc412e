"""Answers kept under an idempotency key: a retried request gets the answer of the first."""

from django.db import models

from booking.models.people import Person


class Answer(models.Model):
    """Belongs to a person and a verb, lives a day, and remembers which body it answered."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    verb = models.CharField(max_length=30)
    key = models.CharField(max_length=100)
    # Whether a body is the same is all that is asked: nothing of what people wrote lives on here.
    body_hash = models.CharField(max_length=64)
    subject_id = models.CharField(max_length=32)
    made_at = models.BigIntegerField()

    class Meta:
        # Where a verb locks nobody for its key, the row is the lock: a rival waits for it (decision 37).
        constraints = [models.UniqueConstraint(fields=["person", "verb", "key"], name="answer_once_a_key")]
