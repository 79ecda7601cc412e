"""紙: the day as a sheet to go on with when the net is down, and a card for each room's door."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from booking.labels import band_words
from booking.pdf.sheets import ROOMY, Row, look_words, printed_words, rows_of
from booking.queries.doors import cards as load_cards
from booking.queries.today import today as load
from booking.rules.bands import BANDS
from booking.rules.staff import Right
from booking.web.desk.board import name_of
from booking.web.desk.door import Desk, at_desk
from booking.web.desk.today import read_day
from facilities.labels import times_words

LINES = 16  # lines of a page of A4 across, with room to write


@at_desk(Right.DAY)
@require_safe
def sheet(request: HttpRequest, desk: Desk) -> HttpResponse:
    """`d` is the day, today's without it."""
    day = read_day(request.GET.get("d", "")) or desk.today
    found = load(desk.hall, day, desk.now, desk.zone)
    told = {
        **_frame(desk),
        "day": day,
        "pages": _pages(rows_of(found, name_of)),
        "bands": list(map(band_words, BANDS)),
    }
    return render(request, "print/day.html", told)


@at_desk(Right.DAY)
@require_safe
def cards(request: HttpRequest, desk: Desk) -> HttpResponse:
    """One card a room, each a page; `d` as before."""
    day = read_day(request.GET.get("d", "")) or desk.today
    told = [
        {
            "room": room,
            "small": len(pieces) > ROOMY,
            "pieces": [
                (one.look.value, times_words(one.span, desk.zone), look_words(one.look)) for one in pieces
            ],
        }
        for room, pieces in load_cards(desk.hall, day, desk.zone)
    ]
    return render(request, "print/cards.html", {**_frame(desk), "day": day, "cards": told})


def _frame(desk: Desk) -> dict[str, Any]:
    printed = printed_words(desk.now, desk.zone)
    return {"desk": desk, "hall": desk.hall, "zone": desk.zone, "printed": printed}


def _pages(rows: Iterator[Row]) -> list[Sequence[Row]]:
    """So many lines a page, and no page for a single empty line; a day on which nothing opens is one empty
    page."""
    lines = list(rows)
    if len(lines) % LINES == 1 and lines[-1].walk_in:
        lines.pop()
    return [lines[first : first + LINES] for first in range(0, len(lines), LINES)] or [[]]
