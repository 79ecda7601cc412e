"""The moment at which booking opens, for one's own calendar."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from booking.ical import Reminder, reminder
from booking.queries.feeds import Place
from booking.queries.verdicts import judge
from booking.rules.verdict import Verdict
from booking.rules.weeks import WAITING
from booking.web.asking import asker
from booking.web.coming import coming_of
from booking.web.dates import read_instant, written
from booking.web.places import find_room, zone_of
from facilities import clock
from facilities.labels import day_words
from facilities.models import Room
from facilities.rules.spans import Span, local_day


@never_cache
@require_safe
def opening(request: HttpRequest, hall: str, room: str) -> HttpResponse:
    """An .ics for the use `?s=` to `?e=`; to its form, if that is open by now."""
    now, found = clock.now(), find_room(hall, room)
    zone = zone_of(found.facility)
    start, end = (read_instant(request.GET.get(name, ""), zone) for name in ("s", "e"))
    span = Span.between(start, end) if start and end else None
    if span is None:
        raise Http404
    more = coming_of(request.GET).more
    form = f"{reverse('book', args=[hall, room])}?s={written(span.start, zone)}{more}"
    opens_at = opening_of(judge(room=found, span=span, asker=asker(request, now), now=now))
    if opens_at is None:
        return redirect(form)
    told = _reminder(found, span, opens_at, request.build_absolute_uri(form), now)
    response = HttpResponse(reminder(told, now), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{hall}-{room}.ics"'
    return response


def opening_of(verdict: Verdict) -> int | None:
    """When the last of the windows opens that are not open yet; None if all of them are."""
    waiting = [reason.values["opens_at"] for reason in verdict.broken if reason.code in WAITING]
    return max((int(str(opens_at)) for opens_at in waiting), default=None)


def _reminder(room: Room, span: Span, opens_at: int, url: str, now: int) -> Reminder:
    hall, zone = room.facility, zone_of(room.facility)
    told = {"day": day_words(local_day(span.start, zone), local_day(now, zone)), "room": room.name}
    return Reminder(
        # Of the use and not of the moment: taken twice, it is one event in the calendar.
        key=f"{hall.slug}/{room.slug}/{span.start}",
        summary=_("%(day)sの%(room)sの予約が始まります") % told,
        begins_at=opens_at,
        place=Place(room.name, hall.name, zone),
        url=url,
    )
