"""Copies to guardians of what is told to a child about a booking: when and where, and no name."""

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.models import Booking, Guardian, Person
from booking.notices.telling import Words, lines, place_words, what_words, write_to
from booking.queries.guardians import copied, copied_of
from facilities.rules.spans import local_day


def copy_to_guardians(booking: Booking, words: Words) -> None:
    """What happened to a booking, to the guardians who may see it of all who come. One query, one more for
    each who gets it."""
    _copy(booking, words, copied(booking, _day_of(booking)))


def copy_to_guardians_of(child: Person, booking: Booking, words: Words) -> None:
    """The same to those of one child, who may not come to it any more."""
    _copy(booking, words, copied_of([child.pk], _day_of(booking)))


def _copy(booking: Booking, words: Words, guardians: Iterable[Guardian]) -> None:
    def whole() -> tuple[str, str]:
        subject, sentence = words()
        return subject % what_words(booking), lines(
            _("お子さんの予約のお知らせの写しです。"), "", sentence, "", place_words(booking)
        )

    # Once for each address: parents who share one, or a child in two places of the party, get one copy.
    for address, language in dict.fromkeys((one.mail, one.language) for one in guardians):
        write_to(address, language, whole)


def _day_of(booking: Booking) -> date:
    return local_day(booking.changed_at, ZoneInfo(booking.room.facility.timezone))
