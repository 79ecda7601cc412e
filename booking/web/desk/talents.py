"""地域人材 for a hall: who of the community could help, and which office is asked for them. No contacts."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from booking.queries.talents import public_talents
from booking.rules.staff import Right
from booking.web.desk.door import Desk, at_desk, show
from booking.web.talents import card, choices, sought_in


@at_desk(Right.PROGRAMMES)
@require_safe
def talents(request: HttpRequest, desk: Desk) -> HttpResponse:
    """As everybody sees them, with what they have written for halls besides: in more words, and when."""
    sought = sought_in(request)
    found = public_talents(sought, desk.now)
    cards = [{**card(one), "about": one.about, "hours": one.hours} for one in found]
    return show(request, desk, "booking/desk/talents.html", "desk-programmes", cards=cards, **choices(sought))
