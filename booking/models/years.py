"""What a department does to a year of the city's plan: it closes it, says how it went, and corrects it.

Departments are the plan's: who answers for one today is said by `Succession`. Instants are seconds (UTC),
days the city's local dates; `year` is the calendar year in which a fiscal year began. Nobody's name but that
of staff, by key.
"""

from typing import Any

from django.db import models

from booking.models.people import Person
from booking.rules.aims import Stand
from facilities.models import Department

LONGEST_WORDS = 600
LONGEST_WHY = 200


class Unchanging(models.QuerySet["FrozenFigure"]):
    """What was frozen is written once."""

    def update(self, **fields: Any) -> int:
        raise TypeError("a frozen figure never changes: a correction stands beside it")

    def bulk_update(self, *rows: Any, **fields: Any) -> int:
        raise TypeError("a frozen figure never changes: a correction stands beside it")


class ClosedYear(models.Model):
    """A department's rows of the plan are closed for a year: their figures stand as they were."""

    department = models.ForeignKey(Department, models.PROTECT, related_name="closed_years")
    year = models.PositiveSmallIntegerField()
    closed_at = models.BigIntegerField()
    # SET_NULL: a closed year stays closed, whoever has closed it.
    closed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    # Taken back within a day: what was frozen then holds no more, and stays on record.
    reopened_at = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["department", "year"],
                condition=models.Q(reopened_at__isnull=True),
                name="year_closed_once",
            )
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.department_id}/{self.year}"


class FrozenFigure(models.Model):
    """One figure of a row as it stood when the year was closed. It never changes (`booking.rules.frozen`)."""

    closed = models.ForeignKey(ClosedYear, models.CASCADE, related_name="figures")
    programme = models.CharField(max_length=3)
    # By what it was counted and of what, as a row of the plan names its figures.
    indicator = models.CharField(max_length=40)
    key = models.CharField(max_length=40, blank=True)
    value = models.PositiveIntegerField(null=True, blank=True)
    # The records that it counted, and those of which nobody had said how many came.
    counted = models.JSONField(default=list)
    missing = models.JSONField(default=list)

    objects = Unchanging.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["closed", "programme", "indicator", "key"], name="figure_frozen_once"
            )
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.programme}/{self.indicator}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """TypeError for one that is stored already."""
        if not self._state.adding:
            raise TypeError("a frozen figure never changes: a correction stands beside it")
        super().save(*args, **kwargs)


class Correction(models.Model):
    """Why a figure of a closed year is another by the records of a later day. It changes nothing."""

    figure = models.ForeignKey(FrozenFigure, models.CASCADE, related_name="corrections")
    # What the records said when it was written.
    value = models.PositiveIntegerField(null=True, blank=True)
    why = models.CharField(max_length=LONGEST_WHY)
    at = models.BigIntegerField()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class OwnWords(models.Model):
    """What a department writes beside its figures of a year, for one row of the plan."""

    department = models.ForeignKey(Department, models.PROTECT, related_name="own_words")
    programme = models.CharField(max_length=3)
    year = models.PositiveSmallIntegerField()
    # 実績の説明, 課題, 次年度の取組
    results = models.TextField(max_length=LONGEST_WORDS, blank=True)
    issues = models.TextField(max_length=LONGEST_WORDS, blank=True)
    plans = models.TextField(max_length=LONGEST_WORDS, blank=True)
    changed_at = models.BigIntegerField()
    changed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    # Rises with every change: nobody writes over what they have not read.
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["department", "programme", "year"], name="words_once_a_row")
        ]
        ordering = ["pk"]
        verbose_name_plural = "own words"

    def __str__(self) -> str:
        return f"{self.programme}/{self.year}"


class AimState(models.Model):
    """From a day on a target that is no number stands like this; struck where it was a slip."""

    department = models.ForeignKey(Department, models.PROTECT, related_name="aim_states")
    programme = models.CharField(max_length=3)
    stand = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Stand])
    on = models.DateField()
    said_at = models.BigIntegerField()
    said_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    struck_at = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.programme}/{self.stand}"


class Succession(models.Model):
    """From a day on another department answers for what the plan gives to one."""

    department = models.ForeignKey(Department, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Department, models.PROTECT, related_name="inherited")
    since = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["department", "since"], name="succession_once_a_day"),
        ]
        ordering = ["since", "pk"]

    def __str__(self) -> str:
        return f"{self.department_id} → {self.successor_id}"
