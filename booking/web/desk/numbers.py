"""The number of a member or a guardian, behind a button: who has looked is kept."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from booking.actions.looks import see_guardian, see_number
from booking.models import Guardian, Person
from booking.queries.bookings import Absent
from booking.queries.counter import guardian_known_at, known_at
from booking.rules.staff import Right
from booking.web.desk.door import Desk, at_desk, show
from booking.web.returning import back_of


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
    back = back_of(request, reverse("desk-queue", args=[desk.hall.slug]))
    told: dict[str, Any] = {"whose": whose.name or whose, "number": number, "back": back}
    return show(request, desk, "booking/desk/number.html", "desk-queue", **told)
