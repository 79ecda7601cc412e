"""Where a family turns: the bodies (関係機関) around a child, as the city tells of them. No case, no name.

The phone is an office's.
"""

from django.db import models
from django.utils.translation import get_language

from booking.models.keys import public_id
from facilities.models import Department
from facilities.models.facility import Named


class NetworkBody(Named):
    """A body to which a family turns: what it is there for, when, and how it is reached."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    # Whose office keeps these lines.
    department = models.ForeignKey(Department, models.PROTECT, related_name="bodies")
    about_ja = models.CharField(max_length=200)
    about_easy = models.CharField(max_length=200, blank=True)
    about_en = models.CharField(max_length=200, blank=True)
    hours_ja = models.CharField(max_length=100, blank=True)
    hours_en = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=100, blank=True)
    # The family support centre (子ども家庭支援センター), whose number stands in the first line.
    centre = models.BooleanField(default=False)
    shown = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)
    # Rises with every change: nobody writes over what they have not seen.
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name_plural = "network bodies"

    @property
    def about(self) -> str:
        """What it is there for, in the reader's language or else in Japanese."""
        said = {"en": self.about_en, "ja-easy": self.about_easy}.get(get_language() or "", "")
        return said or self.about_ja

    @property
    def hours(self) -> str:
        return (self.hours_en if get_language() == "en" else "") or self.hours_ja
