"""How a booking stands that the judge allows: booked, or provisional up to a stated instant."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from booking.rules.codes import Code
from booking.rules.lifecycle import State
from booking.rules.renewals import waits_for_renewal
from booking.rules.verdict import Verdict
from facilities.rules.spans import Span, instant
from facilities.rules.stages import DAY


def standing(
    verdict: Verdict, span: Span, zone: ZoneInfo, tentative_until: int | None = None
) -> Mapping[str, Any]:
    """Its state, and when it lapses: a registration has to be renewed first, the hall wants it completed
    by an instant (`tentative_until`), or nothing is missing."""
    last = waits_for_renewal(verdict)
    ends = [] if last is None else [lapses_at(last, span.start, zone)]
    ends += [] if tentative_until is None else [tentative_until]
    if not ends:
        return {"state": State.BOOKED, "lapses_at": None}
    # Both have to be met, so whichever is over first ends it.
    return {"state": State.PROVISIONAL, "lapses_at": min(ends)}


def still_tentative(verdict: Verdict, until: int | None) -> int | None:
    """Until when a booking that changes is still to be completed, if its hall wants that at all."""
    tentative = any(reason.code == Code.TENTATIVE for reason in verdict.reasons)
    return until if tentative else None


def lapses_at(last: date, start: int, zone: ZoneInfo) -> int:
    """The instant at which a booking lapses that waits for a renewal: the end of the last day on which the
    registration runs, or its own beginning if that is earlier."""
    # Once it has begun there is nothing left to wait for.
    return min(instant(last + DAY, 0, zone), start)
