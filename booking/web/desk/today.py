"""The hall's day on one board."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from booking.rules.staff import Right
from booking.web.desk.door import Desk, at_desk, show


@at_desk(Right.DAY)
@require_safe
def today(request: HttpRequest, desk: Desk) -> HttpResponse:
    return show(request, desk, "booking/desk/today.html", "desk")
