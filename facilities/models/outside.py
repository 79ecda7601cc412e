"""What staff brought in from somebody else's calendar: a school's year, a neighbour hall's events."""

from django.db import models

from facilities.models.facility import Facility
from facilities.models.hours import Closure
from facilities.rules.outside import Becomes


class OutsideCalendar(models.Model):
    """A calendar under a name of a hall's own; the next file of that name is held against it."""

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="outside_calendars")
    name = models.CharField(max_length=50)
    brought_at = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["facility", "name"], name="outside_calendar_once"),
        ]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class OutsideEvent(models.Model):
    """One date of such a calendar, with what it has become; one that was left out stays known, too.

    `key` is a hash of its UID and of which date of it: other people's UIDs may hold their mail addresses.
    """

    calendar = models.ForeignKey(OutsideCalendar, models.CASCADE, related_name="events")
    key = models.CharField(max_length=64)
    becomes = models.CharField(max_length=20, choices=[(one, one) for one in Becomes])
    title = models.CharField(max_length=200)
    start = models.BigIntegerField()
    end = models.BigIntegerField()
    closure = models.OneToOneField(Closure, models.SET_NULL, null=True, related_name="outside_event")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="outside_event_ends_after_start"
            ),
            models.UniqueConstraint(fields=["calendar", "key"], name="outside_event_once"),
        ]
        indexes = [models.Index(fields=["calendar", "start"], name="outside_event_by_start")]
        ordering = ["start", "pk"]


class OutsideIntake(models.Model):
    """What bringing a file in has changed, so that it can be taken back for a day: the keys of what was new,
    and what the rest was before. It holds titles, which an Act must not."""

    calendar = models.ForeignKey(OutsideCalendar, models.CASCADE, related_name="intakes")
    at = models.BigIntegerField()
    made = models.JSONField()
    before = models.JSONField()
