"""Who of the staff serves where, as what, and until when. Being staff opens nothing by itself."""

from django.db import models

from booking.models.people import Person
from booking.rules.staff import Role
from facilities.models import Department, Facility


class Post(models.Model):
    """At one hall, or at every hall of a department; up to and including the day `until`, if it has one."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="posts")
    facility = models.ForeignKey(Facility, models.CASCADE, null=True, blank=True, related_name="posts")
    department = models.ForeignKey(Department, models.CASCADE, null=True, blank=True, related_name="posts")
    role = models.CharField(
        max_length=10, choices=[(role.value, role.value) for role in Role], default=Role.DESK.value
    )
    # Past it the post allows nothing, whether or not the worker has taken it away (decision 21).
    until = models.DateField(null=True, blank=True)
    # When somebody was last told that it ends.
    reminded_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            # To a database no NULL equals another: each of the two means the posts of its own kind alone.
            models.UniqueConstraint(fields=["person", "facility"], name="post_once_a_hall"),
            models.UniqueConstraint(fields=["person", "department"], name="post_once_a_department"),
            models.CheckConstraint(
                condition=models.Q(facility__isnull=True) ^ models.Q(department__isnull=True),
                name="post_at_a_hall_or_a_department",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.role}"
