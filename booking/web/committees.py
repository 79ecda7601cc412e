"""子ども会議 of a hall, and of the whole city, for everybody: how often they met, when they meet next, what
they thought of."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from booking.models import Programme
from booking.queries.committees import Met, city_committees, met, met_at, planned_by_group
from booking.queries.people import today_here
from booking.web.places import find_hall, zone_of
from facilities import clock
from facilities.labels import long_date
from facilities.rules.spans import local_day


@never_cache
@require_safe
def committees(request: HttpRequest, hall: str) -> HttpResponse:
    now, found = clock.now(), find_hall(hall)
    rows = _rows(met_at(found, local_day(now, zone_of(found)), now), zone_of(found))
    told = {"hall": found, "rows": rows, "city": city_committees().exists()}
    return render(request, "booking/committees.html", told)


@never_cache
@require_safe
def of_the_city(request: HttpRequest) -> HttpResponse:
    """Those that plan with a department, for the whole city."""
    now, zone = clock.now(), ZoneInfo(settings.TIME_ZONE)
    rows = _rows(met(city_committees(), today_here(now), zone, now), zone)
    return render(request, "booking/city_committees.html", {"rows": rows})


def _rows(found: Sequence[Met], zone: ZoneInfo) -> list[dict[str, Any]]:
    planned = planned_by_group([one.committee.group for one in found])
    return [_told(one, planned.get(one.committee.group_id, []), zone) for one in found]


def _told(one: Met, planned: list[Programme], zone: ZoneInfo) -> dict[str, Any]:
    return {
        "name": one.committee.group.name,
        "met": _("今年度は、%(count)d回集まりました。") % {"count": one.times} if one.times else "",
        "next": "" if one.next is None else long_date(local_day(one.next, zone)),
        "planned": planned,
        "office": one.committee.department,
    }
