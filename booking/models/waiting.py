"""The waiting list: a wish, who waits for it, and what was offered for it."""

from django.db import models

from booking.models.bookings import Booking
from booking.models.groups import Group
from booking.models.keys import public_id
from booking.models.lottery import Entry
from booking.models.people import Person
from facilities.models import Room


class Wish(models.Model):
    """What is waited for. Wall times are minutes after midnight.

    It is written once and never changed: a draw leaves a line of twenty for one slot, and they share it.
    """

    rooms = models.ManyToManyField(Room, related_name="wishes")
    first_on = models.DateField()
    last_on = models.DateField()
    weekdays = models.JSONField(default=list)
    # Where there are any, only on these days (as "2027-01-08"), and on each of them.
    days = models.JSONField(default=list)
    from_minute = models.PositiveSmallIntegerField()
    until_minute = models.PositiveSmallIntegerField()
    seconds = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.first_on}–{self.last_on}"


class Wait(models.Model):
    """One place in line: the lower key goes first."""

    class State(models.TextChoices):
        WAITING = "waiting", "待っている"
        OFFERED = "offered", "案内中"
        TAKEN = "taken", "予約になった"
        DECLINED = "declined", "ことわった"
        LAPSED = "lapsed", "期限が切れた"
        WITHDRAWN = "withdrawn", "やめた"

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="waits")
    group = models.ForeignKey(Group, models.CASCADE, null=True, blank=True, related_name="waits")
    people = models.ManyToManyField(Person, related_name="+", blank=True)
    # Who lost a draw waits with those who were named there; of them it has no copy.
    entry = models.ForeignKey(Entry, models.CASCADE, null=True, blank=True, related_name="waits")
    counted = models.JSONField(default=dict)
    headcount = models.PositiveIntegerField()
    purpose = models.CharField(max_length=200, blank=True)
    # As of a booking: an offer keeps it.
    told = models.JSONField(default=dict, blank=True)
    # PROTECT: others may wait for the same wish.
    wish = models.ForeignKey(Wish, models.PROTECT, related_name="waits")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    offer = models.ForeignKey(Booking, models.SET_NULL, null=True, blank=True, related_name="waits")
    made_at = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["state", "wish"], name="wait_by_state_wish")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.public_id
