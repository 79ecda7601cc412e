"""What papers are called."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from booking.rules.papers import Paper

TITLES: Mapping[Paper, Promise] = {
    Paper.APPLICATION: gettext_lazy("使用許可申請書"),
    Paper.PERMIT: gettext_lazy("使用許可書"),
    Paper.REDUCTION: gettext_lazy("使用料減免申請書"),
    Paper.DECISION: gettext_lazy("使用料減免決定通知書"),
    Paper.RECEIPT: gettext_lazy("領収書"),
    Paper.REFUND: gettext_lazy("使用料還付通知書"),
}


def paper_words(kind: Paper) -> str:
    return str(TITLES[kind])
