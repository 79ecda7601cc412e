"""送信箱: in a trial, what would have gone out by mail. Elsewhere there is no such page."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from booking.queries.outbox import latest

MOST = 30


@never_cache
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Open to whoever tries the service: its people are made up, and one signs in with what stands here."""
    if not settings.TRIAL:
        raise Http404
    return render(request, "booking/outbox.html", {"letters": latest(MOST), "most": MOST})
