"""A round of a lottery as the hall plans it, and what speaks against its slots before it is announced."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from booking.rules.codes import Code
from booking.rules.rulebook import DaySet
from booking.rules.verdict import Finding, Reason, Verdict
from facilities.rules.outside import Becomes, DayNote
from facilities.rules.spans import Span
from facilities.rules.words import Words

MOST_SLOTS, MOST_DATES, MOST_CHOICES, MOST_TICKETS = 400, 60, 9, 9


class RoundUnfit(ValueError):
    """A round that cannot be: `field` names what has to be put right."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(f"{field}: {why}")
        self.field = field


@dataclass(frozen=True, slots=True)
class Terms:
    """How a round goes: its moments (seconds, UTC; one may enter up to `closes_at`, it too), how many wishes
    an entry has, how many wins in each period ("round" or "month"), and its tickets.

    Each of the last `look_back` rounds in which a party won nothing is a ticket more, up to `most_tickets`.
    `confirm_until` is for halls whose rules demand that a win is confirmed.
    """

    opens_at: int
    closes_at: int
    draws_at: int
    most_choices: int = 5
    most_wins: int = 1
    wins_per: str = "round"
    look_back: int = 2
    most_tickets: int = 3
    confirm_until: int | None = None

    def must_be_fit(self) -> None:
        """RoundUnfit for moments out of order and for numbers that no page could show."""
        if not self.opens_at < self.closes_at < self.draws_at:
            raise RoundUnfit("closes_at", "a round opens, closes, and is drawn after that")
        if self.confirm_until is not None and self.confirm_until <= self.draws_at:
            raise RoundUnfit("confirm_until", "wins are confirmed after the draw")
        if self.wins_per not in ("round", "month"):
            raise RoundUnfit("wins_per", "give round or month")
        bounds = {"most_choices": MOST_CHOICES, "most_wins": MOST_CHOICES, "most_tickets": MOST_TICKETS}
        for field, most in bounds.items():
            if not 1 <= getattr(self, field) <= most:
                raise RoundUnfit(field, f"give 1 to {most}")
        if not 0 <= self.look_back <= MOST_TICKETS:
            raise RoundUnfit("look_back", f"give 0 to {MOST_TICKETS}")


def must_not_meet(uses: Iterable[tuple[Iterable[int], Span]]) -> None:
    """RoundUnfit where two uses (spaces by key, and when) would hold one space at the same time."""
    by_space: dict[int, list[Span]] = {}
    for spaces, span in uses:
        for space in spaces:
            by_space.setdefault(space, []).append(span)
    for spans in by_space.values():
        spans.sort()
        # In order, neighbours are enough: where any two overlap, two that follow each other do.
        if any(one.overlaps(other) for one, other in pairwise(spans)):
            raise RoundUnfit("slots", "two of them hold the same place at the same time")


@dataclass(frozen=True, slots=True)
class Caution:
    """What speaks against one date of a slot: a reason of the judge's, or the name of exam days."""

    slot: int
    span: Span
    reason: Reason | None = None
    exam: Words | None = None


# What the calendar and the clauses about lotteries say, whoever would come.
OF_THE_PLACE = frozenset(
    {
        Code.CLOSED,
        Code.OUTSIDE_HOURS,
        Code.OFF_SLOT,
        Code.NOT_LENT,
        Code.ENTRY_EARLY,
        Code.ENTRY_LATE,
        Code.DRAWN,
    }
)
TAKEN = Reason(Finding.BROKEN, Code.TAKEN)


def cautions(
    slot: int, span: Span, verdicts: Iterable[Verdict], exams: Iterable[Words], taken: bool
) -> list[Caution]:
    """Of one date of a slot: what is broken whoever comes, `exams` of that day, and whether somebody has it
    already. `verdicts` are a stranger's at the first and the last moment of entering."""
    broken = {reason.code: reason for verdict in verdicts for reason in verdict.broken}
    reasons = [reason for code, reason in broken.items() if code in OF_THE_PLACE]
    return [
        *(Caution(slot, span, reason) for reason in (*reasons, *([TAKEN] if taken else []))),
        *(Caution(slot, span, exam=name) for name in exams),
    ]


def exams_on(day: date, day_sets: Iterable[DaySet], notes: Iterable[DayNote]) -> list[Words]:
    """The exams of a day: by the rulebook's day sets with "exam" in their key, and by what schools have sent;
    `notes` are those of the day."""
    ruled = [one.name for one in day_sets if "exam" in one.key and any(day in days for days in one.days)]
    sent = [Words(ja=f"{one.calendar} {one.title}") for one in notes if one.becomes is Becomes.EXAM]
    return [*ruled, *sent]
