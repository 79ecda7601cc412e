"""A room's public feed: when it is in use, and no more."""

from datetime import date
from functools import partial

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from booking.actions import feeds
from booking.feeds.answers import Feed, answer
from booking.queries.feeds import RoomFeed, left_room, of_room, room_feed
from booking.rules.feeds import Audience
from facilities import clock
from facilities.rules.spans import local_day


@require_safe
def room(request: HttpRequest, hall: str, room: str) -> HttpResponse:
    """In the language of `?lang=`: caches in between need not know what a reader's device speaks."""
    now = clock.now()
    asked = request.GET.get("lang", "")
    with translation.override(asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        found = room_feed(hall, room)
        if found is None:
            raise Http404
        return answer(request, _feed(found, local_day(now, found.place.zone), f"{hall}-{room}.ics"), now)


def _feed(found: RoomFeed, day: date, file_name: str) -> Feed:
    language = translation.get_language() or settings.LANGUAGE_CODE
    calendar = partial(
        feeds.calendar,
        of_room(found.room),
        left_room(found.room),
        name=_("%(hall)s %(room)s") % {"hall": found.place.hall, "room": found.place.room},
        zone=found.place.zone,
        audience=Audience.PUBLIC,
        language=language,
        day=day,
    )
    return Feed(
        name=f"room/{found.room}/{language}",
        version=(found.counters, day),
        language=language,
        body=calendar,
        file_name=file_name,
        cache_control="public, max-age=300",
    )
