"""Groups that the city supports: a network, seen by everybody, and the open dates that they enter.

Nobody's name is in it: a group is reached through the office. Instants are seconds (UTC).
"""

from django.db import models

from booking.models.groups import Group
from booking.models.keys import public_id
from booking.models.people import Person
from booking.rules.supported import GroupKind, Standing
from facilities.models import Department


class SupportedGroup(models.Model):
    """A group as it stands, or asks to stand, in the network."""

    group = models.OneToOneField(Group, models.CASCADE, related_name="supported")
    kind = models.CharField(max_length=15, choices=[(one.value, one.value) for one in GroupKind])
    about = models.CharField(max_length=300)
    welcomes = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Standing])
    asked_at = models.BigIntegerField()
    # Which office has confirmed it: it is asked for the group. None until then.
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="supported_groups"
    )
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.BigIntegerField(null=True, blank=True)
    # Why it was returned, as the group reads it.
    why = models.CharField(max_length=200, blank=True)
    # Rises with every change: nobody confirms what they have not read.
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.group)


class OpenDate(models.Model):
    """When a group holds something to which others may come."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    supported = models.ForeignKey(SupportedGroup, models.CASCADE, related_name="dates")
    start = models.BigIntegerField()
    end = models.BigIntegerField()
    title = models.CharField(max_length=100)
    place = models.CharField(max_length=100)
    bands = models.JSONField(default=list)
    cancelled_at = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="open_date_ends_after_start"
            ),
            # A form that is sent twice enters nothing twice.
            models.UniqueConstraint(
                fields=["supported", "start", "title"],
                condition=models.Q(cancelled_at=None),
                name="open_date_once",
            ),
        ]
        indexes = [models.Index(fields=["start"], name="open_date_by_start")]
        ordering = ["start", "pk"]

    def __str__(self) -> str:
        return self.public_id
