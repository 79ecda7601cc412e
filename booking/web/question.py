"""A use that was not allowed, and what speaks against it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from booking.models import Booking
from booking.queries.boards import Board, Calendar, board
from booking.queries.nearby import AHEAD, Near, near, rooms_like
from booking.queries.party import Asker
from booking.queries.rules import rulebook_on
from booking.rules.ask import Channel
from booking.rules.rulebook import Rulebook
from booking.rules.verdict import Finding, Reason, Verdict
from booking.rules.weeks import WAITING
from booking.web.coming import Coming
from booking.web.dates import written
from facilities.models import Facility, Room
from facilities.rules.spans import Span, local_day

NOBODY_SAID = Coming()
# Broken says more than open, open more than a fact that is lacking.
WEIGHT = (Finding.BROKEN, Finding.OPEN, Finding.UNKNOWN)


@dataclass(frozen=True)
class Question:
    """A use that was not allowed, and who asked for it. `here` is the form's own address, where others
    can be named instead; a booking that is `moving` is asked for elsewhere. `known` is the hall's calendar
    from the day before the use to AHEAD days after it, where a page has it already. What the address said of
    those `coming` goes along on every way to another form: it would judge others otherwise."""

    room: Room
    span: Span
    verdict: Verdict
    asker: Asker | None
    party: str
    now: int
    here: str = ""
    moving: Booking | None = None
    purpose: str = ""
    channel: Channel = Channel.WEB
    known: Calendar | None = None
    coming: Coming = NOBODY_SAID
    at_desk: bool = False  # the hall's own people read it

    @property
    def hall(self) -> Facility:
        return self.room.facility

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.hall.timezone)

    @property
    def today(self) -> date:
        return local_day(self.now, self.zone)

    @property
    def day(self) -> date:
        return local_day(self.span.start, self.zone)

    @property
    def book(self) -> Rulebook | None:
        """The clauses of that day. One query, none where the calendar is known."""
        if self.known is None:
            return rulebook_on(self.hall, self.day)
        return self.known.versions[self.hall.pk].book_on(self.day)

    def at(self, span: Span) -> dict[str, object]:
        """How a form's address says a use by these people."""
        return {"s": written(span.start, self.zone), "e": written(span.end, self.zone), **self.coming.told}

    @cached_property
    def others(self) -> Sequence[Room]:
        """The rooms that may do instead; a booking that is moving stays in its own. One query, once."""
        return [] if self.moving else rooms_like(self.room)

    @cached_property
    def view(self) -> Board:
        """The room and the others, from the day asked for on. Three queries, once; one if it is `known`."""
        return board(
            [self.room, *self.others],
            [(self.day, self.day + timedelta(days=AHEAD))],
            self.asker,
            self.now,
            self.moving,
            known=self.known,
            purpose=self.purpose,
            channel=self.channel,
        )


def near_to(asked: Question, limit: int) -> tuple[Near, ...]:
    """What else the judge allows the same people, near what they asked for; at most so many. No query but
    those of the view."""
    return near(asked.view, asked.room, asked.others, asked.span, AHEAD, limit)


def waiting_helps(reasons: Iterable[Reason]) -> bool:
    """Whether nothing speaks against a use but that its booking has not opened: with any other reason, the
    moment at which it opens would promise what will not be."""
    found = list(reasons)
    return bool(found) and all(reason.code in WAITING for reason in found)


def against(verdict: Verdict) -> list[Reason]:
    """What speaks against it: what is broken; if nothing is, what is open; else what is lacking.
    The same sentence of the same clause once; what waiting would help comes last."""
    found = next((verdict.found(finding) for finding in WEIGHT if verdict.found(finding)), ())
    once = {(reason.code, reason.clause): reason for reason in found}.values()
    return sorted(once, key=lambda reason: reason.code in WAITING)
