"""What the page of a booking says that the hall has displaced: what was offered, and what else there is."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.models import Booking, Displacement, Person
from booking.notices.displacements import reason_words
from booking.queries.displacing import displacement_of, places_instead
from booking.queries.nearby import Near
from booking.web.dates import written
from facilities.labels import moment_words, span_words
from facilities.queries.rooms import name_in_city, slug_in_city
from facilities.rules.spans import Span, local_day


@dataclass(frozen=True, slots=True)
class Way:
    """Another place: what a form sends for it, and its words."""

    room: str
    start: str
    end: str
    words: str


def displaced_context(booking: Booking, now: int, reader: Person) -> dict[str, Any] | None:
    """While nobody has answered; None for a booking that nothing has displaced. One query, nine more for
    one that was."""
    one = displacement_of(booking)
    if one is None:
        return None
    zone = ZoneInfo(booking.room.facility.timezone)
    today = local_day(now, zone)
    return {
        "why": reason_words(one.closure or one.evening),
        "offered": _offered(one, now, zone),
        "ways": [_way(near, booking, zone, today) for near in places_instead(booking, now, reader)],
    }


def _offered(one: Displacement, now: int, zone: ZoneInfo) -> dict[str, str] | None:
    offer = one.offer
    # Over at its moment, whether the worker has taken it away by then or not.
    if offer is None or (offer.lapses_at or 0) <= now:
        return None
    today = local_day(now, zone)
    until = moment_words(offer.lapses_at or 0, zone, today)
    name = name_in_city(one.room.facility_id, offer.room)
    return {
        "words": f"{span_words(Span(offer.start, offer.end), zone, today)} {name}",
        "until": _("%(until)sまで、あなたのために取っておきます。") % {"until": until},
    }


def _way(near: Near, booking: Booking, zone: ZoneInfo, today: date) -> Way:
    start, end = (written(at, zone) for at in (near.span.start, near.span.end))
    hall, words = booking.room.facility_id, span_words(near.span, zone, today)
    name = name_in_city(hall, near.room)
    return Way(slug_in_city(hall, near.room), start, end, f"{words} {name}")
