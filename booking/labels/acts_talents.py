"""What was done to an entry of a talent list, to a list or to an introduction, as an act says it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

OF_TALENTS: Mapping[str, Promise] = {
    "offer_talent": gettext_lazy("地域人材リストに書きました"),
    "change_talent": gettext_lazy("地域人材リストに書いたことを変えました"),
    "consent_talent": gettext_lazy("リストにのることに同意しました"),
    "revoke_talent": gettext_lazy("リストにのる同意を取り消しました"),
    "reach_talent": gettext_lazy("リストに書いたことを、今年もたしかめました"),
    "erase_talent": gettext_lazy("リストに書いたことを消しました"),
    "verify_talent": gettext_lazy("リストの内容をたしかめました"),
    "unverify_talent": gettext_lazy("リストの内容を、たしかめる前にもどしました"),
    "list_talent": gettext_lazy("のせるリストを決めました"),
    "set_list_state": gettext_lazy("リストの状態を決めました"),
    "introduce": gettext_lazy("人材を紹介しました"),
    "answer_introduction": gettext_lazy("紹介の返事を書きました"),
    "count_users": gettext_lazy("紹介の利用者数を入れました"),
    "take_back_introduction": gettext_lazy("紹介を取り消しました"),
}
