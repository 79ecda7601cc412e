"""What may be done to a booking, in words: its members read it, so that each has an easy word, too."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

DEEDS: Mapping[str, Promise] = {
    "book": gettext_lazy("予約しました"),
    "walk_in": gettext_lazy("予約なしで入れました"),
    "take_back_walk_in": gettext_lazy("予約なしで入れたのをもどしました"),
    "cancel": gettext_lazy("取り消しました"),
    "restore": gettext_lazy("取り消しをもどしました"),
    "move": gettext_lazy("時間か部屋を変えました"),
    "change": gettext_lazy("来る人を変えました"),
    "keep_home": gettext_lazy("来る人を1人へらしました"),
    "extend": gettext_lazy("時間をのばしました"),
    "hand_back": gettext_lazy("早めに返しました"),
    "confirm": gettext_lazy("仮の予約を確定しました"),
    "lapse": gettext_lazy("期限が切れました"),
    "overrule": gettext_lazy("わけを書いて、きまりをこえました"),
    # asked of the hall
    "request": gettext_lazy("館に相談しました"),
    "approve": gettext_lazy("承認しました"),
    "refuse": gettext_lazy("お断りしました"),
    "propose": gettext_lazy("別の時間をすすめました"),
    "reopen": gettext_lazy("もう一度考えることにしました"),
    # waits, lotteries, closures
    "keep": gettext_lazy("待っている人のために取り置きました"),
    "offer": gettext_lazy("待っている人に案内しました"),
    "give": gettext_lazy("空いた部屋を、待っている人に渡しました"),
    "accept": gettext_lazy("案内を受けました"),
    "decline": gettext_lazy("案内を断りました"),
    "win": gettext_lazy("抽選で当たりました"),
    "displace": gettext_lazy("使えなくなったと知らせました"),
    "offer_instead": gettext_lazy("別の時間を案内しました"),
    "accept_offer": gettext_lazy("案内した時間を受けました"),
    "pass_over": gettext_lazy("返事がないまま時間がすぎました"),
    # who came
    "check_in": gettext_lazy("受付しました"),
    "undo_check_in": gettext_lazy("受付をもどしました"),
    "check_out": gettext_lazy("終わりにしました"),
    "undo_check_out": gettext_lazy("終わりをもどしました"),
    "count": gettext_lazy("人数を入れました"),
    "correct_headcount": gettext_lazy("人数を直しました"),
    "uncount": gettext_lazy("人数を消しました"),
    "hand_key": gettext_lazy("鍵を渡しました"),
    "take_key_back": gettext_lazy("鍵が返りました"),
    "wait_longer": gettext_lazy("来るのを、もう少し待つことにしました"),
    "release_no_show": gettext_lazy("来なかったので空けました"),
    "take_back_release": gettext_lazy("空けた部屋をもどしました"),
    "pick_up": gettext_lazy("むかえの人に渡しました"),
    "not_picked_up": gettext_lazy("むかえの記録をもどしました"),
    # money and papers
    "pay": gettext_lazy("料金を受け取りました"),
    "refund": gettext_lazy("料金を返しました"),
    "strike_payment": gettext_lazy("受け取った料金の記録を取り消しました"),
    "strike_refund": gettext_lazy("返した料金の記録を取り消しました"),
    "ask_reduction": gettext_lazy("料金の減免を申しこみました"),
    "withdraw_reduction": gettext_lazy("減免の申しこみを取り下げました"),
    "reduce": gettext_lazy("減免を認めました"),
    "refuse_reduction": gettext_lazy("減免をお断りしました"),
    "reopen_reduction": gettext_lazy("減免をもう一度考えることにしました"),
    "issue": gettext_lazy("書類を渡しました"),
    "copy": gettext_lazy("書類をもう一度渡しました"),
}
