"""A member's private feed, for whoever holds its address."""

from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from booking.actions import feeds
from booking.actions.subscriptions import note_use
from booking.feeds.answers import Feed, answer
from booking.models.keys import fingerprint
from booking.queries.feeds import MemberFeed, member_feed, of_person
from booking.rules.feeds import Audience
from facilities import clock
from facilities.rules.spans import local_day


@require_safe
def member(request: HttpRequest, token: str) -> HttpResponse:
    now = clock.now()
    found = member_feed(fingerprint(token))
    if found is None:
        raise Http404
    # The halls may keep other hours; a member's days are the city's.
    zone = ZoneInfo(settings.TIME_ZONE)
    with translation.override(_language(found)):
        response = answer(request, _feed(found, local_day(now, zone), zone), now)
    if response.status_code == 200:
        # Every reader gets a 200 each day, since the day is part of the ETag: a 304 need not write.
        note_use(subscription=found.subscription, last_used_at=found.last_used_at, now=now, zone=zone)
    return response


def _feed(found: MemberFeed, day: date, zone: ZoneInfo) -> Feed:
    language = translation.get_language() or settings.LANGUAGE_CODE
    calendar = partial(
        feeds.calendar,
        of_person(found.person),
        name=_("まどあかり 自分の予約"),
        zone=zone,
        audience=Audience.MEMBER,
        language=language,
        day=day,
    )
    return Feed(
        name=f"member/{found.person}/{language}",
        version=(found.counters, day),
        language=language,
        body=calendar,
        file_name="madoakari.ics",
        cache_control="private, no-cache",
    )


def _language(found: MemberFeed) -> str:
    return found.language if found.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
