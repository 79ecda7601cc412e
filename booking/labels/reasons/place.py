"""The place and its clock."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.labels.reasons.filling import Say, Values, advice, keyed, left_to_the_hall, together
from booking.rules.codes import Code
from facilities.labels import listed, time_words


def _past(values: Values, zone: ZoneInfo) -> str:
    return _("この時間は、もう終わりました。ほかの時間をえらべます。")


def _closed(values: Values, zone: ZoneInfo) -> str:
    told = {"why": keyed(values, "reason")}
    if values.get("when_asked"):
        return _("きょうは館がお休みなので、申しこみを受けつけていません。開いている日に、もう一度どうぞ。")
    if values.get("open_end"):
        first = _("当分のあいだ、お休みです(%(why)s)。") if told["why"] else _("当分のあいだ、お休みです。")
        return together(first % told, advice(values, _("いつ開くかは、館の人に聞いてください。")))
    return _("この時間はお休みです(%(why)s)。") % told if told["why"] else _("この時間はお休みです。")


def _outside(values: Values, zone: ZoneInfo) -> str:
    spans = [f"{time_words(start, zone)}–{time_words(end, zone)}" for start, end in values.get("open", ())]
    if not spans:
        return _("この日は、この部屋を使える時間がありません。")
    if values.get("about"):
        return _("この日に使える時間は、%(spans)sごろです。") % {"spans": listed(spans)}
    return _("この日に使える時間は、%(spans)sです。") % {"spans": listed(spans)}


def _off_slot(values: Values, zone: ZoneInfo) -> str:
    return _("この部屋は、決まった区切りの時間で貸しています。窓の表からえらべます。")


def _not_lent(values: Values, zone: ZoneInfo) -> str:
    return _("この部屋は、この時間には貸していません。ほかの時間をえらべます。")


def _taken(values: Values, zone: ZoneInfo) -> str:
    if values.get("booking"):
        return _("この時間は、あなたの予約です。")
    return _("ちょうどこの時間に、ほかの予約が入っています。")


def _turnover(values: Values, zone: ZoneInfo) -> str:
    return _("予約と予約のあいだは、入れかえのために%(minutes)d分空けています。") % values


def _ask_hall(values: Values, zone: ZoneInfo) -> str:
    return (
        left_to_the_hall()
        if values.get("desk")
        else _("この申しこみは、館の人に聞いてください。きまりだけでは決められません。")
    )


def _weather(values: Values, zone: ZoneInfo) -> str:
    told = {"warnings": keyed(values, "warnings") or _("警報")}
    return together(
        _("%(warnings)sが出ているので、使うのは中止です。") % told,
        _("料金もペナルティもかかりません。") if values.get("free") else "",
        _("気をつけてすごしてください。"),
    )


def _closed_early(values: Values, zone: ZoneInfo) -> str:
    told = {"time": time_words(values["until_at"], zone)}
    return _("夜の予約がない日は、%(time)sに閉まります。予約すると、そのあとも使えます。") % told


def _extension(values: Values, zone: ZoneInfo) -> str:
    if values["minutes"] is None:
        return _("のばせるのは、%(most_minutes)d分までです。") % values
    if values["most_minutes"] is None:
        return _("のばせるのは、%(minutes)d分ずつです。") % values
    return _("のばせるのは、%(minutes)d分ずつ、%(most_minutes)d分までです。") % values


def _key_early(values: Values, zone: ZoneInfo) -> str:
    return _("部屋に入れるのは、%(time)sからです。") % {"time": time_words(values["from_at"], zone)}


SENTENCES: Mapping[Code, Say] = {
    Code.PAST: _past,
    Code.CLOSED: _closed,
    Code.OUTSIDE_HOURS: _outside,
    Code.OFF_SLOT: _off_slot,
    Code.NOT_LENT: _not_lent,
    Code.TAKEN: _taken,
    Code.TURNOVER: _turnover,
    Code.ASK_HALL: _ask_hall,
    Code.WEATHER: _weather,
    Code.CLOSED_EARLY: _closed_early,
    Code.EXTENSION: _extension,
    Code.KEY_EARLY: _key_early,
}
