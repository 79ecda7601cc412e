"""Which of the things that a clause says a finding comes of: two terms of one clause find alike."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import replace

from booking.rules.ask import Ask, Step
from booking.rules.clauses import Term
from booking.rules.rulebook import Rulebook, Rules
from booking.rules.verdict import Finding, Reason
from facilities.rules.spans import local_day


class Places:
    """Where in their clauses the findings of one question stand, as mistakes name it: " says[#2]".

    "" for a clause that says one thing, and for what the calendar finds of a day as a whole.
    """

    def __init__(self, ask: Ask, rulebook: Rulebook, rules: Rules) -> None:
        if ask.day is None and ask.step is Step.REGISTER:  # as the judge does
            ask = replace(ask, day=local_day(ask.asked_at, rules.zone))
        self._left: dict[Hashable, list[str]] = defaultdict(list)
        for clause, place, term in _placed(rulebook):
            for reason in term.find(ask, rules.setting) if term.speaks_for(rules.hall) else ():
                self._left[_mark(reason.of(clause), reason.finding)].append(place)

    def take(self, reason: Reason) -> str:
        """The place of one reason of the verdict, each but once."""
        contradicted = (Finding.HOLDS, Finding.BROKEN) if reason.finding is Finding.OPEN else ()
        for finding in (reason.finding, *contradicted):
            if left := self._left.get(_mark(reason, finding)):
                return left.pop(0)
        return ""


def _placed(rulebook: Rulebook) -> Iterator[tuple[str, str, Term]]:
    """The terms that are judged, of clauses that say more than one thing."""
    numbers: Counter[str] = Counter()
    for clause, term in rulebook.said:
        numbers[clause] += 1
        if isinstance(term, Term) and len(rulebook.clause(clause).says) > 1:
            yield clause, f" says[#{numbers[clause]}]", term


def _mark(reason: Reason, finding: Finding) -> Hashable:
    """What a term found and what the verdict says of it have in common; the channels that are open the
    verdict alone knows."""
    values = sorted((name, str(value)) for name, value in reason.values.items() if name != "channels")
    return reason.clause, reason.code, finding, reason.lacking, tuple(values)
