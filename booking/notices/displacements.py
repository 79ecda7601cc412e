"""Whom a closure displaces: that they cannot come, what is offered instead, that it is open again."""

from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.models import Booking, Displacement, Person, Round
from booking.notices.copies import copy_to_guardians
from booking.notices.telling import lines, place_words, readers_of, tell, what_words
from booking.rules.notices import CALLED_OFF, DISPLACED, OPEN_AGAIN, PASSED_OVER
from facilities.labels import in_english, moment_words, span_words
from facilities.models import Closure, Evening
from facilities.rules.spans import Span, local_day

Displaced = Callable[[Booking, Displacement], None]
TAKEN_AWAY = (DISPLACED, CALLED_OFF)
SLOTS_SHUT = "slots_shut"


def displaced(booking: Booking, one: Displacement) -> None:
    """Who cannot be reached by mail comes onto the call list."""

    def words() -> tuple[str, str]:
        subject = _("館の都合で使えなくなりました:%(what)s") % what_words(booking)
        return subject, lines(
            _("ごめんなさい。館の都合で、この時間は使えなくなりました。"),
            *_reason(one),
            "",
            place_words(booking),
            *_offer(one),
            "",
            _what_to_do(booking),
        )

    _tell(booking, DISPLACED, words, one.made_at)


def _what_to_do(booking: Booking) -> str:
    if booking.person_id is None:  # said on the telephone, to whoever has no account
        return _("かわりの時間を、いっしょにさがします。取り消しても、何もかかりません。")
    return _(
        "まどあかりの「自分の予約」を開いて、どうするかをえらんでください。取り消しても、何もかかりません。"
    )


def called_off(booking: Booking, one: Displacement) -> None:
    """Nobody need come: a weather warning."""

    def words() -> tuple[str, str]:
        subject = _("警報が出たので、館を閉めます:%(what)s") % what_words(booking)
        return subject, lines(
            _("警報が出ているので、この時間は館を閉めます。あぶないので、来ないでください。"),
            *_reason(one),
            "",
            place_words(booking),
            "",
            _("取り消しの手続きはいりません。何もかかりません。"),
        )

    _tell(booking, CALLED_OFF, words, one.made_at)


def open_again(booking: Booking, unheard: bool, now: int) -> None:
    """`unheard`: they were to be rung up that it is closed, and nobody has. For them nothing has changed, and
    it stands on their page."""

    def words() -> tuple[str, str]:
        subject = _("また使えるようになりました:%(what)s") % what_words(booking)
        said = _("館がまた開くことになりました。予約は、もとのまま使えます。")
        return subject, lines(said, "", place_words(booking))

    tell(readers_of(booking), OPEN_AGAIN, words, now=now, booking=booking, urgent=not unheard)
    copy_to_guardians(booking, lambda: _without_name(words))


def passed_over(booking: Booking, now: int) -> None:
    def words() -> tuple[str, str]:
        subject = _("使えなかった予約を、取り消しました:%(what)s") % what_words(booking)
        said = _("館の都合で使えなかった予約を、取り消しました。何もかかりません。")
        return subject, lines(said, "", place_words(booking))

    tell(readers_of(booking), PASSED_OVER, words, now=now, booking=booking)


def slots_shut(person: Person, lottery: Round, spans: Sequence[Span], now: int) -> None:
    """To whoever has entered a round for dates that the hall cannot give any more."""

    def words() -> tuple[str, str]:
        zone = ZoneInfo(lottery.facility.timezone)
        dates = [span_words(span, zone, local_day(now, zone)) for span in sorted(set(spans))]
        said = _("申しこんだ時間のうち、次の日は、館の都合で使えなくなりました。")
        choose = _("しめきりまでは、ほかの日をえらびなおせます。")
        return _("抽選「%(name)s」のお知らせ") % {"name": lottery.name}, lines(said, "", *dates, "", choose)

    tell([person], SLOTS_SHUT, words, now=now)


def reason_words(cause: Closure | Evening | None) -> str:
    """Why, in the reader's language; "" where nobody said."""
    if cause is None:
        return ""
    return (in_english() and cause.reason_en) or cause.reason_ja


def _tell(booking: Booking, kind: str, words: Callable[[], tuple[str, str]], now: int) -> None:
    tell(readers_of(booking), kind, words, now=now, booking=booking, urgent=True)
    copy_to_guardians(booking, lambda: _without_name(words))


def _without_name(words: Callable[[], tuple[str, str]]) -> tuple[str, str]:
    subject, body = words()
    # The first line alone: where it is is said anyway, and what to do is done on a page that guardians have
    # not.
    return subject, body.partition("\n")[0]


def _reason(one: Displacement) -> list[str]:
    why = reason_words(one.closure or one.evening)
    return [_("わけ:%(why)s") % {"why": why}] if why else []


def _offer(one: Displacement) -> list[str]:
    if one.offer is None:
        return []
    zone = ZoneInfo(one.offer.room.facility.timezone)
    until = moment_words(one.offer.lapses_at or 0, zone, local_day(one.made_at, zone))
    told = _("かわりに、次の時間を取ってあります(%(until)sまで)。") % {"until": until}
    return ["", told, place_words(one.offer)]
