"""What was done at the desk, in a line: when, by whom, what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.models import Act
from facilities.labels import moment_words, time_words
from facilities.rules.spans import local_day

VERBS: Mapping[str, Promise] = {
    "book": gettext_lazy("予約"),
    "move": gettext_lazy("時間か部屋を変えました"),
    "cancel": gettext_lazy("取り消しました"),
    "restore": gettext_lazy("取り消しをもどしました"),
    "extend": gettext_lazy("時間をのばしました"),
    "hand_back": gettext_lazy("早めに返しました"),
    "check_in": gettext_lazy("受付しました"),
    "undo_check_in": gettext_lazy("受付をもどしました"),
    "check_out": gettext_lazy("おわりにしました"),
    "undo_check_out": gettext_lazy("おわりをもどしました"),
    "count": gettext_lazy("人数を入れました"),
    "uncount": gettext_lazy("人数を消しました"),
    "correct_headcount": gettext_lazy("人数を直しました"),
    "hand_key": gettext_lazy("鍵を渡しました"),
    "take_key_back": gettext_lazy("鍵がもどりました"),
    "overrule": gettext_lazy("わけを書いて受付しました"),
}
NUMBERS = frozenset({"count", "correct_headcount"})


@dataclass(frozen=True, slots=True)
class Line:
    when: str
    who: str
    what: str


def line(act: Act, zone: ZoneInfo, today: date) -> Line:
    """An act of which the desk knows no word is said by its verb's name."""
    words = str(VERBS.get(act.verb, act.verb))
    if act.verb in NUMBERS:
        words = f"{words} {_heads(act.before)}→{_heads(act.after)}"
    if act.why:
        words = _("%(what)s(%(why)s)") % {"what": words, "why": act.why}
    near = local_day(act.at, zone) == today
    return Line(time_words(act.at, zone) if near else moment_words(act.at, zone, today), _by(act), words)


def _heads(counts: Mapping[str, int]) -> str:
    """How many in all; a dash where nobody had said."""
    return str(sum(counts.values())) if counts else "–"


def _by(act: Act) -> str:
    if act.actor is None:
        return ""
    return (act.actor.name or str(act.actor)) if act.actor.is_staff else _("利用者")
