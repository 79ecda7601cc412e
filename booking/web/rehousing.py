"""What whoever was displaced answers: the place that was offered, or another."""

from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from booking.actions.bookings import Absent, Refused, Stale, move
from booking.actions.displacements import accept
from booking.models import Booking
from booking.web.booked import answered, as_seen, find_booking, not_done, reader, stale
from booking.web.dates import read_instant
from facilities import clock
from facilities.models import Room
from facilities.queries.rooms import room_of_city
from facilities.rules.spans import Span


@never_cache
@login_required
@require_POST
def accepting(request: HttpRequest, public_id: str) -> HttpResponse:
    """Into the place that was offered."""
    found = find_booking(request, public_id)
    return answered(request, found, accept, _("この時間には変えられません"))


@never_cache
@login_required
@require_POST
def choosing(request: HttpRequest, public_id: str) -> HttpResponse:
    """Into another place, of any room of the hall or of another: `r`, `s`, `e`. What cannot be read leads
    back."""
    found, now = find_booking(request, public_id), clock.now()
    chosen = _chosen(request, found)
    if chosen is None:
        return redirect("booking", public_id)
    room, span = chosen
    try:
        move(booking=as_seen(request, found), actor=reader(request), room=room, span=span, now=now)
    except Absent as absent:
        raise Http404 from absent
    except Refused as refused:
        return not_done(request, found, refused, _("この時間には変えられません"), now)
    except Stale:
        return stale(request, found)
    return redirect("booking", public_id)


def _chosen(request: HttpRequest, booking: Booking) -> tuple[Room, Span] | None:
    """None for a room that is not there, or for no time."""
    zone, slug = ZoneInfo(booking.room.facility.timezone), request.POST.get("r", "")
    room = room_of_city(booking.room.facility_id, slug)
    start, end = (read_instant(request.POST.get(name, ""), zone) for name in ("s", "e"))
    span = Span.between(start, end) if start is not None and end is not None else None
    return None if room is None or span is None else (room, span)
