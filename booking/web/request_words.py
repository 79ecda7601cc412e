"""How it stands with what a hall was asked, for whoever asked."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.models import Booking, Request
from facilities.labels import moment_words
from facilities.rules.spans import local_day


@dataclass(frozen=True, slots=True)
class Told:
    title: str
    words: str
    said: str


def request_told(asked: Request | None, booking: Booking, now: int) -> Told | None:
    """Until when the hall answers, or until when its own offer waits for an answer."""
    if asked is None:
        return None
    zone = ZoneInfo(booking.room.facility.timezone)
    until = moment_words(booking.lapses_at or booking.start, zone, local_day(now, zone))
    if proposed(asked):
        held = _("この時間なら使えます。%(until)sまで取っておきます。")
        return Told(_("館からのご案内"), held % {"until": until}, asked.words)
    waits = _("館の人が確かめて、%(until)sまでにお返事します。それまで、場所は取っておきます。")
    return Told(_("館が確かめています"), waits % {"until": until}, asked.said)


def proposed(asked: Request | None) -> bool:
    """Whether the hall has offered something else, and waits in its turn."""
    return asked is not None and asked.answer == Request.Answer.PROPOSED
