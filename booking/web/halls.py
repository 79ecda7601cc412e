"""A hall's page: its rooms over seven days, its hours, how one gets in, what is new."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from booking.labels import people_words, slot_words
from booking.queries.halls import HallWeek, Pane, RoomWeek, hall_week
from booking.queries.lottery import current_rounds
from booking.rules.weeks import Day, State
from booking.web.asking import asker, title_of
from booking.web.dates import shown_week
from booking.web.months import written_month
from booking.web.places import access_facts, find_hall, zone_of
from booking.web.rounds import steps
from booking.web.slots import week_links
from booking.web.windows import LOOKS, hall_today, heads, legend, why_of
from booking.wording.closed_news import News, closed_news
from facilities import clock
from facilities.labels import (
    day_words,
    listed,
    part_of_day,
    spoken_day,
    times_words,
    week_words,
)
from facilities.models import Room
from facilities.rules.spans import local_day, merge

Panes = Sequence[State]


@dataclass(frozen=True, slots=True)
class Cell:
    """A room's window on one day: three panes, or shut."""

    words: str
    href: str
    panes: tuple[str, ...]
    shut: str


@dataclass(frozen=True, slots=True)
class Row:
    room: Room
    href: str
    facts: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Hours:
    """From when to when the hall is open on a day, and why it is not, or is so late."""

    day: str
    times: str
    why: str
    clause: str  # says why, where nobody gave a reason in words
    look: str


@require_safe
def hall(request: HttpRequest, hall: str) -> HttpResponse:
    now, found = clock.now(), find_hall(hall)
    zone = zone_of(found)
    today = local_day(now, zone)
    shown = shown_week(request.GET.get("from"), today)
    asking = asker(request, now)
    week = hall_week(found, shown.first, asking, now)
    told: dict[str, Any] = {
        **week_links(reverse("hall", args=[hall]), shown),
        "hall": found,
        "note": shown.note,
        "today": _today(week.days[0], zone, now) if shown.first == today else None,
        "news": _news(week, zone),
        "range": week_words(shown.first, shown.last, today),
        "from_today": shown.first == today,
        "party": title_of(request, asking),
        "days": heads(week.days, today),
        "rooms": [_row(row, week.days) for row in week.rooms],
        "legend": legend({pane.state for row in week.rooms for day in row.days for pane in _told(day)}),
        "hours": [_hours(day, zone, today) for day in week.days],
        "access": access_facts(found),
        "this_month": written_month(today),
        "unknown": _("まだたしかめていません。"),
        "rounds": [steps(one, now) for one in current_rounds(found)],
        "walk_in": [{"room": room, "facts": _facts(room)} for room in week.walk_in],
    }
    return render(request, "booking/hall.html", told)


def _today(day: Day, zone: ZoneInfo, now: int) -> dict[str, Any]:
    return {
        "open": any(opening.span.start <= now < opening.span.end for opening in day.openings),
        "words": hall_today(day, zone, now),
        "why": why_of(day),
    }


def _news(week: HallWeek, zone: ZoneInfo) -> list[News]:
    """What is closed without a word why stands among the hours: it is no news."""
    shown = (*(row.room for row in week.rooms), *week.walk_in)
    names = {room.slug: room.name for room in shown}
    told = (closed_news(one, names, zone) for one in week.closures if one.reason_ja)
    return [one for one in told if one is not None]


def _told(panes: Sequence[Pane]) -> Sequence[Pane]:
    """What of a day a sign tells: a window that is shut all day says so itself, and looks like no hours."""
    return () if all(pane.state is State.CLOSED for pane in panes) else panes


def _row(row: RoomWeek, days: Sequence[Day]) -> Row:
    room = row.room
    href = reverse("room", args=[room.facility.slug, room.slug])
    states = [tuple(pane.state for pane in panes) for panes in row.days]
    cells = tuple(_cell(room, panes, day, href) for panes, day in zip(states, days, strict=True))
    return Row(room, href, _facts(room), cells)


def _cell(room: Room, panes: Panes, day: Day, href: str) -> Cell:
    if all(pane is State.CLOSED for pane in panes):
        return Cell("", "", (), slot_words(State.CLOSED))
    said = [
        _("%(part)sは%(state)s") % {"part": part_of_day(n), "state": slot_words(pane)}
        for n, pane in enumerate(panes)
    ]
    told = {"room": room.name, "day": spoken_day(day.day), "panes": _("、").join(said)}
    words = _("%(room)s %(day)s %(panes)s") % told
    idle = {State.TAKEN, State.OUTSIDE, State.CLOSED, State.PAST}
    link = "" if idle.issuperset(panes) else f"{href}?from={day.day.isoformat()}#grid"
    return Cell(words, link, tuple(LOOKS[pane].pane for pane in panes), "")


def _facts(room: Room) -> str:
    capacity = _("%(count)sまで") % {"count": people_words(room.capacity)} if room.capacity else ""
    walk_in = "" if room.bookable else _("予約なしで使えます")
    return listed(words for words in (capacity, walk_in, _("音を出せます") if room.loud else "") if words)


def _hours(day: Day, zone: ZoneInfo, today: date) -> Hours:
    open_ones = merge(opening.span for opening in day.openings)
    times = listed(times_words(span, zone) for span in open_ones)
    look = "lit" if day.evening else "" if times else "q"
    why = why_of(day)
    clause = day.closed.clause if day.closed and not why else ""
    return Hours(day_words(day.day, today), times or _("お休み"), why, clause, look)
