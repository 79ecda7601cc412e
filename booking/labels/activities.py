"""Activity days that others report, in words: who is asked, how far a day has come, what was done to it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.rules.activities import Every, Period, State

# What was done to a reporter or to a reported day, as an act says it.
OF_ACTIVITIES: Mapping[str, Promise] = {
    "ask_reporter": gettext_lazy("活動日の報告をたのみました"),
    "change_reporter": gettext_lazy("報告をたのむ先を変えました"),
    "renew_link": gettext_lazy("報告のリンクを新しくしました"),
    "revoke_link": gettext_lazy("報告のリンクを止めました"),
    "send_activity": gettext_lazy("活動日を報告しました"),
    "correct_activity": gettext_lazy("活動日の報告を直しました"),
    "withdraw_activity": gettext_lazy("活動日の報告を取り下げました"),
    "send_activity_again": gettext_lazy("取り下げた報告をもどしました"),
    "say_nothing": gettext_lazy("活動がなかったと答えました"),
    "confirm_activity": gettext_lazy("活動日の報告をたしかめました"),
    "return_activity": gettext_lazy("活動日の報告を返しました"),
    "reopen_activity": gettext_lazy("活動日の報告を、たしかめる前にもどしました"),
}


def state_of_day(state: str) -> str:
    """How far a reported day has come: 「たしかめ待ち」."""
    return {
        State.SENT: _("たしかめ待ち"),
        State.CONFIRMED: _("たしかめました"),
        State.RETURNED: _("もう一度見てください"),
        State.WITHDRAWN: _("取り下げました"),
    }[State(state)]


def every_words(every: str) -> str:
    return {Every.MONTH: _("毎月"), Every.QUARTER: _("3か月ごと")}[Every(every)]


def period_words(period: Period, every: str) -> str:
    """「2026年11月」, of a quarter 「2026年10月〜12月」."""
    first, last = period
    if Every(every) is Every.MONTH:
        return _("%(year)d年%(month)d月") % {"year": first.year, "month": first.month}
    told = {"year": first.year, "first": first.month, "last": last.month}
    return _("%(year)d年%(first)d月〜%(last)d月") % told


def answer_words(answer: str) -> str:
    """What somebody has answered for a period: 「まだ返事がありません」."""
    return {
        "days": _("報告がありました"),
        "nothing": _("活動はなかったという返事です"),
        "returned": _("返した報告の直しを待っています"),
        "none": _("まだ返事がありません"),
    }[answer]
