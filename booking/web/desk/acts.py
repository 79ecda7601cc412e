"""What was done at the desk, in a line: when, by whom, what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.labels import nobody_words, verb_words
from booking.models import Act
from facilities.labels import moment_words, time_words
from facilities.rules.spans import local_day

NUMBERS = frozenset({"count", "correct_headcount"})


@dataclass(frozen=True, slots=True)
class Line:
    when: str
    who: str
    what: str


def line(act: Act, zone: ZoneInfo, today: date) -> Line:
    """An act of which the desk knows no word is said by its verb's name."""
    words = verb_words(act.verb, act.subject)
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
        return nobody_words(act.verb)
    return (act.actor.name or str(act.actor)) if act.actor.is_staff else _("利用者")
