"""For each type of term a clause of the sample that says it, and a worked question to it.

Of the sample alone, which is made up: whoever writes a published hall down to try the language finds
nothing of it here.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from booking.management.rulebooks import valued_words
from booking.rules.clauses import Displayed, Statement, Term
from booking.rules.clauses.fee import Fee
from booking.rules.clauses.fee_class import FeeClass
from booking.rules.clauses.overrun import Overrun
from booking.rules.clauses.programme import Programme
from booking.rules.codes import Code
from booking.rules.language import Type, called
from booking.rules.rulebook import Clause, read
from booking.rules.scoring import NAMED, Scored, score
from booking.rules.verdict import Outcome, Reason, Sought, Verdict

TABLES = re.compile(r"(?m)^(?=\[\[(?:halls|day_sets|clauses|questions)\]\])")
TERMS = re.compile(r"(?m)^(?=[ ]*\[\[clauses\.says\]\])")
TYPE = re.compile(r'(?m)^type = "(.+)"$')
ID = re.compile(r'(?m)^id = "(.+)"$')
ASIDE = re.compile(r'(?m)^(#.*|note = ".*")$\n?')
# Under which codes the judge tells what terms of the calendar find.
CODES: Mapping[str, Collection[str]] = {
    "hours": (Code.OUTSIDE_HOURS, Code.AGE_EVENING),
    "evening": (Code.OUTSIDE_HOURS, Code.AGE_EVENING),
    "bands": (Code.OFF_SLOT, Code.OUTSIDE_HOURS),
    "not_lent": (Code.NOT_LENT,),
    "unit": (Code.OFF_SLOT,),
    "closed": (Code.CLOSED,),
    "turnover": (Code.TURNOVER,),
}
OF_FEES = (Fee, FeeClass, Overrun, Programme)


@dataclass(frozen=True, slots=True)
class Example:
    """A clause, what it says of one type, and if there is one a question that it decides."""

    clause: Clause
    terms: str
    question: str = ""
    answer: str = ""

    @property
    def rank(self) -> tuple[object, ...]:
        """The lower the better: with a question, published, of one type only, short."""
        types = {called(type(term)) for term in self.clause.says}
        length = len(self.terms) + len(self.question)
        return (not self.question, len(types), length, self.clause.id)

    def lines(self) -> Iterator[str]:
        yield f"Example ({self.clause.id}): {self.clause.ja} {self.clause.en}"
        yield from ("", "```toml", self.terms, "```")
        if self.question:
            yield from ("", "```toml", self.question, "```", "", f"Answer: {self.answer}.")


@dataclass(frozen=True, slots=True)
class Examples:
    """All that a rulebook that says something of every type has to show."""

    every: Sequence[Example]

    @classmethod
    def of(cls, path: Path) -> "Examples":
        return cls(list(_in(path)))

    def lines(self, kind: Type) -> Iterator[str]:
        """The best one for a type."""
        mark = f'type = "{called(kind)}"'
        yield from min((one for one in self.every if mark in one.terms), key=lambda one: one.rank).lines()


def _in(path: Path) -> Iterator[Example]:
    text = path.read_text(encoding="utf-8")
    rulebook = read(text, path.name)
    tables = {found[1]: table for table in TABLES.split(text) if (found := ID.search(table))}
    answered = [scored for scored in score(rulebook) if scored.answered]
    for clause in rulebook.clauses:
        for kind, terms in _terms(tables[clause.id]):
            yield Example(clause, terms)
            for scored in answered:
                if clause.id in scored.question.by and _decides(kind, clause, scored):
                    question = ASIDE.sub("", tables[scored.question.id]).strip()
                    yield Example(clause, terms, question, _answer(scored, clause))


def _decides(kind: str, clause: Clause, scored: Scored) -> bool:
    """Whether it is by a term of this type that the clause takes part in the answer."""
    (meant,) = {type(term) for term in clause.says if called(type(term)) == kind}
    if issubclass(meant, Displayed):
        return False
    if issubclass(meant, Statement) and _gives_its_value(meant, clause, scored):
        return True
    codes = {reason.code for reason in _own(clause, scored.verdict)}
    if kind == "stays_open":  # it refuses nobody; where its clause does, another term of it decides
        allowed = scored.verdict and scored.verdict.outcome is Outcome.ALLOW
        return bool(allowed) and Code.CLOSED in codes
    if len({type(term) for term in clause.says}) == 1:
        return bool(codes)
    return not codes.isdisjoint([meant.code] if issubclass(meant, Term) else CODES.get(kind, ()))


def _gives_its_value(meant: type[Statement], clause: Clause, scored: Scored) -> bool:
    sought = scored.question.sought
    if not sought or not scored.valued or clause.id not in scored.valued.clauses:
        return False
    if sought is Sought.FEE:
        return issubclass(meant, OF_FEES)
    gives = "points_due" if sought is Sought.POINTS else str(sought)
    return getattr(meant, gives) is not getattr(Statement, gives)


def _own(clause: Clause, verdict: Verdict | None) -> list[Reason]:
    """What a clause finds of that on which the verdict rests: of a refusal what is broken."""
    found = verdict.found(NAMED[verdict.outcome]) if verdict else ()
    return [reason for reason in found if reason.clause == clause.id]


def _terms(table: str) -> Iterator[tuple[str, str]]:
    """The types of which a clause says something, each with all that it says of it."""
    by_type: dict[str, list[str]] = {}
    for term in TERMS.split(table)[1:]:
        own = dedent(ASIDE.sub("", term)).strip()
        if found := TYPE.search(own):
            by_type.setdefault(found[1], []).append(own)
    return ((kind, "\n\n".join(terms)) for kind, terms in by_type.items())


def _answer(scored: Scored, clause: Clause) -> str:
    said = []
    if scored.verdict:
        found = {f"{r.finding} `{r.code}`" for r in scored.verdict.reasons if r.clause == clause.id}
        said.append(f"**{scored.verdict.outcome}**, {clause.id} {' and '.join(sorted(found))}".rstrip())
    if scored.question.value:
        sought = scored.question.value.sought
        said.append(f"**{sought}** {valued_words(sought, scored.valued)}")
    return "; ".join(said)
