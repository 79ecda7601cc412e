"""Public feeds, in the language of `?lang=`: caches in between need not know what a device speaks."""

from collections.abc import Callable
from functools import partial, wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from booking.actions import feeds
from booking.actions.feeds import Content
from booking.feeds.answers import Feed, answer
from booking.queries import public_feeds
from booking.queries.feeds import in_rooms, left_rooms
from booking.queries.public_feeds import PublicFeed, shown_evenings, shown_sessions, the_room
from booking.rules.feeds import Audience
from facilities import clock
from facilities.queries.rooms import shown_rooms
from facilities.rules.spans import local_day

View = Callable[..., HttpResponse]


def _in_language(view: View) -> View:
    @require_safe
    @wraps(view)
    def spoken(request: HttpRequest, **where: str) -> HttpResponse:
        asked = request.GET.get("lang", "")
        with translation.override(asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
            return view(request, **where)

    return spoken


@_in_language
def room(request: HttpRequest, hall: str, room: str) -> HttpResponse:
    """When a room is in use, and no more."""
    found = public_feeds.room_feed(hall, room)
    if found is None:
        raise Http404
    only = the_room(found.key)
    content = Content(Audience.PUBLIC, in_rooms(only), left_rooms(only))
    return _answer(request, "room", found, found.name, content, f"{hall}-{room}.ics")


@_in_language
def hall(request: HttpRequest, hall: str) -> HttpResponse:
    """When which of its published rooms is in use, and its evening openings."""
    found = public_feeds.hall_feed(hall)
    if found is None:
        raise Http404
    rooms = shown_rooms(found.key)
    content = Content(Audience.HALL, in_rooms(rooms), left_rooms(rooms), shown_evenings(found.key))
    return _answer(request, "hall", found, found.name, content, f"{hall}.ics")


@_in_language
def evenings(request: HttpRequest) -> HttpResponse:
    """When which hall of the city is open in the evening, and for whom."""
    content = Content(Audience.HALL, evenings=shown_evenings())
    name = _("まどあかり 夜間開放")
    return _answer(request, "evenings", public_feeds.evenings_feed(), name, content, "evenings.ics")


@_in_language
def programme(request: HttpRequest, public_id: str) -> HttpResponse:
    """When a programme takes place, and where."""
    found = public_feeds.programme_feed(public_id)
    if found is None:
        raise Http404
    content = Content(Audience.HALL, sessions=shown_sessions(found.key))
    return _answer(request, "programme", found, found.name, content, f"programme-{public_id}.ics")


@_in_language
def programmes(request: HttpRequest) -> HttpResponse:
    """When which programme of the city takes place, and where."""
    content = Content(Audience.HALL, sessions=shown_sessions())
    name = _("まどあかり みんなの行事")
    return _answer(request, "programmes", public_feeds.programmes_feed(), name, content, "programmes.ics")


def _answer(
    request: HttpRequest, kind: str, found: PublicFeed, name: str, content: Content, file_name: str
) -> HttpResponse:
    now, language = clock.now(), translation.get_language() or settings.LANGUAGE_CODE
    day = local_day(now, found.zone)
    feed = Feed(
        name=f"{kind}/{found.key}/{language}",
        version=(found.counters, name, day),
        language=language,
        body=partial(feeds.calendar, content, name=name, zone=found.zone, language=language, day=day),
        file_name=file_name,
        # A cache may answer for five minutes: on the day of an event a whole school may subscribe.
        cache_control="public, max-age=300",
    )
    return answer(request, feed, now)
