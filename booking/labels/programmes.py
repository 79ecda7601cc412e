"""For whom the places of a programme are, and how many are left."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from booking.labels.states import band_words
from booking.rules.exchange import Age
from facilities.labels import grade_words


def age_words(age: Age) -> str:
    """「小学生」, 「小学6年生」."""
    return band_words(age.band) if age.grade is None else grade_words(age.grade)


def left_words(left: int) -> str:
    """「あと3人」; where nobody has a place any more, 「いっぱい」."""
    return ngettext("あと%(left)d人", "あと%(left)d人", left) % {"left": left} if left else _("いっぱい")
