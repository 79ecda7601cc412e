"""Programmes (事業) of the city: what takes place in the halls and elsewhere, for whom, and how many came.

Instants are seconds (UTC).
"""

from django.db import models

from booking.models.groups import Group
from booking.models.keys import public_id
from booking.models.people import Person
from booking.rules.attendance import Part
from booking.rules.bands import BANDS
from facilities.models import Department, Facility
from facilities.models.facility import Named

OF_BANDS = [(band, band) for band in BANDS]
MOST_YEN = 100_000  # that a place in a programme may cost


class Programme(Named):
    """Something that a department carries out on one or more dates, for people of stated ages."""

    class State(models.TextChoices):
        DRAFT = "draft", "準備中"
        OPEN = "open", "公開"
        CANCELLED = "cancelled", "中止"

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    department = models.ForeignKey(Department, models.PROTECT, related_name="programmes")
    # The hall that leads it; None for what several carry out together, or an office by itself.
    facility = models.ForeignKey(Facility, models.PROTECT, null=True, blank=True, related_name="programmes")
    # To what of the city's plan it belongs ("B1"), and to which figure of that row ("wanpaku").
    plan = models.CharField(max_length=3, blank=True)
    of = models.CharField(max_length=32, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    about_ja = models.TextField(max_length=1000, blank=True)
    about_en = models.TextField(max_length=1000, blank=True)
    # What to bring (持ち物), and what it costs each, in yen.
    bring = models.CharField(max_length=200, blank=True)
    fee = models.PositiveIntegerField(default=0)
    # In which time one may sign up; None: as soon as it is public, and until a date begins.
    takes_from = models.BigIntegerField(null=True, blank=True)
    takes_until = models.BigIntegerField(null=True, blank=True)
    # When the places are drawn among all who have signed up in that time; None: who comes first has them.
    draws_at = models.BigIntegerField(null=True, blank=True)
    # What it has to know of who comes (`rules.particulars.Asked`), and how many days after their last date
    # that is erased.
    asks = models.JSONField(default=list, blank=True)
    kept_days = models.PositiveSmallIntegerField(default=0)
    # Whether a child comes only with a guardian's consent.
    needs_consent = models.BooleanField(default=False)
    # From how many bands people must come for it to count as cross-age; None where it is not meant to be.
    bands_wanted = models.PositiveSmallIntegerField(null=True, blank=True)
    # The children's committee that thought of it, if one did.
    planned_by = models.ForeignKey(Group, models.SET_NULL, null=True, blank=True, related_name="planned")
    made_at = models.BigIntegerField()
    # Rises with every change: pages know by it, and calendars with the next.
    revision = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Places(models.Model):
    """So many places for people of some ages: a band, or a school grade within it."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="places")
    band = models.CharField(max_length=12, choices=OF_BANDS)
    # Counted through from the first of elementary school; None for the whole band.
    grade = models.PositiveSmallIntegerField(null=True, blank=True)
    count = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            # Two conditions, as to a database no NULL equals another.
            models.UniqueConstraint(
                fields=["programme", "band", "grade"],
                condition=models.Q(grade__isnull=False),
                name="places_once_a_grade",
            ),
            models.UniqueConstraint(
                fields=["programme", "band"],
                condition=models.Q(grade__isnull=True),
                name="places_once_a_band",
            ),
        ]
        ordering = ["pk"]
        verbose_name_plural = "places"


class PlaceDraw(models.Model):
    """The record by which anybody repeats the draw of a programme's places. The seed is shown to nobody
    before."""

    programme = models.OneToOneField(Programme, models.CASCADE, related_name="draw")
    # In hexadecimal, as it is published: what is hashed is this text, and not its bytes.
    seed = models.CharField(max_length=64)
    seed_hash = models.CharField(max_length=64)
    sealed_at = models.BigIntegerField()
    # The list as it was closed, and its fingerprint; who was on it stays on it, whoever is forgotten later.
    listed = models.JSONField(default=list)
    list_hash = models.CharField(max_length=64, blank=True)
    closed_at = models.BigIntegerField(null=True, blank=True)
    drawn_at = models.BigIntegerField(null=True, blank=True)
    record = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.seed_hash


class Partner(models.Model):
    """A group that carries a programme out with the hall. It has confirmed, declined, or not answered yet."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="partners")
    group = models.ForeignKey(Group, models.CASCADE, related_name="partnerships")
    invited_at = models.BigIntegerField()
    confirmed_at = models.BigIntegerField(null=True, blank=True)
    declined_at = models.BigIntegerField(null=True, blank=True)
    # Who of the hall has invited it, and is told what it answers.
    invited_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "group"], name="partner_once"),
            models.CheckConstraint(
                condition=models.Q(confirmed_at=None) | models.Q(declined_at=None),
                name="partner_answers_one_thing",
            ),
        ]
        ordering = ["pk"]


class Session(models.Model):
    """One date of a programme, in rooms that its bookings hold or at a place elsewhere."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="sessions")
    start = models.BigIntegerField()
    end = models.BigIntegerField()
    title_ja = models.CharField(max_length=100, blank=True)
    title_en = models.CharField(max_length=100, blank=True)
    # A school, a park, a nursery; "" where it has rooms.
    elsewhere = models.CharField(max_length=100, blank=True)
    cancelled_at = models.BigIntegerField(null=True, blank=True)
    # Of one that recurs: the day for which it was meant, by the Event of django-scheduler.
    event_id = models.BigIntegerField(null=True, blank=True)
    original_day = models.DateField(null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    times_counted = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="session_ends_after_start"
            )
        ]
        indexes = [models.Index(fields=["start"], name="session_by_start")]
        ordering = ["start", "pk"]

    def __str__(self) -> str:
        return self.public_id

    @property
    def version(self) -> int:
        """Rises with every change: of when it is, whether it is held, and how many came."""
        return self.sequence + self.times_counted


class SessionCount(models.Model):
    """So many of a band came to a session for this. No row: nobody said; a row of 0: nobody came."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="counts")
    part = models.CharField(max_length=10, choices=[(part.value, part.value) for part in Part])
    band = models.CharField(max_length=12, choices=OF_BANDS)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "part", "band"], name="session_count_once_a_band")
        ]
