"""From when a booking counts as one that nobody came to, and whether the hall's rules count that."""

from collections.abc import Iterator
from dataclasses import replace

from booking.rules.ask import Ask, Step
from booking.rules.clauses.no_show import MINUTE, OFFERED_MINUTES, NoShow
from booking.rules.clauses.sanction import Sanction
from booking.rules.lifecycle import State
from booking.rules.rulebook import Rules
from booking.rules.statements import spoken

EVENT = "no_show"  # under which rulebooks count it
USUAL_MINUTES = 15  # after the start, where the rules do not say
PATIENCE = 15 * MINUTE  # seconds that the desk waits longer each time
# Somebody is still to come to these.
EXPECTED = frozenset({State.BOOKED, State.PROVISIONAL})


def due_at(ask: Ask, rules: Rules, waits_until: int | None = None) -> int:
    """The instant from which the use of `ask` is one that nobody came to; not before `waits_until`."""
    if ask.span is None:
        raise ValueError("nobody can be late for a use without a time")
    # Of several clauses the first to say so: it is one as soon as a clause calls it one.
    minutes = min((term.after_minutes for term in _said(ask, rules)), default=USUAL_MINUTES)
    return max(ask.span.start + minutes * MINUTE, waits_until or 0)


def offered_minutes(ask: Ask, rules: Rules) -> int:
    """For how many minutes what is left of the use of `ask` is held for each who waits for it."""
    said = _said(replace(ask, step=Step.ARRIVE), rules)
    return min((term.offered_minutes for term in said), default=OFFERED_MINUTES)


def _said(ask: Ask, rules: Rules) -> Iterator[NoShow]:
    terms = [one for one in rules.statements if isinstance(one[1], NoShow)]
    return (term for _, term in spoken(terms, ask, rules).said if isinstance(term, NoShow))


def is_counted(rules: Rules) -> bool:
    """Whether a clause has consequences for who does not come: after so many of them, or by their points."""
    points = rules.setting.points_for(EVENT, None) > 0
    sanctions = (term for _, term in rules.statements if isinstance(term, Sanction))
    return any(points if one.when.events is None else EVENT in one.when.events for one in sanctions)
