"""Moving a date of a series and all that follow, or all: where each would go, and then all at once."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from booking.actions.bookings import Refused, Stale
from booking.actions.series import Shift, judged_moves, move_series
from booking.models import Booking, Series
from booking.queries.series import Wish, ahead, is_allowed
from booking.queries.series_rest import meant_for
from booking.rules.series import DatesRefused, Judged
from booking.rules.weeks import State, wall
from booking.web.booked import reader
from booking.web.dates import read_instant
from booking.web.saying import say
from booking.web.series_dates import Row, Way, anchor, look_of, named, why
from booking.web.series_page import as_seen, changeable, context, stale
from booking.web.series_plan import read_day
from booking.web.windows import LOOKS, mark
from facilities import clock
from facilities.labels import day_words, span_words, times_words
from facilities.rules.spans import Span, local_day


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def moving(request: HttpRequest, public_id: str) -> HttpResponse:
    """GET: where every date would go if the one meant for `?day=` went to `?s=` until `?e=`; those in
    `?stay=` remain, and without `?all=` those before it too. POST: moves them."""
    now, found = clock.now(), changeable(request, public_id)
    day = read_day(request.GET.get("day", ""))
    shift = None if day is None else _shift(request, found, day)
    if day is None or shift is None:
        return redirect("series", public_id)
    first = None if request.GET.get("all") else day
    stay = _stay(request)
    if request.method != "POST":
        return _previewed(request, found, shift, first, stay, now)
    told: Any = {"actor": reader(request), "shift": shift, "now": now, "from_day": first, "stay": stay}
    try:
        move_series(series=as_seen(request, found), **told)
    except Stale:
        return stale(request, found)
    except DatesRefused as refused:
        zone = ZoneInfo(found.room.facility.timezone)
        days = named(list(refused.dates.items()), zone, local_day(now, zone))
        return _previewed(request, found, shift, first, stay, now, days)
    except Refused:
        return redirect("series", public_id)
    say(request, _("時間を変えました。"))
    return redirect("series", public_id)


def _previewed(
    request: HttpRequest,
    found: Series,
    shift: Shift,
    first: date | None,
    stay: Collection[date],
    now: int,
    refused: Sequence[str] = (),
) -> HttpResponse:
    bookings = ahead(found, now, first)
    moving_ = [booking for booking in bookings if booking.original_day not in stay]
    try:
        judged = judged_moves(found, moving_, shift, now, reader(request)) if moving_ else []
    except Refused:
        return redirect("series", found.public_id)
    verdicts = {one.wish.day: one for one in judged}
    rows = [_row(request, booking, verdicts.get(meant_for(booking)), now) for booking in bookings]
    possible = sum(is_allowed(one.verdict) for one in judged)
    told = {
        **context(found, now),
        "rows": rows,
        "refused": refused,
        "count": len(moving_),
        "possible": possible,
        "ready": bool(judged) and possible == len(judged),
        "without": _address(
            request, [*stay, *(day for day, one in verdicts.items() if not is_allowed(one.verdict))]
        ),
        "action": request.get_full_path(),
    }
    return render(request, "booking/series_move.html", told, status=409 if refused else 200)


def _row(request: HttpRequest, booking: Booking, one: Judged[Wish] | None, now: int) -> Row:
    """Where one date would go; without a verdict it stays where it is."""
    zone = ZoneInfo(booking.room.facility.timezone)
    today, now_at = local_day(now, zone), Span(booking.start, booking.end)
    meant, span = meant_for(booking), one.wish.span if one else now_at
    possible = one is not None and is_allowed(one.verdict)
    state = State.FREE if possible else look_of(one.verdict) if one else State.MINE
    words = day_words(local_day(now_at.start, zone), today)
    day = local_day(span.start, zone)
    return Row(
        anchor=anchor(meant),
        day=day,
        look=LOOKS[state].look,
        mark=mark(LOOKS[state]),
        state=_("変えられます") if possible else _("変えられません") if one else _("そのままにします"),
        date=day_words(day, today),
        times=times_words(span, zone),
        note=_("今は %(when)s") % {"when": span_words(now_at, zone, today)} if one else "",
        why=why(one.verdict, booking.room, span, today) if one and not possible else None,
        ways=(_way(request, meant, words, bool(one)),),
    )


def _address(request: HttpRequest, stay: Collection[date]) -> str:
    """The same page with other dates that stay."""
    asked = [(key, request.GET[key]) for key in ("day", "all", "s", "e") if request.GET.get(key)]
    staying = [("stay", day.isoformat()) for day in sorted(set(stay))]
    return f"{request.path}?{urlencode([*asked, *staying], safe=':')}"


def _shift(request: HttpRequest, found: Series, day: date) -> Shift | None:
    """How all move if the date meant for `day` goes where the address says; None if it does not say."""
    zone = ZoneInfo(found.room.facility.timezone)
    start, end = (read_instant(request.GET.get(key, ""), zone) for key in ("s", "e"))
    if start is None or end is None or end <= start:
        return None
    there = local_day(start, zone)
    # In days and wall times, not in seconds: over a clock change the series keeps its hour.
    return Shift((there - day).days, wall(start, there, zone), wall(end, there, zone))


def _way(request: HttpRequest, meant: date, words: str, moves: bool) -> Way:
    """Leaves a date that moves where it is, or takes it along again."""
    stay = _stay(request)
    if moves:
        said, name = _("この日はそのまま"), _("%(day)sはそのままにする")
        href = _address(request, [*stay, meant])
    else:
        said, name = _("この日も変える"), _("%(day)sも変える")
        href = _address(request, [day for day in stay if day != meant])
    return Way(f"{href}#{anchor(meant)}", said, name % {"day": words})


def _stay(request: HttpRequest) -> list[date]:
    return [day for text in request.GET.getlist("stay") if (day := read_day(text))]
