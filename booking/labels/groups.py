"""Groups in words: what kind they are, and what somebody is in them."""

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilities.labels import long_date

KINDS: Mapping[str, Promise] = {
    "band": gettext_lazy("バンド"),
    "circle": gettext_lazy("サークル"),
    "seniors": gettext_lazy("シニアクラブ"),
    "school": gettext_lazy("学校のグループ"),
    "npo": gettext_lazy("NPO"),
    "committee": gettext_lazy("地区委員会"),
    "children": gettext_lazy("子ども会議"),
}

ROLES: Mapping[str, Promise] = {
    "leader": gettext_lazy("代表"),
    "deputy": gettext_lazy("副代表"),
    "member": gettext_lazy("メンバー"),
    "adult_contact": gettext_lazy("大人の連絡先"),
}

TIES: Mapping[str, Promise] = {
    "lives": gettext_lazy("市内に住む"),
    "works": gettext_lazy("市内で働く"),
    "studies": gettext_lazy("市内の学校"),
    "none": gettext_lazy("そのほか"),
}


def kind_words(kind: str) -> str:
    return str(KINDS[kind])


def role_words(role: str) -> str:
    return str(ROLES[role])


def roster_tie_words(tie: str) -> str:
    return str(TIES[tie])


def member_words(call_name: str, number: int) -> str:
    """What a group calls one of its members: their call name, else by their number in it; never the name."""
    return call_name or _("メンバー%(number)d") % {"number": number}


def early_words(opens_on: date | None) -> str:
    """Why a registration is not renewed yet; None: it does not run out."""
    if opens_on is None:
        return _("この登録に期限はありません。更新はいりません。")
    return _("更新は%(day)sから申しこめます。") % {"day": long_date(opens_on)}
