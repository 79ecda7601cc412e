"""Closures that contradict each other, and days that stay open only in words."""

from collections.abc import Iterator
from datetime import date

from booking.rules.looks import Doubt, Look, settled
from facilities.rules.clauses import Closed, StaysOpen

Closure = tuple[str, Closed]


def torn_days(look: Look) -> Iterator[Doubt]:
    """A closure that moves away from a day on which another one, of days after holidays, closes."""
    closures = _closures(look)
    for clause, term in closures:
        for other, closing in closures:
            if clause == other or not closing.on.after_holiday or settled(look, clause, other):
                continue
            days = (day for day in look.days(term.on) if term.opens(day) and _closes(look, closing, day))
            if day := next(days, None):
                moved = f"on {day} it is open, as its closure moves away, and clause {other} closes"
                yield Doubt(clause, f"{moved}: say which of them stands (`over`), or `conflicts`")


def never_kept_open(look: Look) -> Iterator[Doubt]:
    """A `stays_open` that stands over no closure, though one closes its days."""
    closures = _closures(look)
    for clause, term in look.rules.calendar:
        # Beside a closure of its own it only says which days that one leaves out.
        of_closures = any(clause == other or settled(look, clause, other) for other, _ in closures)
        if not isinstance(term, StaysOpen) or of_closures:
            continue
        closing = [
            other for other, one in closures if any(_closes(look, one, day) for day in look.days(term.on))
        ]
        if closing:
            keeps = (
                f"its `stays_open` keeps no day open that clause {', '.join(dict.fromkeys(closing))} closes"
            )
            yield Doubt(clause, f"{keeps}: let it stand `over` that one")


def _closures(look: Look) -> list[Closure]:
    return [(clause, term) for clause, term in look.rules.calendar if isinstance(term, Closed)]


def _closes(look: Look, term: Closed, day: date) -> bool:
    return term.closes(day, lambda other: any(other in one.on for _, one in _closures(look)))
