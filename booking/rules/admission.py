"""The judge: may this party have this room then? One verdict, with every reason at once.

A week's grid, the form, the API and a worked question all ask here. `Judge` answers many uses of one
room for one asker, and asks each term only as often as its grain requires; `decide` answers one.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from booking.rules.ask import Ask, Party
from booking.rules.calendar import calendar_reasons
from booking.rules.clauses import Grain, Term
from booking.rules.rulebook import Rules
from booking.rules.verdict import Finding, Outcome, Reason, Verdict
from facilities.rules.hours import DayPlan
from facilities.rules.spans import Span

WHOLE_HALL = ""  # the room of a question that names none: what is said of every room holds for it


def decide(ask: Ask, rules: Rules, plan: DayPlan | None = None) -> Verdict:
    """The verdict on one question. Give the room's `plan` of that day where it has dated hours."""
    return Judge(rules, ask).verdict(ask.day, ask.span, plan)


class Judge:
    """Judges uses of the room that `ask` names, or of the hall; of `ask` its day and span are not looked at.

    `party_on` gives the party as of a day of visit, where facts change with it (an induction that
    runs out); left out, it is the party of `ask`.
    """

    def __init__(self, rules: Rules, ask: Ask, party_on: Callable[[date], Party] | None = None) -> None:
        self._rules, self._ask, self._party_on = rules, replace(ask, day=None, span=None), party_on
        grains = [(term.grain, key, term) for key, term in rules.terms]
        self._terms = {grain: [(key, term) for of, key, term in grains if of is grain] for grain in Grain}
        self._found: dict[tuple[Grain, date | None], tuple[Party, list[Reason]]] = {}

    def verdict(
        self, day: date | None = None, span: Span | None = None, plan: DayPlan | None = None
    ) -> Verdict:
        """On one use. Without `day` it is the plan's or the span's; without a span, any time of it."""
        day = day or self._day_of(span, plan)
        ask = self._of_day(day)
        reasons = [*self._kept(Grain.ASK, ask), *self._kept(Grain.DAY, ask)]
        if day is not None:
            ask = replace(ask, span=span)
            plan = plan or self._rules.timetable.plan(ask.room or WHOLE_HALL, day)
            reasons += calendar_reasons(ask, self._rules, plan)
        reasons += self._find(Grain.SPAN, ask)
        return Verdict(outcome_of(reasons), tuple(reasons))

    def _day_of(self, span: Span | None, plan: DayPlan | None) -> date | None:
        if plan is not None or span is None:
            return plan.day if plan else None
        return self._rules.timetable.day_at(self._ask.room or WHOLE_HALL, span.start)

    def _of_day(self, day: date | None) -> Ask:
        party = self._party_on(day) if self._party_on and day else self._ask.party
        return replace(self._ask, day=day, party=party)

    def _kept(self, grain: Grain, ask: Ask) -> list[Reason]:
        """What terms of this grain find, asked anew only if the day or the party is another."""
        key = (grain, ask.day if grain is Grain.DAY else None)
        kept = self._found.get(key)
        if kept is None or kept[0] != ask.party:
            kept = self._found[key] = (ask.party, self._find(grain, ask))
        return kept[1]

    def _find(self, grain: Grain, ask: Ask) -> list[Reason]:
        return list(_said(self._terms[grain], ask, self._rules))


def _said(terms: Iterable[tuple[str, Term]], ask: Ask, rules: Rules) -> Iterable[Reason]:
    for clause, term in terms:
        for reason in term.find(ask, rules.setting):
            yield replace(reason, clause=clause)


def outcome_of(reasons: Iterable[Reason]) -> Outcome:
    """Anything broken refuses; what the hall left open is asked of it; what is unknown passes here."""
    findings = {reason.finding for reason in reasons}
    if Finding.BROKEN in findings:
        return Outcome.REFUSE
    return Outcome.ASK if Finding.OPEN in findings else Outcome.ALLOW
