"""Answers kept under an idempotency key: a retried request gets the answer of the first."""

from django.db import models

from booking.models.people import Person


class Answer(models.Model):
    """Belongs to a person and a verb, lives a day, and remembers which body it answered."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    verb = models.CharField(max_length=30)
    key = models.CharField(max_length=100)
    body_hash = models.CharField(max_length=64)
    subject_id = models.CharField(max_length=32)
    made_at = models.BigIntegerField()

    class Meta:
        # The row is the key's lock: a rival under the same key waits for it, and nobody else (decision 37).
        constraints = [models.UniqueConstraint(fields=["person", "verb", "key"], name="answer_once_a_key")]
