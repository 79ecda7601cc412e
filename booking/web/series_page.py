"""A series that stands: its dates, and giving back or moving one and all that follow, or all of them."""

from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from booking.actions.bookings import Absent, Refused, Stale
from booking.actions.restoring import restore_series
from booking.actions.series import cancel_series
from booking.labels import often_words, people_words, state_words
from booking.models import Booking, Series
from booking.queries.boards import zone_of
from booking.queries.bookings import may_change, people_of
from booking.queries.party import asker_of, company_of
from booking.queries.series import ahead, given_back, series_of
from booking.queries.series_rest import meant_for, rest_of
from booking.rules.lifecycle import HOLDING, UNDO, State
from booking.rules.series import DatesRefused
from booking.rules.weeks import State as Slot
from booking.web.asking import choose
from booking.web.booked import reader, sequence_seen
from booking.web.booked_words import is_ahead
from booking.web.saying import said, say
from booking.web.series_dates import Row, Way, anchor
from booking.web.series_plan import read_day
from booking.web.series_rest import Rest, rest_told
from booking.web.windows import LOOKS, mark
from facilities import clock
from facilities.calendars import recurrence_of
from facilities.labels import day_words, listed, times_words
from facilities.rules.spans import Span, local_day


@never_cache
@login_required
@require_safe
def series(request: HttpRequest, public_id: str) -> HttpResponse:
    return _page(request, public_id)


def _page(request: HttpRequest, public_id: str, mistake: str = "") -> HttpResponse:
    """The series; `mistake` says why it could not be restored."""
    now = clock.now()
    found, bookings = find(request, public_id)
    left = [booking for booking in bookings if is_ahead(booking, now)]
    fresh = bool(left) and found.sequence == 0 and now < found.made_at + UNDO
    theirs = may_change(found, reader(request), now=now)
    told = {
        **context(found, now),
        "heading": _("くりかえして予約しました") if fresh else _("くりかえしの予約"),
        "fresh": fresh,
        "often": often_words(recurrence_of(found.event_id)),
        # Whoever has just given all of it back is not asked to finish it.
        "rest": _rest(found, bookings, now) if theirs and left else None,
        "count": len(bookings),
        "left": len(left),
        "next": left[0] if left else None,
        "rows": [_row(booking, found, now) for booking in bookings],
        "changeable": bool(left) and theirs,
        "restorable": len(given_back(found, now)) if theirs else 0,
        "move": _move_address(left[0]) if left else "",
        "mistake": mistake,
        "said": "" if mistake else said(request),
    }
    return render(request, "booking/series.html", told, status=409 if mistake else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancelling(request: HttpRequest, public_id: str) -> HttpResponse:
    """GET: which dates would be given back, from `?from=` on or all. POST: gives them back."""
    now, found, first = clock.now(), changeable(request, public_id), read_day(request.GET.get("from", ""))
    if request.method == "POST":
        try:
            cancel_series(series=as_seen(request, found), actor=reader(request), now=now, from_day=first)
        except Stale:
            return stale(request, found)
        say(request, _("空けました。待っていた人に、順番に案内します。"))
        return redirect("series", public_id)
    bookings = ahead(found, now, first)
    if not bookings:
        return redirect("series", public_id)
    told = {**context(found, now), "rows": [_row(booking, found, now) for booking in bookings]}
    return render(request, "booking/series_cancel.html", {**told, "count": len(bookings)})


@never_cache
@login_required
@require_POST
def restoring(request: HttpRequest, public_id: str) -> HttpResponse:
    """Takes back that its dates were given back, all at once; else says which of them are not to be had."""
    found = changeable(request, public_id)
    try:
        restore_series(series=as_seen(request, found), actor=reader(request), now=clock.now())
    except Stale:
        return stale(request, found)
    # Before Refused, of which it is one.
    except DatesRefused as refused:
        days = listed(day_words(day, local_day(clock.now(), zone_of(found.room))) for day in refused.dates)
        words = _("%(days)sは、もう使えません。ほかの日は、その日の「見る」から1日ずつもどせます。")
        return _page(request, public_id, words % {"days": days})
    except Refused:
        return _page(request, public_id, _("もとにもどせませんでした。館の人に聞いてください。"))
    say(request, _("もとにもどしました。"))
    return redirect("series", public_id)


@never_cache
@login_required
@require_POST
def finishing(request: HttpRequest, public_id: str) -> HttpResponse:
    """To the form of the dates that were never booked, for those with whom the others are booked."""
    now, found = clock.now(), changeable(request, public_id)
    bookings = find(request, public_id)[1]
    rest = _rest(found, bookings, now)
    if rest is None:  # booked meanwhile, or over
        return redirect("series", public_id)
    last = bookings[-1]
    # Not who happens to be chosen in this session: the rest of a circle's term is the circle's.
    company = company_of(last, people_of(last))
    try:
        asker_of(reader(request), company, now)
        choose(request, company)
    except Absent:
        pass  # the group was left since: the form says for whom it is, and lets them choose
    return redirect(rest.href)


def _rest(found: Series, bookings: list[Booking], now: int) -> Rest | None:
    rest = rest_of(found, recurrence_of(found.event_id), bookings, now)
    return rest_told(found, rest) if rest else None


def _row(booking: Booking, found: Series, now: int) -> Row:
    zone = ZoneInfo(booking.room.facility.timezone)
    today, day = local_day(now, zone), local_day(booking.start, zone)
    standing = is_ahead(booking, now)
    words, meant = day_words(day, today), meant_for(booking)
    see = Way(
        reverse("booking", args=[booking.public_id]), _("見る"), _("%(day)sの予約を見る") % {"day": words}
    )
    moved = meant != day
    return Row(
        anchor=anchor(meant),
        day=day,
        look="mine" if standing else "gone",
        mark=mark(LOOKS[Slot.MINE if standing else Slot.PAST]),
        state="" if booking.state == State.BOOKED and standing else _state(booking),
        date=words,
        times=times_words(Span(booking.start, booking.end), zone),
        place=booking.room.name if booking.room_id != found.room_id else "",
        note=_("はじめは %(day)s") % {"day": day_words(meant, today)} if moved else "",
        ways=(see,),
    )


def _state(booking: Booking) -> str:
    over = booking.state in HOLDING
    return _("終わりました") if over else state_words(booking.state)


def _move_address(booking: Booking) -> str:
    """The week of windows of the next date, in which a new time is chosen for all."""
    return reverse("booking-move", args=[booking.public_id])


def find(request: HttpRequest, public_id: str) -> tuple[Series, list[Booking]]:
    try:
        return series_of(public_id, reader(request))
    except Absent as absent:
        raise Http404 from absent


def changeable(request: HttpRequest, public_id: str) -> Series:
    """A series that the reader may change; any other is not there for them."""
    found, _bookings = find(request, public_id)
    if not may_change(found, reader(request), now=clock.now()):
        raise Http404
    return found


def as_seen(request: HttpRequest, found: Series) -> Series:
    """The series as the form showed it; a form that does not say has shown nothing."""
    found.sequence = sequence_seen(request)
    return found


def context(found: Series, now: int) -> dict[str, Any]:
    zone = ZoneInfo(found.room.facility.timezone)
    group = found.group.name if found.group else ""
    return {
        "series": found,
        "room": found.room,
        "hall": found.room.facility,
        "zone": zone,
        "today": local_day(now, zone),
        "detail": _("・").join(piece for piece in (group, people_words(found.headcount)) if piece),
    }


def stale(request: HttpRequest, found: Series) -> HttpResponse:
    told = {
        "hall": found.room.facility,
        "heading": _("このくりかえしの予約は、先に変わっていました"),
        "series": found,
    }
    return render(request, "booking/stale.html", told, status=409)
