"""The dashboard's figures in words: how each is counted, why somebody got nothing, and what a chart says."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from booking.rules.demand import Cause
from facilities.labels import in_english
from facilities.labels.times import MONTHS_EN, long_weekday, weekday_words

A_MONDAY = date(2024, 1, 1)

CAUSES: Mapping[Cause, Promise] = {
    Cause.TAKEN: gettext_lazy("先に予約があった"),
    Cause.LOST: gettext_lazy("抽選で外れた"),
    Cause.CLOSED: gettext_lazy("閉まっていた"),
    Cause.AGE: gettext_lazy("年齢が合わなかった"),
    Cause.EARLY: gettext_lazy("受付の前だった"),
    Cause.NOTHING_FOUND: gettext_lazy("さがして空きがなかった"),
    Cause.DECLINED: gettext_lazy("館がお断りした"),
    Cause.OTHER: gettext_lazy("ほかのきまり"),
}


def compared_words(now: int, before: int | None) -> str:
    """「前の年の同じころより18%増えました」, of the same days of two years; `before` is None or 0 where
    nothing is there to compare with."""
    if not before:
        return _("前の年の同じころの記録は、ありません。")
    percent = round(100 * (now - before) / before)
    if not percent:
        return _("前の年の同じころと、ほぼ同じです。")
    told = {"percent": abs(percent)}
    if percent > 0:
        return _("前の年の同じころより%(percent)d%%多いです。") % told
    return _("前の年の同じころより%(percent)d%%少ないです。") % told


def teens_words(now: int, before: int | None) -> str:
    if not now:
        return _("中学生と高校生世代の記録は、まだありません。")
    if not before:
        return _("中学生と高校生世代は、のべ%(count)s人です。") % {"count": f"{now:,}"}
    percent = round(100 * (now - before) / before)
    if not percent:
        return _("中学生と高校生世代は、前の年の同じころと同じくらいです。")
    told = {"percent": abs(percent)}
    if percent > 0:
        return _("中学生と高校生世代は、前の年の同じころより%(percent)d%%増えました。") % told
    return _("中学生と高校生世代は、前の年の同じころより%(percent)d%%減りました。") % told


def brightest_words(weekday: int, hour: int, percent: int) -> str:
    told = {"day": long_weekday(A_MONDAY + timedelta(days=weekday)), "hour": hour, "percent": percent}
    return _("いちばん使われたのは、%(day)sの%(hour)d時台です(%(percent)d%%)。") % told


def weekday_name(weekday: int) -> str:
    """「月」, "Mon"; 0 is Monday."""
    return weekday_words(A_MONDAY + timedelta(days=weekday))


def month_name(month: date) -> str:
    """「4月」, "Apr"."""
    return MONTHS_EN[month.month - 1] if in_english() else f"{month.month}月"


def demand_words(total: int, most: Cause | None, count: int) -> str:
    if most is None:
        return _("使えなかった記録は、ありません。")
    told = {"total": total, "count": count, "cause": CAUSES[most]}
    return _("%(total)d件のうち%(count)d件は、「%(cause)s」です。") % told


def evenings_words(total: int, most: str) -> str:
    if not total:
        return _("夜に開いた日は、ありません。")
    told = {"days": total, "month": most}
    return (
        ngettext(
            "夜に開いた日は、あわせて%(days)d日です。いちばん多い月は%(month)sです。",
            "夜に開いた日は、あわせて%(days)d日です。いちばん多い月は%(month)sです。",
            total,
        )
        % told
    )


def halls_words(best: str) -> str:
    if not best:
        return _("くらべられる記録は、まだありません。")
    return _("利用率がいちばん高いのは、%(hall)sです。") % {"hall": best}


def targets_words(over: int, of: int) -> str:
    if not of:
        return _("現況の数とくらべられる記録は、まだありません。")
    return _("%(of)dの数のうち%(over)dが、現況の数以上です。") % {"of": of, "over": over}


def definitions() -> Mapping[str, str]:
    """How each figure of the dashboard is counted, by its name."""
    return {
        _("活動日数"): _("館ごとに、1人以上が来た日を数えて足します。"),
        _("延べ参加者数"): _(
            "参加した人の延べ数です。付きそいと手伝いは入れません。予約なしの部屋の1時間ごとの人数も、入れません。"
        ),
        _("夜間開放日数"): _("館ごとに、18時をすぎても開いていた日を数えて足します。"),
        _("利用率"): _("予約があった時間 ÷ 開いていた時間です。来なかった予約は入れません。"),
        _("交流プログラム数"): _("2つ以上の年代が参加したか手伝った、行事の回数です。"),
        _("使えなかった件数"): _(
            "予約しようとしてできなかった回、空きが見つからなかった検索、抽選の外れ、館のお断りを数えます。だれかは記録しません。"
        ),
    }
