"""The search as a sentence, 「[きょう] の [夜] に、[5人] で [音楽]」, and the form's other fields."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from booking.labels import band_words, people_words
from booking.labels.finding import part_words, sought_things, step_free_words
from booking.rules.bands import BANDS
from booking.rules.finding import Part, Sound
from booking.web.seeking import LENGTHS, WHENS, Seeking, when_words
from facilities.labels import length_words
from facilities.queries.lent import Lent

SIZES = (*range(1, 11), 12, 15, 20, 30, 50)


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    words: str
    chosen: bool = False


def sentence(seeking: Seeking, party: str, *, whens: Iterable[str] = WHENS) -> dict[str, list[Option]]:
    """The four choices that make the sentence; `party` are a member's chosen people in words."""
    sizes = sorted({*SIZES, seeking.size} - {None}, key=lambda size: size or 0)
    return {
        "whens": [Option(when, when_words(when), when == seeking.when) for when in whens],
        "parts": [Option(part, part_words(part), part is seeking.part) for part in Part],
        "sizes": [
            Option("", party or _("何人か"), seeking.size is None),
            *(Option(str(size), people_words(size or 0), size == seeking.size) for size in sizes),
        ],
        "sounds": [
            Option(sound or "", sought_things(sound), sound is seeking.sound) for sound in (None, *Sound)
        ],
    }


def fields(seeking: Seeking, lent: Lent, party: str) -> dict[str, Any]:
    """Every field of the form, with what is chosen."""
    return {
        "sentence": sentence(seeking, party),
        "lengths": [
            Option(str(minutes), length_words(minutes * 60), minutes == seeking.minutes)
            for minutes in LENGTHS
        ],
        "bands": [Option(band, band_words(band), band in seeking.bands) for band in BANDS],
        "things": [Option(key, one.name, key in seeking.things) for key, one in lent.things.items()],
        "halls": [Option(hall.slug, hall.name, hall.slug in seeking.halls) for hall in lent.halls],
        "step_free": Option("1", step_free_words(), seeking.step_free),
        "from": _typed(seeking, seeking.first),
        "to": _typed(seeking, seeking.last),
    }


def _typed(seeking: Seeking, day: date) -> str:
    return day.isoformat() if seeking.when == "days" else ""
