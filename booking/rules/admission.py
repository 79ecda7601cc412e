"""The judge: may this party have this room then? One verdict, with every reason at once.

A week's grid, the form, the API and a worked question all ask here. `Judge` answers many uses of one
room for one asker, and asks each term only as often as its grain requires; `decide` answers one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from datetime import date

from booking.rules.ask import Ask, Party, Step
from booking.rules.calendar import (
    Pieces,
    calendar_edges,
    calendar_reasons,
    day_reasons,
    pieces,
    resting_reasons,
)
from booking.rules.channels import with_open_channels
from booking.rules.clauses import Grain, Term
from booking.rules.clauses.setting import WHOLE_HALL, Notes, Setting
from booking.rules.rulebook import Rules
from booking.rules.verdict import Finding, Outcome, Reason, Verdict
from facilities.rules.hours import DayPlan
from facilities.rules.spans import Span, local_day


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
        self._of_asker: OfAsker | None = None

    def verdict(
        self, day: date | None = None, span: Span | None = None, plan: DayPlan | None = None
    ) -> Verdict:
        """On one use. Without `day` it is the plan's or the span's; without a span, any time of it."""
        day = day or self._day_of(span, plan)
        return self.on(day, plan).verdict(span)

    def on(self, day: date | None, plan: DayPlan | None = None) -> "DayJudge":
        """Ready for uses of one day; give the room's `plan` of it where it has dated hours.

        Whoever registers, and names no day, does so as of the day of asking.
        """
        # Registration takes the day of asking, where all else takes the day of use.
        if day is None and self._ask.step is Step.REGISTER:
            day = local_day(self._ask.asked_at, self._rules.zone)
        party = self._party_on(day) if self._party_on and day else self._ask.party
        ask = replace(self._ask, day=day, party=party)
        if day is not None and plan is None:
            plan = self._rules.timetable.plan(ask.room or WHOLE_HALL, day)
        return DayJudge(self._rules, ask, plan, self._known_of(ask))

    def asked(self, day: date, span: Span) -> Ask:
        """The whole question about one use, for what is no verdict: its fee."""
        party = self._party_on(day) if self._party_on else self._ask.party
        return replace(self._ask, day=day, span=span, party=party)

    def _day_of(self, span: Span | None, plan: DayPlan | None) -> date | None:
        if plan is not None or span is None:
            return plan.day if plan else None
        return self._rules.timetable.day_at(self._ask.room or WHOLE_HALL, span.start)

    def _known_of(self, ask: Ask) -> "OfAsker":
        """What depends on the asker alone, found anew only for another party."""
        # Compared by value: a party that is the same on the next day is made anew, and its findings are kept.
        if self._of_asker is None or self._of_asker.party != ask.party:
            self._of_asker = OfAsker(self._rules, ask)
        return self._of_asker


class OfAsker:
    """What is found of a party whatever it asks for, and what its history adds up to for each term."""

    def __init__(self, rules: Rules, ask: Ask) -> None:
        self.party = ask.party
        # Notes of its own: the rules are shared by everybody who asks, and a history is one party's.
        self.setting = replace(rules.setting, notes=Notes())
        self.reasons = list(_said(rules.terms_of(Grain.ASK), ask, self.setting))


class DayJudge:
    """Judges uses of one room on one day (or, where nobody said a day, of none) for one asker.

    What is found of a use turns only at the day's edges: an opening's ends, a time by which children
    leave; or it goes by a measure, such as how long it is. Uses that lie alike between the edges, are
    made of alike pieces and measure the same get one verdict.
    """

    def __init__(self, rules: Rules, ask: Ask, plan: DayPlan | None, of_asker: OfAsker) -> None:
        self._rules, self._ask, self._plan, self._setting = rules, ask, plan, of_asker.setting
        self._of_day = [*of_asker.reasons, *_said(rules.terms_of(Grain.DAY), ask, self._setting)]
        self._of_day += day_reasons(ask, plan) if plan else ()
        self._resting = list(resting_reasons(ask, plan)) if plan else []
        # Whether a term speaks of a question depends on none of its times: it is asked once for a day's uses.
        self._of_span = [
            said for said in rules.terms_of(Grain.SPAN) if said[1].speaks(ask, self._setting) is not None
        ]
        self._measured = [term for _, term in self._of_span if term.measured]
        edges = [edge for _, term in self._of_span for edge in term.edges(ask, self._setting)]
        self._edges = sorted({*edges, *(calendar_edges(ask, rules, plan) if plan else ())})
        self._known: dict[Hashable, Verdict] = {}
        self._answered: dict[Span, Verdict] = {}

    def verdict(self, span: Span | None = None) -> Verdict:
        """On a use of the day; without a span, on any time of it."""
        if span is None or self._plan is None:
            return self._judged(replace(self._ask, span=span), ())
        if span not in self._answered:
            self._answered[span] = self._of_alike(replace(self._ask, span=span), span, self._plan)
        return self._answered[span]

    def _of_alike(self, ask: Ask, span: Span, plan: DayPlan) -> Verdict:
        made_of = pieces(ask, plan, span)
        alike = (
            # Spans are half-open: an edge at its start lies before a use, one at its end after it.
            bisect_right(self._edges, span.start),
            bisect_left(self._edges, span.end),
            made_of,
            tuple(term.measure(ask, self._setting) for term in self._measured),
        )
        if alike not in self._known:
            self._known[alike] = self._judged(ask, made_of)
        return self._known[alike]

    def _judged(self, ask: Ask, made_of: Pieces) -> Verdict:
        reasons = list(self._of_day)
        if self._plan is not None:
            reasons += calendar_reasons(ask, self._rules, self._plan)
        reasons += (Reason(finding, code, clause) for finding, code, clause in made_of)
        reasons += _said(self._of_span, ask, self._setting)
        # Given way first, then told: channels are named with those refusals that stand.
        settled = with_open_channels(self._rules.precedence.settled(reasons), ask, self._rules)
        return Verdict(outcome_of(settled), (*settled, *self._resting))


def _said(terms: Iterable[tuple[str, Term]], ask: Ask, at: Setting) -> Iterable[Reason]:
    for clause, term in terms:
        for reason in term.find(ask, at):
            # A term may find what another clause says: that the hall is closed on the day of asking.
            for said_by in (reason.clause,) if reason.clause else (clause, *(term.also or ())):
                yield reason.of(said_by)


def outcome_of(reasons: Iterable[Reason]) -> Outcome:
    """Anything broken refuses; what the hall left open is asked of it; what is unknown passes here."""
    # What is unknown passes: a verb asks for the fact before it writes anything (decision 22).
    findings = {reason.finding for reason in reasons}
    if Finding.BROKEN in findings:
        return Outcome.REFUSE
    # A refusal outweighs a question: the hall is not asked about what its rules forbid anyway.
    return Outcome.ASK if Finding.OPEN in findings else Outcome.ALLOW
