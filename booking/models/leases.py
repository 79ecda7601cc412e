"""Leases: at most one worker does a duty at a time, and a dead worker's lease runs out."""

from django.db import models


class Lease(models.Model):
    # Unique: of several workers that come first one makes the row, where a look beforehand would let two.
    duty = models.CharField(max_length=30, unique=True)
    holder = models.CharField(max_length=64, blank=True)
    # By the machine's clock: where a trial's hour stands still, a dead worker's lease would never run out.
    until = models.BigIntegerField(default=0)
    last_ran_at = models.BigIntegerField(null=True, blank=True)
    # When a worker last saw what was due of it, if only that there was nothing; noted every few minutes.
    looked_at = models.BigIntegerField(null=True, blank=True)
