"""減免: what the desk answers to what waits in the queue."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from booking.actions.bookings import Absent, Stale
from booking.queries.reductions import reduction_at
from booking.rules.queues import Queue
from booking.rules.staff import Right
from booking.web.desk.door import Desk, at_desk
from booking.web.desk.queue import page
from booking.web.desk.queue_cards import onward
from booking.web.desk.reduction_form import CANNOT, decide, mistake_words


@at_desk(Right.MONEY)
@require_POST
def answering(request: HttpRequest, desk: Desk, key: int) -> HttpResponse:
    """`do` says what: grant, refuse, reopen. What could not be done stands beside the queue."""
    asked = reduction_at(desk.hall, key)
    if asked is None:
        raise Http404
    try:
        decide(request, desk, asked.booking)
    except Absent as absent:
        raise Http404 from absent
    except CANNOT as mistake:
        return page(request, desk, mistake_words(mistake), 409 if isinstance(mistake, Stale) else 422)
    return redirect(onward(request, desk, Queue.REDUCTIONS, key))
