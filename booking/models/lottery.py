"""Rounds of a lottery (抽選): what is given out, who has entered, what came of it.

Instants are seconds (UTC).
"""

from django.db import models
from django.utils.translation import get_language

from booking.models.bookings import ENDS_AFTER_START, Booking
from booking.models.groups import Group
from booking.models.keys import public_id
from booking.models.people import Person
from facilities.models import Facility, Room


class Round(models.Model):
    """Slots of one or several halls that are drawn by lot, and the record by which anyone repeats the draw.

    The seed is made when the round opens, and shown to nobody before the draw.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "準備中"
        OPEN = "open", "公開"
        CLOSED = "closed", "しめきり"
        DRAWN = "drawn", "抽選ずみ"
        CANCELLED = "cancelled", "中止"

    class Period(models.TextChoices):
        """In what the wins of one entry are counted."""

        ROUND = "round", "1回の抽選"
        MONTH = "month", "1か月"

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    # The hall that holds it: in whose log it stands, and whose desk opens it and calls it off.
    facility = models.ForeignKey(Facility, models.CASCADE, related_name="rounds")
    name_ja = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    opens_at = models.BigIntegerField()
    closes_at = models.BigIntegerField()
    draws_at = models.BigIntegerField()
    # The days of use, both included.
    uses_from = models.DateField()
    uses_until = models.DateField()
    most_choices = models.PositiveSmallIntegerField(default=5)
    most_wins = models.PositiveSmallIntegerField(default=1)
    wins_per = models.CharField(max_length=10, choices=Period.choices, default=Period.ROUND)
    # Of the last `look_back` rounds each one lost is a ticket more, up to `most_tickets`.
    look_back = models.PositiveSmallIntegerField(default=2)
    most_tickets = models.PositiveSmallIntegerField(default=3)
    # Until when a win has to be confirmed, where the hall's rules demand it.
    confirm_until = models.BigIntegerField(null=True, blank=True)
    # In hexadecimal, as it is published: what is hashed is this text, and not its bytes.
    seed = models.CharField(max_length=64, blank=True)
    seed_hash = models.CharField(max_length=64, blank=True)
    sealed_at = models.BigIntegerField(null=True, blank=True)
    # Each closing of the list: [at, fingerprint, entries]. A paper that is typed in later closes it anew.
    seals = models.JSONField(default=list)
    drawn_at = models.BigIntegerField(null=True, blank=True)
    # What is published of the draw, as it was: it stays checkable when people are forgotten (decision 25).
    record = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at"))
                & models.Q(draws_at__gt=models.F("closes_at")),
                name="round_in_order",
            ),
        ]
        # The worker asks again and again which have to be closed or drawn.
        indexes = [models.Index(fields=["state", "draws_at"], name="round_by_state")]
        ordering = ["closes_at", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_en if get_language() == "en" and self.name_en else self.name_ja

    @property
    def list_hash(self) -> str:
        """The fingerprint of the closed list; "" before."""
        return str(self.seals[-1][1]) if self.seals else ""


class RoundSlot(models.Model):
    """What one wins: a room on one or more dates. `number` is its name in the published record."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="slots")
    # Not the key, which would tell how many rounds there have been and says nothing to a reader.
    number = models.PositiveSmallIntegerField()
    # Of any hall: a city draws its winter evenings in one round (decision 39).
    room = models.ForeignKey(Room, models.PROTECT, related_name="round_slots")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="round_slot_number_once")]
        ordering = ["round", "number"]


class SlotDate(models.Model):
    """One use that belongs to a slot."""

    slot = models.ForeignKey(RoundSlot, models.CASCADE, related_name="dates")
    start = models.BigIntegerField()
    end = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=ENDS_AFTER_START, name="slot_date_ends_after_start")]
        indexes = [models.Index(fields=["start"], name="slot_date_by_start")]
        ordering = ["start", "pk"]


class Entry(models.Model):
    """A group's part in a round, or a person's alone: one each. The published list names its public id."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="entries")
    # PROTECT, as for bookings: an entry is on a published list, and stays countable when its person is
    # blanked.
    person = models.ForeignKey(Person, models.PROTECT, related_name="entries")
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="entries")
    people = models.ManyToManyField(Person, related_name="+", blank=True)
    counted = models.JSONField(default=dict)
    headcount = models.PositiveIntegerField()
    purpose = models.CharField(max_length=200, blank=True)
    # What they told because a clause asks for it (`rules.told`); what they win is booked with it.
    told = models.JSONField(default=dict, blank=True)
    # They would use all that they win; else the first win is the only one.
    every = models.BooleanField(default=False)
    channel = models.CharField(max_length=10)
    received_at = models.BigIntegerField()
    changed_at = models.BigIntegerField()
    revision = models.PositiveIntegerField(default=0)
    # Set when the list is closed: its tickets, and with which closing it came in (1 is the first).
    weight = models.PositiveSmallIntegerField(default=1)
    seal = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                # Two conditions, as to a database no NULL equals another.
                fields=["round", "group"],
                condition=models.Q(group__isnull=False),
                name="entry_once_a_group",
            ),
            models.UniqueConstraint(
                fields=["round", "person"], condition=models.Q(group__isnull=True), name="entry_once_a_person"
            ),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.public_id


class Choice(models.Model):
    """A slot that an entry wishes for; rank 1 is the first wish."""

    class Outcome(models.TextChoices):
        OPEN = "", "まだ"
        WON = "won", "当たり"
        LOST = "lost", "はずれ"
        REFUSED = "refused", "予約できず"

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="choices")
    slot = models.ForeignKey(RoundSlot, models.CASCADE, related_name="choices")
    rank = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.OPEN, blank=True)
    # Where the rules spoke against it at the draw: the code of the first reason.
    code = models.CharField(max_length=30, blank=True)
    # The place in line for the slot, 1 is the next; None for who has won, or may not have it.
    place = models.PositiveIntegerField(null=True, blank=True)
    bookings = models.ManyToManyField(Booking, related_name="wins", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "slot"], name="choice_once_an_entry"),
        ]
        ordering = ["entry", "rank"]
