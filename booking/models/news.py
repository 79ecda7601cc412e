"""The city's newsletter: its issues, and what is written for the yearly children's special.

Instants are seconds (UTC), days the city's local dates.
"""

from django.db import models

from booking.models.keys import public_id
from booking.models.people import Person
from booking.models.programmes import OF_BANDS
from booking.rules.news import ArticleState, IssueKind
from facilities.models import Department


class NewsIssue(models.Model):
    """A number of the newsletter, or a children's special, as it went out. `withdrawn_at`: it did not."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    department = models.ForeignKey(Department, models.PROTECT, related_name="news_issues")
    # In which of the plan's programmes (事業) it is counted ("A2").
    plan = models.CharField(max_length=3)
    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in IssueKind])
    number = models.PositiveIntegerField()
    day = models.DateField(db_index=True)
    # The days of which it tells, both included.
    first = models.DateField()
    last = models.DateField()
    # What it says, in its order, as it was printed: each as `queries.announcing.Line` has it.
    lines = models.JSONField(default=list)
    made_at = models.BigIntegerField()
    # SET_NULL: an issue stands, whoever has made it.
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    withdrawn_at = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            # A form that is sent twice makes one issue; what was withdrawn is in nobody's way.
            models.UniqueConstraint(
                fields=["department", "kind", "number"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="news_issue_once_a_number",
            ),
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first")), name="news_issue_ends_after_start"
            ),
        ]
        ordering = ["day", "pk"]

    def __str__(self) -> str:
        return self.public_id


class Article(models.Model):
    """What somebody wrote for a children's special, under a pen name. Nobody's account stands beside it.

    The texts of what was not printed are erased some time after the special; that it was submitted stays.
    """

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    department = models.ForeignKey(Department, models.PROTECT, related_name="articles")
    plan = models.CharField(max_length=3)
    code_hash = models.CharField(max_length=64, unique=True)
    pen_name = models.CharField(max_length=30, blank=True)
    title = models.CharField(max_length=60, blank=True)
    text = models.TextField(max_length=1200, blank=True)
    band = models.CharField(max_length=12, choices=OF_BANDS, blank=True)
    day = models.DateField(db_index=True)
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in ArticleState])
    # What the office said to the writer: a canned reason, or a question in its own words.
    said = models.CharField(max_length=200, blank=True)
    sent_at = models.BigIntegerField()
    decided_at = models.BigIntegerField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    # The special in which it was printed.
    issue = models.ForeignKey(NewsIssue, models.SET_NULL, null=True, blank=True, related_name="articles")
    erased_at = models.BigIntegerField(null=True, blank=True)
    # Rises with every change: nobody decides on what they have not read.
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["sent_at", "pk"]

    def __str__(self) -> str:
        return self.public_id
