"""Moving a booking: the same week of windows, then how long. The old time is kept until the new is sure."""

from functools import partial
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from booking.actions.bookings import Refused, Stale, judged, move
from booking.models import Booking
from booking.queries.acts import Done, last_change
from booking.queries.bookings import Absent, may_change, people_of
from booking.queries.party import Asker, asker_of_booking
from booking.queries.slots import lengths, room_week
from booking.rules.verdict import Verdict
from booking.rules.weeks import Slot
from booking.web.booked import as_seen, context, detail, find_booking, reader, stale
from booking.web.booked_words import is_changeable
from booking.web.bookings import asked_length, frame
from booking.web.dates import read_instant, shown_week, written
from booking.web.lengths import choices_of
from booking.web.question import Question
from booking.web.refusals import refusal
from booking.web.slots import week_context, week_links
from facilities import clock
from facilities.labels import span_words
from facilities.rules.spans import Span, local_day

SCOPES = ("following", "all")  # of a series, besides the one date


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def moving(request: HttpRequest, public_id: str) -> HttpResponse:
    """GET: the room's week, with `?s=` the lengths from there. POST: moves."""
    found, now = find_booking(request, public_id), clock.now()
    if not may_change(found, reader(request), now=now):
        raise Http404
    if request.method != "POST" and not is_changeable(found, now):
        return redirect("booking", public_id)
    zone = ZoneInfo(found.room.facility.timezone)
    start = read_instant(request.GET.get("s", ""), zone)
    asking = asker_of_booking(found, people_of(found), now, reader(request))
    if start is None:
        return _week(request, found, asking, now)
    if request.method == "POST":
        return _moved(request, found, start, asking, now)
    return _sheet(request, found, start, asking, now)


def _week(request: HttpRequest, found: Booking, asking: Asker, now: int) -> HttpResponse:
    zone = ZoneInfo(found.room.facility.timezone)
    base = reverse("booking-move", args=[found.public_id])
    shown = shown_week(request.GET.get("from"), local_day(now, zone))
    # As the verb asks: without the booking itself, so that it may move past where it lies.
    week = room_week(found.room, shown.first, asking, now, moving=found)
    address = partial(_address, base, zone)
    told = {
        **week_context(found.room, week, shown, zone, address, here=Span(found.start, found.end)),
        **week_links(base, shown),
        "booking": found,
        "booked": span_words(Span(found.start, found.end), zone, shown.today),
    }
    return render(request, "booking/move.html", told)


def _address(base: str, zone: ZoneInfo, slot: Slot) -> str:
    return (
        reverse("booking", args=[slot.booking])
        if slot.booking
        else f"{base}?s={written(slot.span.start, zone)}"
    )


def _sheet(
    request: HttpRequest, found: Booking, start: int, asking: Asker, now: int, mistake: str = ""
) -> HttpResponse:
    room = found.room
    zone = ZoneInfo(room.facility.timezone)
    uses = lengths(room, start, asking, now, moving=found)
    # As long as it is now, unless another length was asked for.
    wanted = asked_length(request, start, zone) or Span(start, start + found.end - found.start)
    choices = choices_of(uses, zone, wanted, local_day(now, zone))
    if not any(not choice.why for choice in choices):
        span = uses[0].span if uses else wanted
        verdict = uses[0].verdict if uses else judged(found, room, span, now, reader(request))
        return _not_moved(request, found, span, verdict, asking, now)
    told = {
        **frame(room, start, zone, now),
        "back": reverse("booking-move", args=[found.public_id]),
        "heading": _("この時間に変える"),
        "mistake": mistake,
        "lengths": choices,
        "signed_in": True,
        "party": {"title": detail(found), "detail": _("来る人は、今の予約と同じです。")},
        "action": request.get_full_path(),
        "button": _("この時間に変える"),
        "undo": _("まちがえても、10分以内ならもとの時間にもどせます。"),
        "sequence": found.sequence,
        "scopes": found.series is not None,
    }
    return render(request, "booking/book.html", told, status=422 if mistake else 200)


def _moved(request: HttpRequest, found: Booking, start: int, asking: Asker, now: int) -> HttpResponse:
    zone = ZoneInfo(found.room.facility.timezone)
    end = read_instant(request.POST.get("e", ""), zone)
    span = Span.between(start, end) if end else None
    if span is None:
        return _sheet(request, found, start, asking, now, mistake=_("どのくらい使うかをえらんでください。"))
    if found.series is not None and request.POST.get("scope") in SCOPES:
        return redirect(_with_the_others(found, span, request.POST["scope"]))
    try:
        move(booking=as_seen(request, found), actor=reader(request), room=found.room, span=span, now=now)
    except Absent as absent:
        raise Http404 from absent
    except Refused as refused:
        return _not_moved(request, found, span, refused.verdict, asking, now)
    except Stale:
        return stale(request, found)
    return redirect("booking", found.public_id)


def _with_the_others(found: Booking, span: Span, scope: str) -> str:
    """Where the other dates of its series would go with it."""
    zone = ZoneInfo(found.room.facility.timezone)
    # A series knows its dates by the day for which each was made, wherever it has moved since.
    day = found.original_day or local_day(found.start, zone)
    asked = {"day": day.isoformat(), "s": written(span.start, zone), "e": written(span.end, zone)}
    everything = {"all": "1"} if scope == "all" else {}
    page = reverse("series-move", args=[found.series.public_id if found.series else ""])
    return f"{page}?{urlencode(asked | everything, safe=':')}"


@never_cache
@login_required
@require_POST
def moving_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """Back to where the booking was before it was moved: another move, judged now."""
    found, now = find_booking(request, public_id), clock.now()
    change = last_change(found)
    if change.done is not Done.MOVED:
        return stale(request, found)
    try:
        back = as_seen(request, found)
        move(booking=back, actor=reader(request), room=change.place(), span=change.span, now=now)
    except Absent as absent:
        raise Http404 from absent
    except Refused as refused:
        asking = asker_of_booking(found, people_of(found), now, reader(request))
        return _not_moved(request, found, change.span, refused.verdict, asking, now)
    except Stale:
        return stale(request, found)
    return redirect("booking", public_id)


def _not_moved(
    request: HttpRequest, found: Booking, span: Span, verdict: Verdict, asking: Asker, now: int
) -> HttpResponse:
    asked = Question(found.room, span, verdict, asking, detail(found), now, moving=found)
    told = {
        **context(found, now),
        "heading": _("この時間には変えられません"),
        "refusal": refusal(asked),
        "back": reverse("booking-move", args=[found.public_id]),
    }
    return render(request, "booking/refused.html", told, status=409 if request.method == "POST" else 200)
