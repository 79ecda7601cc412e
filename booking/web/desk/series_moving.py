"""The desk moves a date of a series and all that follow, or all: how each would fare, then all at once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from booking.actions.allowing import Answering
from booking.actions.bookings import Refused, Stale, Unfit
from booking.actions.series import Shift, judged_moves, move_series
from booking.actions.texts import Missing
from booking.models import Booking, Series
from booking.queries.series import ahead, is_allowed
from booking.queries.series_rest import meant_for
from booking.rules.lifecycle import HALL
from booking.rules.overruling import can_be_overruled
from booking.rules.series import DatesRefused
from booking.rules.staff import Right
from booking.rules.weeks import wall
from booking.web.booked import context, sequence_seen
from booking.web.booked_words import is_ahead
from booking.web.desk.asked import Asked, take_way, way_of
from booking.web.desk.booking import EVERY, FOLLOWING, dates_ahead, find, mistake_words, settled
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.phone import unfit_text
from booking.web.refusals import brief
from facilities.labels import span_words
from facilities.queries.rooms import lent_rooms
from facilities.rules.spans import Span

MOVE = "move"


@dataclass(frozen=True, slots=True)
class Row:
    """A date of the series: where it is, where it would go, and why it cannot."""

    day: str
    was: str
    there: str
    possible: bool
    by_reason: bool  # the desk may let it go there all the same
    why: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What was asked for: how the dates move, which of them, and which of those are ticked (None: all)."""

    series: Series
    shift: Shift
    first: date | None
    dates: Sequence[Booking]
    ticked: Collection[str] | None

    @property
    def moving(self) -> list[Booking]:
        return [one for one in self.dates if self.ticked is None or _key(one) in self.ticked]

    @property
    def stay(self) -> list[date]:
        gone = self.moving
        return [meant_for(one) for one in self.dates if one not in gone]

    def is_done(self, desk: Desk) -> bool:
        """Whether all are where they would go: what a second press of the button finds."""
        spans = [
            (Span(one.start, one.end), self.shift.span(meant_for(one), desk.zone)) for one in self.moving
        ]
        room = self.shift.room
        there = room is None or all(one.room_id == room.pk for one in self.moving)
        return there and all(now == then for now, then in spans)


@at_desk(Right.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def moving(request: HttpRequest, desk: Desk, booking: str) -> HttpResponse:
    """GET: to when this date goes, and which others with it. POST: how each would fare; `do=move` moves those
    that are ticked."""
    found = find(desk, booking)
    if found.series is None:
        raise Http404
    if not is_ahead(found, desk.now) or not dates_ahead(found, desk):
        return settled(request, desk, found)
    asked = Asked.of(request.POST)
    if request.method != "POST":
        take_way(asked, way_of(found.room, Span(found.start, found.end), desk.zone))
        return _page(request, desk, found, asked)
    plan = _plan(request, desk, found, asked)
    if plan is None:
        return _page(request, desk, found, asked, mistake=_("日と時間をえらんでください。"), status=422)
    # What has changed since it was looked at is looked at before it is done.
    if request.POST.get("do") != MOVE or request.POST.get("shown") != _asked_for(request):
        return _looked_at(request, desk, found, asked, plan)
    if not plan.moving:
        told = {"mistake": _("変える日を、1つ以上えらんでください。"), "status": 422}
        return _looked_at(request, desk, found, asked, replace(plan, ticked=None), **told)
    return _moved(request, desk, found, asked, plan)


def _plan(request: HttpRequest, desk: Desk, found: Booking, asked: Asked) -> Plan | None:
    span, day, series = asked.span(desk), asked.date, found.series
    if span is None or day is None or series is None:
        return None
    # In days and wall times, not in seconds: over a clock change the series keeps its hour.
    start, end = (wall(at, day, desk.zone) for at in (span.start, span.end))
    into = next((one for one in lent_rooms(desk.hall.pk) if one.slug == request.POST.get("into")), None)
    shift = Shift((day - meant_for(found)).days, start, end, into)
    first = meant_for(found) if request.POST.get("dates") == FOLLOWING else None
    known = request.POST.get("do") == MOVE and request.POST.get("shown") == _asked_for(request)
    ticked = request.POST.getlist("day_to_move")[:60] if known else None
    return Plan(series, shift, first, ahead(series, desk.now, first), ticked)


def _moved(request: HttpRequest, desk: Desk, found: Booking, asked: Asked, plan: Plan) -> HttpResponse:
    # The other dates are as the page showed them, or somebody was faster.
    plan.series.sequence = sequence_seen(request, "series")
    told: dict[str, Any] = {"actor": desk.person, "shift": plan.shift, "now": desk.now}
    told["answering"] = Answering(request.POST.get("why", "") if desk.may(Right.OVERRULE) else "")
    told |= {"for_hall": request.POST.get("cause") == HALL, "from_day": plan.first, "stay": plan.stay}
    try:
        move_series(series=plan.series, **told)
    except Stale as stale:
        if not plan.is_done(desk):
            words = {"mistake": mistake_words(stale, desk), "status": 409}
            return _looked_at(request, desk, find(desk, found.public_id), asked, plan, **words)
    except (Unfit, Missing) as unfit:
        words = {"mistake": unfit_text(unfit), "status": 422}
        return _looked_at(request, desk, found, asked, plan, **words)
    except DatesRefused:
        words = {"mistake": _("変えられない日があるので、まだ何も変えていません。"), "status": 409}
        return _looked_at(request, desk, found, asked, plan, **words)
    except Refused as refused:
        return _page(request, desk, found, asked, mistake=mistake_words(refused, desk), status=409)
    return redirect("desk-booking", desk.hall.slug, found.public_id)


def _looked_at(
    request: HttpRequest, desk: Desk, found: Booking, asked: Asked, plan: Plan, **told: Any
) -> HttpResponse:
    """How each date would fare. Of those that stay the others are judged beside."""
    try:
        rows = _rows(desk, plan)
    except Refused as refused:  # there is no such time on one of the days: the clocks skip it
        return _page(request, desk, found, asked, mistake=mistake_words(refused, desk), status=409)
    return _page(request, desk, found, asked, rows=rows, **told)


def _rows(desk: Desk, plan: Plan) -> list[Row]:
    bookings = plan.moving
    judged = judged_moves(plan.series, bookings, plan.shift, desk.now, desk.person) if bookings else []
    verdicts = {_key(one): told.verdict for one, told in zip(bookings, judged, strict=True)}
    rows = []
    for one in plan.dates:
        verdict, there = verdicts.get(_key(one)), plan.shift.span(meant_for(one), desk.zone)
        possible = verdict is not None and is_allowed(verdict)
        open_to = desk.may(Right.OVERRULE) and verdict is not None and can_be_overruled(verdict)
        rows.append(
            Row(
                day=_key(one),
                was=span_words(Span(one.start, one.end), desk.zone, desk.today),
                there=span_words(there, desk.zone, desk.today),
                possible=possible,
                by_reason=open_to and not possible,
                why=brief(verdict, desk.zone, desk.today, desk=True) if verdict and not possible else "",
                ticked=possible if plan.ticked is None else _key(one) in plan.ticked,
            )
        )
    return rows


def _asked_for(request: HttpRequest) -> str:
    """To when which dates go, as one text."""
    return "|".join(
        request.POST.get(name, "")[:20]
        for name in ("day", "start", "end", "dates", "into")
        if name in request.POST
    )


def _key(booking: Booking) -> str:
    return meant_for(booking).isoformat()


def _page(
    request: HttpRequest,
    desk: Desk,
    found: Booking,
    asked: Asked,
    *,
    rows: Sequence[Row] = (),
    mistake: str = "",
    status: int = 200,
) -> HttpResponse:
    choices = dates_ahead(found, desk)
    chosen = request.POST.get("dates", "")
    keys = [one["key"] for one in choices]
    told = {
        **context(found, desk.now),
        "asked": asked,
        "choices": choices,
        "chosen": chosen if chosen in keys else EVERY if keys == [EVERY] else FOLLOWING,
        "cause": request.POST.get("cause"),
        "rows": rows,
        "shown": _asked_for(request),
        "count": len(rows),
        "possible": sum(one.possible for one in rows),
        "by_reason": any(one.by_reason for one in rows),
        "why": request.POST.get("why", ""),
        "rooms": [one for one in lent_rooms(desk.hall.pk) if one.pk != found.room_id],
        "into": request.POST.get("into", ""),
        "mistake": mistake,
    }
    return show(request, desk, "booking/desk/series_move.html", "desk-bookings", status=status, **told)
