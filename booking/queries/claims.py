"""Who holds the spaces of rooms, and when.

Claims on one space never overlap, so of all that began before an instant only the last can still
hold it: one step in the index instead of a walk through every year before.
"""

from collections.abc import Sequence
from operator import itemgetter
from typing import Any, cast

from django.db.models import BigIntegerField, F, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce

from booking.models import Claim, Round
from booking.rules.lottery import Hold
from facilities.models import Room, Space
from facilities.queries.prepared import Prepared
from facilities.rules.spans import Span

MADE_OF = Room.spaces.through

# A round that is open or closed has its slots; before and afterwards they are anybody's.
ROUNDS = (Round.State.OPEN, Round.State.CLOSED)
# Cast, since in a union PostgreSQL takes a bare NULL for a text.
NOTHING = Cast(Value(None), BigIntegerField())

TOLD = ("start", "end", "booking", "booking__person", "booking__group", "booking__public_id")
# Room, start, end, and of the booking: key, person, group, public id.
Row = tuple[int, int, int, int, int | None, int | None, str]


def claims(rooms: Sequence[int], spans: Sequence[Span]) -> list[Row]:
    """The claims on the spaces of rooms (by key) that meet one of the spans, which are apart, in order of
    their start. One query."""
    rows = CLAIMS.rows(rooms, [at for span in spans for at in (span.start, span.end)])
    return sorted(cast(list[Row], rows), key=itemgetter(1))


def claims_and_holds(rooms: Sequence[int], spans: Sequence[Span]) -> tuple[list[Row], list[tuple[int, Hold]]]:
    """The same, and by room (its key) the slots from the first span to the last that rounds give out by lot.
    One query."""
    ends = [at for span in spans for at in (span.start, span.end)]
    claimed: list[Row] = []
    # As a set that keeps its order: a slot comes once for every space that a room shares with its own.
    held: dict[tuple[int, Hold], None] = {}
    for *row, opens_at, closes_at, draws_at in BOTH.rows(rooms, ends, min(ends), max(ends)):
        if opens_at is None:
            claimed.append(cast(Row, tuple(row)))
        else:
            hold = Hold(Span(row[1], row[2]), row[6], opens_at, closes_at, draws_at)
            held[row[0], hold] = None
    # Sorted here: the arms of a union come in any order, and a board looks claims up by bisection.
    return sorted(claimed, key=itemgetter(1)), list(held)


def hold_on(room: Room, span: Span) -> Hold | None:
    """The round that gives the room out at some time of `span`; None if none does. One query."""
    rows = _given_out([room.pk], span.start, span.end)[:1]
    return next((Hold(Span(row[1], row[2]), row[6], *row[7:]) for row in rows), None)


def is_taken(room: Room, span: Span, but: int | None = None) -> bool:
    """Whether somebody holds a space of the room at some time of `span`; the booking with key `but`
    is looked past. One query."""
    others = Claim.objects.filter(start__lt=span.end)
    # Before the last is picked: one's own claim, if it is the last, would hide who holds the hour before it.
    if but is not None:
        others = others.exclude(booking=but)
    spaces: Any = MADE_OF.objects.filter(room=room).annotate(until=_last(others, "end"))
    return bool(spaces.filter(until__gt=span.start).exists())


def _claimed(rooms: list[int], ends: list[int]) -> Any:
    arms = [
        _meeting(rooms, start, end).order_by().values_list("rooms", *(f"claims__{field}" for field in TOLD))
        for start, end in zip(ends[::2], ends[1::2], strict=True)
    ]
    return arms[0].union(*arms[1:], all=True) if arms[1:] else arms[0]


def _meeting(rooms: list[int], start: int, end: int) -> Any:
    # Of spaces, which the claims are joined to: were `earliest` worked out from the table that joins rooms
    # and spaces, PostgreSQL would not look it up in its index and would walk through all the years.
    earliest = Coalesce(_last(Claim.objects.filter(start__lte=start), "start", of="pk"), Value(start))
    rows = Space.objects.filter(rooms__in=rooms).annotate(earliest=earliest)
    return rows.filter(claims__start__gte=F("earliest"), claims__start__lt=end, claims__end__gt=start)


def _last(claims: Any, field: str, of: str = "space") -> Subquery:
    """The last of the claims on the space, by their start."""
    return Subquery(claims.filter(space=OuterRef(of)).order_by("-start").values(field)[:1])


CLAIMS = Prepared(_claimed)


def _both(rooms: list[int], ends: list[int], since: int, until: int) -> Any:
    arms = [_meeting(rooms, start, end) for start, end in zip(ends[::2], ends[1::2], strict=True)]
    told = [f"claims__{field}" for field in TOLD]
    claimed = [_columns(arm, "rooms", *told, NOTHING, NOTHING, NOTHING) for arm in arms]
    return _given_out(rooms, since, until).union(*claimed, all=True)


def _given_out(rooms: list[int], since: int, until: int) -> Any:
    """A slot holds every room that shares a space with its own."""
    date, of_round = "space__rooms__round_slots__dates", "space__rooms__round_slots__round"
    meeting = {f"{date}__start__lt": until, f"{date}__end__gt": since, f"{of_round}__state__in": ROUNDS}
    moments = (f"{of_round}__{name}" for name in ("opens_at", "closes_at", "draws_at"))
    rows = MADE_OF.objects.filter(room__in=rooms, **meeting)
    return _columns(
        rows,
        "room",
        f"{date}__start",
        f"{date}__end",
        Value(0),
        NOTHING,
        NOTHING,
        f"{of_round}__public_id",
        *moments,
    )


def _columns(rows: Any, *told: Any) -> Any:
    """Rows of one table in the shape that both arms share."""
    named = {f"c{n}": F(one) if isinstance(one, str) else one for n, one in enumerate(told)}
    return rows.order_by().annotate(**named).values_list(*named)


BOTH = Prepared(_both)
