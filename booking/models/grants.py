"""補助金 that the departments pay to groups and bodies: the scheme, and each step with its day and yen.

Days are the city's local dates, instants seconds (UTC).
"""

from django.db import models

from booking.models.groups import Group
from booking.models.keys import public_id
from booking.models.people import Person
from booking.rules.grants import Step
from booking.rules.names import LONGEST_NAME
from facilities.models import Department


class Grant(models.Model):
    """One grant to one body in a fiscal year. The body's name is that of a group or an NPO: nobody's."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    department = models.ForeignKey(Department, models.PROTECT, related_name="grants")
    year = models.PositiveSmallIntegerField(db_index=True)
    scheme = models.CharField(max_length=100)
    body = models.CharField(max_length=LONGEST_NAME)
    # The same body, where it is a group of the service.
    group = models.ForeignKey(Group, models.SET_NULL, null=True, blank=True, related_name="grants")
    # To which programme of the plan it belongs: "B6"; "" for none.
    plan = models.CharField(max_length=3, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["year", "pk"]

    def __str__(self) -> str:
        return self.public_id


class GrantStep(models.Model):
    """A step as it was entered. Corrected it is entered anew: of each step the latest holds, and one that was
    taken back holds no more; none is deleted."""

    grant = models.ForeignKey(Grant, models.CASCADE, related_name="steps")
    step = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Step])
    day = models.DateField()
    yen = models.PositiveBigIntegerField()
    entered_at = models.BigIntegerField()
    entered_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    # Replaced by a later one, or taken back.
    over_at = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["grant", "step"], condition=models.Q(over_at=None), name="grant_step_holds_once"
            )
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.grant} {self.step}"
