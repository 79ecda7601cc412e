"""対応: what waits for the desk by deadline, and beside it what is chosen."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from booking.rules.queues import Queue, Waiting
from booking.rules.staff import Right
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.lately import just_answered, lately
from booking.web.desk.panels import panel
from booking.web.desk.queue_cards import MOST, heaps, name_of, rows_for, tabs


@at_desk(Right.DESK)
@require_safe
def queue(request: HttpRequest, desk: Desk) -> HttpResponse:
    return page(request, desk)


def page(request: HttpRequest, desk: Desk, mistake: str = "", status: int = 200) -> HttpResponse:
    """With `mistake` the answer that was not taken, as it was typed."""
    every = desk.waiting
    only = request.GET.get("q", "")
    only = only if only in set(Queue) else ""
    found = [one for one in every if not only or one.queue == only]
    chosen, rows = _chosen(every, request.GET.get("i", "")), rows_for(desk, found)
    answered = lately(desk, rows)
    told = {
        "tabs": tabs(desk, every, only),
        "heaps": heaps(desk, found, rows, chosen, only),
        "more": max(0, len(found) - MOST),
        "only": only,
        "chosen": name_of(chosen) if chosen else "",
        "asked_for": bool(request.GET.get("i")),
        "panel": panel(request, desk, chosen) if chosen else None,
        "lately": answered,
        "just": just_answered(request, desk, answered) if not mistake else None,
        "to_register": sum(one.queue is Queue.REGISTRATIONS for one in every),
        "mistake": mistake,
    }
    return show(request, desk, "booking/desk/queue.html", "desk-queue", status, **told)


def _chosen(found: Sequence[Waiting], name: str) -> Waiting | None:
    return next((one for one in found if name_of(one) == name), None)
