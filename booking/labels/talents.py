"""The talent list in words: in which state a list is, how far an introduction has come, for whom."""

from collections.abc import Iterable

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from booking.labels.states import band_words
from booking.rules.bands import BANDS
from booking.rules.talents import Answer, ListState, OfList, Whose
from facilities.labels import listed


def list_state_words(state: str) -> str:
    """「実施」, as the plan words it."""
    return {
        ListState.RUNNING: _("実施"),
        ListState.CONSIDERED: _("検討中"),
        ListState.NOT_RUN: _("未実施"),
    }[ListState(state)]


def answer_of_introduction(answer: str) -> str:
    return {
        Answer.ASKED: _("返事を待っています"),
        Answer.ACCEPTED: _("引き受けました"),
        Answer.DECLINED: _("今回は見送りました"),
        Answer.TAKEN_BACK: pgettext("人材", "取り消しました"),
    }[Answer(answer)]


def whose_words(whose: str) -> str:
    return {Whose.PERSON: pgettext("人材", "人"), Whose.ORGANISATION: pgettext("人材", "団体")}[Whose(whose)]


def for_whom(bands: Iterable[str]) -> str:
    """「小学生・中学生」, and 「どの年代でも」 for them all."""
    told = [band for band in BANDS if band in set(bands)]
    return _("どの年代でも") if len(told) == len(BANDS) else listed(band_words(band) for band in told)


def list_words(one: OfList) -> str:
    """What a list is called beside another one of its department."""
    if one.name is None:
        return _("この課のリスト")
    return one.name.en if get_language() == "en" and one.name.en else one.name.ja
