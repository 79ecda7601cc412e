"""Bands, circles, clubs, schools: people who book together."""

from django.db import models

from booking.models.keys import public_id
from booking.models.people import Person
from booking.rules.names import LONGEST_NAME


class Group(models.Model):
    class Kind(models.TextChoices):
        BAND = "band", "バンド"
        CIRCLE = "circle", "サークル"
        SENIORS = "seniors", "シニアクラブ"
        SCHOOL = "school", "学校"
        NPO = "npo", "NPO"
        COMMITTEE = "committee", "地区委員会"
        CHILDREN = "children", "子ども会議"

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    name = models.CharField(max_length=LONGEST_NAME)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    members = models.ManyToManyField(Person, through="Membership", related_name="clubs")
    # How many usually come, by age band: {"junior_high": 3}.
    usual = models.JSONField(default=dict, blank=True)
    # Members without a card, by age band and by what ties them to the city: {"adult": {"lives": 30}}.
    roster = models.JSONField(default=dict, blank=True)
    # What was said when it registered; None while nobody has said it.
    one_family = models.BooleanField(null=True, blank=True)
    # Moves with whatever its calendars tell of; `sequence` below is for forms, which a booking must not make
    # stale.
    revision = models.PositiveBigIntegerField(default=0)
    # Rises with every change that somebody who leads it makes.
    sequence = models.PositiveIntegerField(default=0)
    # Not deleted: its bookings name it, and how many came stays true.
    dissolved_at = models.BigIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    class Role(models.TextChoices):
        LEADER = "leader", "代表"
        DEPUTY = "deputy", "副代表"
        MEMBER = "member", "メンバー"
        ADULT_CONTACT = "adult_contact", "大人の連絡先"

    group = models.ForeignKey(Group, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=15, choices=Role.choices, default=Role.MEMBER)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "person"], name="membership_once"),
            models.UniqueConstraint(
                fields=["group"], condition=models.Q(role="leader"), name="group_led_by_one"
            ),
        ]
        ordering = ["pk"]
