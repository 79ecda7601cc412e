"""The halls and departments at which somebody serves; who serves at one hall alone goes there at once."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from booking.queries.posts import departments_with, desks_of
from booking.rules.staff import Right
from booking.web.booked import reader
from booking.web.desk.door import way_in
from facilities import clock


@never_cache
@login_required
@require_safe
def halls(request: HttpRequest) -> HttpResponse:
    person, now = reader(request), clock.now()
    mine = [(hall, way_in(rights)) for hall, rights in desks_of(person, now)]
    # A department's page of what others report is found nowhere else: its people begin here.
    offices = list(departments_with(person, Right.PROGRAMMES, now))
    if not mine and not offices:
        raise Http404
    if len(mine) == 1 and not offices:
        [(hall, page)] = mine
        return redirect(page, hall.slug)
    return render(request, "booking/desk/halls.html", {"mine": mine, "offices": offices})
