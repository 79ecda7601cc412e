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
    "add_body": gettext_lazy("相談先を加えました"),
    "change_body": gettext_lazy("相談先を変えました"),
    "take_down_body": gettext_lazy("相談先をページから下げました"),
    "put_up_body": gettext_lazy("相談先を、またページに出しました"),
    "reopen_activity": gettext_lazy("活動日の報告を、たしかめる前にもどしました"),
}
