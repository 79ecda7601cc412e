"""The halls at which somebody serves; who serves at one goes there at once."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from booking.queries.posts import desks_of
from booking.web.booked import reader
from booking.web.desk.door import way_in
from facilities import clock


@never_cache
@login_required
@require_safe
def halls(request: HttpRequest) -> HttpResponse:
    mine = [(hall, way_in(rights)) for hall, rights in desks_of(reader(request), clock.now())]
    if not mine:
        raise Http404
    if len(mine) == 1:
        [(hall, page)] = mine
        return redirect(page, hall.slug)
    return render(request, "booking/desk/halls.html", {"mine": mine})
