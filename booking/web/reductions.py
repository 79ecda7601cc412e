"""減免を申しこむ: a group asks to be let off the fee of a booking, and may take that back."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from booking.actions.bookings import Absent
from booking.actions.reductions import LONGEST, TooLate, ask_reduction, withdraw_reduction
from booking.actions.texts import Unfit
from booking.models import Booking
from booking.queries.bookings import may_change
from booking.queries.money import bill
from booking.queries.reductions import open_grounds
from booking.rules.requests import answer_by
from booking.web.booked import context, find_booking, reader
from booking.web.costs import owed_words
from booking.web.joining import unfit_words
from booking.web.reduction_words import ground_words, reduction_told
from facilities import clock
from facilities.labels import moment_words
from facilities.rules.spans import local_day

Errors = list[dict[str, str]]


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def asking(request: HttpRequest, public_id: str) -> HttpResponse:
    """GET: on which grounds one may ask. POST: asks on the one of `clause`, and leads back to the booking."""
    found, now = _theirs(request, public_id), clock.now()
    if request.method != "POST":
        return _page(request, found, now)
    clause, said = request.POST.get("clause", ""), request.POST.get("said", "")
    if not clause:
        words = _("どのきまりにあてはまるかをえらんでください。")
        return _page(request, found, now, [{"field": "grounds", "words": words}])
    try:
        ask_reduction(booking=found, actor=reader(request), clause=clause, said=said, now=now)
    except Unfit as unfit:
        return _page(request, found, now, [{"field": "said", "words": unfit_words(unfit)}])
    except Absent as absent:
        raise Http404 from absent
    return redirect("booking", public_id)


@never_cache
@login_required
@require_POST
def withdrawing(request: HttpRequest, public_id: str) -> HttpResponse:
    """What was answered meanwhile is answered: the page of the booking says what."""
    found = _theirs(request, public_id)
    try:
        withdraw_reduction(booking=found, actor=reader(request), now=clock.now())
    except Absent as absent:
        raise Http404 from absent
    except TooLate:
        pass
    return redirect("booking", public_id)


def _theirs(request: HttpRequest, public_id: str) -> Booking:
    found = find_booking(request, public_id)
    if not may_change(found, reader(request), now=clock.now()):
        raise Http404
    return found


def _page(request: HttpRequest, found: Booking, now: int, errors: Errors | None = None) -> HttpResponse:
    """Where nothing can be asked, or is asked already, the page of the booking says so."""
    owed = bill(found, reader(request))
    told = reduction_told(found, owed, now)
    if told is None or not told.askable:
        return redirect("booking", found.public_id)
    shown: dict[str, Any] = {
        **context(found, now),
        "bill": owed_words(owed),
        "grounds": [{"key": one.clause.id, "words": ground_words(one)} for one in open_grounds(found, owed)],
        "errors": errors or [],
        "typed": request.POST,
        "longest": LONGEST,
        "until": _until(found, now),
    }
    return render(request, "booking/reduction.html", shown, status=422 if errors else 200)


def _until(found: Booking, now: int) -> str:
    zone = context(found, now)["zone"]
    return moment_words(answer_by(now, found.start), zone, local_day(now, zone))
