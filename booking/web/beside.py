"""ほかの部屋も: several rooms for one occasion."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from booking.actions.bookings import Refused, Stale
from booking.actions.visits import add_room
from booking.queries.bookings import Absent, may_change
from booking.queries.visits import rooms_beside
from booking.web.booked import as_seen, context, find_booking, not_done, reader, stale
from booking.web.booked_words import is_changeable
from facilities import clock
from facilities.queries.rooms import lent_rooms


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def beside(request: HttpRequest, public_id: str) -> HttpResponse:
    """GET: the hall's other rooms at that time. POST: `room` is booked, too."""
    found, now = find_booking(request, public_id), clock.now()
    if not may_change(found, reader(request), now=now):
        raise Http404
    if request.method != "POST" and not is_changeable(found, now):
        return redirect("booking", public_id)
    if request.method != "POST":
        rooms = rooms_beside(found, now, reader(request))
        told = {
            **context(found, now),
            "possible": [one.room for one in rooms if one.possible],
            "others": len([one for one in rooms if not one.possible]),
        }
        return render(request, "booking/beside.html", told)
    lent, asked = lent_rooms(found.room.facility_id), request.POST.get("room", "")
    room = next((one for one in lent if one.slug == asked), None)
    if room is None:
        raise Http404
    try:
        made = add_room(booking=as_seen(request, found), room=room, actor=reader(request), now=now)
    except Absent as absent:
        raise Http404 from absent
    except Refused as refused:
        return not_done(request, found, refused, _("この部屋は予約できませんでした"), now)
    except Stale:
        return stale(request, found)
    return redirect("booking", made.public_id)
