"""Halls, their rooms, the spaces that rooms are made of, and what stands in them."""

from django.db import models
from django.utils.translation import get_language


class Named(models.Model):
    """A name in Japanese with its reading (for furigana), and in English."""

    name_ja = models.CharField(max_length=100)
    name_reading = models.CharField(max_length=100, blank=True)
    name_en = models.CharField(max_length=100, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        if get_language() == "en" and self.name_en:
            return self.name_en
        return self.name_ja


class Accessible(models.Model):
    """What somebody needs to know before coming. None means that nobody has looked yet."""

    step_free = models.BooleanField(null=True, blank=True)
    lift = models.BooleanField(null=True, blank=True)
    wheelchair_toilet = models.BooleanField(null=True, blank=True)
    ostomate_toilet = models.BooleanField(null=True, blank=True)
    hearing_loop = models.BooleanField(null=True, blank=True)
    parking = models.BooleanField(null=True, blank=True)
    voiceless_contact = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True


class Department(Named):
    """An office of the city (課) to which halls answer."""

    slug = models.SlugField(unique=True)
    phone = models.CharField(max_length=20, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "slug"]


class Facility(Named, Accessible):
    """A hall (館): one house with its rooms, its hours and its rulebook."""

    class Kind(models.TextChoices):
        CHILDRENS_HALL = "childrens_hall", "児童館"
        COMMUNITY_CENTRE = "community_centre", "公民館"
        YOUTH_CENTRE = "youth_centre", "青少年施設"
        CIVIC_HALL = "civic_hall", "市民ホール"

    slug = models.SlugField(unique=True)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="facilities"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    city = models.CharField(max_length=50)
    city_en = models.CharField(max_length=50, blank=True)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    # Whether its papers are printed with a space for a seal.
    seals = models.BooleanField(default=True)
    # Of each hall, though a city has one: rules, grids and feeds are tested in zones whose clocks change.
    timezone = models.CharField(max_length=50, default="Asia/Tokyo")
    # An import shows nothing: a hall is seen once somebody has decided so (`publish`).
    published = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    # Rises with every change of hours, evenings, closures or rules: feeds and caches know by it.
    revision = models.PositiveBigIntegerField(default=0)
    # The digest of what schools have on which days: compiled rules are kept by it. A count would do for a
    # feed; but a count that was rolled back comes again with other days behind it.
    school_days = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["position", "slug"]

    @property
    def city_name(self) -> str:
        """The city in the reader's language."""
        return self.city_en if get_language() == "en" and self.city_en else self.city


class Space(models.Model):
    """What can be held by one booking at a time. A joined room A+B is made of two spaces."""

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="spaces")
    slug = models.SlugField()
    # Rises with every Claim made or given back: a room's feed and its grid know by it.
    revision = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["facility", "slug"], name="space_slug_once_a_facility")
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.slug


class Room(Named, Accessible):
    """What is booked: a name on the door, made of one or more spaces."""

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="rooms")
    slug = models.SlugField()
    spaces = models.ManyToManyField(Space, related_name="rooms")
    floor = models.CharField(max_length=20, blank=True)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    loud = models.BooleanField(default=False, help_text="音を出せる部屋")
    bookable = models.BooleanField(default=True, help_text="予約なしで使う部屋は False")
    published = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["facility", "slug"], name="room_slug_once_a_facility")]
        ordering = ["position", "slug"]


class Equipment(Named):
    """An instrument or a thing that stands in a room, and may be lent in others of the hall."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="equipment")
    lent_in = models.ManyToManyField(Room, blank=True, related_name="lendable")
    slug = models.SlugField()
    stock = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "slug"], name="equipment_slug_once_a_room")]
        ordering = ["slug"]
