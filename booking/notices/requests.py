"""What comes of asking a hall, to whoever asked and who leads the group; copies to guardians."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.models import Booking, Request
from booking.notices.bookings import of_booking
from booking.rules.lifecycle import State
from facilities.labels import moment_words
from facilities.rules.spans import local_day

Said = Callable[[], str]


def requested(booking: Booking) -> None:
    _told(
        booking,
        "requested",
        lambda: _("館に確認をお願いしました:%(what)s"),
        lambda: (
            _("館の人がたしかめて、%(until)sまでにお返事します。それまで、場所は取っておきます。")
            % _until(booking)
        ),
        urgent=False,
    )


def request_approved(booking: Booking, words: str, why: str) -> None:
    """`why` says what was set aside for them."""

    def said() -> str:
        sure = booking.state == State.BOOKED
        first = (
            _("館がたしかめました。使えます。")
            if sure
            else _("館がたしかめました。登録の更新がすむと、決まります。")
        )
        return _lines(first, words, why)

    _told(booking, "request_approved", lambda: _("予約が決まりました:%(what)s"), said)


def request_refused(booking: Booking, words: str) -> None:
    _told(
        booking,
        "request_refused",
        lambda: _("今回はお受けできませんでした:%(what)s"),
        lambda: _lines(words, _("取っておいた場所は、空けました。")),
    )


def request_proposed(booking: Booking, words: str) -> None:
    """The booking stands where the hall would have it."""

    def said() -> str:
        held = _(
            "この時間なら使えます。%(until)sまで取っておきます。使うときは「この時間で予約する」をえらんでください。"
        )
        return _lines(words, held % _until(booking))

    _told(booking, "request_proposed", lambda: _("館から、別の時間のご案内です:%(what)s"), said)


def request_reopened(booking: Booking) -> None:
    _told(
        booking,
        "request_reopened",
        lambda: _("館が、もう一度たしかめています:%(what)s"),
        lambda: (
            _("さきほどのお返事を取り消しました。%(until)sまでに、あらためてお返事します。") % _until(booking)
        ),
    )


def request_lapsed(booking: Booking, asked: Request) -> None:
    """Whose silence it was is said: nobody is blamed for the hall's."""

    def said() -> str:
        if asked.answer == Request.Answer.PROPOSED:
            return _("お返事の時間がすぎたので、取っておいた場所を空けました。")
        return _(
            "館のお返事が間にあいませんでした。ごめんなさい。取っておいた場所は空けました。館に電話か窓口で聞いてください。"
        )

    _told(booking, "request_lapsed", lambda: _("取っておいた場所がなくなりました:%(what)s"), said)


def _told(booking: Booking, kind: str, subject: Said, said: Said, urgent: bool = True) -> None:
    of_booking(booking, kind, lambda: (subject(), said()), urgent=urgent)


def _until(booking: Booking) -> dict[str, str]:
    zone = ZoneInfo(booking.room.facility.timezone)
    today = local_day(booking.changed_at, zone)
    return {"until": moment_words(booking.lapses_at or booking.start, zone, today)}


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)
