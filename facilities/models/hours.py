"""Dated openings and closures: the layers above the rulebook's standing hours.

Instants are seconds since the epoch (UTC). A row without rooms speaks for the whole hall.
"""

from django.db import models

from facilities.models.facility import Facility, Room


class Dated(models.Model):
    facility = models.ForeignKey(Facility, models.CASCADE, related_name="%(class)ss")
    rooms = models.ManyToManyField(Room, blank=True, related_name="%(class)ss")
    start = models.BigIntegerField()
    end = models.BigIntegerField()
    reason_ja = models.CharField(max_length=200, blank=True)
    reason_en = models.CharField(max_length=200, blank=True)
    # Of a row that was laid out from a recurring Event: the Event's id, and the day it was meant for.
    event_id = models.BigIntegerField(null=True, blank=True)
    original_day = models.DateField(null=True, blank=True)
    # Taken out by itself: it stays, so that laying out again does not bring it back.
    cancelled = models.BooleanField(default=False)

    class Meta:
        abstract = True


class Evening(Dated):
    """One date on which a hall is open beyond its standing hours, for some ages or for all.

    `admits` is the data of an `Ages`, or null for everybody. Staff may move or cancel it alone.
    """

    class Kind(models.TextChoices):
        EVENING = "evening", "夜間開放"
        SPECIAL = "special", "特別開館"

    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.EVENING)
    admits = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="evening_ends_after_start"
            ),
            # Laid out twice at once it is one row; a single date has neither, and no NULL equals another.
            models.UniqueConstraint(fields=["event_id", "original_day"], name="evening_once_an_occurrence"),
        ]
        indexes = [models.Index(fields=["facility", "start"], name="evening_by_facility_start")]
        ordering = ["start", "pk"]


class Closure(Dated):
    """A span in which a hall, or some of its rooms, cannot be used; `cancelled` once it was lifted."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="closure_ends_after_start"
            ),
            models.UniqueConstraint(fields=["event_id", "original_day"], name="closure_once_an_occurrence"),
        ]
        indexes = [models.Index(fields=["facility", "start"], name="closure_by_facility_start")]
        ordering = ["start", "pk"]


class WeatherWarning(models.Model):
    """A weather warning that is in force for a hall; `key` is what the rulebooks call it ("storm").

    `closure` is by what it closes the hall; it is lifted with the warning.
    """

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="weather_warnings")
    closure = models.OneToOneField(Closure, models.CASCADE, null=True, related_name="warning")
    key = models.SlugField()
    start = models.BigIntegerField()
    end = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="warning_ends_after_start"
            ),
        ]
        indexes = [models.Index(fields=["facility", "start"], name="warning_by_facility_start")]
        ordering = ["start", "pk"]
