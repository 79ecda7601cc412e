"""講習会の日: what a hall's courses are, when they are given, and signing up for a seat."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from booking.actions.courses import Begun, Full, give_back_seat, sign_up
from booking.queries.bookings import Absent
from booking.queries.courses import Offer, course_date, offers, validity
from booking.web.asking import member
from booking.web.booked import reader
from booking.web.places import find_hall, zone_of
from facilities import clock
from facilities.labels import in_english, span_words
from facilities.models import Facility
from facilities.rules.spans import Span, local_day


@dataclass(frozen=True, slots=True)
class Row:
    """A date of a course as a card."""

    id: str
    course: str
    holds: str
    when: str
    left: str
    full: bool
    mine: bool


@never_cache
@require_safe
def courses(request: HttpRequest, hall: str) -> HttpResponse:
    return _page(request, find_hall(hall))


@never_cache
@login_required
@require_POST
def seat(request: HttpRequest, hall: str, public_id: str) -> HttpResponse:
    """Takes a seat, or with `give` gives it back."""
    found, now = find_hall(hall), clock.now()
    verb = give_back_seat if request.POST.get("give") else sign_up
    try:
        verb(date=course_date(found, public_id), person=reader(request), now=now)
    except Absent as absent:
        raise Http404 from absent
    except Full:
        return _page(
            request, found, _("ちょうど今、ほかの人が最後の席に申しこみました。ほかの日をえらんでください。")
        )
    except Begun:
        return _page(request, found, _("この講習会は、もう始まっています。ほかの日をえらんでください。"))
    return redirect("courses", hall)


def _page(request: HttpRequest, hall: Facility, mistake: str = "") -> HttpResponse:
    now = clock.now()
    rows = [_row(hall, offer, now) for offer in offers(hall, member(request), now)]
    told = {"hall": hall, "rows": rows, "mistake": mistake}
    return render(request, "booking/courses.html", told, status=409 if mistake else 200)


def _row(hall: Facility, offer: Offer, now: int) -> Row:
    zone, date = zone_of(hall), offer.date
    today = local_day(now, zone)
    left = ngettext("あと%(left)d人", "あと%(left)d人", offer.left) % {"left": offer.left}
    return Row(
        id=date.public_id,
        course=_course(hall, offer, zone),
        holds=_holds(hall, offer, zone),
        when=span_words(Span(date.start, date.end), zone, today),
        left=left if offer.left else _("いっぱいです"),
        full=not offer.left,
        mine=offer.mine,
    )


def _course(hall: Facility, offer: Offer, zone: ZoneInfo) -> str:
    found = validity(hall, offer.date.course, local_day(offer.date.start, zone))
    if found is None or found.words is None:
        # A card's heading, where English begins with a capital; in a sentence it does not.
        return pgettext("見出し", "講習会")
    return found.words.en if in_english() else found.words.ja


def _holds(hall: Facility, offer: Offer, zone: ZoneInfo) -> str:
    found = validity(hall, offer.date.course, local_day(offer.date.start, zone))
    if found is not None and found.of_the_year:
        return _("受けた年度の3月31日まで使えます。")
    if found is None or found.months is None:
        return _("1回受ければ、ずっと使えます。")
    months = ngettext(
        "受けてから%(months)dか月使えます。", "受けてから%(months)dか月使えます。", found.months
    )
    return months % {"months": found.months}
