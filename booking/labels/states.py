"""The states of windows and bookings, and people by bands of age, in the reader's language."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from facilities.labels import listed, remembered

BANDS: Mapping[str, Promise] = {
    "preschool": gettext_lazy("未就学のお子さん"),
    "elementary": gettext_lazy("小学生"),
    "junior_high": gettext_lazy("中学生"),
    "high_school": gettext_lazy("高校生世代"),
    "adult": gettext_lazy("おとな(18–64歳)"),
    "senior": gettext_lazy("65歳以上"),
}

# One vocabulary everywhere: the grid, the list, the legend, and what a screen reader says.
SLOTS: Mapping[str, Promise] = {
    "free": gettext_lazy("空き"),
    "mine": gettext_lazy("あなたの予約"),
    "taken": gettext_lazy("予約あり"),
    "not_yet": gettext_lazy("まだ受付前"),
    "conditional": gettext_lazy("条件があります"),
    "ask": gettext_lazy("職員に相談"),
    "lottery": gettext_lazy("抽選で決めます"),
    "outside": gettext_lazy("時間外"),
    "closed": gettext_lazy("休館日"),
    "past": pgettext_lazy("枠", "終了"),
}

# Signs that are a letter: the state's own first one, where the language has such a letter.
SIGNS: Mapping[str, Promise] = {
    "条": pgettext_lazy("しるし", "条"),
    "相": pgettext_lazy("しるし", "相"),
    "抽": pgettext_lazy("しるし", "抽"),
    "・": pgettext_lazy("しるし", "・"),
}

STATES: Mapping[str, Promise] = {
    "offered": gettext_lazy("お返事待ち"),
    "provisional": gettext_lazy("仮予約"),
    "booked": gettext_lazy("予約ずみ"),
    "in_use": gettext_lazy("利用中"),
    "used": gettext_lazy("利用ずみ"),
    "cancelled": gettext_lazy("取り消しました"),
    "lapsed": gettext_lazy("期限が切れました"),
    "no_show": gettext_lazy("利用なし"),
}


@remembered
def slot_words(state: str) -> str:
    return str(SLOTS[state])


@remembered
def sign_words(sign: str) -> str:
    return str(SIGNS.get(sign, sign))


def state_words(state: str) -> str:
    return str(STATES[state])


def band_words(band: str) -> str:
    return str(BANDS[band])


def people_words(count: int) -> str:
    return ngettext("%(count)d人", "%(count)d人", count) % {"count": count}


def counts_words(counted: Mapping[str, int]) -> str:
    """「中学生3人・高校生世代2人」, in the order of the bands."""
    return listed(
        _("%(band)s%(count)d人") % {"band": words, "count": counted[band]}
        for band, words in BANDS.items()
        if counted.get(band)
    )
