"""The halls at which somebody serves; who serves at one goes there at once."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from booking.queries.posts import halls_of, rights_at
from booking.web.booked import reader
from booking.web.desk.door import way_in
from facilities import clock
from facilities.rules.spans import local_day


@never_cache
@login_required
@require_safe
def halls(request: HttpRequest) -> HttpResponse:
    person, today = reader(request), local_day(clock.now(), ZoneInfo(settings.TIME_ZONE))
    mine = [(hall, way_in(rights_at(person, hall, today))) for hall in halls_of(person, today)]
    if not mine:
        raise Http404
    if len(mine) == 1:
        [(hall, page)] = mine
        return redirect(page, hall.slug)
    return render(request, "booking/desk/halls.html", {"mine": mine})
