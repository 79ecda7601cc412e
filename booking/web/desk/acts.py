"""What was done at the desk, in a line: when, by whom, what."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.actions.undo import may_undo
from booking.labels import by_words, verb_words
from booking.models import Act
from booking.queries.acts import overtakes
from booking.rules.staff import Right
from facilities.labels import moment_words, time_words
from facilities.rules.spans import local_day

NUMBERS = frozenset({"count", "correct_headcount"})


@dataclass(frozen=True, slots=True)
class Line:
    """`key` is the act's, where the reader may take it back; else 0."""

    when: str
    who: str
    what: str
    key: int = 0


def with_undo(acts: Sequence[Act], rights: Collection[Right], zone: ZoneInfo, now: int) -> list[Line]:
    """The last acts on one thing, the latest first, each with its undo unless another has come after it."""
    today = local_day(now, zone)
    later = [overtakes(acts[:place], act) for place, act in enumerate(acts)]
    told = zip(acts, later, strict=True)
    return [
        replace(line(act, zone, today), key=act.pk if not after and may_undo(act, rights, now) else 0)
        for act, after in told
    ]


def line(act: Act, zone: ZoneInfo, today: date) -> Line:
    """An act of which the desk knows no word is said by its verb's name."""
    words = verb_words(act.verb, act.subject)
    if act.verb in NUMBERS:
        words = f"{words} {_heads(act.before)}→{_heads(act.after)}"
    if act.why:
        words = _("%(what)s(%(why)s)") % {"what": words, "why": act.why}
    near = local_day(act.at, zone) == today
    return Line(time_words(act.at, zone) if near else moment_words(act.at, zone, today), by_words(act), words)


def _heads(counts: Mapping[str, int]) -> str:
    """How many in all; a dash where nobody had said."""
    return str(sum(counts.values())) if counts else "–"
