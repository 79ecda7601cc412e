"""What somebody is rung up about, in the desk's language: what is read out to them was written in theirs."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from booking.models import Notice
from facilities.labels import in_english

CALLS: Mapping[str, Promise] = {
    "displaced": gettext_lazy("館の都合で使えなくなりました"),
    "called_off": gettext_lazy("警報で館を閉めます"),
    "open_again": gettext_lazy("また使えるようになりました"),
    "cancelled": gettext_lazy("予約が取り消されました"),
    "request_approved": gettext_lazy("館が承認しました"),
    "request_refused": gettext_lazy("今回はお受けできませんでした"),
    "request_proposed": gettext_lazy("別の時間のご案内です"),
    "request_reopened": gettext_lazy("館がもう一度たしかめています"),
    "request_lapsed": gettext_lazy("取っておいた場所がなくなりました"),
    "offer": gettext_lazy("待っていた時間が空きました"),
    "won": gettext_lazy("抽選に当たりました"),
    "round_called_off": gettext_lazy("抽選が中止になりました"),
    "registration_returned": gettext_lazy("利用登録のことで、お願いがあります"),
    "registration_reconsidered": gettext_lazy("利用登録をもう一度たしかめています"),
    "code_given": gettext_lazy("窓口で番号を出しました"),
    "consent_revoked": gettext_lazy("保護者の方の同意が取り消されました"),
    "session_moved": gettext_lazy("行事の日時が変わりました"),
    "session_uncertain": gettext_lazy("行事の部屋が使えなくなりました"),
    "session_stands": gettext_lazy("行事は予定どおりあります"),
    "session_called_off": gettext_lazy("行事の日が中止になりました"),
    "programme_called_off": gettext_lazy("行事が中止になりました"),
    "place_free": gettext_lazy("待っていた行事の席が空きました"),
    "thing_broken": gettext_lazy("備品がこわれました"),
}


def is_foreign(call: Notice) -> bool:
    """Whether it was written in a language that is not the reader's; easy Japanese is Japanese."""
    return call.person is not None and (call.person.language == "en") is not in_english()


def call_words(call: Notice) -> str:
    """What it is about; "" for what this desk has no words for."""
    return str(CALLS.get(call.kind, ""))
