"""What the judge answers: a verdict with every reason at once, as codes; words belong to the edge."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property


class Finding(StrEnum):
    """What one clause says to one question."""

    HOLDS = "holds"
    BROKEN = "broken"
    UNKNOWN = "unknown"  # cannot tell, lacking a fact
    OPEN = "open"  # the hall left it open, or contradicts itself: ask the hall


class Outcome(StrEnum):
    ALLOW = "allow"
    REFUSE = "refuse"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Reason:
    """One clause's finding. `values` fill the sentence of `code`.

    `clause` is the id in the rulebook, or "" where no published clause speaks (a booking in the
    past, a room that is taken). `lacking` names the facts that an unknown finding waits for.
    `rests`: it holds because its exception fits, or its day is another: beside it nothing gives way.
    """

    finding: Finding
    code: str
    clause: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    lacking: tuple[str, ...] = ()
    rests: bool = False

    def of(self, clause: str) -> "Reason":
        """The same finding, said by a clause."""
        return Reason(self.finding, self.code, clause, self.values, self.lacking, self.rests)


@dataclass(frozen=True)
class Verdict:
    """One verdict answers for all uses of a day that are alike: what it comes to is found once."""

    outcome: Outcome
    reasons: tuple[Reason, ...]

    def found(self, finding: Finding) -> tuple[Reason, ...]:
        return tuple(reason for reason in self.reasons if reason.finding is finding)

    def holding(self, code: str) -> tuple[Reason, ...]:
        """By which clauses what this code asks is asked and kept; what only rests asks nothing."""
        return tuple(one for one in self.found(Finding.HOLDS) if one.code == code and not one.rests)

    @cached_property
    def broken(self) -> tuple[Reason, ...]:
        return self.found(Finding.BROKEN)

    @cached_property
    def lacking(self) -> tuple[str, ...]:
        """The facts to ask for before anything is written, each once."""
        return tuple(dict.fromkeys(fact for r in self.found(Finding.UNKNOWN) for fact in r.lacking))


class Sought(StrEnum):
    """What a value question asks for, and what its answer is."""

    FEE = "fee"  # whole yen, or CHARGED where the amount is not published
    REFUND = "refund"  # per cent of the fee
    POINTS = "points"  # a Decimal
    STATUS = "status"  # a Status
    FIRST_DAY = "first_day"  # the first day on which it can be done: booked, entered, confirmed
    LAST_DAY = "last_day"  # the last one
    LEAVE_BY = "leave_by"  # minutes after midnight of the day of use
    LAPSES = "lapses"  # the last day on which a provisional booking can be completed
    PAY_BY = "pay_by"  # the last day on which the fee of a booking can be paid
    OUTCOME = "outcome"  # a Place
    NO_SHOW = "no_show"  # whether a booking counts as not turned up for


CHARGED = "charged"


class Status(StrEnum):
    """How a group, or a person, stands; the gravest first."""

    DEREGISTERED = "deregistered"
    SUSPENDED = "suspended"
    LOWER_CLASS = "lower_class"
    IN_GOOD_STANDING = "in_good_standing"


class Place(StrEnum):
    """What an application comes to; the one that decides first: a draw decides before an order does."""

    DRAW = "draw"
    WAITING = "waiting"
    PLACE = "place"


Value = int | str | Decimal | date


@dataclass(frozen=True, slots=True)
class Line:
    """What one clause adds to a sum in whole yen, or takes from it; None where it publishes no amount."""

    clause: str
    yen: int | None


@dataclass(frozen=True, slots=True)
class Valued:
    """The answer to a value question, with every clause that took part, and of a sum its lines.

    `lacking` are facts that nobody said and that may change it; without a value, those that it needs.
    """

    value: Value | None
    clauses: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()


class Refused(Exception):
    """Raised by a verb that the judge did not allow; nothing was written."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(", ".join(reason.code for reason in verdict.reasons))
        self.verdict = verdict


def forgiven(verdict: Verdict, codes: Collection[str], clause: str | None = None) -> Verdict:
    """The verdict without some reasons (with `clause`, only those that stand under it), allowed if nothing
    else spoke against it."""

    def is_forgiven(reason: Reason) -> bool:
        return reason.code in codes and clause in (None, reason.clause)

    reasons = tuple(reason for reason in verdict.reasons if not is_forgiven(reason))
    if reasons == verdict.reasons:
        return verdict
    left = Verdict(verdict.outcome, reasons)
    if left.broken:
        return left
    return Verdict(Outcome.ASK if left.found(Finding.OPEN) else Outcome.ALLOW, reasons)
