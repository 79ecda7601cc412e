"""Supported groups and grants in words: what kind a group is, how far it has come; the steps of a grant."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from booking.rules.grants import ORDER, Step
from booking.rules.supported import GroupKind, Standing


def group_kind_words(kind: str) -> str:
    """「子育てグループ」."""
    return {
        GroupKind.CHILD_REARING: _("子育てグループ"),
        GroupKind.DISTRICT: _("青少年健全育成地区委員会"),
        GroupKind.CHILDREN: _("子ども会"),
        GroupKind.SENIORS: _("老人クラブ"),
        GroupKind.OTHER: _("ほかの地域の団体"),
    }[GroupKind(kind)]


def standing_words(state: str) -> str:
    return {
        Standing.ASKED: _("市の課がたしかめています"),
        Standing.STANDS: _("みんなのページに出ています"),
        Standing.RETURNED: _("もう一度、書きなおしてください"),
        Standing.LEFT: _("やめました。また申しこめます"),
    }[Standing(state)]


def step_words(step: Step) -> str:
    """「交付決定」."""
    return {
        Step.APPLIED: pgettext("補助金", "申請"),
        Step.DECIDED: pgettext("補助金", "交付決定"),
        Step.PAID: pgettext("補助金", "交付"),
        Step.REPORTED: pgettext("補助金", "実績報告"),
        Step.SETTLED: pgettext("補助金", "額の確定"),
    }[step]


def beyond_words(step: Step, other: Step, yen: int) -> str:
    """Which two sums do not go together, and what to do."""
    told = {"step": step_words(step), "other": step_words(other), "yen": f"{yen:,}"}
    if ORDER.index(step) > ORDER.index(other):
        return (
            _(
                "「%(step)s」は、「%(other)s」の%(yen)s円までです。「%(other)s」がまちがっていたら、先に直してください。"
            )
            % told
        )
    return (
        _(
            "「%(step)s」を、「%(other)s」の%(yen)s円より少なくはできません。先に「%(other)s」を直してください。"
        )
        % told
    )


def order_words(step: Step | None) -> str:
    """Which step of a grant comes first; None: it is over."""
    if step is None:
        return _("この補助金の手続きは、終わっています。")
    return _("先に「%(step)s」を入れてください。手続きはとばせません。") % {"step": step_words(step)}
