"""As what somebody serves, in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

POSTS: Mapping[str, tuple[Promise, Promise]] = {
    "desk": (
        gettext_lazy("昼の職員"),
        gettext_lazy("予約、受付、登録、開館時間。わけを書いて、きまりをこえることもできます。"),
    ),
    "evening": (
        gettext_lazy("夜の職員"),
        gettext_lazy("予約と受付、部屋や館を閉めること、お金。"),
    ),
    "contractor": (
        gettext_lazy("委託先の人"),
        gettext_lazy("きょうの予定と受付、部屋や館を閉めること。"),
    ),
    "manager": (gettext_lazy("館の責任者"), gettext_lazy("すべて。きまりと職員も決めます。")),
    "instructor": (gettext_lazy("講習会の先生"), gettext_lazy("講習会を受けた人を記録します。")),
    "office": (gettext_lazy("担当の課"), gettext_lazy("数字、警報、職員。予約の中身は見ません。")),
    "auditor": (gettext_lazy("監査の人"), gettext_lazy("操作の記録を読み、書き出します。")),
}


def post_words(role: str) -> str:
    """「夜の職員」."""
    return str(POSTS[role][0])


def post_does(role: str) -> str:
    """What comes with it, in a sentence."""
    return str(POSTS[role][1])
