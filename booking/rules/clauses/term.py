"""What every booking term has in common: of which questions it speaks, and how it says what it finds."""

from abc import abstractmethod
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum
from functools import cached_property
from typing import ClassVar

from booking.rules.ask import Ask, Person, Step
from booking.rules.clauses.hours import During
from booking.rules.clauses.scope import Fit, Scope
from booking.rules.clauses.setting import Setting
from booking.rules.codes import Code
from booking.rules.verdict import Finding, Reason, Sought, Status, Value
from facilities.rules.listed import Listed

__all__ = ["Fit", "Scope", "Setting"]

ASKING = (Step.ENTER, Step.BOOK)
USING = (Step.ENTER, Step.CONFIRM, Step.BOOK, Step.ARRIVE, Step.STAY)
REGISTERING = (Step.REGISTER,)
COMING = (Step.ARRIVE, Step.STAY)

Findings = tuple[Reason, ...]


class Grain(IntEnum):
    """What a finding depends on, each including the one before: a week's grid may reuse it so far."""

    ASK = 1  # the room, the party, the moment and the way of asking; nothing of the use
    DAY = 2  # the day of use
    SPAN = 3  # its times


class Kind(StrEnum):
    """What becomes of a term: it is judged, displayed where it matters, or a step of the desk's."""

    JUDGED = "judged"
    SHOWN = "shown"
    PROCEDURE = "procedure"


class Statement(Scope):
    """What a clause says of the questions that it means; of itself it refuses nothing (a price).

    `unless` are exceptions: where one fits, it asks nothing. `also` are clauses that say the same:
    what it finds, and the values that it gives, stand under their ids too.
    """

    kind: ClassVar[Kind] = Kind.JUDGED
    carries: ClassVar[tuple[str, ...]] = ()  # the types of the catalogue that it writes down

    unless: Listed[Scope] | None = None
    """Exceptions: where one of these scopes fits, it asks nothing, and is named among what holds."""
    also: Listed[str] | None = None
    """Ids of clauses that say the same, or that a published answer names besides: what it finds is named
    under these too."""

    def meant(self, ask: Ask, at: Setting) -> Fit:
        """Of which value questions it speaks: all that its scope means, at whatever step."""
        own, fits = self.fit(ask, at), [scope.fit(ask, at) for scope in self._exceptions]
        if own is None or () in fits:
            return None
        return tuple(dict.fromkeys((*own, *(fact for fit in fits for fact in fit or ()))))

    def value(self, sought: Sought, ask: Ask, at: Setting) -> Value | None:
        """What it answers to a value question, None if it has nothing to say to it, or cannot tell.

        Whether its scope means the question is asked besides (`meant`). A fee is put together elsewhere.
        """
        answers: Mapping[Sought, Callable[[Ask, Setting], Value | None]] = {
            Sought.REFUND: self.refund,
            Sought.POINTS: self.points_due,
            Sought.STATUS: self.status,
            Sought.FIRST_DAY: self.first_day,
            Sought.LAST_DAY: self.last_day,
            Sought.LEAVE_BY: self.leave_by,
            Sought.LAPSES: self.lapses,
            Sought.PAY_BY: self.pay_by,
            Sought.OUTCOME: self.outcome,
            Sought.NO_SHOW: self.no_show,
        }
        return answers[sought](ask, at) if sought in answers else None

    def refund(self, ask: Ask, at: Setting) -> int | None:
        """Per cent of the fee that come back for giving the use up now."""
        return None

    def points_due(self, ask: Ask, at: Setting) -> Decimal | None:
        """What the event of the question costs in penalty points."""
        return None

    def status(self, ask: Ask, at: Setting) -> Status | None:
        """How whoever asks stands."""
        return None

    def first_day(self, ask: Ask, at: Setting) -> date | None:
        """The first day on which the question's step can be taken: a use be booked, a draw be entered."""
        return None

    def last_day(self, ask: Ask, at: Setting) -> date | None:
        """The last day on which it can be taken."""
        return None

    def leave_by(self, ask: Ask, at: Setting) -> int | None:
        """By when the party has left: minutes after midnight of the day of use."""
        return None

    def lapses(self, ask: Ask, at: Setting) -> date | None:
        """The last day on which a provisional booking that is made now can be completed."""
        return None

    def pay_by(self, ask: Ask, at: Setting) -> date | None:
        """The last day on which the fee of a booking that is made now can be paid."""
        return None

    def outcome(self, ask: Ask, at: Setting) -> str | None:
        """What an application comes to: a Place."""
        return None

    def no_show(self, ask: Ask, at: Setting) -> bool | None:
        """Whether the use counts as not turned up for."""
        return None

    def waives(self, sought: Sought, ask: Ask, at: Setting) -> bool:
        """Whether nothing is owed: no points, no fee, all of it back (a weather warning)."""
        return False

    @property
    def _exceptions(self) -> tuple[Scope, ...]:
        return self.unless or ()


class Term(Statement):
    """A rule's parameters with its judgement.

    With `during` it holds for every use that keeps out of those hours, and else judges as it does.
    """

    code: ClassVar[Code]  # of what it finds; a class may find others besides
    own_grain: ClassVar[Grain] = Grain.ASK
    # Whether, of the times of a use, its finding depends on more than which edges it lies between: on
    # how long it is, or when just it starts. Then `measure` says on what.
    measured: ClassVar[bool] = False

    during: During | None = None
    """It is asked of this part of the day only; a use that keeps out of these hours keeps the rule."""
    # 43 says 「原則として」 and leaves the rest to its desk.
    in_principle: bool = False
    """原則として: where it would be broken, the hall is asked."""
    steps: Listed[Step] = USING
    """At which steps it is asked."""

    @cached_property
    def grain(self) -> Grain:
        scopes = (self, *self._exceptions)
        if self.during or any(scope.within for scope in scopes):
            return Grain.SPAN
        by_day = any(not scope.of_every_day or scope.notice is not None for scope in scopes)
        # Ages are reached on a day, so whom such a scope means may change from one day to the next.
        aged = any(scope.users and scope.users.ages for scope in scopes)
        return max(self.own_grain, Grain.DAY if by_day or aged else Grain.ASK)

    @property
    def needs_day(self) -> bool:
        """Whether it cannot tell without the day of use."""
        return self.own_grain is not Grain.ASK

    def find(self, ask: Ask, at: Setting) -> Findings:
        """What it says to the question; nothing if it does not speak of it."""
        lacking = self.speaks(ask, at)
        if lacking is None:
            return ()
        found = unknown(self.code, *lacking) if lacking else self._excepted(ask, at)
        if self.in_principle:
            return tuple(map(_left_open, found))
        return _of_registering(found) if ask.step is Step.REGISTER else found

    def speaks(self, ask: Ask, at: Setting) -> Fit:
        """None if it does not speak of such a question; else the facts that are lacking to tell.

        Nothing here depends on the times of the use: a day's uses are alike in it.
        """
        fit = self.fit_of_day(ask, at) if ask.step in self.steps else None
        if fit is not None and ask.day is None and self.needs_day:
            return tuple(dict.fromkeys((*fit, "day")))
        return fit

    def _excepted(self, ask: Ask, at: Setting) -> Findings:
        if self.within is None and self.unless is None:
            return self._in_hours(ask, at)
        hours = self.fit_of_hours(ask, at)
        if hours is None or hours:
            return () if hours is None else unknown(self.code, *hours)
        fits = [scope.fit(ask, at) for scope in self._exceptions]
        if () in fits:
            return (rests(self.code),)
        findings = self._in_hours(ask, at)
        # An exception that cannot be told takes the edge off a refusal, and no more (decision 17).
        lacking = dict.fromkeys(fact for fit in fits for fact in fit or ())
        if lacking and any(reason.finding is Finding.BROKEN for reason in findings):
            return unknown(self.code, *lacking)
        return findings

    def _in_hours(self, ask: Ask, at: Setting) -> Findings:
        if self.during is None:
            return self.judge(ask, at)
        if ask.span is None:
            return unknown(self.code, "time")
        # Kept by what keeps out of these hours, so that an allow can name it (decision 17).
        meets = self.during.span(known_day(ask), at).overlaps(ask.span)
        return self.judge(ask, at) if meets else holds(self.code)

    @abstractmethod
    def judge(self, ask: Ask, at: Setting) -> Findings:
        """What it says to a question of which it speaks."""

    def edges(self, ask: Ask, at: Setting) -> tuple[int, ...]:
        """The instants of the day at which what it says of a use may turn, if it depends on its times."""
        if ask.day is None:
            return ()
        parts = [self.during, self.within, *(scope.within for scope in self._exceptions)]
        spans = [part.span(ask.day, at) for part in parts if part]
        return (*self.own_edges(ask, at), *(end for span in spans for end in (span.start, span.end)))

    def own_edges(self, ask: Ask, at: Setting) -> tuple[int, ...]:
        """Those that its own judgement turns at, for a question that names a day."""
        return ()

    def measure(self, ask: Ask, at: Setting) -> Hashable:
        """Of a measured term, for a question with times: uses that lie alike between the edges and of
        which this is equal are alike to it."""
        return ask.span


def _left_open(reason: Reason) -> Reason:
    return replace(reason, finding=Finding.OPEN) if reason.finding is Finding.BROKEN else reason


def holds(code: Code, **values: object) -> Findings:
    return (Reason(Finding.HOLDS, code, values=values),)


def rests(code: Code, clause: str = "") -> Reason:
    """Looked at, and no matter: its exception fits, or it means another day. It is named, and nothing gives
    way to it."""
    return Reason(Finding.HOLDS, code, clause, rests=True)


def broken(code: Code, **values: object) -> Findings:
    return (Reason(Finding.BROKEN, code, values=values),)


def unknown(code: Code, *lacking: str, **values: object) -> Findings:
    return (Reason(Finding.UNKNOWN, code, values=values, lacking=lacking),)


def for_each(people: Iterable[Person], code: Code, find: Callable[[Person], Findings]) -> Findings:
    """What a rule that speaks of each person finds: what is broken if anything is, else all it finds.

    Equal findings are one, with the number of people it is about. With nobody it lacks the people.
    """
    found: dict[tuple[Finding, str], Reason] = {}
    counts: Counter[tuple[Finding, str]] = Counter()
    for person in people:
        for reason in find(person):
            kind = (reason.finding, reason.code)
            found.setdefault(kind, reason)
            counts[kind] += person.count
    if not found:
        return unknown(code, "people")
    # Where it is broken for one, that is all there is to say (decision 14).
    kinds = [kind for kind in found if kind[0] is Finding.BROKEN] or list(found)
    return tuple(_of_people(found[kind], counts[kind]) for kind in kinds)


def for_any(people: Iterable[Person], code: Code, find: Callable[[Person], Findings]) -> Findings:
    """What a rule finds that anybody keeps for all: the best that it finds of them. With nobody it lacks
    the people."""
    found = [reason for person in people for reason in find(person)]
    for finding in (Finding.HOLDS, Finding.UNKNOWN, Finding.BROKEN):
        if best := [reason for reason in found if reason.finding is finding]:
            return (best[0],)
    return unknown(code, "people")


def _of_registering(findings: Findings) -> Findings:
    """What is broken says that one registers: its sentence would speak of using a room."""
    return tuple(
        replace(found, values={**found.values, "registering": True})
        if found.finding is Finding.BROKEN
        else found
        for found in findings
    )


def _of_people(reason: Reason, number: int) -> Reason:
    return replace(reason, values={**reason.values, "people": number})


def known_day(ask: Ask) -> date:
    """The day of use, for terms that are never asked without one (their own grain is not ASK)."""
    if ask.day is None:
        raise ValueError("a term that depends on the day was asked without one")
    return ask.day
