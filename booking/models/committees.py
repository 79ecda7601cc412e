"""Children's committees (子ども会議), and what anybody suggests to be done as a programme.

Instants are seconds (UTC).
"""

from django.db import models

from booking.models.groups import Group
from booking.models.keys import public_id
from booking.models.people import Person
from booking.models.programmes import Programme
from booking.rules.suggestions import State
from facilities.models import Department, Facility


class Committee(models.Model):
    """A group of children that plans with a hall, or for the whole city with a department: which has named it
    so, and until it ends it is shown."""

    group = models.OneToOneField(Group, models.CASCADE, related_name="committee")
    facility = models.ForeignKey(Facility, models.PROTECT, null=True, blank=True, related_name="committees")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="committees"
    )
    since = models.BigIntegerField()
    ended_at = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(facility__isnull=True) ^ models.Q(department__isnull=True),
                name="committee_of_a_hall_or_a_department",
            )
        ]
        ordering = ["since", "pk"]

    def __str__(self) -> str:
        return self.group.public_id


class Suggestion(models.Model):
    """What somebody would like to be done at a hall. Whoever has an account is known by it, for a group too;
    whoever has none writes under a pen name and holds a code."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    facility = models.ForeignKey(Facility, models.PROTECT, related_name="suggestions")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="suggestions")
    group = models.ForeignKey(Group, models.SET_NULL, null=True, blank=True, related_name="suggestions")
    code_hash = models.CharField(max_length=64, unique=True)
    pen_name = models.CharField(max_length=30, blank=True)
    title = models.CharField(max_length=60, blank=True)
    text = models.TextField(max_length=500, blank=True)
    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in State], default=State.SENT.value
    )
    answer = models.CharField(max_length=300, blank=True)
    # What became of it.
    programme = models.ForeignKey(
        Programme, models.SET_NULL, null=True, blank=True, related_name="suggestions"
    )
    sent_at = models.BigIntegerField(db_index=True)
    answered_at = models.BigIntegerField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    # Rises with every change: nobody answers what they have not read.
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["sent_at", "pk"]

    def __str__(self) -> str:
        return self.public_id
