"""When a use becomes bookable: the moments at which a hall's clauses let somebody ask for it."""

from booking.rules.ask import Ask, Step
from booking.rules.clauses.counted import Counted, Moment
from booking.rules.clauses.opens import Opens
from booking.rules.clauses.priority import Priority
from booking.rules.clauses.window import beginning
from booking.rules.rulebook import Rules

LEAD = 2 * 60  # seconds before such a moment in which the place is kept, so that nobody is faster
EVERY = 60  # seconds between two looks


def openings(rules: Rules, ask: Ask) -> set[int]:
    """The instants at which booking opens for the use of `ask`, for whatever party.

    A hall may open for its residents first: each of these is one. What nobody can tell is left out.
    """
    found = (
        beginning(moment, ask, rules.setting)
        for _, term in rules.terms
        if (moment := _moment(term)) is not None and term.meant(ask, rules.setting) is not None
    )
    # Between the two that a moment may be, the hall is asked: open for certain is only the later.
    return {one.latest for one in found if isinstance(one, Moment)}


def _moment(term: object) -> Counted | None:
    if isinstance(term, Opens):
        return term if Step.BOOK in term.steps else None
    return term.others_from if isinstance(term, Priority) else None
