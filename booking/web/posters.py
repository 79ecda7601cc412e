"""紙: a hall's evening openings of a month as a poster, and its rooms of a month as a timetable (`?t=grid`).

Each is one sheet of A4. `?ink=save` is for the office's printer: outlines, no dark grounds.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from booking.models import Session
from booking.queries.posters import PosterMonth, RoomAtNight, poster_month, timetable_month
from booking.rules.months import Face, Walls, blanks, usual_hours
from booking.web.addresses import qr_code
from booking.web.months import month_after, month_before, read_month, written_month
from booking.web.paper import on_paper
from booking.web.places import find_hall, zone_of
from booking.web.poster_events import events
from booking.web.timetables import timetable
from facilities import clock
from facilities.labels import (
    ages_words,
    clock_words,
    date_words,
    days_words,
    in_english,
    listed,
    weekday_words,
)
from facilities.labels.days import LONG_MONTHS_EN
from facilities.models import Facility, Room
from facilities.rules.days import WEEKDAYS, Days
from facilities.rules.spans import local_day

ROOMY = 7  # letters of a time that have room in a window in large type


@dataclass(frozen=True, slots=True)
class Window:
    """A day of the poster: lit, closed, or open by day alone; `mark` where people meet."""

    number: int
    look: str
    words: str
    spoken: str
    mark: str


@require_safe
def month(request: HttpRequest, hall: str, month: str) -> HttpResponse:
    """The poster of a month, or with `?t=grid` its timetable."""
    found, now = find_hall(hall), clock.now()
    today = local_day(now, zone_of(found))
    first = read_month(month, today)
    told = {**_frame(request, found, first), "printed": date_words(today, first)}
    if request.GET.get("t") == "grid":
        rooms = timetable_month(found, first)
        return on_paper(
            request,
            "print/timetable.html",
            {**told, "hours": _hours(rooms.days), **timetable(rooms, zone_of(found))},
        )
    shown = _poster(poster_month(found, first), zone_of(found))
    return on_paper(request, "print/poster.html", {**told, **shown})


def _frame(request: HttpRequest, hall: Facility, first: date) -> dict[str, Any]:
    page = reverse("hall", args=[hall.slug])
    subscribe = reverse("hall-calendar", args=[hall.slug])
    return {
        "hall": hall,
        "ink": request.GET.get("ink") == "save",
        "grid": request.GET.get("t") == "grid",
        "year": first.year,
        "month": LONG_MONTHS_EN[first.month - 1] if in_english() else str(first.month),
        "here": request.path,
        "before": reverse("hall-print", args=[hall.slug, written_month(month_before(first))]),
        "after": reverse("hall-print", args=[hall.slug, written_month(month_after(first))]),
        "qr": qr_code(request.build_absolute_uri(subscribe)),
        "short": f"{request.get_host()}{page}",
    }


def _poster(told: PosterMonth, zone: ZoneInfo) -> dict[str, Any]:
    before, after = blanks([one.day for one in told.days])
    marks = _marks(told.sessions, zone)
    shown, more = events(told.sessions, zone)
    return {
        "weekdays": [(weekday_words(one.day), one.day.weekday()) for one in _week(told.days)],
        "windows": [_window(one, marks.get(one.day, "")) for one in told.days],
        "weeks": (before + len(told.days) + after) // 7,
        "before": before,
        "after": after,
        "hours": _hours(told.days),
        "rooms": _rooms(told.rooms),
        "events": shown,
        "more_events": more,
        "marks": _legend(marks.values()),
    }


def _marks(sessions: Iterable[Session], zone: ZoneInfo) -> dict[date, str]:
    """The mark of each day on which something takes place: 交 where ages meet in any of it."""
    found: dict[date, str] = {}
    for one in sessions:
        day = local_day(one.start, zone)
        found[day] = _("交") if one.programme.bands_wanted else found.get(day, _("行"))
    return found


def _legend(marks: Collection[str]) -> list[tuple[str, str]]:
    """What each mark of the sheet means."""
    meanings = [(_("交"), _("いろいろな年代で集まる日")), (_("行"), _("行事がある日"))]
    return [(mark, words) for mark, words in meanings if mark in marks]


def _rooms(told: Sequence[RoomAtNight]) -> list[tuple[list[Room], str]]:
    """The rooms of the evenings, together where they are for the same people."""
    found: dict[str, list[Room]] = {}
    for one in told:
        found.setdefault(_admits(one), []).append(one.room)
    return [(rooms, who) for who, rooms in found.items()]


def _week(days: Sequence[Face]) -> list[Face]:
    """A day of each weekday, from Monday."""
    start = next(index for index, one in enumerate(days) if one.day.weekday() == 0)
    return list(days[start : start + 7])


def _window(one: Face, mark: str) -> Window:
    weekend = {5: "sat", 6: "sun"}.get(one.day.weekday(), "sun" if one.holiday else "")
    if one.evening:
        words = evening_words(one.evening)
        long = " long" if len(words) > ROOMY else ""
        return Window(one.day.day, f"lamp{long}", words, _("夜も開いています"), mark)
    if one.daytime is None:
        return Window(one.day.day, "off", _("休館"), "", mark)
    return Window(one.day.day, weekend, "", _("昼に開いています"), mark)


def evening_words(times: Walls) -> str:
    """「17–21時」, 「17:00–20:30」, "17:00–21:00"."""
    start, end = times
    if in_english() or start % 60 or end % 60:
        return "–".join(f"{at // 60}:{at % 60:02}" for at in times)
    return _("%(start)d–%(end)d時") % {"start": start // 60, "end": end // 60}


def _hours(days: Iterable[Face]) -> list[tuple[str, str]]:
    """「火–日曜日 9時–17時」 and what is closed, by the weekdays; each with its class."""
    usual = usual_hours(days)
    told = [
        ("", _("%(days)s %(hours)s") % {"days": _weekdays(week), "hours": _hours_words(hours)})
        for hours, week in usual.items()
        if hours
    ]
    told = [*told[:2], ("lit", _("灯りの日は夜も開館"))]
    rests = [("", _("%(days)sはお休み") % {"days": _weekdays(usual[None])})] if None in usual else []
    return [*told, *rests]


def _weekdays(numbers: Iterable[int]) -> str:
    return days_words(Days(days=tuple(WEEKDAYS[number] for number in numbers)))


def _hours_words(times: Walls) -> str:
    return "–".join(map(clock_words, times))


def _admits(one: RoomAtNight) -> str:
    return _("だれでも") if one.admits is None else listed(map(ages_words, one.admits))
