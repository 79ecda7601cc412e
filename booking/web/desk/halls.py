"""The halls at which somebody serves; who serves at one goes there at once."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from booking.queries.posts import halls_of
from booking.web.booked import reader
from facilities import clock
from facilities.rules.spans import local_day


@never_cache
@login_required
@require_safe
def halls(request: HttpRequest) -> HttpResponse:
    mine = halls_of(reader(request), local_day(clock.now(), ZoneInfo(settings.TIME_ZONE)))
    if not mine:
        raise Http404
    if len(mine) == 1:
        return redirect("desk", mine[0].slug)
    return render(request, "booking/desk/halls.html", {"mine": mine})
