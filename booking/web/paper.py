"""Papers for a wall, where whoever passes reads them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from booking.web.furigana import with_readings
from facilities.labels import in_english


def on_paper(request: HttpRequest, template: str, told: dict[str, Any]) -> HttpResponse:
    """A paper in the reader's language; with readings, whatever the reader likes: it hangs there for all."""
    page = render_to_string(template, {**told, "furigana": not in_english()}, request)
    return HttpResponse(page if in_english() else with_readings(page))
