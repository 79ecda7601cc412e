"""What was done to a booking, as a page tells it."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.labels import nobody_words, verb_words
from booking.queries.acts import Deed
from facilities.labels import moment_words
from facilities.models import Facility
from facilities.rules.spans import local_day


def deeds_told(deeds: Iterable[Deed], hall: Facility, now: int) -> list[dict[str, str]]:
    """Each in words, with when and why; who of the desk it was (`by`) is for the desk to know."""
    zone = ZoneInfo(hall.timezone)
    return [
        {
            "words": verb_words(deed.verb, "booking"),
            "when": moment_words(deed.at, zone, local_day(now, zone)),
            "by": deed.actor if deed.desk else _("利用者") if deed.actor else nobody_words(deed.verb),
            "why": deed.why,
        }
        for deed in deeds
    ]
