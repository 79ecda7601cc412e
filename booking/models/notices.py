"""What members are told: each notice stands under お知らせ, whoever can be reached by mail or not."""

from django.db import models

from booking.models.bookings import Booking
from booking.models.keys import public_id
from booking.models.people import Person
from booking.models.programmes import Session
from booking.models.signups import SignUp
from facilities.models import Facility


class Notice(models.Model):
    """One message to one person, in their language, as it was written. Instants are seconds (UTC).

    Without a person it is for whoever has called about the booking and has no account: the desk calls them.
    """

    class Call(models.TextChoices):
        """Whoever has no address for mail is told by telephone: where that stands."""

        NONE = "none", "電話はいらない"
        DUE = "due", "電話する"
        TOLD = "told", "伝えた"
        NO_ANSWER = "no_answer", "出なかった"

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="notices")
    kind = models.CharField(max_length=30)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    booking = models.ForeignKey(Booking, models.CASCADE, null=True, blank=True, related_name="notices")
    # A party of a programme and the date that it is about: by them it is known whether it is still so.
    signup = models.ForeignKey(SignUp, models.CASCADE, null=True, blank=True, related_name="notices")
    session = models.ForeignKey(Session, models.CASCADE, null=True, blank=True, related_name="notices")
    # Whose desk calls, where no booking says it.
    hall = models.ForeignKey(Facility, models.CASCADE, null=True, blank=True, related_name="+")
    # Until when a call is of use, where that is not until the booking's use.
    call_by = models.BigIntegerField(null=True, blank=True)
    made_at = models.BigIntegerField()
    read_at = models.BigIntegerField(null=True, blank=True)
    call = models.CharField(max_length=10, choices=Call.choices, default=Call.NONE)
    called_at = models.BigIntegerField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-made_at"], name="notice_by_person")]
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.public_id


class Enclosure(models.Model):
    """The calendar entry that goes with a mail; written, sent and emptied with it."""

    mail = models.OneToOneField("post_office.Email", models.CASCADE, related_name="enclosure")
    name = models.CharField(max_length=50)
    mime_type = models.CharField(max_length=100)
    text = models.TextField()
