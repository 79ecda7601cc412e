"""What other systems of the city are told of: whom, and each message with how far it got."""

from django.db import models

from booking.models.acts import Act
from booking.models.keys import public_id
from booking.rules.webhooks import Event
from facilities.models import Facility


class Webhook(models.Model):
    """An address that wants to hear. Its secret is made of its id and `secret_version`, and kept nowhere."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    url = models.URLField(max_length=500)
    # Of one hall only; None for the whole city.
    hall = models.ForeignKey(Facility, models.CASCADE, null=True, blank=True, related_name="webhooks")
    events = models.JSONField(default=list)
    active = models.BooleanField(default=True)
    secret_version = models.PositiveIntegerField(default=1)


class Delivery(models.Model):
    """One message, written with the Act that it tells of. `state` says whether it is still tried."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        PARKED = "parked"

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    # The Act and no text: what is sent says how things stand when it is sent.
    act = models.ForeignKey(Act, models.CASCADE, related_name="+")
    event = models.CharField(max_length=20, choices=[(event.value, event.value) for event in Event])
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.BigIntegerField()
    # What the last try met: a status of HTTP, or the kind of an error.
    met = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [
            # What was sent stays for 30 days, and is many times what waits.
            models.Index(fields=["due_at"], condition=models.Q(state="waiting"), name="delivery_by_due_at"),
        ]
        ordering = ["-pk"]
