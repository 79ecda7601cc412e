"""How a booking stands that the judge allows: booked, or provisional up to a stated instant."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from booking.rules.lifecycle import State
from booking.rules.renewals import waits_for_renewal
from booking.rules.verdict import Verdict
from facilities.rules.spans import Span, instant
from facilities.rules.stages import DAY


def standing(verdict: Verdict, span: Span, zone: ZoneInfo) -> Mapping[str, Any]:
    """Its state, and when it lapses: a registration has to be renewed first, or nothing is missing."""
    last = waits_for_renewal(verdict)
    if last is None:
        return {"state": State.BOOKED, "lapses_at": None}
    return {"state": State.PROVISIONAL, "lapses_at": lapses_at(last, span.start, zone)}


def lapses_at(last: date, start: int, zone: ZoneInfo) -> int:
    """The instant at which a booking lapses that waits for a renewal: the end of the last day on which the
    registration runs, or its own beginning if that is earlier."""
    return min(instant(last + DAY, 0, zone), start)
