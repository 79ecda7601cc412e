"""地域のグループ for everybody: who there is, by kind, whom they welcome, and what they hold together."""

from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from booking.labels.supported import group_kind_words
from booking.labels.talents import for_whom
from booking.queries.supported import Held, held_together, standing_groups
from booking.rules.supported import GroupKind
from facilities import clock
from facilities.labels import listed, span_words
from facilities.rules.spans import Span, local_day

AHEAD = 8 * 7 * 24 * 60 * 60  # seconds: two months of a calendar that is read on a phone


@never_cache
@require_safe
def supported_groups(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    order = [kind.value for kind in GroupKind]
    groups = sorted(standing_groups(), key=lambda one: order.index(one.kind))
    kinds = [(group_kind_words(kind), list(of)) for kind, of in groupby(groups, lambda one: one.kind)]
    dates = [_date(one, now) for one in held_together(now, now + AHEAD)]
    return render(request, "booking/supported.html", {"kinds": kinds, "dates": dates})


def _date(one: Held, now: int) -> dict[str, Any]:
    zone = ZoneInfo(settings.TIME_ZONE)
    return {
        "when": span_words(Span(one.start, one.end), zone, local_day(now, zone)),
        "title": one.title,
        "place": one.place,
        "bands": for_whom(one.bands),
        "groups": listed(one.groups),
        "programme": one.programme,
    }
