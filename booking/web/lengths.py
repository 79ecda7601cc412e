"""How long a use may be, as a form offers it from a given beginning."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.labels import fee_words
from booking.queries.slots import Length
from booking.rules.weeks import is_open
from booking.web.dates import written
from booking.web.refusals import brief
from facilities.labels import length_words, time_words
from facilities.rules.spans import Span

USUAL_SECONDS = 2 * 60 * 60  # what a page proposes where more can be chosen
AN_HOUR = 60 * 60
MOST_LENGTHS = 16  # that anybody reads


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    words: str
    until: str
    fee: str = ""
    why: str = ""  # why it cannot be chosen
    chosen: bool = False


def choices_of(
    found: tuple[Length, ...],
    zone: ZoneInfo,
    asked: Span | None,
    today: date,
    *,
    asks: Collection[str] | None = (),
) -> list[Choice]:
    """What can be chosen, and the first that cannot with its reason; one of them is proposed.

    `asks` are the facts that the page asks for; None for a stranger.
    """
    found = _few(found, asked)
    allowed = [one.span for one in found if is_open(one.verdict, asks)]
    proposed = asked if asked in allowed else _proposed(allowed)
    choices = []
    for one in found:
        why = "" if one.span in allowed else brief(one.verdict, zone, today)
        choices.append(
            Choice(
                value=written(one.span.end, zone),
                words=length_words(one.span.seconds),
                until=_("%(time)sまで") % {"time": time_words(one.span.end, zone)},
                fee=fee_words(one.bill.charged, one.bill.fee, unknown=one.bill.unknown),
                why=why,
                chosen=one.span == proposed,
            )
        )
        # Every longer one holds it; where none can be chosen, each says why.
        if why and allowed:
            break
    return choices


def _few(found: tuple[Length, ...], asked: Span | None) -> tuple[Length, ...]:
    """Where a room is lent by the quarter hour all day, whole hours and what was asked for are enough."""
    if len(found) <= MOST_LENGTHS:
        return found
    return tuple(one for one in found if one.span.seconds % AN_HOUR == 0 or one.span == asked)


def _proposed(allowed: list[Span]) -> Span | None:
    usual = [span for span in allowed if span.seconds <= USUAL_SECONDS]
    return usual[-1] if usual else allowed[0] if allowed else None
