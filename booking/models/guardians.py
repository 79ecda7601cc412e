"""Guardians (保護者) of children, what they were asked, and what they have agreed to.

A guardian needs no account: a link of their own opens their page. Instants are seconds (UTC).
"""

from django.db import models

from booking.models.keys import public_id
from booking.models.people import Person
from booking.rules.names import LONGEST_NAME
from facilities.models import Facility


class Guardian(models.Model):
    """Somebody who answers for one child, with rights and a link of their own."""

    class Reached(models.TextChoices):
        OWN = "own", "自分の連絡先"
        CHILD = "child", "子どものスマホ"
        DESK = "desk", "窓口"

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    # A row for each child: one view of one child is stopped, and nothing else moves (decision 26).
    child = models.ForeignKey(Person, models.CASCADE, related_name="guardians")
    name = models.CharField(max_length=LONGEST_NAME)
    reading = models.CharField(max_length=LONGEST_NAME, blank=True)
    relation = models.CharField(max_length=50, blank=True)
    mail = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=10, default="ja")
    # Of the link to their page; whoever signed a paper may have none.
    token_hash = models.CharField(max_length=64, unique=True, null=True)
    reached = models.CharField(max_length=10, choices=Reached.choices)
    may_see = models.BooleanField(default=True)
    may_cancel = models.BooleanField(default=True)
    # The age at which their view ends: with the school year in which the child reaches it.
    until = models.PositiveSmallIntegerField()
    made_at = models.BigIntegerField()
    stopped_at = models.BigIntegerField(null=True, blank=True)
    stopped_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.public_id


class ConsentRequest(models.Model):
    """A guardian is asked to agree to a purpose of a hall's rulebook, by a link that answers once."""

    class Way(models.TextChoices):
        MAIL = "mail", "保護者のメール"
        LINK = "link", "リンク"

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    child = models.ForeignKey(Person, models.CASCADE, related_name="consent_requests")
    hall = models.ForeignKey(Facility, models.CASCADE, related_name="+")
    rulebook = models.SlugField()
    purpose = models.CharField(max_length=200)
    way = models.CharField(max_length=10, choices=Way.choices)
    through_child = models.BooleanField()
    # Whom it went to: a guardian who is known, or an address that is not yet one's.
    guardian = models.ForeignKey(Guardian, models.CASCADE, null=True, blank=True, related_name="+")
    mail = models.EmailField(blank=True)
    language = models.CharField(max_length=10, default="ja")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.BigIntegerField()
    expires_at = models.BigIntegerField(db_index=True)
    used_at = models.BigIntegerField(null=True, blank=True)
    refused = models.BooleanField(default=False)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.public_id


class Consent(models.Model):
    """A guardian has agreed to a purpose of a rulebook for a child, from a day to a day."""

    class Way(models.TextChoices):
        LINK = "link", "リンク"
        PAPER = "paper", "紙"
        CALL = "call", "電話"
        COUNTER = "counter", "窓口"

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    child = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    # SET_NULL: a consent is the child's, and holds whatever becomes of who gave it (decision 26).
    guardian = models.ForeignKey(Guardian, models.SET_NULL, null=True, related_name="consents")
    # The hall that asked; the consent serves every hall of the rulebook.
    hall = models.ForeignKey(Facility, models.CASCADE, related_name="+")
    rulebook = models.SlugField()
    purpose = models.CharField(max_length=200)
    way = models.CharField(max_length=10, choices=Way.choices)
    through_child = models.BooleanField(default=False)
    given_on = models.DateField()
    given_at = models.BigIntegerField()
    valid_until = models.DateField(db_index=True)
    received_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    # Never edited: it is revoked, or given anew (decision 26).
    revoked_at = models.BigIntegerField(null=True, blank=True)
    # When the child and the guardian were told that it will soon end.
    reminded_at = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-given_at", "-pk"]

    def __str__(self) -> str:
        return self.public_id
