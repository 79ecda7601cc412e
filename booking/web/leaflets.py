"""ちらし: a programme on one sheet of A4: for whom, when and where, what to bring and pay, how to sign up."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from booking.labels import people_words, yen_words
from booking.labels.programmes import age_words
from booking.models import Programme
from booking.queries.bookings import Absent
from booking.queries.programmes import ages_of, dates_of, public_programme, zone_of
from booking.web.addresses import qr_code
from booking.web.paper import on_paper
from booking.web.programme_page import title_of, where
from facilities import clock
from facilities.labels import date_words, day_words, in_english, times_words
from facilities.rules.spans import Span, local_day

MOST_DATES = 9  # that have room on the sheet
MANY_AGES = 7
LARGE, SMALLER = 12, 22  # letters of a name that have room in large type, in smaller


@dataclass(frozen=True, slots=True)
class Date:
    day: str
    times: str
    title: str
    where: str


@never_cache
@require_safe
def leaflet(request: HttpRequest, public_id: str) -> HttpResponse:
    """`?ink=save` is for the office's printer."""
    try:
        found = public_programme(public_id)
    except Absent as absent:
        raise Http404 from absent
    page = reverse("programme", args=[public_id])
    told = {
        **_told(found, clock.now()),
        "ink": request.GET.get("ink") == "save",
        "here": request.path,
        "qr": qr_code(request.build_absolute_uri(page)),
        "short": f"{request.get_host()}{page}",
    }
    return on_paper(request, "print/leaflet.html", told)


def _told(found: Programme, now: int) -> dict[str, Any]:
    zone = zone_of(found)
    today = local_day(now, zone)
    coming = [
        one.session for one in dates_of(found) if one.session.start > now and not one.session.cancelled_at
    ]
    ages = ages_of(found)
    return {
        "programme": found,
        "hall": found.facility,
        "phone": found.facility.phone if found.facility else found.department.phone,
        "about": found.about_en if in_english() and found.about_en else found.about_ja,
        "size": _size(found.name),
        "ages": [(age_words(age), people_words(count)) for age, count in ages.items()],
        "many": len(ages) >= MANY_AGES,
        "dates": [
            Date(
                day_words(local_day(one.start, zone), today),
                times_words(Span(one.start, one.end), zone),
                title_of(one),
                where(one),
            )
            for one in coming[:MOST_DATES]
        ],
        "more": len(coming[MOST_DATES:]),
        "fee": yen_words(found.fee) if found.fee else "",
        "printed": date_words(today),
    }


def _size(name: str) -> str:
    """The class of a name that is too long for the largest type; an English letter is half as wide."""
    letters = sum(1 if ord(letter) > 0xFF else 0.5 for letter in name)
    return "" if letters <= LARGE else "mid" if letters <= SMALLER else "long"
