"""The empty pieces of a room's lane: each leads to where it is given away, with room and time chosen."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from booking.queries.today import Lane, Today
from booking.queries.walk_ins import soon
from booking.rules.today import HOUR, QUARTER, Seen, columns
from booking.web.desk.asked import way_of
from facilities.labels import time_words, times_words
from facilities.rules.spans import Span, subtract

LEFT = frozenset({Seen.NO_SHOW})  # whoever is seen so holds the room no more


@dataclass(frozen=True, slots=True)
class Free:
    """A piece in which nobody has the room, in words and in quarter-hours; `now`: it has begun."""

    first: int
    last: int
    href: str
    words: str
    now: bool


def free_pieces(lane: Lane, day: Today) -> tuple[Free, ...]:
    """What is left of a lane from now on, a quarter of an hour or longer; nothing of a room that nobody
    books. Whether somebody may have it the judge says, once it is known who."""
    if day.shown is None or not lane.room.bookable:
        return ()
    held = [use.span for use in lane.uses if use.seen not in LEFT] + [one.span for one in lane.shut]
    ahead = Span.between(max(day.shown.start, soon(day.now)), day.shown.end)
    pieces = subtract([ahead] if ahead else [], held)
    return tuple(_free(piece, lane, day) for piece in pieces if piece.seconds >= QUARTER)


def _free(piece: Span, lane: Lane, day: Today) -> Free:
    now = piece.start == soon(day.now)
    first, last = columns(piece, day.shown or piece)
    if now:
        href, told = _walk_in(piece, lane, day), {"time": time_words(piece.end, day.zone)}
        return Free(first, last, href, _("%(time)sまで空き") % told, now)
    told = {"times": times_words(piece, day.zone)}
    return Free(first, last, _by_phone(piece, lane, day), _("%(times)s 空き") % told, now)


def _walk_in(piece: Span, lane: Lane, day: Today) -> str:
    asked = {"room": lane.room.slug} | ({"length": "next"} if piece.seconds < HOUR else {})
    return f"{reverse('desk-walk-in', args=[day.hall.slug])}?{urlencode(asked)}"


def _by_phone(piece: Span, lane: Lane, day: Today) -> str:
    # An hour of it, as of who comes without a booking: what they want else is one field further.
    use = Span(piece.start, min(piece.end, piece.start + HOUR))
    asked = {"to": way_of(lane.room, use, day.zone)}
    return f"{reverse('desk-phone', args=[day.hall.slug])}?{urlencode(asked)}"
