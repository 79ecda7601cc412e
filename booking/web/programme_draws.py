"""The record of a programme's draw, and the program of one page by which anybody repeats it."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from booking.models import PlaceDraw
from booking.queries.bookings import Absent
from booking.queries.place_draws import draw_of
from booking.queries.programmes import public_programme


@require_safe
def record(request: HttpRequest, public_id: str) -> HttpResponse:
    """draw.json: all that the draw was made of. It names nobody."""
    found = _found(public_id)
    if found.drawn_at is None:
        raise Http404
    # As it was kept at the draw, and never made anew: who is forgotten later must not change what is checked.
    return JsonResponse(found.record, json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_safe
def verifier(request: HttpRequest, public_id: str) -> HttpResponse:
    """verify.py, as text to read first, in the language of the page that leads to it."""
    _found(public_id)
    path = finders.find("booking/verify_places.py")
    assert isinstance(path, str)  # noqa: S101  it is one of our own files
    program = Path(path).read_text(encoding="utf-8")
    if get_language() == "en":
        program = program.replace('LANGUAGE = "ja"', 'LANGUAGE = "en"', 1)
    return HttpResponse(program, content_type="text/plain; charset=utf-8")


def _found(public_id: str) -> PlaceDraw:
    try:
        found = draw_of(public_programme(public_id))
    except Absent as absent:
        raise Http404 from absent
    if found is None:
        raise Http404
    return found
