"""When one may ask, how, and how often."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from booking.labels.facts import CHANNELS
from booking.labels.reasons.filling import Say, Values, advice, any_of, period, together
from booking.rules.codes import Code
from facilities.labels import clock_words, day_words, in_english, moment_words, rule_time_words
from facilities.rules.spans import MINUTES_A_DAY


def moment_of(values: Values, name: str, zone: ZoneInfo) -> dict[str, str]:
    """What fills a sentence with one moment."""
    return {"moment": moment_words(values[name], zone, values["today"])}


def _too_early(values: Values, zone: ZoneInfo) -> str:
    told = moment_of(values, "opens_at", zone)
    if values["day"]:
        told["day"] = day_words(values["day"], values["today"])
        return _("%(day)sの予約は、%(moment)sに始まります。") % told
    return _("この日の予約は、%(moment)sに始まります。") % told


def _same_day(values: Values, zone: ZoneInfo) -> str:
    told = moment_of(values, "opens_at", zone)
    return _("この部屋は、使う日の当日に申しこみます。%(moment)sから受けつけます。") % told


def _too_late(values: Values, zone: ZoneInfo) -> str:
    told = moment_of(values, "closes_at", zone)
    told["channels"] = any_of(CHANNELS[channel] for channel in values.get("channels", ()))
    if told["channels"]:
        return _("この受付は、%(moment)sまででした。このあとは、%(channels)sで受けつけています。") % told
    return together(
        _("予約の受付は、%(moment)sまででした。") % told,
        advice(values, _("こまったときは、館の人に話してください。")),
    )


def _channel(values: Values, zone: ZoneInfo) -> str:
    told = {"channels": any_of(CHANNELS[channel] for channel in values["channels"])}
    if told["channels"]:
        return _("この申しこみは、%(channels)sで受けつけています。") % told
    return together(
        _("この方法では受けつけていません。"),
        advice(values, _("申しこみのしかたは、館の人に聞いてください。")),
    )


def _reception(values: Values, zone: ZoneInfo) -> str:
    if values.get("other_day"):
        return _("きょうは、受付の日ではありません。受付の日は、館のきまりで読めます。")
    told = {
        "start": clock_words(values["from"]),
        "end": _end_words(values["to"]),
        "channels": any_of(CHANNELS[channel] for channel in values.get("channels", ())),
    }
    if told["channels"]:
        return _("%(channels)sで受けつけているのは、%(start)sから%(end)sまでです。") % told
    return _("受けつけているのは、%(start)sから%(end)sまでです。") % told


def _end_words(minutes: int) -> str:
    return rule_time_words(minutes) if minutes > MINUTES_A_DAY else clock_words(minutes)


def _one_at_a_time(values: Values, zone: ZoneInfo) -> str:
    told = {"most": values["most"], **moment_of(values, "until_at", zone)}
    return (
        _("先に取っておける予約は%(most)d件までです。%(moment)sに今の予約が終わると、次の予約ができます。")
        % told
    )


def _quota(values: Values, zone: ZoneInfo) -> str:
    told = {"per": period(values), "most": _amount(values["most"], values["unit"])}
    used = {"used": _amount(values["used"], values["unit"])}
    may = {"who": (in_english() and values.get("may_allow_en")) or values.get("may_allow_ja")}
    return together(
        _("%(per)sに使えるのは、%(most)sまでです。") % told,
        _("もう%(used)s予約しています。") % used if values["used"] else "",
        _("それより多く使いたいときは、%(who)sに聞いてください。") % may if may["who"] else "",
    )


def _amount(count: float, unit: str) -> str:
    """「5回」「1.5時間」「2区分」."""
    words = {
        "uses": ngettext("%(count)s回", "%(count)s回", int(count)),
        "hours": _("%(count)s時間"),
        "bands": ngettext("%(count)s区分", "%(count)s区分", int(count)),
    }
    return words[unit] % {"count": count}


def _no_such_day(values: Values, zone: ZoneInfo) -> str:
    told = {
        "earliest": moment_words(values["earliest_at"], zone, values["today"]),
        "latest": moment_words(values["latest_at"], zone, values["today"]),
    }
    if values.get("desk"):
        either = _("受付の日が、%(earliest)sになるか、%(latest)sになるか、きまりだけでは決められません。")
        return either % told
    return (
        _(
            "受付の日を数えると、その月にはない日付になります。"
            "%(earliest)sになるか、%(latest)sになるかは、館の人に聞いてください。"
        )
        % told
    )


def _consecutive_days(values: Values, zone: ZoneInfo) -> str:
    return _("続けて使えるのは%(most)d日までです。今のえらび方だと、%(days)d日続きます。") % values


def _consecutive_bands(values: Values, zone: ZoneInfo) -> str:
    return _("続けて使えるのは%(most)d区分までです。今のえらび方だと、%(bands)d区分続きます。") % values


SENTENCES: Mapping[Code, Say] = {
    Code.TOO_EARLY: _too_early,
    Code.SAME_DAY: _same_day,
    Code.TOO_LATE: _too_late,
    Code.CHANNEL: _channel,
    Code.RECEPTION: _reception,
    Code.ONE_AT_A_TIME: _one_at_a_time,
    Code.QUOTA: _quota,
    Code.NO_SUCH_DAY: _no_such_day,
    Code.CONSECUTIVE_DAYS: _consecutive_days,
    Code.CONSECUTIVE_BANDS: _consecutive_bands,
}
