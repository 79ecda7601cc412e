"""Private feeds, for whoever holds their address: a member's, a guardian's, a group's, of a hall's staff.

They have one kind of address, so that it does not say what is behind it.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from booking.actions import feeds
from booking.actions.feeds import Content
from booking.actions.subscriptions import note_use
from booking.feeds.answers import Feed, answer
from booking.models.keys import fingerprint
from booking.queries.feed_evenings import evenings_of
from booking.queries.feeds import in_rooms, left_rooms, of_group, of_guardian, of_person
from booking.queries.subscriptions import PrivateFeed, private_feed
from booking.rules.feeds import Audience, Kind
from facilities import clock
from facilities.queries.rooms import rooms_in
from facilities.rules.spans import local_day


@require_safe
def private(request: HttpRequest, token: str) -> HttpResponse:
    # The city's day, since nobody knows yet which hall's feed it is, or whether there is one.
    now, city = clock.now(), ZoneInfo(settings.TIME_ZONE)
    found = private_feed(fingerprint(token), local_day(now, city))
    # Mistyped, revoked, ended with a membership: one answer, which is that of any page that is not there.
    if found is None:
        raise Http404
    with translation.override(_language(found)):
        response = answer(request, _feed(found, local_day(now, found.zone)), now)
    if response.status_code == 200:
        # Every reader gets a 200 each day, since the day is part of the ETag: a 304 need not write.
        note_use(subscription=found.subscription, last_used_at=found.last_used_at, now=now, zone=city)
    return response


def _feed(found: PrivateFeed, day: date) -> Feed:
    language = translation.get_language() or settings.LANGUAGE_CODE
    name, content = TITLES[found.kind](found), CONTENTS[found.kind](found)
    return Feed(
        name=f"{found.kind}/{found.key}/{found.reader}/{language}",
        version=(found.counters, name, day),
        language=language,
        body=partial(feeds.calendar, content, name=name, zone=found.zone, language=language, day=day),
        # The same for all: what is downloaded by mistake does not say by its name whose it is.
        file_name="madoakari.ics",
        # Asked for each time, and kept by nobody in between: a revoked address has to be dead at once.
        cache_control="private, no-cache",
    )


def _of_staff(found: PrivateFeed) -> Content:
    """Of every room, whether the public sees it or not."""
    rooms = rooms_in(found.key)
    return Content(
        audience=Audience.STAFF,
        bookings=in_rooms(rooms),
        left=left_rooms(rooms),
        evenings=evenings_of(found.key),
        duties=(found.key, found.reader),
    )


CONTENTS: Mapping[Kind, Callable[[PrivateFeed], Content]] = {
    Kind.MEMBER: lambda found: Content(Audience.MEMBER, of_person(found.reader), comes=found.reader),
    Kind.CHILD: lambda found: Content(Audience.GUARDIAN, of_guardian(found.reader)),
    Kind.GROUP: lambda found: Content(Audience.MEMBER, of_group(found.key)),
    Kind.STAFF: _of_staff,
}
# A child's feed does not say whose: other people may look at the phone on which it is read.
TITLES: Mapping[Kind, Callable[[PrivateFeed], str]] = {
    Kind.MEMBER: lambda found: _("まどあかり 自分の予約"),
    Kind.CHILD: lambda found: _("まどあかり お子さんの予約"),
    Kind.GROUP: lambda found: _("まどあかり %(group)s") % {"group": found.about},
    Kind.STAFF: lambda found: _("まどあかり %(hall)s 職員用") % {"hall": found.about},
}


def _language(found: PrivateFeed) -> str:
    return found.language if found.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
