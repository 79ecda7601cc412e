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

GRAVEST = (Finding.BROKEN, Finding.OPEN, Finding.UNKNOWN, Finding.HOLDS)


class Window(Counted, Term):
    """A term that turns at one moment, whose parameters stand among its own."""

    own_grain: ClassVar[Grain] = Grain.DAY
    measured: ClassVar[bool] = True

    @cached_property
    def grain(self) -> Grain:
        return Grain.SPAN if self.minutes is not None else super().grain

    def measure(self, ask: Ask, at: Setting) -> Hashable:
        return start_of(ask) if self.minutes is not None else None


def from_then(begin: Counted, code: Code, ask: Ask, at: Setting) -> Findings:
    """Holds from that moment on; before it, broken with `opens_at`."""
    found = begin.begins(ask.day, start_of(ask), at)
    if found is None:
        return _lacking(begin, code, ask)
    if ask.asked_at >= found.latest:
        return holds(code)
    return broken(code, opens_at=found.latest) if ask.asked_at < found.earliest else _left_open(found)


def until_then(end: Counted, code: Code, ask: Ask, at: Setting) -> Findings:
    """Holds up to that moment; after it, broken with `closes_at`, the last second that was in time."""
    found = end.ends(ask.day, start_of(ask), at)
    if found is None:
        return _lacking(end, code, ask)
    if ask.asked_at <= found.earliest:
        return holds(code)
    return broken(code, closes_at=found.earliest) if ask.asked_at > found.latest else _left_open(found)


def gravest(findings: Sequence[Findings]) -> Findings:
    """Of several findings of one rule the one that decides."""
    return min(findings, key=lambda found: GRAVEST.index(found[0].finding))


def day_of(moment: Moment | None, at: Setting) -> date | None:
    """The day on which it falls; None if that is not known, or left open."""
    if moment is None or moment.earliest != moment.latest:
        return None
    return local_day(moment.latest, at.zone)


def _lacking(moment: Counted, code: Code, ask: Ask) -> Findings:
    return unknown(code, moment.lacks(ask.day, start_of(ask)) or "day")


def _left_open(moment: Moment) -> Findings:
    values = {"earliest_at": moment.earliest, "latest_at": moment.latest}
    return (Reason(Finding.OPEN, Code.NO_SUCH_DAY, values=values),)


def start_of(ask: Ask) -> int | None:
    return ask.span.start if ask.span else None
