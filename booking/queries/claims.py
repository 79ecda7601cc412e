"""Who holds the spaces of rooms, and when.

Claims on one space never overlap, so of all that began before an instant only the last can still
hold it: one step in the index instead of a walk through every year before.
"""

from collections.abc import Sequence
from operator import itemgetter
from typing import Any, cast

from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from booking.models import Claim
from facilities.models import Room
from facilities.queries.prepared import Prepared
from facilities.rules.spans import Span

MADE_OF = Room.spaces.through

TOLD = ("start", "end", "booking", "booking__person", "booking__group", "booking__public_id")
# Room, start, end, and of the booking: key, person, group, public id.
Row = tuple[int, int, int, int, int | None, int | None, str]


def claims(rooms: Sequence[int], spans: Sequence[Span]) -> list[Row]:
    """The claims on the spaces of rooms (by key) that meet one of the spans, which are apart, in order of
    their start. One query."""
    rows = CLAIMS.rows(rooms, [at for span in spans for at in (span.start, span.end)])
    return sorted(cast(list[Row], rows), key=itemgetter(1))


def is_taken(room: Room, span: Span, but: int | None = None) -> bool:
    """Whether somebody holds a space of the room at some time of `span`; the booking with key `but`
    is looked past. One query."""
    others = Claim.objects.filter(start__lt=span.end)
    if but is not None:
        others = others.exclude(booking=but)
    spaces: Any = MADE_OF.objects.filter(room=room).annotate(until=_last(others, "end"))
    return bool(spaces.filter(until__gt=span.start).exists())


def _claimed(rooms: list[int], ends: list[int]) -> Any:
    arms = [_meeting(rooms, start, end) for start, end in zip(ends[::2], ends[1::2], strict=True)]
    return arms[0].union(*arms[1:], all=True) if arms[1:] else arms[0]


def _meeting(rooms: list[int], start: int, end: int) -> Any:
    earliest = Coalesce(_last(Claim.objects.filter(start__lte=start), "start"), Value(start))
    rows = MADE_OF.objects.filter(room__in=rooms).annotate(earliest=earliest)
    found = rows.filter(
        space__claims__start__gte=F("earliest"), space__claims__start__lt=end, space__claims__end__gt=start
    )
    return found.order_by().values_list("room", *(f"space__claims__{field}" for field in TOLD))


def _last(claims: Any, field: str) -> Subquery:
    """The last of the claims on the space, by their start."""
    return Subquery(claims.filter(space=OuterRef("space")).order_by("-start").values(field)[:1])


CLAIMS = Prepared(_claimed)
