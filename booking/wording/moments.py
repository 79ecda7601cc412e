"""Moments counted back from a use: 「使う月の4か月前の1日」「使う日の3日前の17時」."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from booking.rules.clauses.counted import Counted
from facilities.labels import in_english, length_words, long_date, rule_time_words
from facilities.labels.days import ORDINALS
from facilities.labels.times import WEEKDAYS_EN, WEEKDAYS_JA
from facilities.rules.days import WEEKDAYS

MINUTE = 60
LONGEST_MONTH = 31


def moment(counted: Counted) -> str:
    """The day, and with `at` the time on it, as a name for it."""
    if counted.minutes is not None:
        return _before_start(counted.minutes)
    day = _day(counted)
    if counted.at is None:
        return day
    return _("%(day)sの%(time)s") % {"day": day, "time": rule_time_words(counted.at)}


def since(counted: Counted) -> str:
    return _("%(moment)sから") % {"moment": moment(counted)}


def until(counted: Counted) -> str:
    return _("%(moment)sまで") % {"moment": moment(counted)}


def between(begin: Counted | None, end: Counted | None) -> str:
    """「6月17日から6月24日まで」, of either or both."""
    if begin and end and moment(begin) == moment(end):
        return _("%(moment)sに") % {"moment": moment(begin)}
    if begin and end:
        return _("%(begin)sから%(end)sまで") % {"begin": moment(begin), "end": moment(end)}
    if begin:
        return since(begin)
    return until(end) if end else ""


def besides(counted: Counted | None) -> Iterator[str]:
    """What more is to be said of it: which days count, where there is no such day, and where the hall is
    closed then."""
    if counted is None:
        return
    if counted.counting != "all":
        yield _not_counted(counted.counting)
    if counted.weeks is not None and counted.weekday is not None:
        yield _("1週間は、月曜日に始まります。")
    if counted.months is not None and "missing" in counted.model_fields_set:
        yield _missing(counted.missing)
    if counted.if_closed is not None:
        yield _moved(counted.if_closed)


def _not_counted(counting: str) -> str:
    return {
        "open_days": _("休館日は数えません。"),
        "weekdays": _("土・日曜日と祝日は数えません。"),
    }[counting]


def _moved(where: str) -> str:
    return {
        "next_open_day": _("その日がお休みのときは、次に開く日です。"),
        "next_weekday": _("その日が土・日曜日や祝日のときは、次の平日です。"),
        "next_open_weekday": _("その日がお休みか、土・日曜日や祝日のときは、次に開く平日です。"),
        "previous_open_day": _("その日がお休みのときは、その前に開いている日です。"),
        "previous_weekday": _("その日が土・日曜日や祝日のときは、その前の平日です。"),
        "previous_open_weekday": _(
            "その日がお休みか、土・日曜日や祝日のときは、その前の開いている平日です。"
        ),
    }[where]


def _missing(stands: str) -> str:
    return {
        "clamp": _("その月に同じ日がないときは、月の最後の日です。"),
        "next": _("その月に同じ日がないときは、次の月の1日です。"),
        "ask": _("その月に同じ日がないときは、館に聞いてください。"),
    }[stands]


def _before_start(minutes: int) -> str:
    if minutes == 0:
        return _("使いはじめる時間")
    return _("使いはじめる%(length)s前") % {"length": length_words(minutes * MINUTE)}


def _day(counted: Counted) -> str:
    if counted.date_ is not None:
        return long_date(counted.date_)
    if counted.days is not None:
        return _days_before_draw(counted.days) if counted.of == "draw" else _days_before(counted.days)
    day = _day_of_month(counted) if counted.weeks is None else _day_of_week(counted, counted.weeks)
    if counted.plus_days == 0:
        return day
    if counted.plus_days == 1:
        return _("%(day)sの次の日") % {"day": day}
    return _("%(day)sの%(days)d日あと") % {"day": day, "days": counted.plus_days}


def _days_before(days: int) -> str:
    if days == 0:
        return _("使う日")
    if days == 1:
        return _("使う日の前の日")
    return _("使う日の%(days)d日前") % {"days": days}


def _days_before_draw(days: int) -> str:
    if days == 0:
        return _("抽選の日")
    if days == 1:
        return _("抽選の日の前の日")
    return _("抽選の日の%(days)d日前") % {"days": days}


def _day_of_week(counted: Counted, weeks: int) -> str:
    if counted.weekday is None:
        if weeks == 0:
            return _("使う日")
        same = ngettext("使う日の%(weeks)d週間前の同じ曜日", "使う日の%(weeks)d週間前の同じ曜日", weeks)
        return same % {"weeks": weeks}
    told = {"day": _weekday(counted.weekday), "weeks": weeks}
    if weeks == 0:
        return _("使う週の%(day)s") % told
    before = ngettext("使う週の%(weeks)d週間前の週の%(day)s", "使う週の%(weeks)d週間前の週の%(day)s", weeks)
    return before % told


def _weekday(weekday: str) -> str:
    number = WEEKDAYS.index(weekday)
    return WEEKDAYS_EN[number] if in_english() else f"{WEEKDAYS_JA[number]}曜日"


def _day_of_month(counted: Counted) -> str:
    months = counted.months or 0
    if counted.of == "draw":
        return _of_draw(counted, months)
    if not (counted.day or counted.nth or months):
        return _("使う日")
    if not (counted.day or counted.nth):
        told = {"months": months}
        return ngettext("使う日の%(months)dか月前の同じ日", "使う日の%(months)dか月前の同じ日", months) % told
    told_day = {"day": _number(counted), "months": months}
    if counted.of != "use":
        return {"quarter": _of_quarter, "half_year": _of_half_year, "fiscal_year": _of_fiscal_year}[
            counted.of
        ](told_day, months)
    if months == 0:
        return _("使う月の%(day)s") % told_day
    return (
        ngettext("使う月の%(months)dか月前の%(day)s", "使う月の%(months)dか月前の%(day)s", months) % told_day
    )


def _of_draw(counted: Counted, months: int) -> str:
    told = {"day": _number(counted), "months": months}
    if not (counted.day or counted.nth):
        if months == 0:
            return _("抽選の日")
        same_day = ngettext(
            "抽選の日の%(months)dか月前の同じ日", "抽選の日の%(months)dか月前の同じ日", months
        )
        return same_day % told
    if months == 0:
        return _("抽選の月の%(day)s") % told
    of_month = ngettext("抽選の月の%(months)dか月前の%(day)s", "抽選の月の%(months)dか月前の%(day)s", months)
    return of_month % told


def _of_quarter(told: dict[str, object], months: int) -> str:
    """Quarters of the fiscal year, as a reader knows them: by the months in which they begin."""
    if months == 0:
        return _("使う四半期(4月・7月・10月・1月から3か月)の%(day)s") % told
    return (
        ngettext(
            "使う四半期(4月・7月・10月・1月から3か月)の%(months)dか月前の%(day)s",
            "使う四半期(4月・7月・10月・1月から3か月)の%(months)dか月前の%(day)s",
            months,
        )
        % told
    )


def _of_half_year(told: dict[str, object], months: int) -> str:
    if months == 0:
        return _("使う半年(4月・10月から6か月)の最初の月の%(day)s") % told
    return (
        ngettext(
            "使う半年(4月・10月から6か月)の%(months)dか月前の%(day)s",
            "使う半年(4月・10月から6か月)の%(months)dか月前の%(day)s",
            months,
        )
        % told
    )


def _of_fiscal_year(told: dict[str, object], months: int) -> str:
    if months == 0:
        return _("使う年度(4月から)の4月の%(day)s") % told
    return (
        ngettext(
            "使う年度(4月から)の%(months)dか月前の%(day)s",
            "使う年度(4月から)の%(months)dか月前の%(day)s",
            months,
        )
        % told
    )


def _number(counted: Counted) -> str:
    """「21日」「第2土曜日」, "the 21st", "the 2nd Saturday"."""
    if counted.nth is not None and counted.weekday is not None:
        number = WEEKDAYS.index(counted.weekday)
        if in_english():
            return f"the {ORDINALS[counted.nth]} {WEEKDAYS_EN[number]}"
        nth = _("最後の") if counted.nth == -1 else f"第{counted.nth}"
        return f"{nth}{WEEKDAYS_JA[number]}曜日"
    if counted.day == LONGEST_MONTH and counted.missing == "clamp":
        return _("最後の日")
    return f"the {_ordinal(counted.day or 1)}" if in_english() else f"{counted.day}日"


def _ordinal(number: int) -> str:
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
