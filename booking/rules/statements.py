"""Which statements of a rulebook speak to a value question, and which give way."""

from collections.abc import Iterable
from dataclasses import dataclass

from booking.rules.ask import Ask
from booking.rules.clauses.term import Statement
from booking.rules.rulebook import Rules

Said = tuple[str, Statement]  # a clause's id, and one statement of it


@dataclass(frozen=True, slots=True)
class Spoken:
    """`said` are those that mean the question; `lacking` the facts that others wait for."""

    said: tuple[Said, ...]
    lacking: tuple[str, ...]


def spoken(candidates: Iterable[Said], ask: Ask, rules: Rules) -> Spoken:
    """Of statements that have something to say, those that speak and give way to none that does."""
    fits = [(said, said[1].meant(ask, rules.setting)) for said in candidates]
    speaking = [said for said, fit in fits if fit == ()]
    over = rules.precedence.over
    silent = {below for clause, _ in speaking for below in over.get(clause, ())}
    # What gives way asks for no facts.
    waiting = [fit for (clause, _), fit in fits if fit and clause not in silent]
    return Spoken(
        said=tuple(said for said in speaking if said[0] not in silent),
        lacking=tuple(dict.fromkeys(fact for fit in waiting for fact in fit)),
    )


def clauses(said: Iterable[Said]) -> tuple[str, ...]:
    """The ids under which they stand, each once."""
    return tuple(dict.fromkeys(key for own, statement in said for key in (own, *(statement.also or ()))))
