"""A rulebook while it is written: its document with a clause put in, taken out, or another day.

A draft always has the shape of a rulebook. Whether what it names is there (`dangling`) is told, and keeps
it from being published, not from being kept.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from booking.rules.doubts import doubts
from booking.rules.mistakes import Mistake, Mistakes, explained
from booking.rules.references import dangling
from booking.rules.rulebook import Clause, Rulebook
from booking.rules.scoring import Scored, score

Document = Mapping[str, Any]


def shaped(document: Document) -> Rulebook:
    """The rulebook of a draft. Mistakes where the document is none; what it names may be missing."""
    raw = dict(document)
    try:
        return Rulebook.model_validate(raw)
    except ValidationError as error:
        raise Mistakes(list(explained(raw["key"], raw, Rulebook, error)), error.error_count()) from None


def holding_from(document: Document, day: date) -> dict[str, Any]:
    return {**document, "valid_from": day.isoformat()}


def with_clause(document: Document, clause: Document, instead_of: str = "") -> dict[str, Any]:
    """With a clause in the place of another, or where there is none, after the last."""
    clauses = list(document["clauses"])
    places = [place for place, one in enumerate(clauses) if one["id"] == instead_of]
    if places:
        clauses[places[0]] = dict(clause)
    else:
        clauses.append(dict(clause))
    return {**document, "clauses": clauses}


def without_clause(document: Document, clause: str) -> dict[str, Any]:
    return {**document, "clauses": [one for one in document["clauses"] if one["id"] != clause]}


def next_id(document: Document) -> str:
    """The first of C1, C2, … that no clause has."""
    taken = {one["id"] for one in document["clauses"]}
    return next(name for name in (f"C{n}" for n in range(1, len(taken) + 2)) if name not in taken)


@dataclass(frozen=True, slots=True)
class Change:
    """A clause as it is, and as it would be; None where there is none."""

    old: Clause | None
    new: Clause | None

    @property
    def id(self) -> str:
        clause = self.new or self.old
        return clause.id if clause else ""

    def touches(self, halls: frozenset[str]) -> frozenset[str]:
        """Of the rulebook's halls those of which it says something else."""
        said = [spoken_for(clause, halls) for clause in (self.old, self.new) if clause]
        return frozenset().union(*said)


def spoken_for(clause: Clause, halls: frozenset[str]) -> frozenset[str]:
    """Of these halls those of which a clause says something."""
    named = [halls if term.halls is None else frozenset(term.halls) for term in clause.says]
    return frozenset().union(*named)


def touched(old: Rulebook, new: Rulebook) -> frozenset[str]:
    """The halls whose rules differ between two versions."""
    halls = frozenset(hall.key for hall in (*old.halls, *new.halls))
    return frozenset().union(*(change.touches(halls) for change in changes(old, new)))


def changes(old: Rulebook, new: Rulebook) -> list[Change]:
    """What differs between two versions, clause by clause, in the order of the new one."""
    return list(_changes(old, new))


def _changes(old: Rulebook, new: Rulebook) -> Iterator[Change]:
    was = {clause.id: clause for clause in old.clauses}
    for clause in new.clauses:
        before = was.pop(clause.id, None)
        if before != clause:
            yield Change(before, clause)
    yield from (Change(clause, None) for clause in was.values())


@dataclass(frozen=True, slots=True)
class Check:
    """What `check_rulebook` says of a draft: mistakes, doubts only where there are none, and the worked
    questions."""

    mistakes: tuple[Mistake, ...]
    doubts: tuple[Mistake, ...] = ()
    scored: tuple[Scored, ...] = ()

    @property
    def failing(self) -> tuple[Scored, ...]:
        return tuple(one for one in self.scored if not one.answered)

    def of(self, clause: str) -> list[Mistake]:
        """What is said of one clause; of "", what is said of none."""
        return [one for one in (*self.mistakes, *self.doubts) if one.clause == clause]


def check(rulebook: Rulebook) -> Check:
    """Everything that is wrong with a draft, or else what looks wrong."""
    name = rulebook.key
    if mistakes := dangling(name, rulebook.document):
        return Check(tuple(mistakes))
    doubted = tuple(Mistake(name, doubt.clause, "", doubt.what) for doubt in doubts(rulebook))
    return Check((), doubted, tuple(score(rulebook)))
