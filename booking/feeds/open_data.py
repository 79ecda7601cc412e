"""Availability as open data: of a hall and of a room, as JSON and as iCal, the coming five weeks.

States only, alike for everybody, and the same all day long unless something is booked or decided: whoever
asks again with the ETag gets a 304 for one query.
"""

import json
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from booking import ical
from booking.feeds.answers import Feed, answer
from booking.queries.availability import RoomTime, availability
from booking.queries.public_feeds import PublicFeed, hall_feed, lent_rooms, room_feed
from facilities import clock
from facilities.models import Room
from facilities.rules.spans import local, local_day

AHEAD = timedelta(days=34)  # five weeks with today; what is further off changes too much to be copied
TYPES = {"json": "application/json", "ics": "text/calendar; charset=utf-8"}
Ask = Callable[[], Sequence[Room]]


@require_safe
def hall(request: HttpRequest, hall: str, form: str) -> HttpResponse:
    """Every published room of the hall that can be booked."""
    found = hall_feed(hall)
    return _answer(request, "hall", found, partial(lent_rooms, hall), hall, form)


@require_safe
def room(request: HttpRequest, hall: str, room: str, form: str) -> HttpResponse:
    found = room_feed(hall, room)
    return _answer(request, "room", found, partial(lent_rooms, hall, room), f"{hall}-{room}", form)


def _answer(
    request: HttpRequest, kind: str, found: PublicFeed | None, rooms: Ask, name: str, form: str
) -> HttpResponse:
    if found is None:
        raise Http404
    now, language = clock.now(), settings.LANGUAGE_CODE
    day = local_day(now, found.zone)
    feed = Feed(
        name=f"free/{kind}/{found.key}/{form}",
        version=(found.counters, found.name, day),
        language=language,
        body=partial(_body, rooms, day, found.zone, form),
        file_name=f"{name}-free.{form}",
        # Five minutes: as long as a page may show a room as free that somebody has just taken.
        cache_control="public, max-age=300",
        content_type=TYPES[form],
    )
    # In one language, so that one address has one answer: what is said besides names are states.
    with translation.override(language):
        return answer(request, feed, now)


def _body(rooms: Ask, day: date, zone: ZoneInfo, form: str) -> bytes:
    asked = rooms()
    if not asked:
        raise Http404
    told = availability(asked, day, day + AHEAD)
    if form == "ics":
        return ical.free_busy(told, asked[0].facility.name)
    # By keys and not by names alone: a name may be corrected, and who joins our data to theirs should not
    # notice.
    data = {
        "hall": asked[0].facility.slug,
        "timezone": zone.key,
        "from": day.isoformat(),
        "to": (day + AHEAD).isoformat(),
        "rooms": [_room(one, zone) for one in told],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _room(one: RoomTime, zone: ZoneInfo) -> dict[str, object]:
    room = one.room
    return {
        "id": f"{room.facility.slug}/{room.slug}",
        "name": {"ja": room.name_ja, "en": room.name_en},
        "times": [
            {
                "start": local(piece.span.start, zone).isoformat(),
                "end": local(piece.span.end, zone).isoformat(),
                "state": piece.state,
            }
            for piece in one.pieces
        ],
    }
