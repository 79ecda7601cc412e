"""Inductions (講習会) as a hall gives them: a course on a date, with seats to sign up for."""

from django.db import models

from booking.models.bookings import ENDS_AFTER_START
from booking.models.keys import public_id
from booking.models.people import Person
from facilities.models import Facility


class CourseDate(models.Model):
    """One date of a course; `course` is named by the rulebook's clause. Instants are seconds (UTC)."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    # PROTECT, as for bookings: a hall in which something was promised is taken out of sight and not deleted.
    facility = models.ForeignKey(Facility, models.PROTECT, related_name="course_dates")
    course = models.SlugField()
    start = models.BigIntegerField()
    end = models.BigIntegerField()
    places = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="course_date_ends_after_start")
        ]
        indexes = [models.Index(fields=["facility", "end"], name="course_date_by_hall_end")]
        ordering = ["start", "pk"]

    def __str__(self) -> str:
        return self.public_id


class Seat(models.Model):
    """Somebody has signed up for a course's date."""

    date = models.ForeignKey(CourseDate, models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, models.CASCADE, related_name="seats")
    taken_at = models.BigIntegerField()

    class Meta:
        # A second tap takes no second seat; how many are left is counted under the date's lock.
        constraints = [models.UniqueConstraint(fields=["date", "person"], name="seat_once_a_person")]
