"""What was done to talent lists, to supported groups and to grants, as an act says it."""

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
    "ask_to_stand": gettext_lazy("支援するグループになることを申しこみました"),
    "leave_network": gettext_lazy("支援するグループをやめました"),
    "confirm_group": gettext_lazy("支援するグループとして、たしかめました"),
    "return_group": gettext_lazy("支援するグループの申しこみを返しました"),
    "enter_open_date": gettext_lazy("だれでも来られる日を入れました"),
    "cancel_open_date": gettext_lazy("だれでも来られる日を取り消しました"),
    "begin_grant": gettext_lazy("補助金の申請を受けました"),
    "take_grant_step": gettext_lazy("補助金の手続きを進めました"),
    "correct_grant_step": gettext_lazy("補助金の記録を直しました"),
    "take_back_grant_step": gettext_lazy("補助金の記録を取り消しました"),
    "take_back_introduction": gettext_lazy("紹介を取り消しました"),
}
