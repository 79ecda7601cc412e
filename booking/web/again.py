"""同じ内容でもう一度: one tap books the same again, for the date that its button says."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from booking.actions.again import book_again, company_again
from booking.actions.answers import KeyReused
from booking.actions.bookings import Absent, Refused, Unfit
from booking.models import Booking
from booking.queries.again import next_week
from booking.queries.boards import zone_of
from booking.queries.bookings import leads
from booking.queries.party import asker_of
from booking.rules.verdict import Verdict
from booking.rules.weeks import FORM_ASKS, is_open
from booking.web.again_words import possible
from booking.web.asking import choose, title_of
from booking.web.booked import context, detail, find_booking, reader
from booking.web.dates import read_instant, written
from booking.web.question import Question
from booking.web.refusals import refusal
from facilities import clock
from facilities.rules.spans import Span


@never_cache
@login_required
@require_POST
def booking_again(request: HttpRequest, public_id: str) -> HttpResponse:
    """Books it for `s`, which the button said; else for the coming week. Whoever can name these people no
    more, and where the form has something to ask, is led to the sheet."""
    found, now, person = find_booking(request, public_id), clock.now(), reader(request)
    span = _span(found, request.POST.get("s", ""), now)
    # The desk finds the booking, too, and would have it again in the name of whoever stands there.
    if found.person_id != person.pk and not leads(person, found.group_id):
        raise Http404
    try:
        made = book_again(booking=found, person=person, span=span, now=now, key=request.POST.get("key", ""))
    except Refused as refused:
        # Nothing is against it but what the sheet asks for itself (docs/decisions/0022).
        if is_open(refused.verdict, FORM_ASKS):
            return _sheet(request, found, span, now)
        return _refused(request, found, span, refused.verdict, now)
    except (Absent, KeyReused, Unfit):
        return _sheet(request, found, span, now)
    return redirect("booking", made.public_id)


def _span(booking: Booking, text: str, now: int) -> Span:
    """From the moment that a form says, as long as it was; from the coming week's for anything else."""
    start = read_instant(text, zone_of(booking.room))
    return Span(start, start + booking.end - booking.start) if start else next_week(booking, now)


def _sheet(request: HttpRequest, booking: Booking, span: Span, now: int) -> HttpResponse:
    room, zone, company = booking.room, zone_of(booking.room), company_again(booking)
    try:
        asker_of(reader(request), company, now)
        choose(request, company)
    except Absent:
        pass  # somebody has left: the sheet stands for whom one usually comes with
    told = {"s": written(span.start, zone), "e": written(span.end, zone)}
    return redirect(f"{reverse('book', args=[room.facility.slug, room.slug])}?{urlencode(told, safe=':')}")


def _refused(request: HttpRequest, booking: Booking, span: Span, verdict: Verdict, now: int) -> HttpResponse:
    """Why not then, what would be possible near it, and in which week the same is."""
    room, asking = booking.room, asker_of(reader(request), company_again(booking), now)
    title = title_of(request, asking) or detail(booking)
    question = Question(room, span, verdict, asking, title, now, purpose=booking.purpose)
    told = {
        **context(booking, now),
        "heading": _("この時間は予約できませんでした"),
        "refusal": refusal(question),
        "later": possible(booking, reader(request), now),
        "back": reverse("room", args=[room.facility.slug, room.slug]),
    }
    return render(request, "booking/refused.html", told, status=409)
