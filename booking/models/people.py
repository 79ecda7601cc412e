"""Persons: who they are to the service, what ties them to the city, what they may do."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models

from booking.models.keys import public_id
from booking.rules.names import LONGEST_NAME


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, card_number: str, password: str | None = None, **fields: Any) -> "Person":
        person = self.model(card_number=card_number, **fields)
        # None makes it unusable: whoever it is makes one by mail, or with a first code.
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, card_number: str, password: str | None = None, **fields: Any) -> "Person":
        return self.create_user(card_number, password, is_staff=True, is_superuser=True, **fields)


class Person(AbstractBaseUser, PermissionsMixin):
    """A member or a member of staff. Signs in with a card number, or with an e-mail address."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    # Of who has gone for good it is "-" and the public id, since a number like that is never handed out.
    card_number = models.CharField("カード番号", max_length=20, unique=True)
    # Not needed by anybody: many children have none, and are told under お知らせ or by telephone.
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    reading = models.CharField(max_length=LONGEST_NAME, blank=True)
    call_name = models.CharField("よび名", max_length=LONGEST_NAME, blank=True)
    # The day and no age: what follows from it is worked out for each day of a visit (decision 3).
    birth_date = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=10, default="ja")
    phone = models.CharField(max_length=20, blank=True)
    # To which they go, if they like to say, by its calendar's name: clauses may go by what it has on a day.
    school = models.CharField(max_length=50, blank=True)
    # Families of notices that they do not want by mail; all stand under お知らせ.
    unmailed = models.JSONField(default=list, blank=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    # Closed to every outside question: nobody outside learns that this person is known here.
    closed = models.BooleanField(default=False)
    # Rises with every change to what the member's feed shows.
    revision = models.PositiveBigIntegerField(default=0)

    # Kept nowhere: False for whoever has signed in without the second factor that their posts ask for.
    confirmed = True

    objects = PersonManager()

    USERNAME_FIELD = "card_number"
    EMAIL_FIELD = "email"
    # `createsuperuser` asks for a card number and a password, and for nothing besides.
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(
                # One signs in by it, so it is one person's; many have none: nobody needs mail.
                fields=["email"],
                condition=~models.Q(email=""),
                name="person_email_once_if_given",
            ),
        ]

    def __str__(self) -> str:
        return self.call_name or self.card_number

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.call_name or self.name


class Tie(models.Model):
    """What binds a person to the city, who has seen a proof, when, and until when it holds.

    What somebody only says of themselves has no day of `verified_on`: nobody knows yet.
    """

    class Kind(models.TextChoices):
        LIVES = "lives", "在住"
        WORKS = "works", "在勤"
        STUDIES = "studies", "在学"

    person = models.ForeignKey(Person, models.CASCADE, related_name="ties")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    verified_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    verified_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        # A proof that is shown again moves the day; what was known before is in the Acts.
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="tie_once_a_person")]


class Registration(models.Model):
    """A person's or a group's registration (利用登録) with a registry, which may serve many halls.

    `registry` is the key of the rulebook that asks for it. What was applied for counts once the desk
    has approved it; `registered_on` is the day of applying until then.
    """

    class State(models.TextChoices):
        APPLIED = "applied", "申しこみ中"
        VALID = "valid", "有効"
        RETURNED = "returned", "書きなおしのお願い"

    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="registrations")
    group = models.ForeignKey(
        "booking.Group", models.CASCADE, null=True, blank=True, related_name="registrations"
    )
    registry = models.SlugField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.VALID)
    # The class of users (利用者区分) in which the registry has it, a key of its rulebook.
    user_class = models.CharField(max_length=50, blank=True)
    registered_on = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.BigIntegerField(null=True, blank=True)
    # What the desk wrote to whoever applied, when it gave the application back.
    returned_why = models.CharField(max_length=300, blank=True)
    # When somebody was last told that it can be renewed.
    reminded_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=True) ^ models.Q(group__isnull=True),
                name="registration_of_a_person_or_a_group",
            ),
        ]


class Induction(models.Model):
    """A course (講習会) that a person has taken; `course` is named by the rulebook's clause."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="inductions")
    course = models.SlugField()
    taken_on = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "course", "taken_on"], name="induction_once_a_day"),
        ]
