"""A promise (Booking) and what keeps it (Claim). Instants are seconds since the epoch (UTC)."""

from django.db import models

from booking.models.groups import Group
from booking.models.keys import door_code, public_id
from booking.models.no_overlap import NoOverlap
from booking.models.people import Person
from booking.models.programmes import Session
from booking.models.series import Series
from booking.rules.lifecycle import State
from facilities.models import Room, Space

ENDS_AFTER_START = models.Q(end__gt=models.F("start"))


class Booking(models.Model):
    """Who has which room from when to when, in what company and for what."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    room = models.ForeignKey(Room, models.PROTECT, related_name="bookings")
    start = models.BigIntegerField()
    end = models.BigIntegerField()
    state = models.CharField(max_length=12, choices=[(state, state) for state in State], default=State.BOOKED)
    # None for a place that is kept for the line. PROTECT: who goes for good is blanked (mydata: forget),
    # and how many came stays true.
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="bookings")
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="bookings")
    # People with accounts who come, besides them a headcount by age band: {"junior_high": 3}.
    people = models.ManyToManyField(Person, related_name="attended_bookings", blank=True)
    counted = models.JSONField(default=dict)
    headcount = models.PositiveIntegerField()
    # Carers (介助者) come besides them: they take up room, and count for nothing else.
    carers = models.PositiveSmallIntegerField(default=0)
    # What they told because a clause of the room asks for it (`rules.told`): what they play, what they bring.
    told = models.JSONField(default=dict, blank=True)
    help_wanted = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=200, blank=True)
    channel = models.CharField(max_length=10)
    # Not unique: it finds one booking among those of a day, and is no secret.
    code = models.CharField(max_length=4, default=door_code)
    # Rises with every change of time or state (RFC 5545, SEQUENCE).
    sequence = models.PositiveIntegerField(default=0)
    # What it costs as it was fixed (`queries.money.kept`); None where nobody has reckoned it.
    bill = models.JSONField(null=True, blank=True)
    # Why it was given up: a key of the rulebook (`facts.cause`), or HALL; "" where they changed their mind.
    cause = models.CharField(max_length=40, blank=True, default="")
    made_at = models.BigIntegerField()
    changed_at = models.BigIntegerField()
    # Bookings of several rooms for one occasion have it in common; "" for one that stands alone.
    visit = models.CharField(max_length=16, blank=True, default="")
    # What is offered or provisional is held up to this instant, and lapses then.
    lapses_at = models.BigIntegerField(null=True, blank=True)
    # Until when the desk waits for whoever has not come, beyond the minutes of the hall.
    waits_until = models.BigIntegerField(null=True, blank=True)
    # Of one date of a series: the day for which it was meant, wherever it has been moved since.
    series = models.ForeignKey(Series, models.SET_NULL, null=True, blank=True, related_name="bookings")
    original_day = models.DateField(null=True, blank=True)
    # Of a room that a session of a programme holds.
    session = models.ForeignKey(Session, models.SET_NULL, null=True, blank=True, related_name="bookings")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="booking_ends_after_start"),
            models.CheckConstraint(condition=models.Q(headcount__gte=1), name="booking_for_somebody"),
        ]
        indexes = [
            # By their ends: what is asked for is what is still to come, and what of the last year counts.
            models.Index(fields=["person", "end"], name="booking_by_person_end"),
            models.Index(fields=["group", "end"], name="booking_by_group_end"),
            models.Index(fields=["room", "start"], name="booking_by_room_start"),
            # Nearly all stand alone.
            models.Index(fields=["visit"], name="booking_by_visit", condition=~models.Q(visit="")),
            # Few are held for a while, and the worker looks for those alone.
            models.Index(
                fields=["lapses_at"], condition=models.Q(lapses_at__isnull=False), name="booking_by_lapse"
            ),
        ]
        ordering = ["start", "pk"]

    def __str__(self) -> str:
        return self.public_id


class Claim(models.Model):
    """A booking holds a space from `start` up to `end`. It exists as long as the space is held."""

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="claims")
    # The booking's times once more: the guard is a constraint, which sees its own table only.
    space = models.ForeignKey(Space, models.PROTECT, related_name="claims")
    # Integers: to read a hall's claims as datetimes takes nine times as long (decision 1).
    start = models.BigIntegerField()
    end = models.BigIntegerField()

    class Meta:
        constraints = [
            NoOverlap(what="space", start="start", end="end", name="claim_no_overlap"),
            models.CheckConstraint(condition=ENDS_AFTER_START, name="claim_ends_after_start"),
        ]
        # By it the guard's trigger finds the one neighbour that could overlap, in however many years.
        indexes = [models.Index(fields=["space", "start"], name="claim_by_space_start")]
