"""Of what is held only for a while: until when, and for what it waits."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.models import Booking, Request
from booking.rules.lifecycle import State
from facilities.labels import day_words, moment_words
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
    waits = _("館の人がたしかめて、%(until)sまでにお返事します。それまで、場所は取っておきます。")
    return Told(_("館がたしかめています"), waits % {"until": until}, asked.said)


def proposed(asked: Request | None) -> bool:
    """Whether the hall has offered something else, and waits in its turn."""
    return asked is not None and asked.answer == Request.Answer.PROPOSED


def offered(booking: Booking, now: int) -> str:
    """Until when an offer is held; "" for what is none, or none any more."""
    if booking.state != State.OFFERED or booking.lapses_at is None or booking.lapses_at <= now:
        return ""
    zone = ZoneInfo(booking.room.facility.timezone)
    told = {"until": moment_words(booking.lapses_at, zone, local_day(now, zone))}
    return _("%(until)sまで、あなたのために取っておきます。") % told


def provisional(booking: Booking) -> str:
    """Until when a booking that is provisional is held; "" for one that is certain."""
    if booking.state != State.PROVISIONAL or booking.lapses_at is None:
        return ""
    zone = ZoneInfo(booking.room.facility.timezone)
    last = local_day(booking.lapses_at - 1, zone)
    told = {"day": day_words(last, local_day(booking.made_at, zone))}
    return _("仮の予約です。%(day)sまでに、館で手続きをしてください。") % told
