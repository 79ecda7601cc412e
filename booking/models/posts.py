"""Who of the staff serves at which hall. Being staff opens nothing by itself."""

from django.db import models

from booking.models.people import Person
from facilities.models import Facility


class Post(models.Model):
    class Role(models.TextChoices):
        DESK = "desk", "窓口"
        MANAGER = "manager", "館長"

    person = models.ForeignKey(Person, models.CASCADE, related_name="posts")
    facility = models.ForeignKey(Facility, models.CASCADE, related_name="posts")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.DESK)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "facility"], name="post_once_a_hall")]
