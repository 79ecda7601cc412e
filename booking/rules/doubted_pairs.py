"""Two terms that contradict each other, so that together they let nobody in: ages that nobody has at once,
purposes of which none is left. A rulebook that says which gives way, or that both stand, means it."""

from collections.abc import Callable, Iterator
from itertools import combinations

from booking.rules.clauses.purpose import Purpose
from booking.rules.clauses.term import Term
from booking.rules.clauses.who import Who
from booking.rules.looks import Doubt, Look, meet, settled, type_of

# What may differ between two terms that are asked of the same people at the same times.
ADVICE = "write `over` or `conflicts` at one of them, or whom each is about (`users`, `rooms`, `on`)"
OWN = {"ages", "at_school", "only", "never", "others", "rooms", "except_rooms", "halls"}


def pairs(look: Look) -> Iterator[Doubt]:
    """Each pair once, at the second of the two."""
    terms = [(clause, term) for clause, term in look.rules.terms if type(term) in CONTRADICT]
    for (one, first), (other, second) in combinations(terms, 2):
        if not _of_the_same(look, first, second) or settled(look, one, other):
            continue
        if what := CONTRADICT[type(second)](look, first, second):
            yield Doubt(other, f"`{type_of(second)}`: with clause {one} {what}; {ADVICE}")


def _of_the_same(look: Look, one: Term, two: Term) -> bool:
    asked = [term.model_dump(exclude=OWN) for term in (one, two)]
    return type(one) is type(two) and one.unless is None and meet(look, one, two) and asked[0] == asked[1]


def _ages(look: Look, one: Term, two: Term) -> str:
    assert isinstance(one, Who) and isinstance(two, Who)  # noqa: S101, PT018  by its type it was found
    mode = look.rules.mode
    meant = [term.ages.cohort(look.first, mode) for term in (one, two) if term.ages]
    nobody = len(meant) == 2 and one.carers == "count" and meant[0] and meant[0].within(meant[1]) is False
    return "nobody is of both ages, so nobody may come" if nobody else ""


def _purposes(look: Look, one: Term, two: Term) -> str:
    assert isinstance(one, Purpose) and isinstance(two, Purpose)  # noqa: S101, PT018  as above
    if "ask" in (one.others, two.others):
        return ""
    only = [set(term.only) for term in (one, two) if term.only]
    never = {key for term in (one, two) for key in term.never or ()}
    return "no purpose is left" if only and not set.intersection(*only) - never else ""


CONTRADICT: dict[type[Term], Callable[[Look, Term, Term], str]] = {Who: _ages, Purpose: _purposes}
