"""地域人材リスト: what people and organisations of the community offer, on which departments' lists they
stand, and to whom they were introduced.

Instants are seconds (UTC), days the city's local dates.
"""

from django.db import models

from booking.models.groups import Group
from booking.models.keys import public_id
from booking.models.people import Person
from booking.models.programmes import Programme
from booking.rules.names import LONGEST_NAME
from booking.rules.talents import Answer, ListState, Whose
from facilities.models import Department
from facilities.models.facility import Named


class Skill(Named):
    """A word of the short list by which somebody is found. The words are data: a city adds its own."""

    slug = models.SlugField(unique=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "slug"]


class Talent(models.Model):
    """What somebody offers. It is listed and found only with a dated consent and once it is verified.

    `person` and `group` say whose it is where they are members; both None: `department` wrote it down.
    """

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    person = models.OneToOneField(Person, models.CASCADE, null=True, blank=True, related_name="talent")
    group = models.OneToOneField(Group, models.CASCADE, null=True, blank=True, related_name="talent")
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="talents")
    # Who wrote it down last: of a group's entry the contact is theirs.
    entered_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    whose = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Whose])
    name = models.CharField(max_length=LONGEST_NAME)
    # A person's name is public only where they have said so; an organisation's always is.
    name_public = models.BooleanField(default=False)
    skills = models.ManyToManyField(Skill, related_name="talents", blank=True)
    words = models.CharField(max_length=100, blank=True)
    about = models.CharField(max_length=300, blank=True)
    bands = models.JSONField(default=list)
    hours = models.CharField(max_length=100, blank=True)
    # For the office alone; each look is an Act.
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    consented_on = models.DateField(null=True, blank=True)
    verified_at = models.BigIntegerField(null=True, blank=True)
    verified_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    # Since when it is kept without a consent; None with one.
    unconsented_at = models.BigIntegerField(null=True, blank=True)
    # When they last said, or somebody heard from them, that it holds.
    reached_at = models.BigIntegerField()
    # Rises with every change: nobody verifies what they have not seen.
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.public_id


class Listing(models.Model):
    """An entry stands on a department's list, from a day up to another one. It outlives the entry, so that
    how many stood there stays true; then it says nothing of whom."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    talent = models.ForeignKey(Talent, models.SET_NULL, null=True, blank=True, related_name="listings")
    department = models.ForeignKey(Department, models.PROTECT, related_name="listings")
    # Which of its lists, by the plan's key; "" where it keeps one.
    of = models.CharField(max_length=32, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["talent", "department", "of"],
                condition=models.Q(until=None),
                name="listing_once_a_list",
            )
        ]
        ordering = ["since", "pk"]

    def __str__(self) -> str:
        return self.public_id


class TalentListState(models.Model):
    """What a department has said of its lists for a fiscal year, and from which day that holds."""

    department = models.ForeignKey(Department, models.PROTECT, related_name="talent_states")
    year = models.PositiveSmallIntegerField()
    day = models.DateField()
    state = models.CharField(max_length=12, choices=[(one.value, one.value) for one in ListState])
    said_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    said_at = models.BigIntegerField()

    class Meta:
        ordering = ["year", "day", "pk"]

    def __str__(self) -> str:
        return f"{self.department} {self.year} {self.state}"


class Introduction(models.Model):
    """Somebody from a list was asked by a department to come to a programme or a group.

    It outlives the entry: how often, and how many were served, stays true.
    """

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    talent = models.ForeignKey(Talent, models.SET_NULL, null=True, blank=True, related_name="introductions")
    department = models.ForeignKey(Department, models.PROTECT, related_name="introductions")
    programme = models.ForeignKey(
        Programme, models.SET_NULL, null=True, blank=True, related_name="introductions"
    )
    # A group or a body in its own words, where it is no programme of the service.
    to = models.CharField(max_length=100, blank=True)
    day = models.DateField(db_index=True)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.BigIntegerField()
    answer = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in Answer], default=Answer.ASKED.value
    )
    answered_on = models.DateField(null=True, blank=True)
    # How many were served (利用者数); None: nobody has said yet.
    users = models.PositiveIntegerField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-day", "-pk"]

    def __str__(self) -> str:
        return self.public_id
