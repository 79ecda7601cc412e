"""A room's week: seven days of windows for whoever asks, as a table or as a list."""

from datetime import date
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from booking.labels.outside import note_words
from booking.queries.slots import Week, room_week
from booking.rules.weeks import Slot, State
from booking.web.asking import asker, title_of
from booking.web.coming import coming_of
from booking.web.dates import Shown, shown_week
from booking.web.furigana import named
from booking.web.places import Place, access_facts, facts_of, find_place, room_address, zone_of
from booking.web.refusals import unlit
from booking.web.visits import OF_A_ROOM, notes_of
from booking.web.windows import (
    LED,
    Address,
    Sign,
    booking_address,
    heads,
    legend,
    lines,
    listing,
    states_of,
)
from facilities import clock
from facilities.labels import day_words, listed, near_day, times_words, week_words
from facilities.models import Room
from facilities.rules.spans import Span, local_day


@require_safe
def room(request: HttpRequest, hall: str, room: str) -> HttpResponse:
    now = clock.now()
    place = find_place(hall, room)
    found = place.room
    zone = zone_of(found.facility)
    shown = shown_week(request.GET.get("from"), local_day(now, zone))
    asking = asker(request, now)
    week = room_week(found, shown.first, asking, now)
    address = booking_address(hall, room, zone, coming_of(request.GET).more)
    told = {
        **week_context(found, week, shown, zone, address, as_list=request.GET.get("v") == "list"),
        **week_links(room_address(hall, room), shown, request.GET.get("v") == "list"),
        "facts": facts_of(place),
        "access": access_facts(found, found.facility),
        "notes": notes_of(found, week.book, OF_A_ROOM),
        "next_free": _next_free(week.next_free, shown.today, zone, address),
        "rooms": _switcher(place),
        "party": title_of(request, asking),
        "boosted": True,
    }
    return render(request, "booking/week.html", told)


def week_context(
    room: Room,
    week: Week,
    shown: Shown,
    zone: ZoneInfo,
    address: Address,
    *,
    as_list: bool = False,
    here: Span | None = None,
) -> dict[str, Any]:
    """What the table and the list are drawn from; a booking that moves is marked `here`."""
    states = states_of(week.grid)
    told = {"room": room.name, "week": week_words(shown.first, shown.last, shown.today)}
    return {
        "room": room,
        "hall": room.facility,
        "note": shown.note,
        "range": told["week"],
        "from_today": shown.first == shown.today,
        "listed": as_list,
        "days": heads(week.days, shown.today),
        "caption": _("%(room)sの空き。%(week)s。灯りのついた窓が、空いている時間です。") % told,
        "any_free": bool(states & LED),
        "none_free": _nothing_free(week, shown.today, zone),
        "rows": [] if as_list else lines(week.grid, week.days, zone, address, here),
        "listing": listing(week.days, shown.today, zone, address) if as_list else [],
        "legend": [*legend(states), *([Sign("here", SafeString(), _("今の予約"))] if here else [])],
        "noted": [(day_words(day, shown.today), listed(map(note_words, notes))) for day, notes in week.noted],
        "whys": unlit(week.days, room.facility, shown.today),
    }


def week_links(base: str, shown: Shown, listed: bool = False) -> dict[str, str]:
    """The week before and the week after, and the same week the other way, as table or as list."""

    def link(first: date | None, listed: bool) -> str:
        if first is None:
            return ""
        asked = {"from": first.isoformat()} | ({"v": "list"} if listed else {})
        return f"{base}?{urlencode(asked)}"

    return {
        "before": link(shown.before, listed),
        "after": link(shown.after, listed),
        "other_view": link(shown.first, not listed),
    }


def _nothing_free(week: Week, today: date, zone: ZoneInfo) -> str:
    if week.next_free is None:
        return _("この7日間に、空いている時間はありません。")
    day = day_words(local_day(week.next_free.start, zone), today)
    told = {"day": day, "times": times_words(week.next_free, zone)}
    return _("この7日間に、空いている時間はありません。次に空くのは%(day)s %(times)sです。") % told


def _next_free(span: Span | None, today: date, zone: ZoneInfo, address: Address) -> dict[str, str] | None:
    if span is None:
        return None
    day = local_day(span.start, zone)
    when = near_day(day, today) or day_words(day)
    return {"href": address(Slot(span, State.FREE)), "words": f"{when} {times_words(span, zone)}"}


def _switcher(place: Place) -> SafeString:
    """The hall's rooms as links; as HTML, for there are many."""
    links = (_to_room(other, other == place.room) for other in place.rooms if other.bookable)
    return mark_safe("".join(links))  # noqa: S308  escaped piece by piece


def _to_room(room: Room, is_current: bool) -> str:
    current = ' aria-current="page"' if is_current else ""
    address = escape(room_address(room.facility.slug, room.slug))
    return f'<a href="{address}"{current}>{named(room)}</a>'
