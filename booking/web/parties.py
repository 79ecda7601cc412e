"""Changing who comes to a booking, and what it is for."""

from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from booking.actions.bookings import Company, Refused, Stale, Unfit
from booking.actions.parties import change_party
from booking.models import Booking, Person
from booking.queries.bookings import Absent, may_change, people_of
from booking.queries.party import MOST_CARERS, company_of, mates_of
from booking.rules.told import Told
from booking.web.booked import as_seen, context, find_booking, not_done, reader, stale
from booking.web.booked_words import is_changeable
from booking.web.told import asked_by, fields, read
from booking.web.who import Form, bands_told, mates_told
from facilities import clock


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def changing_party(request: HttpRequest, public_id: str) -> HttpResponse:
    """GET: who comes. POST: others come, if the judge allows it."""
    found, now, person = find_booking(request, public_id), clock.now(), reader(request)
    if not may_change(found, person, now=now):
        raise Http404
    if request.method != "POST" and not is_changeable(found, now):
        return redirect("booking", public_id)
    mates = _may_come(found, person)
    if request.method != "POST":
        # No groups to choose among: a booking stays its group's.
        return _page(request, found, Form.showing(_company(found), {}, mates), mates, Told.of(found.told))
    form = Form.typed(request.POST)
    company = form.company({}, mates)
    of, before = asked_by(found.room), Told.of(found.told)
    if company is None:
        return _page(request, found, form, mates, read(of, request.POST, before))
    company = replace(company, told=read(of, request.POST, before))
    try:
        change_party(
            booking=as_seen(request, found), actor=person, company=company, purpose=found.purpose, now=now
        )
    except (Absent, Unfit) as absent:
        raise Http404 from absent
    except Refused as refused:
        return not_done(request, found, refused, _("この人たちには変えられません"), now)
    except Stale:
        return stale(request, found)
    return redirect("booking", public_id)


def _company(booking: Booking) -> Company:
    return company_of(booking, people_of(booking))


def _may_come(booking: Booking, person: Person) -> dict[str, Person]:
    """Whom one may name: one's own mates, and who comes already."""
    coming = [*booking.people.order_by("pk"), *mates_of(person)]
    return {mate.public_id: mate for mate in coming}


def _page(
    request: HttpRequest, found: Booking, form: Form, mates: dict[str, Person], told_before: Told
) -> HttpResponse:
    told = {
        **context(found, clock.now()),
        "mates": mates_told(form, mates, reader(request)),
        "bands": bands_told(form),
        "carers": form.carers,
        "most_carers": MOST_CARERS,
        "asked": fields(asked_by(found.room), told_before),
        "errors": form.told_errors,
    }
    return render(request, "booking/party.html", told, status=422 if form.errors else 200)
