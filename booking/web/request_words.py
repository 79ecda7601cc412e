"""Of what is held only for a while: until when, and for what it waits."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from booking.models import Booking, Group, Request
from booking.queries.renewals import renewed_for
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


@dataclass(frozen=True, slots=True)
class Held:
    """`href` is the page on which what is missing is done, "" where the hall does it."""

    words: str
    href: str = ""
    link: str = ""


def provisional(booking: Booking) -> Held | None:
    """Until when a booking that is provisional is held, and by what it becomes certain; None for one that
    is certain."""
    if booking.state != State.PROVISIONAL or booking.lapses_at is None:
        return None
    zone = ZoneInfo(booking.room.facility.timezone)
    # It is held up to the end of a day, which is the midnight of the next.
    last = local_day(booking.lapses_at - 1, zone)
    told = {"day": day_words(last, local_day(booking.made_at, zone))}
    owner = renewed_for(booking, last)
    if isinstance(owner, Group):
        words = _("仮の予約です。%(day)sまでにグループの登録を更新すると、予約が決まります。") % told
        return Held(words, reverse("group", args=[owner.public_id]), _("グループの登録を見る"))
    if owner is not None:
        words = _("仮の予約です。%(day)sまでに利用登録を更新すると、予約が決まります。") % told
        return Held(words, reverse("registration"), _("利用登録を見る"))
    return Held(_("仮の予約です。%(day)sまでに、館で手続きをしてください。") % told)
