"""What was done to a reporter or to a reported day, as an act says it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

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
    "hold_meeting": gettext_lazy("会議を入れました"),
    "change_meeting": gettext_lazy("会議を変えました"),
    "cancel_meeting": gettext_lazy("会議を取り消しました"),
    "restore_meeting": gettext_lazy("取り消した会議をもどしました"),
    "add_lecture": gettext_lazy("出前講座を加えました"),
    "change_lecture": gettext_lazy("出前講座の内容を変えました"),
    "take_down_lecture": gettext_lazy("出前講座をページから下げました"),
    "put_up_lecture": gettext_lazy("出前講座を、またページに出しました"),
    "ask_lecture": gettext_lazy("出前講座をたのみました"),
    "withdraw_lecture": gettext_lazy("出前講座をやめました"),
    "accept_lecture": gettext_lazy("すすめられた日にしました"),
    "agree_lecture": gettext_lazy("出前講座の日を決めました"),
    "propose_lecture": gettext_lazy("出前講座の別の日をすすめました"),
    "decline_lecture": gettext_lazy("出前講座をお断りしました"),
    "call_off_lecture": gettext_lazy("決まった出前講座を中止にしました"),
    "reopen_lecture": gettext_lazy("出前講座を、もう一度考えることにしました"),
    "count_lecture": gettext_lazy("出前講座に来た人を数えました"),
    "add_body": gettext_lazy("相談先を加えました"),
    "change_body": gettext_lazy("相談先を変えました"),
    "take_down_body": gettext_lazy("相談先をページから下げました"),
    "put_up_body": gettext_lazy("相談先を、またページに出しました"),
    "reopen_activity": gettext_lazy("活動日の報告を、たしかめる前にもどしました"),
}
