"""相談先: whom a child, a family or anybody turns to, and where to call when one fears for a child.

The page only tells numbers. Nothing is asked and nothing can be sent: who fears for a child calls.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from booking.queries.network import shown_bodies
from booking.rules.network import POLICE, REPORT


@never_cache
@require_safe
def network(request: HttpRequest) -> HttpResponse:
    bodies = shown_bodies()
    told = {
        "report": REPORT,
        "police": POLICE,
        "centre": next((one for one in bodies if one.centre), None),
        "bodies": bodies,
    }
    return render(request, "booking/network.html", told)
