"""The number of a member or a guardian, behind a button: who has looked is kept."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from booking.actions.looks import see_guardian, see_number
from booking.models import Guardian, Person
from booking.queries.bookings import Absent
from booking.queries.counter import guardian_known_at, known_at
from booking.rules.staff import Right
from booking.web.desk.door import Desk, at_desk, show


@at_desk(Right.CONTACT)
@require_POST
def member(request: HttpRequest, desk: Desk, public_id: str) -> HttpResponse:
    found = known_at(desk.hall).filter(public_id=public_id).first()
    return _number(request, desk, found)


@at_desk(Right.CONTACT)
@require_POST
def guardian(request: HttpRequest, desk: Desk, public_id: str) -> HttpResponse:
    return _number(request, desk, guardian_known_at(desk.hall, public_id))


def _number(request: HttpRequest, desk: Desk, whose: Person | Guardian | None) -> HttpResponse:
    if whose is None:
        raise Http404
    try:
        if isinstance(whose, Guardian):
            number = see_guardian(guardian=whose, hall=desk.hall, actor=desk.person, now=desk.now)
        else:
            number = see_number(person=whose, hall=desk.hall, actor=desk.person, now=desk.now)
    except Absent as absent:
        raise Http404 from absent
    told: dict[str, Any] = {"whose": whose.name or whose, "number": number, "back": _back(request, desk)}
    return show(request, desk, "booking/desk/number.html", "desk-queue", **told)


def _back(request: HttpRequest, desk: Desk) -> str:
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return back if safe else reverse("desk-queue", args=[desk.hall.slug])
