"""What schools, nurseries, clubs and NPOs report of their activity days. Numbers, and nobody's name.

Instants are seconds (UTC), days the city's local dates.
"""

from django.db import models

from booking.models.keys import public_id
from booking.models.people import Person
from booking.models.programmes import OF_BANDS
from booking.rules.activities import Every, State
from booking.rules.attendance import Part
from booking.rules.indicators import Body
from booking.rules.names import LONGEST_NAME
from facilities.models import Department


class Reporter(models.Model):
    """Who is asked by a department for its activity days, by a link and without an account.

    The name is that of a school or a club: nobody's. Who there fills it in stays theirs.
    """

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    department = models.ForeignKey(Department, models.PROTECT, related_name="reporters")
    name = models.CharField(max_length=LONGEST_NAME)
    kind = models.CharField(max_length=10, choices=[(body.value, body.value) for body in Body])
    # For which of the plan's programmes (事業) it reports: ["B1"].
    plans = models.JSONField(default=list)
    every = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Every])
    # None: the link was revoked, and nobody is asked any more.
    token_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    link_until = models.DateField()
    made_on = models.DateField()

    class Meta:
        constraints = [
            # Two of one name would each look as if it had not answered.
            models.UniqueConstraint(fields=["department", "name"], name="reporter_once_a_department")
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class ActivityDay(models.Model):
    """A day on which something took place somewhere, as it was reported."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    reporter = models.ForeignKey(Reporter, models.PROTECT, related_name="days")
    plan = models.CharField(max_length=3)
    day = models.DateField(db_index=True)
    place = models.CharField(max_length=100)
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in State])
    sent_at = models.BigIntegerField()
    decided_at = models.BigIntegerField(null=True, blank=True)
    # SET_NULL: a figure stands, whoever has confirmed what it counts.
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    # Why it was returned, as the reporter reads it.
    why = models.CharField(max_length=200, blank=True)
    # Rises with every change: nobody confirms what they have not seen.
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            # A form that is sent twice reports nothing twice; what was withdrawn is in nobody's way.
            models.UniqueConstraint(
                fields=["reporter", "plan", "day", "place"],
                condition=~models.Q(state=State.WITHDRAWN.value),
                name="activity_day_once_a_place",
            )
        ]
        ordering = ["day", "pk"]

    def __str__(self) -> str:
        return self.public_id


class ActivityCount(models.Model):
    """So many of a band were there for this. No row: nobody said; a row of 0: nobody came."""

    day = models.ForeignKey(ActivityDay, models.CASCADE, related_name="counts")
    part = models.CharField(max_length=10, choices=[(part.value, part.value) for part in Part])
    band = models.CharField(max_length=12, choices=OF_BANDS)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "part", "band"], name="activity_count_once_a_band")
        ]


class NothingReported(models.Model):
    """A reporter has answered that in the period which began on this day there was nothing."""

    reporter = models.ForeignKey(Reporter, models.CASCADE, related_name="nothings")
    first = models.DateField()
    said_at = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reporter", "first"], name="nothing_once_a_period")]
        verbose_name_plural = "nothing reported"
