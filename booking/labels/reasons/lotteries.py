"""Lotteries and programmes: when one enters, what came of it, and for whom."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.labels.reasons.asking import moment_of
from booking.labels.reasons.filling import Say, Values, advice, ages_of, period, together
from booking.rules.codes import Code
from facilities.labels import listed


def _entry_early(values: Values, zone: ZoneInfo) -> str:
    return _("この申しこみは、%(moment)sに始まります。") % moment_of(values, "opens_at", zone)


def _entry_late(values: Values, zone: ZoneInfo) -> str:
    told = moment_of(values, "closes_at", zone)
    return together(
        _("この申しこみは、%(moment)sに終わりました。") % told,
        advice(values, _("空きがあるかは、館の人に聞けます。")),
    )


def _losers_only(values: Values, zone: ZoneInfo) -> str:
    return _("この抽選に申しこめるのは、前の抽選に外れた人とグループです。")


def _drawn(values: Values, zone: ZoneInfo) -> str:
    if "drawn_at" not in values:
        return _("この日の抽選は終わりました。空いている時間は、予約できることがあります。")
    told = moment_of(values, "drawn_at", zone)
    return _("この日の抽選は、%(moment)sに終わりました。空いている時間は、予約できることがあります。") % told


def _result_early(values: Values, zone: ZoneInfo) -> str:
    return _("抽選の結果は、%(moment)sからわかります。") % moment_of(values, "opens_at", zone)


def _confirm_early(values: Values, zone: ZoneInfo) -> str:
    return _("当たったあとの手続きは、%(moment)sから始まります。") % moment_of(values, "opens_at", zone)


def _confirm_late(values: Values, zone: ZoneInfo) -> str:
    told = moment_of(values, "closes_at", zone)
    return together(
        _("手続きは%(moment)sまででした。この当たりはなくなりましたが、空いていれば予約できます。") % told,
        advice(values, _("事情があるときは、館の人に話してください。")),
    )


def _entries(values: Values, zone: ZoneInfo) -> str:
    told = {**values, "per": period(values)}
    return _("抽選の申しこみは、%(per)sに%(most)d件までです。もう%(so_far)d件申しこんでいます。") % told


def _wins(values: Values, zone: ZoneInfo) -> str:
    told = {**values, "per": period(values)}
    return _("当たるのは、%(per)sに%(most)d件までです。もう%(so_far)d件当たっています。") % told


def _ties_drawn(values: Values, zone: ZoneInfo) -> str:
    return _("同じ時間に申しこみが重なったときは、抽選で決めます。")


def _lottery(values: Values, zone: ZoneInfo) -> str:
    if "opens_at" in values:
        words = _("この時間は、抽選で決めます。申しこみは、%(moment)sに始まります。")
        return words % moment_of(values, "opens_at", zone)
    if "closes_at" in values:
        words = _("この時間は、抽選で決めます。申しこみは、%(moment)sまでです。早さは関係ありません。")
        return words % moment_of(values, "closes_at", zone)
    words = _("この時間は、抽選で決めます。結果は、%(moment)sに出ます。空いた時間は、そのあと予約できます。")
    return words % moment_of(values, "draws_at", zone)


def _tentative(values: Values, zone: ZoneInfo) -> str:
    if "closes_at" in values:
        return _("仮の予約の手続きは、%(moment)sまででした。") % moment_of(values, "closes_at", zone)
    return _("この予約は、まだ仮の予約です。期限までに手続きをすると決まります。")


def _programme_age(values: Values, zone: ZoneInfo) -> str:
    told = {
        "ages": listed(ages_of(bounds) for bounds in values["ages"] if bounds),
        "people": values["people"],
    }
    return (
        _("この行事に出られるのは、%(ages)sです。今回のメンバーに、そのほかの年齢の人が%(people)d人います。")
        % told
    )


SENTENCES: Mapping[Code, Say] = {
    Code.ENTRY_EARLY: _entry_early,
    Code.ENTRY_LATE: _entry_late,
    Code.LOSERS_ONLY: _losers_only,
    Code.DRAWN: _drawn,
    Code.RESULT_EARLY: _result_early,
    Code.CONFIRM_EARLY: _confirm_early,
    Code.CONFIRM_LATE: _confirm_late,
    Code.ENTRIES: _entries,
    Code.WINS: _wins,
    Code.TIES_DRAWN: _ties_drawn,
    Code.LOTTERY: _lottery,
    Code.TENTATIVE: _tentative,
    Code.PROGRAMME_AGE: _programme_age,
}
