"""Lectures on request (出前講座): a catalogue of what the city's staff come and speak about, and who asks.

Instants are seconds (UTC).
"""

from django.db import models
from django.utils.translation import get_language

from booking.models.bookings import ENDS_AFTER_START, Booking
from booking.models.groups import Group
from booking.models.keys import public_id
from booking.models.people import Person
from booking.models.programmes import OF_BANDS
from booking.rules.attendance import Part
from booking.rules.lectures import State
from facilities.models import Department, Room
from facilities.models.facility import Named


class Lecture(Named):
    """What one may ask for; its name is its title."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    # Who keeps the catalogue and answers; and whose staff speak, who may be others.
    department = models.ForeignKey(Department, models.PROTECT, related_name="lectures")
    speakers = models.ForeignKey(Department, models.PROTECT, related_name="speaks")
    about_ja = models.CharField(max_length=300)
    about_easy = models.CharField(max_length=300, blank=True)
    about_en = models.CharField(max_length=300, blank=True)
    audience_ja = models.CharField(max_length=100, blank=True)
    audience_en = models.CharField(max_length=100, blank=True)
    minutes = models.PositiveSmallIntegerField()
    shown = models.BooleanField(default=True)
    # Rises with every change: nobody writes over what they have not seen.
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["pk"]

    @property
    def about(self) -> str:
        """What it is about, in the reader's language or else in Japanese."""
        said = {"en": self.about_en, "ja-easy": self.about_easy}.get(get_language() or "", "")
        return said or self.about_ja

    @property
    def audience(self) -> str:
        return (self.audience_en if get_language() == "en" else "") or self.audience_ja


class LectureRequest(models.Model):
    """A group asks for a lecture, on one of its dates, in a room or at a place of its own."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    lecture = models.ForeignKey(Lecture, models.PROTECT, related_name="requests")
    group = models.ForeignKey(Group, models.PROTECT, related_name="lectures")
    # Who asked; who leads the group answers for it. SET_NULL: what was held stays counted.
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="lectures")
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in State])
    room = models.ForeignKey(Room, models.PROTECT, null=True, blank=True, related_name="+")
    # A place of the group's own; "" where a room is wished for.
    place = models.CharField(max_length=100, blank=True)
    expected = models.PositiveSmallIntegerField()
    # The date that the department proposes, or that is agreed.
    start = models.BigIntegerField(null=True, blank=True)
    end = models.BigIntegerField(null=True, blank=True)
    # The room, once a date is agreed.
    booking = models.ForeignKey(Booking, models.SET_NULL, null=True, blank=True, related_name="lectures")
    # Why not, as the group reads it.
    why = models.CharField(max_length=200, blank=True)
    asked_at = models.BigIntegerField()
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(start__isnull=True) | ENDS_AFTER_START, name="lecture_ends_after_start"
            )
        ]
        indexes = [models.Index(fields=["start"], name="lecture_by_start")]
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return self.public_id


class LectureDate(models.Model):
    """One of the dates that would suit the group."""

    request = models.ForeignKey(LectureRequest, models.CASCADE, related_name="dates")
    start = models.BigIntegerField()
    end = models.BigIntegerField()

    class Meta:
        ordering = ["start", "pk"]


class LectureCount(models.Model):
    """So many of a band came for this. No row: nobody said; a row of 0: nobody came."""

    request = models.ForeignKey(LectureRequest, models.CASCADE, related_name="counts")
    part = models.CharField(max_length=10, choices=[(part.value, part.value) for part in Part])
    band = models.CharField(max_length=12, choices=OF_BANDS)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "part", "band"], name="lecture_count_once_a_band")
        ]
