"""To whoever lost a draw: the rooms that they could have on the same evening, each with its sheet."""

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from booking.queries.boards import zone_of
from booking.queries.nearby import Near
from booking.queries.same_evening import Lost, instead_of
from booking.web.asking import asker, title_of
from booking.web.dates import written
from booking.web.results import InsteadShown, LostShown
from facilities.labels import day_words, times_words
from facilities.rules.spans import local_day


def with_others(request: HttpRequest, lost: Iterable[LostShown], now: int) -> list[LostShown]:
    """The same wishes, each with what else is free for those for whom the reader looks: whoever they chose
    under だれが, as a search of theirs. As many queries however many wishes are still to come."""
    shown = list(lost)
    ahead = [one for one in shown if one.span is not None]
    if not ahead:
        return shown
    asking = asker(request, now)
    found = instead_of([Lost(one.room, one.span) for one in ahead if one.span], asking, now)
    others = dict(zip(map(id, ahead), found, strict=True))
    whom = title_of(request, asking)
    return [
        replace(one, instead=tuple(map(_shown, nears)), whom=whom) if (nears := others.get(id(one))) else one
        for one in shown
    ]


def _shown(near: Near) -> InsteadShown:
    zone, hall = zone_of(near.room), near.room.facility
    at = {"s": written(near.span.start, zone), "e": written(near.span.end, zone)}
    sheet = reverse("book", args=[hall.slug, near.room.slug])
    return InsteadShown(
        near.room,
        day_words(local_day(near.span.start, zone)),
        times_words(near.span, zone),
        f"{sheet}?{urlencode(at, safe=':')}",
    )
