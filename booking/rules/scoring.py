"""Whether the judge answers a rulebook's worked questions as they were published, and by which clauses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from booking.rules.admission import decide
from booking.rules.ask import Ask, Step
from booking.rules.clauses import Displayed, Statement, Term
from booking.rules.clauses.term import Kind
from booking.rules.codes import Code
from booking.rules.questions import Question
from booking.rules.rulebook import Rulebook, Rules
from booking.rules.values import answer
from booking.rules.verdict import Finding, Outcome, Sought, Value, Valued, Verdict, forgiven
from facilities.rules.walltime import write_wall_time

# Found under no clause: that nobody publishes when the hall is open.
UNPUBLISHED = frozenset({Code.ASK_HALL})
NAMED = {Outcome.ALLOW: Finding.HOLDS, Outcome.REFUSE: Finding.BROKEN, Outcome.ASK: Finding.OPEN}


@dataclass(frozen=True, slots=True)
class Scored:
    """One question beside what was found. `verdict` and `valued` are None where it asks for no such."""

    question: Question
    verdict: Verdict | None
    valued: Valued | None

    @property
    def answered(self) -> bool:
        """Outcome and value are the published ones, and every published clause is named."""
        return self.outcome_is_right and self.value_is_right and not self.unnamed

    @property
    def outcome_is_right(self) -> bool:
        return self.verdict is None or self.verdict.outcome is self.question.answer

    @property
    def value_is_right(self) -> bool:
        expected = self.question.value
        return expected is None or (self.valued is not None and self.valued.value == expected.value)

    @property
    def named(self) -> tuple[str, ...]:
        """Those that break it for a refusal, hold for an allow, are in conflict for an ask; and those
        that the value names."""
        found = self.verdict.found(NAMED[self.verdict.outcome]) if self.verdict else ()
        of_value = self.valued.clauses if self.valued else ()
        ids = (*(reason.clause for reason in found if reason.clause), *of_value)
        return tuple(dict.fromkeys(ids))

    @property
    def deciding(self) -> tuple[str, ...]:
        """The same, but for an allow alone, which no clause decides: all of them hold."""
        allowed = self.verdict is not None and self.verdict.outcome is Outcome.ALLOW
        return () if allowed and not self.question.value else self.named

    @property
    def unnamed(self) -> tuple[str, ...]:
        """Published clauses that the judge does not name."""
        return tuple(clause for clause in self.question.by if clause not in self.named)

    @property
    def beyond(self) -> tuple[str, ...]:
        """Clauses that the judge names besides the published ones."""
        return tuple(clause for clause in self.named if clause not in self.question.by)


def score(rulebook: Rulebook) -> Sequence[Scored]:
    """Every question of a rulebook, judged with nothing but the rulebook and the question's own facts."""
    rules = {hall.key: rulebook.for_hall(hall.key) for hall in rulebook.halls}
    return [scored(question, _rules_of(question, rulebook, rules)) for question in rulebook.questions]


def _rules_of(question: Question, rulebook: Rulebook, rules: Mapping[str, Rules]) -> Rules:
    # Few questions know of schools, and a rulebook is compiled for each that does.
    hall = question.hall or rulebook.halls[0].key
    return rulebook.for_hall(hall, question.known) if question.school_days else rules[hall]


def adopted(written: Mapping[str, Any], found: Scored) -> dict[str, Any] | None:
    """A worked question, as it was written, with what was found for its answer, by the published clauses that
    still decide or else by all that do. None if nothing was found."""
    given: dict[str, Any] = {}
    if found.verdict is not None:
        given["answer"] = found.verdict.outcome.value
    if found.question.value and found.valued and found.valued.value is not None:
        sought = found.question.value.sought
        given["value"] = {sought.value: _written(sought, found.valued.value)}
    if not given:
        return None
    kept = {key: value for key, value in written.items() if key not in ("answer", "value", "by")}
    by = [clause for clause in found.question.by if clause in found.named] or list(found.deciding)
    return kept | given | ({"by": by} if by else {})


def _written(sought: Sought, value: Value) -> Any:
    """A value as a file writes it."""
    if sought is Sought.LEAVE_BY and isinstance(value, int):
        return write_wall_time(value)
    return str(value) if isinstance(value, (Decimal, date)) else value


def asked_elsewhere(rulebook: Rulebook, clause: str, step: Step) -> tuple[Step, ...]:
    """The steps at which a clause is asked, if this is none of them; none where it may be asked at it."""
    terms = [term for key, term in rulebook.said if key == clause and not isinstance(term, Displayed)]
    if not all(isinstance(term, Term) for term in terms):
        return ()
    steps = dict.fromkeys(one for term in terms if isinstance(term, Term) for one in term.steps)
    return () if step in steps else tuple(steps)


def never_named(rulebook: Rulebook, clause: str) -> Kind | None:
    """Of a clause that no verdict ever names, what becomes of what it says: it is SHOWN, a PROCEDURE, or,
    JUDGED, answers values only; None of one that a verdict may name."""
    terms = [term for key, term in rulebook.said if key == clause]
    silent = [
        term for term in terms if isinstance(term, Displayed | Statement) and not isinstance(term, Term)
    ]
    return silent[0].kind if silent and len(silent) == len(terms) else None


def scored(question: Question, rules: Rules) -> Scored:
    ask = question.ask(rules.hall, rules.setting)
    verdict = published(decide(ask, rules)) if question.answer is not None else None
    return Scored(question, verdict, _valued(question, ask, rules))


def published(verdict: Verdict) -> Verdict:
    """The verdict by what clauses say: a published answer does not hang on hours that nobody published."""
    return forgiven(verdict, UNPUBLISHED, clause="")


def _valued(question: Question, ask: Ask, rules: Rules) -> Valued | None:
    return answer(question.value.sought, ask, rules) if question.value else None
