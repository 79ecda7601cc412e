"""Who has signed up for a programme: one person, a family, a class, with the dates that they come to.

Instants are seconds (UTC). Of who comes only the ages are kept, and a person where they have a card.
"""

from django.db import models

from booking.models.groups import Group
from booking.models.keys import public_id
from booking.models.people import Person
from booking.models.programmes import Programme, Session
from booking.rules.particulars import LONGEST, Asked


class SignUp(models.Model):
    """One party of a programme, in the name of the person who signed it up."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="signups")
    person = models.ForeignKey(Person, models.CASCADE, related_name="signups")
    # A school's class or a club, where it comes as such; a person signs up alone once besides.
    group = models.ForeignKey(Group, models.CASCADE, null=True, blank=True, related_name="signups")
    # Everybody who comes, by age: [["elementary", 3], ["senior", null]]. A place needs to know no more.
    party = models.JSONField()
    note = models.CharField(max_length=300, blank=True)
    made_at = models.BigIntegerField()
    # Until when its places are held for a guardian's consent; None where none is wanting.
    consent_by = models.BigIntegerField(null=True, blank=True, db_index=True)
    sequence = models.PositiveIntegerField(default=0)
    # Rises with every change of its places, and when the last one was: what calendars know its dates by. Of
    # each party its own, so that no number tells how many others come.
    places_revision = models.PositiveBigIntegerField(default=0)
    places_changed_at = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                # Two conditions, as to a database no NULL equals another.
                fields=["programme", "group"],
                condition=models.Q(group__isnull=False),
                name="signup_once_a_group",
            ),
            models.UniqueConstraint(
                fields=["programme", "person"],
                condition=models.Q(group__isnull=True),
                name="signup_once_a_person",
            ),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.public_id


class Coming(models.Model):
    """A party at one date: it has its places, takes part in their draw, or waits for them."""

    class State(models.TextChoices):
        COMING = "coming", "申しこみずみ"
        ENTERED = "entered", "抽選を待っています"
        WAITING = "waiting", "待っています"
        CANCELLED = "cancelled", "やめた"

    signup = models.ForeignKey(SignUp, models.CASCADE, related_name="dates")
    session = models.ForeignKey(Session, models.CASCADE, related_name="comings")
    state = models.CharField(max_length=10, choices=State.choices)
    # Since when: the order of the line. A place in it that was given up is taken anew at its end.
    since = models.BigIntegerField()
    # Whether it ever had a place: then it stands in their calendar, as one that is over if it has it no more.
    had_place = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["signup", "session"], name="coming_once_a_session")]
        indexes = [models.Index(fields=["session", "state", "since"], name="coming_by_session")]
        ordering = ["since", "pk"]


class PartyParticulars(models.Model):
    """What a programme asked of a party besides, apart from the sign-up: shown to the desk on demand, and
    erased some days after their last date."""

    signup = models.OneToOneField(SignUp, models.CASCADE, related_name="particulars")
    names = models.CharField(max_length=LONGEST[Asked.NAMES], blank=True)
    allergies = models.CharField(max_length=300, blank=True)
    insurance = models.CharField(max_length=300, blank=True)
    emergency = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "party particulars"

    def __str__(self) -> str:
        return self.signup.public_id
