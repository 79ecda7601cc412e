"""カレンダーに入れる, for everybody: a room, a hall with its rooms, the city's evenings, a programme."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from booking.queries.bookings import Absent
from booking.queries.programmes import public_programme
from booking.web.addresses import address
from booking.web.in_app import is_in_app
from booking.web.places import find_hall, find_room
from facilities.queries.halls import published_halls
from facilities.queries.rooms import shown_rooms

FORMS = (("JSON", "json"), ("iCal", "ics"))


@dataclass(frozen=True, slots=True)
class Link:
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is put in: its name, what it tells, its feed's path, where to look for what is true now, and what
    else there is."""

    name: str
    what: str
    path: str
    back: Link
    sure: str
    others: Sequence[Link] = ()
    data: Sequence[Link] = ()  # the same as open data, where there is any


@require_safe
def city_calendar(request: HttpRequest) -> HttpResponse:
    halls = [Link(hall.name, reverse("hall-calendar", args=[hall.slug])) for hall in published_halls()]
    return _page(
        request,
        Calendar(
            name=_("市の夜間開放"),
            what=_("市のどの館が、どの夜に、だれのために開くかがわかります。お休みになった夜も出ます。"),
            path=reverse("feed-evenings"),
            back=Link(_("館と部屋"), reverse("home")),
            sure=_sure_of_rooms(),
            others=[Link(_("市のみんなの行事"), reverse("programmes-calendar")), *halls],
        ),
    )


@require_safe
def hall_calendar(request: HttpRequest, hall: str) -> HttpResponse:
    found = find_hall(hall)
    rooms = [
        Link(room.name, reverse("room-calendar", args=[hall, room.slug])) for room in shown_rooms(found.pk)
    ]
    return _page(
        request,
        Calendar(
            name=found.name,
            what=_("どの部屋がいつ使われているかと、夜間開放がわかります。だれが使うかは出ません。"),
            path=reverse("feed-hall", args=[hall]),
            back=Link(found.name, reverse("hall", args=[hall])),
            sure=_sure_of_rooms(),
            others=[*rooms, Link(_("市の夜間開放"), reverse("city-calendar"))],
            data=[Link(form, reverse("feed-free-hall", args=[hall, ext])) for form, ext in FORMS],
        ),
    )


@require_safe
def room_calendar(request: HttpRequest, hall: str, room: str) -> HttpResponse:
    found = find_room(hall, room)
    return _page(
        request,
        Calendar(
            name=_("%(hall)s %(room)s") % {"hall": found.facility.name, "room": found.name},
            what=_("この部屋がいつ使われているかがわかります。だれが使うかは出ません。"),
            path=reverse("feed-room", args=[hall, room]),
            back=Link(found.name, reverse("room", args=[hall, room])),
            sure=_sure_of_rooms(),
            others=[Link(_("館のすべての部屋"), reverse("hall-calendar", args=[hall]))],
            data=[Link(form, reverse("feed-free-room", args=[hall, room, ext])) for form, ext in FORMS],
        ),
    )


@require_safe
def programme_calendar(request: HttpRequest, public_id: str) -> HttpResponse:
    try:
        found = public_programme(public_id)
    except Absent as absent:
        raise Http404 from absent
    return _page(
        request,
        Calendar(
            name=found.name,
            what=_("この行事が、いつ、どこであるかがわかります。中止になった日も出ます。"),
            path=reverse("feed-programme", args=[public_id]),
            back=Link(found.name, reverse("programme", args=[public_id])),
            sure=sure_of_programmes(),
            others=[Link(_("市のみんなの行事"), reverse("programmes-calendar"))],
        ),
    )


def sure_of_programmes() -> str:
    return _("席があるかどうかは、行事のページでたしかめてください。カレンダーは、おくれて新しくなります。")


def _sure_of_rooms() -> str:
    return _("空いているかどうかは、館のページでたしかめてください。カレンダーは、おくれて新しくなります。")


def _page(request: HttpRequest, calendar: Calendar) -> HttpResponse:
    return render(request, "booking/public_calendar.html", offered(request, calendar))


def offered(request: HttpRequest, calendar: Calendar) -> dict[str, Any]:
    """What a page needs that puts it into calendars."""
    language = get_language()
    # Of the language in which one reads this page.
    asked = "" if language == settings.LANGUAGE_CODE else f"?{urlencode({'lang': language or ''})}"
    return {
        "calendar": calendar,
        "address": address(request, calendar.path + asked),
        "in_app": is_in_app(request),
    }
