"""A thing that was to go with a booking has broken, or works again: to whoever booked and who leads."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from booking.models import Booking
from booking.notices.telling import Letter, place_words, readers_of, sentences, tell_all, what_words
from booking.rules.notices import THING_BROKEN
from facilities.models import Equipment


def thing_broken(thing: Equipment, bookings: Iterable[Booking], now: int) -> None:
    """The booking stands; what is to be done about the thing they can decide."""

    def letter(booking: Booking) -> Letter:
        def words() -> tuple[str, str]:
            told = {"thing": thing.name, **what_words(booking)}
            body = sentences(
                _("いっしょに使うことになっていた%(thing)sが、今は使えません。") % told,
                _("予約はそのままです。直ったら、またお知らせします。"),
                _("ないとこまるときは、館に電話してください。ほかの日に変えることもできます。"),
            )
            return _("%(thing)sが使えません:%(what)s") % told, f"{body}\n{place_words(booking)}\n"

        return Letter(readers_of(booking), THING_BROKEN, words, booking, urgent=True)

    tell_all(map(letter, bookings), now)


def thing_mended(thing: Equipment, bookings: Iterable[Booking], now: int) -> None:
    """Those who were told that they lack it."""

    def letter(booking: Booking) -> Letter:
        def words() -> tuple[str, str]:
            told = {"thing": thing.name, **what_words(booking)}
            body = _("%(thing)sが、また使えるようになりました。予約のときに使えます。") % told
            return _("%(thing)sが使えます:%(what)s") % told, f"{body}\n\n{place_words(booking)}\n"

        return Letter(readers_of(booking), "thing_mended", words, booking)

    tell_all(map(letter, bookings), now)
