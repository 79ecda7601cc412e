"""Activity days that others report, in words: how far a day has come, and the period it lies in."""

from datetime import date

from django.utils.translation import gettext as _

from booking.rules.activities import Every, Period, State


def state_of_day(state: str) -> str:
    """How far a reported day has come: 「たしかめ待ち」."""
    return {
        State.SENT: _("たしかめ待ち"),
        State.CONFIRMED: _("たしかめました"),
        State.RETURNED: _("もう一度見てください"),
        State.WITHDRAWN: _("取り下げました"),
    }[State(state)]


def month_words(day: date) -> str:
    """「2026年11月」, in which a day is."""
    return _("%(year)d年%(month)d月") % {"year": day.year, "month": day.month}


def period_words(period: Period, every: str) -> str:
    """「2026年11月」, of a quarter 「2026年10月〜12月」."""
    first, last = period
    if Every(every) is Every.MONTH:
        return month_words(first)
    told = {"year": first.year, "first": first.month, "last": last.month}
    return _("%(year)d年%(first)d月〜%(last)d月") % told
