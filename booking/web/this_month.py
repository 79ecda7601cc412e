"""今月: what is on in the city this month, for children in easy words with readings, and for grown-ups."""

from collections.abc import Collection
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from booking.labels.programmes import age_words, left_words
from booking.models import Programme
from booking.queries.announcing import announced_in
from booking.queries.programmes import next_dates
from booking.rules.news import Sort
from booking.web.months import A_DAY, month_after, read_month, written_month
from booking.web.paper import on_paper
from booking.wording.announced import OfProgramme, for_whom, line_of, parts_of
from facilities import clock
from facilities.labels import in_english
from facilities.labels.days import LONG_MONTHS_EN
from facilities.rules.spans import local_day

EASY = "ja-easy"


@never_cache
@require_safe
def children(request: HttpRequest) -> HttpResponse:
    """In easy Japanese with readings for whoever reads Japanese: children need not look for a switch."""
    if in_english():
        return render(request, "booking/this_month.html", _told(request, children=True))
    with translation.override(EASY):
        return on_paper(request, "booking/this_month.html", _told(request, children=True))


@never_cache
@require_safe
def grown_ups(request: HttpRequest) -> HttpResponse:
    return render(request, "booking/this_month.html", _told(request, children=False))


def _told(request: HttpRequest, children: bool) -> dict[str, Any]:
    """From today, or the first of a later month `?m=`, to the end of that month."""
    zone = ZoneInfo(settings.TIME_ZONE)
    today = local_day(clock.now(), zone)
    month = read_month(request.GET["m"], today) if request.GET.get("m") else today.replace(day=1)
    first, last = max(month, today), month_after(month) - A_DAY
    items = for_whom(announced_in(first, last, zone) if first <= last else [], children)
    if children:  # what the city plans is told in the plan's own language, which is for grown-ups
        items = [one for one in items if one.sort is not Sort.CITY]
    programmes = [one.programme for one in items if isinstance(one, OfProgramme)]
    here = reverse("month-children" if children else "month-grown-ups")
    return {
        "children": children,
        "month": _month_words(month),
        "parts": parts_of(line_of(one, today) for one in items),
        "left": _left(programmes, clock.now()),
        "later": f"{here}?m={written_month(month_after(month))}"
        if (month_after(month) - today).days < 92
        else "",
        "now": here if month > today else "",
    }


def _left(programmes: Collection[Programme], now: int) -> dict[str, list[tuple[str, str, int]]]:
    """Of each programme (by its public id) what is left on its next date: whose places, how many in words,
    how many. Five queries at most."""
    dates = next_dates(programmes, now)
    return {
        one.public_id: [(age_words(age), left_words(left), left) for age, left in dates[one.pk].left.items()]
        for one in programmes
        if one.pk in dates and one.state == Programme.State.OPEN
    }


def _month_words(month: date) -> str:
    return LONG_MONTHS_EN[month.month - 1] if in_english() else f"{month.month}月"
