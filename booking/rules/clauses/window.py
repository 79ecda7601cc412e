"""From when and until when one may ask: what a moment counted back from the use says to a question."""

from collections.abc import Hashable, Sequence
from datetime import date
from functools import cached_property
from typing import ClassVar

from booking.rules.ask import Ask
from booking.rules.clauses.counted import Counted, Moment
from booking.rules.clauses.term import Findings, Grain, Setting, Term, broken, holds, unknown
from booking.rules.codes import Code
from booking.rules.verdict import Finding, Reason
from facilities.rules.spans import local_day

NO_DRAW = "draw"  # what is lacking where nothing says when a use is drawn: the hall is asked
ASK: Findings = (Reason(Finding.OPEN, Code.ASK_HALL),)
GRAVEST = (Finding.BROKEN, Finding.OPEN, Finding.UNKNOWN, Finding.HOLDS)


class Window(Counted, Term):
    """A term that turns at one moment, whose parameters stand among its own."""

    own_grain: ClassVar[Grain] = Grain.DAY
    measured: ClassVar[bool] = True

    @cached_property
    def grain(self) -> Grain:
        # Counted in minutes it goes by when the use starts; else by its day, so that a day asks it once.
        return Grain.SPAN if self.minutes is not None else super().grain

    def measure(self, ask: Ask, at: Setting) -> Hashable:
        return start_of(ask) if self.minutes is not None else None


def from_then(begin: Counted, code: Code, ask: Ask, at: Setting) -> Findings:
    """Holds from that moment on; before it, broken with `opens_at`."""
    found = beginning(begin, ask, at)
    if not isinstance(found, Moment):
        return _untold(found, code)
    # Of two days that may be meant it is certain after the later; in between the hall is asked.
    if ask.asked_at >= found.latest:
        return holds(code)
    return broken(code, opens_at=found.latest) if ask.asked_at < found.earliest else _left_open(found)


def until_then(end: Counted, code: Code, ask: Ask, at: Setting) -> Findings:
    """Holds up to that moment; after it, broken with `closes_at`, the last second that was in time."""
    found = ending(end, ask, at)
    if not isinstance(found, Moment):
        return _untold(found, code)
    if ask.asked_at <= found.earliest:
        return holds(code)
    return broken(code, closes_at=found.earliest) if ask.asked_at > found.latest else _left_open(found)


def beginning(moment: Counted, ask: Ask, at: Setting) -> Moment | str:
    """From which instant on; or the name of what is lacking to tell."""
    day = _counted_from(moment, ask, at)
    if isinstance(day, str):
        return day
    return moment.begins(day, start_of(ask), at) or moment.lacks(day, start_of(ask)) or "day"


def ending(moment: Counted, ask: Ask, at: Setting) -> Moment | str:
    """Up to which instant; or the name of what is lacking to tell."""
    day = _counted_from(moment, ask, at)
    if isinstance(day, str):
        return day
    return moment.ends(day, start_of(ask), at) or moment.lacks(day, start_of(ask)) or "day"


def _counted_from(moment: Counted, ask: Ask, at: Setting) -> date | str | None:
    if moment.of != "draw":
        return ask.day
    drawn = at.drawn_at(ask)
    if drawn is None:
        return NO_DRAW
    return drawn if isinstance(drawn, str) else local_day(drawn, at.zone)


def gravest(findings: Sequence[Findings]) -> Findings:
    """Of several findings of one rule the one that decides."""
    return min(findings, key=lambda found: GRAVEST.index(found[0].finding))


def day_of(moment: Moment | str, at: Setting) -> date | None:
    """The day on which it falls; None if that is not known, or left open."""
    if isinstance(moment, str) or moment.earliest != moment.latest:
        return None
    return local_day(moment.latest, at.zone)


def _untold(fact: str, code: Code) -> Findings:
    return ASK if fact == NO_DRAW else unknown(code, fact)


def _left_open(moment: Moment) -> Findings:
    values = {"earliest_at": moment.earliest, "latest_at": moment.latest}
    return (Reason(Finding.OPEN, Code.NO_SUCH_DAY, values=values),)


def start_of(ask: Ask) -> int | None:
    return ask.span.start if ask.span else None
