"""What comes of asking for a reduction of the fee, to whoever booked and who leads the group."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.labels import reduction_words
from booking.models import Booking, Reduction
from booking.notices.telling import lines, place_words, readers_of, tell, what_words
from booking.rules.requests import answer_by
from facilities.labels import moment_words
from facilities.rules.spans import local_day

Said = Callable[[], str]


def reduction_asked(booking: Booking, now: int) -> None:
    def said() -> str:
        zone = ZoneInfo(booking.room.facility.timezone)
        until = moment_words(answer_by(now, booking.start), zone, local_day(now, zone))
        return _("館の人がたしかめて、%(until)sまでにお返事します。") % {"until": until}

    _told(booking, "reduction_asked", lambda: _("料金の減免を申しこみました:%(what)s"), said, now)


def reduction_decided(booking: Booking, made: Reduction, now: int) -> None:
    """Also what the desk has decided without being asked."""

    def subject() -> str:
        return _("料金の減免ができません:%(what)s") if made.refused else _("料金が減免されます:%(what)s")

    _told(booking, "reduction", subject, lambda: reduction_words(made), now)


def reduction_reopened(booking: Booking, now: int) -> None:
    _told(
        booking,
        "reduction_reopened",
        lambda: _("館が、料金の減免をもう一度考えています:%(what)s"),
        lambda: _("さきほどのお返事を取り消しました。決まったら、あらためてお知らせします。"),
        now,
    )


def _told(booking: Booking, kind: str, subject: Said, said: Said, now: int) -> None:
    def words() -> tuple[str, str]:
        return subject() % what_words(booking), lines(said(), "", place_words(booking))

    tell(readers_of(booking), kind, words, now=now, booking=booking)
