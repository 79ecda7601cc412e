"""子ども会議 of a hall, for everybody: how often they met, when they meet next, what they thought of."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from booking.models import Programme
from booking.queries.committees import Met, met_at, planned_by
from booking.web.places import find_hall, zone_of
from facilities import clock
from facilities.labels import long_date
from facilities.rules.spans import local_day


@never_cache
@require_safe
def committees(request: HttpRequest, hall: str) -> HttpResponse:
    now, found = clock.now(), find_hall(hall)
    today = local_day(now, zone_of(found))
    met = met_at(found, today, now)
    by_group: dict[int | None, list[Programme]] = {
        group: list(of)
        for group, of in groupby(
            sorted(planned_by([one.committee.group for one in met]), key=lambda one: one.planned_by_id or 0),
            lambda one: one.planned_by_id,
        )
    }
    rows = [_told(one, by_group.get(one.committee.group_id, []), zone_of(found)) for one in met]
    return render(request, "booking/committees.html", {"hall": found, "rows": rows})


def _told(one: Met, planned: list[Programme], zone: Any) -> dict[str, Any]:
    return {
        "name": one.committee.group.name,
        "met": _("今年度は、%(count)d回集まりました。") % {"count": one.times} if one.times else "",
        "next": "" if one.next is None else long_date(local_day(one.next, zone)),
        "planned": planned,
    }
