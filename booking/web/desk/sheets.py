"""紙: the day as a sheet to go on with when the net is down, and a card for each room's door."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from booking.labels import band_words
from booking.queries.doors import cards as load_cards
from booking.queries.today import Lane, Today
from booking.queries.today import today as load
from booking.rules.bands import BANDS
from booking.rules.doors import Look
from booking.rules.staff import Right
from booking.rules.today import HOUR, Seen, hour_of
from booking.web.desk.board import name_of
from booking.web.desk.door import Desk, at_desk
from booking.web.desk.today import read_day
from facilities.labels import moment_words, times_words
from facilities.rules.spans import Span

LINES = 16  # lines of a page of A4 across, with room to write
WALK_INS = 2  # lines of each room for who comes without a booking
ROOMY = 10  # pieces of a day that fit on a card in large type


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the sheet; what is "" is left to the pencil."""

    room: str
    times: str = ""
    name: str = ""
    planned: str = ""
    code: str = ""
    walk_in: bool = False
    off: bool = False


@at_desk(Right.DAY)
@require_safe
def sheet(request: HttpRequest, desk: Desk) -> HttpResponse:
    """`d` is the day, today's without it."""
    day = read_day(request.GET.get("d", "")) or desk.today
    found = load(desk.hall, day, desk.now, desk.zone)
    told = {**_frame(desk), "day": day, "pages": _pages(_rows(found)), "bands": list(map(band_words, BANDS))}
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
            "pieces": [(one.look.value, times_words(one.span, desk.zone), _word(one.look)) for one in pieces],
        }
        for room, pieces in load_cards(desk.hall, day, desk.zone)
    ]
    return render(request, "print/cards.html", {**_frame(desk), "day": day, "cards": told})


def _frame(desk: Desk) -> dict[str, Any]:
    printed = moment_words(desk.now, desk.zone, desk.today)
    return {"desk": desk, "hall": desk.hall, "zone": desk.zone, "printed": printed}


def _word(look: Look) -> str:
    return pgettext("部屋の前", "空き") if look is Look.FREE else pgettext("部屋の前", "予約")


def _rows(day: Today) -> Iterator[Row]:
    for lane in day.lanes:
        yield from _of_room(lane, day) if lane.room.bookable else _by_the_hour(lane, day)


def _of_room(lane: Lane, day: Today) -> Iterator[Row]:
    """What is booked, and lines for who comes without; a room that does not open has none."""
    for use in lane.uses:
        one = use.booking
        times = times_words(use.span, day.zone)
        gone = use.seen is Seen.NO_SHOW
        yield Row(lane.room.name, times, name_of(one), str(one.headcount + one.carers), one.code, off=gone)
    if lane.plan.openings:
        yield from (Row(lane.room.name, walk_in=True) for _n in range(WALK_INS))


def _by_the_hour(lane: Lane, day: Today) -> Iterator[Row]:
    """A line for each hour in which a room for free use is open."""
    for span in lane.plan.open_spans:
        for at in range(hour_of(span.start, day.zone), span.end, HOUR):
            yield Row(lane.room.name, times_words(Span(at, at + HOUR), day.zone), name=_("1時間ごとの人数"))


def _pages(rows: Iterator[Row]) -> list[Sequence[Row]]:
    """So many lines a page, and no page for a single empty line; a day on which nothing opens is one empty
    page."""
    lines = list(rows)
    if len(lines) % LINES == 1 and lines[-1].walk_in:
        lines.pop()
    return [lines[first : first + LINES] for first in range(0, len(lines), LINES)] or [[]]
