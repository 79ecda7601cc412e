"""What was done to a booking, in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

DEEDS: Mapping[str, Promise] = {
    "book": gettext_lazy("予約した"),
    "walk_in": gettext_lazy("予約なしで入れた"),
    "overrule": gettext_lazy("きまりをこえて予約した"),
    "move": gettext_lazy("部屋や時間を変えた"),
    "change": gettext_lazy("来る人を変えた"),
    "cancel": gettext_lazy("取り消した"),
    "restore": gettext_lazy("もとにもどした"),
    "extend": gettext_lazy("時間をのばした"),
    "hand_back": gettext_lazy("早めに返した"),
    "wait_longer": gettext_lazy("来るのを、あと15分待つことにした"),
    "release_no_show": gettext_lazy("来なかったので、部屋を空けた"),
    "take_back_release": gettext_lazy("空けた部屋を、もとにもどした"),
    "offer": gettext_lazy("待っていた時間を案内した"),
    "accept": gettext_lazy("案内を受けた"),
    "decline": gettext_lazy("案内をことわった"),
    "lapse": gettext_lazy("期限が切れた"),
    "confirm": gettext_lazy("予約が決まった"),
    "pay": gettext_lazy("料金を受け取った"),
    "refund": gettext_lazy("料金を返した"),
    "issue": gettext_lazy("書類を出した"),
    "copy": gettext_lazy("書類をもう一度出した"),
}


def deed_words(verb: str) -> str:
    """「取り消した」; a verb that has no words here stands for itself."""
    return str(DEEDS.get(verb, verb))
