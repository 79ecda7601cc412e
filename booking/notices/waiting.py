"""The waiting list: why a place that became free was not for whoever stood first."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.labels import sentence
from booking.models import Booking, Wait
from booking.notices.telling import lines, place_words, readers_in, tell, what_words
from booking.rules.notices import SKIPPED
from booking.rules.verdict import Reason
from facilities.rules.spans import local_day


def skipped(wait: Wait, kept: Booking, reasons: Sequence[Reason], now: int) -> None:
    """The place was not for them: why, and that they keep their own in line. `now` is an instant (seconds,
    UTC).

    To whom it went, if to anybody, is not theirs to know.
    """

    def words() -> tuple[str, str]:
        body = lines(
            _("待っている時間が空きましたが、今回は案内できませんでした。"),
            "",
            place_words(kept),
            "",
            *_why(kept, reasons, now),
            "",
            _("順番は、そのままです。次に空いたときも、順番に案内します。"),
        )
        return _("今回は案内できませんでした:%(what)s") % what_words(kept), body

    tell(readers_in(wait.person_id, wait.group_id), SKIPPED, words, now=now)


def _why(kept: Booking, reasons: Sequence[Reason], now: int) -> list[str]:
    if not reasons:
        return [_("空いた時間が、待っている長さや時間に合いませんでした。")]
    zone = ZoneInfo(kept.room.facility.timezone)
    # Said once: two clauses may find the same in the same words.
    return list(dict.fromkeys(sentence(reason, zone, local_day(now, zone)) for reason in reasons))
