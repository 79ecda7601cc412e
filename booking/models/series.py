"""Series: bookings that were made together because they recur."""

from django.db import models

from booking.models.groups import Group
from booking.models.keys import public_id
from booking.models.people import Person
from facilities.models import Room


class Series(models.Model):
    """What somebody books by recurrence: in which room, in what company and for what, as it was booked.

    How it recurs is an Event in the room's calendar (`facilities.calendars`). Its bookings are the truth
    of each date: one that was moved or cancelled alone differs from what the Event says.
    """

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    room = models.ForeignKey(Room, models.PROTECT, related_name="series")
    # By its number and no foreign key: the package's tables stay behind one door (facilities/calendars.py).
    event_id = models.BigIntegerField()
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="series")
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="series")
    counted = models.JSONField(default=dict)
    headcount = models.PositiveIntegerField()
    purpose = models.CharField(max_length=200, blank=True)
    made_at = models.BigIntegerField()
    # Rises with every change of several dates at once.
    sequence = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.public_id
