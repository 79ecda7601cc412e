"""Giving up, paying, and what follows from what happened."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.labels.reasons.asking import moment_of
from booking.labels.reasons.filling import Say, Values, advice, left_to_the_hall, together
from booking.rules.codes import Code
from booking.rules.verdict import Status
from facilities.labels import day_words

ALL = 100

UNTIL: Mapping[Status, Promise] = {
    Status.SUSPENDED: gettext_lazy("%(day)sまでは、新しい申しこみをお休みしてもらっています。"),
    Status.DEREGISTERED: gettext_lazy("%(day)sまでは、利用登録がお休みになっています。"),
    Status.LOWER_CLASS: gettext_lazy("%(day)sまでは、利用登録の区分が変わっています。"),
}
FOR_GOOD: Mapping[Status, Promise] = {
    Status.SUSPENDED: gettext_lazy("今は、新しい申しこみをお休みしてもらっています。"),
    Status.DEREGISTERED: gettext_lazy("今は、利用登録がなくなっています。"),
    Status.LOWER_CLASS: gettext_lazy("今は、利用登録の区分が変わっています。"),
}


def _too_late_to_cancel(values: Values, zone: ZoneInfo) -> str:
    told = moment_of(values, "closes_at", zone)
    return together(
        _("取り消しの受付は、%(moment)sまででした。") % told,
        advice(values, _("行けないときは、館に伝えてください。")),
    )


def _refund(values: Values, zone: ZoneInfo) -> str:
    percent = values.get("percent")
    if percent is None:
        return advice(values, _("料金が返るかどうかは、館の人に聞いてください。")) or left_to_the_hall()
    if percent == ALL:
        return _("料金は全部返ってきます。")
    if percent == 0:
        return _("今から取り消すと、料金は返ってきません。")
    return _("料金の%(percent)d%%が返ってきます。") % {"percent": percent}


def _no_show(values: Values, zone: ZoneInfo) -> str:
    minutes = values["after_minutes"]
    if minutes:
        first = _("始まりの時間から%(minutes)d分たったので、この予約はなくなりました。") % {
            "minutes": minutes
        }
    else:
        first = _("始まりの時間をすぎたので、この予約はなくなりました。")
    return together(first, _("来られるときは、館に電話してください。"))


def _sanction(values: Values, zone: ZoneInfo) -> str:
    until = values.get("until_on")
    told = {"day": day_words(until, values["today"]) if until else ""}
    first = str((UNTIL if until else FOR_GOOD)[Status(values["effect"])])
    return together(
        first % told, advice(values, _("わけを聞きたいときや事情があるときは、館の人に話してください。"))
    )


def _prepay(values: Values, zone: ZoneInfo) -> str:
    return _("料金が、まだ届いていません。館の窓口ではらうと使えます。")


SENTENCES: Mapping[Code, Say] = {
    Code.TOO_LATE_TO_CANCEL: _too_late_to_cancel,
    Code.REFUND: _refund,
    Code.NO_SHOW: _no_show,
    Code.SANCTION: _sanction,
    Code.PREPAY: _prepay,
}
