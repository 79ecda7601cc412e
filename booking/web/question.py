"""A use that was not allowed, and what speaks against it."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from booking.models import Booking
from booking.queries.nearby import Near, possible
from booking.queries.party import Asker
from booking.rules.ask import Channel
from booking.rules.verdict import Finding, Reason, Verdict
from facilities.models import Facility, Room
from facilities.rules.spans import Span, local_day

# Broken says more than open, open more than a fact that is lacking.
WEIGHT = (Finding.BROKEN, Finding.OPEN, Finding.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Question:
    """A use that was not allowed, and who asked for it. `here` is the form's own address, where others
    can be named instead; a booking that is `moving` is asked for elsewhere."""

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


def near_to(asked: Question, limit: int) -> tuple[Near, ...]:
    """What else the judge allows the same people, near what they asked for; at most so many. Four queries."""
    return possible(
        room=asked.room,
        span=asked.span,
        asker=asked.asker,
        now=asked.now,
        moving=asked.moving,
        purpose=asked.purpose,
        limit=limit,
        channel=asked.channel,
    )


def against(verdict: Verdict) -> list[Reason]:
    """What speaks against it: what is broken; if nothing is, what is open; else what is lacking.
    The same sentence of the same clause once."""
    found = next((verdict.found(finding) for finding in WEIGHT if verdict.found(finding)), ())
    return list({(reason.code, reason.clause): reason for reason in found}.values())
