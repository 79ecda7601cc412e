"""While a room is used, on its day: staying on, and handing the rest of the time back."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from booking.actions.bookings import Refused, Stale
from booking.actions.stays import extend, hand_back
from booking.models import Booking
from booking.queries.bookings import Absent, may_change
from booking.queries.staying import Stay, stays
from booking.rules.verdict import Outcome
from booking.web.booked import (
    answered,
    as_seen,
    context,
    find_booking,
    not_done,
    reader,
    stale,
)
from booking.web.booked_words import is_changeable
from booking.web.dates import read_instant, written
from booking.web.refusals import brief
from facilities import clock
from facilities.labels import length_words, time_words
from facilities.rules.spans import local_day


@dataclass(frozen=True, slots=True)
class End:
    """Another end of the use, in words, and why it cannot be chosen."""

    value: str
    words: str
    until: str
    why: str


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def extending(request: HttpRequest, public_id: str) -> HttpResponse:
    """GET: until when one can stay. POST: stays until `until`."""
    now = clock.now()
    found = _own(request, public_id, now)
    zone = ZoneInfo(found.room.facility.timezone)
    if request.method != "POST":
        return (
            _page(request, found, now, zone) if is_changeable(found, now) else redirect("booking", public_id)
        )
    until = read_instant(request.POST.get("until", ""), zone)
    # The end that it has already may be a second tap, which the verb answers as done.
    if until is None or until < found.end:
        return _page(request, found, now, zone, mistake=_("何時まで使うかをえらんでください。"))
    try:
        extend(booking=as_seen(request, found), actor=reader(request), until=until, now=now)
    except Absent as absent:
        raise Http404 from absent
    except Refused as refused:
        return not_done(request, found, refused, _("この時間までは、のばせませんでした"), now)
    except Stale:
        return stale(request, found)
    return redirect("booking", public_id)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def handing_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """GET: asks whether they are done. POST: the rest of the time is free for others."""
    now = clock.now()
    found = _own(request, public_id, now)
    if request.method != "POST" and not is_changeable(found, now):
        return redirect("booking", public_id)
    if request.method != "POST":
        return render(request, "booking/hand_back.html", context(found, now))
    return answered(request, found, hand_back, _("この予約は、今は返せません"))


def _own(request: HttpRequest, public_id: str, now: int) -> Booking:
    found = find_booking(request, public_id)
    if not may_change(found, reader(request), now=now):
        raise Http404
    return found


def _page(request: HttpRequest, found: Booking, now: int, zone: ZoneInfo, mistake: str = "") -> HttpResponse:
    try:
        thinkable = stays(found, now, reader(request))
    except Absent as absent:
        raise Http404 from absent
    ends = ends_of(found, thinkable, zone, local_day(now, zone))
    told = {
        **context(found, now),
        "ends": ends,
        "possible": any(not end.why for end in ends),
        "mistake": mistake,
    }
    return render(request, "booking/extend.html", told, status=422 if mistake else 200)


def ends_of(booking: Booking, thinkable: list[Stay], zone: ZoneInfo, today: date) -> list[End]:
    """What can be chosen, and the first that cannot with its reason."""
    ends = []
    for stay in thinkable:
        why = "" if stay.verdict.outcome is Outcome.ALLOW else brief(stay.verdict, zone, today)
        words = _("あと%(length)s") % {"length": length_words(stay.until - booking.end)}
        until = _("%(time)sまで") % {"time": time_words(stay.until, zone)}
        ends.append(End(written(stay.until, zone), words, until, why))
        if why:
            break
    return ends
