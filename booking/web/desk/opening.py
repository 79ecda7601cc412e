"""開館: a month of the hall, and of the chosen day every layer, what is dated, and who is on duty."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from booking.actions.closures import end_closures, lift_closure
from booking.actions.evenings import restore_evening
from booking.actions.rosters import set_on_duty
from booking.labels import people_words
from booking.models import Displacement, Person
from booking.queries.acts import OF_HOURS, recent_acts
from booking.queries.bookings import Absent
from booking.queries.displacing import not_rehoused
from booking.queries.openings import OnDay, on_day
from booking.queries.rosters import staff_of
from booking.rules.staff import Right
from booking.web.desk.board import name_of
from booking.web.desk.door import Desk, at_desk, or_404, show
from booking.web.desk.layers import groups_of, lines_of, plan_words, reason_of
from booking.web.desk.log_words import lines
from booking.web.desk.months import (
    holiday_of,
    known_as,
    month_context,
    read_day,
)
from booking.web.desk.outside_words import note_line
from booking.web.desk.saved import just_done, saved
from facilities.labels import day_words, listed, span_words, times_words
from facilities.models import Closure, Evening
from facilities.queries.dated import closure_of, evening_of
from facilities.rules.closures import ClosurePlan
from facilities.rules.evenings import EveningPlan
from facilities.rules.layers import Layer, Source
from facilities.rules.spans import Span

VIEWS = ("table",)
MOST_WAITING = 20
MOST_RECENT = 6


@dataclass(frozen=True, slots=True)
class Dated:
    """An evening or a closure of the day, in words."""

    key: int
    times: str
    reason: str
    rooms: str
    recurs: str  # how, if it is a date of something that recurs
    event: int | None
    cancelled: bool
    special: bool = False
    warning: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who was displaced and has not answered yet."""

    booking: str
    name: str
    was: str
    offered: str


@at_desk(Right.HOURS)
@require_safe
def opening(request: HttpRequest, desk: Desk) -> HttpResponse:
    """`?m=2026-12&d=2026-12-18`: the month, and the panel of a day; `?v=table` the same as a table."""
    view = request.GET.get("v", "") if request.GET.get("v") in VIEWS else ""
    day = read_day(request.GET.get("d") or _first_of(request.GET.get("m"), desk), desk.today)
    told = month_context(desk, day, view)
    return show(
        request, desk, "booking/desk/open.html", "desk-open", **told, **_day_context(request, desk, day, told)
    )


@at_desk(Right.HOURS)
@require_POST
def lifting(request: HttpRequest, desk: Desk, closure: int) -> HttpResponse:
    found = or_404(closure_of(desk.hall, closure))
    lift_closure(closure=found, actor=desk.person, now=desk.now)
    return saved(desk, _day_of(request, desk))


@at_desk(Right.HOURS)
@require_POST
def ending_closures(request: HttpRequest, desk: Desk, event: int) -> HttpResponse:
    """A recurring closure is not held any more from the day `d` on."""
    day = read_day(request.POST.get("d"), desk.today)
    try:
        end_closures(facility=desk.hall, event=event, from_=day, actor=desk.person, now=desk.now)
    except Absent as absent:
        raise Http404 from absent
    return saved(desk, _day_of(request, desk))


@at_desk(Right.HOURS)
@require_POST
def restoring(request: HttpRequest, desk: Desk, evening: int) -> HttpResponse:
    found = or_404(evening_of(desk.hall, evening))
    restore_evening(evening=found, actor=desk.person, now=desk.now)
    return saved(desk, _day_of(request, desk))


@at_desk(Right.HOURS)
@require_POST
def duty(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Who is on duty on the day `d`: the chosen ones and nobody else."""
    chosen = chosen_staff(request.POST.getlist("staff"), staff_of(desk.hall, desk.now))
    day = read_day(request.POST.get("d"), desk.today)
    set_on_duty(facility=desk.hall, day=day, people=chosen, actor=desk.person, now=desk.now)
    return saved(desk, _day_of(request, desk))


def chosen_staff(ids: Sequence[str], staff: Sequence[Person]) -> list[Person]:
    """Of those who serve, the ones that a form names."""
    return [person for person in staff if person.public_id in ids]


def _day_of(request: HttpRequest, desk: Desk) -> date:
    return read_day(request.POST.get("d"), desk.today)


def _first_of(month: str | None, desk: Desk) -> str:
    """The day to begin with: today in its own month, the first of any other."""
    return "" if month in (None, f"{desk.today:%Y-%m}") else f"{month}-01"


def _day_context(request: HttpRequest, desk: Desk, day: date, told: dict[str, Any]) -> dict[str, Any]:
    month, dated = told["month"], on_day(desk.hall, day)
    shown = next(one for one in month.days if one.day == day)
    serving = {person.pk for person in shown.on_duty}
    waiting = list(not_rehoused(desk.hall)[: MOST_WAITING + 1])
    acts = list(recent_acts(desk.hall, OF_HOURS, MOST_RECENT))
    recent = lines(acts, desk)
    return {
        "panel": "booking/desk/_open_day.html",
        "day_words": day_words(day, desk.today),
        "holiday": holiday_of(day),
        "noted": [note_line(one) for one in month.notes(day)],
        "lines": lines_of(month, day, desk.zone),
        "groups": groups_of(shown, desk.zone),
        **_dated(dated, desk, told["plans"]),
        "staff": [(one, known_as(one), one.pk in serving) for one in staff_of(desk.hall, desk.now)],
        "waiting": [_waiting(one, desk) for one in waiting[:MOST_WAITING]],
        "more_waiting": len(waiting) > MOST_WAITING,
        "recent": recent,
        "done": just_done(request, desk, acts, recent),
    }


def _dated(dated: OnDay, desk: Desk, plans: dict[int, object]) -> dict[str, list[Dated]]:
    return {
        "evenings": [_words(one, desk, plans, special=one.kind == "special") for one in dated.evenings],
        "closures": [
            _words(one, desk, plans, warning=getattr(getattr(one, "warning", None), "pk", None))
            for one in dated.closures
            if not one.cancelled
        ],
    }


def _words(one: Evening | Closure, desk: Desk, plans: dict[int, object], **told: Any) -> Dated:
    span = Span(one.start, one.end)
    plan = plans.get(one.event_id or 0)
    short = span.seconds < 24 * 3600
    return Dated(
        key=one.pk,
        times=times_words(span, desk.zone) if short else span_words(span, desk.zone, desk.today),
        reason=reason_of(Source(Layer.CLOSURE, "", one.reason_ja, one.reason_en)),
        rooms=listed(room.name for room in one.rooms.all()) or _("館全体"),
        recurs=plan_words(plan) if isinstance(plan, EveningPlan | ClosurePlan) else "",
        event=one.event_id if plan else None,
        cancelled=one.cancelled,
        **told,
    )


def _waiting(one: Displacement, desk: Desk) -> Waiting:
    booking, offer = one.booking, one.offer
    was = f"{span_words(Span(one.start, one.end), desk.zone, desk.today)} {one.room.name}"
    offered = _("行事の担当が決めます") if booking.session_id is not None else _("本人がえらびます")
    if offer is not None:
        offered = f"{span_words(Span(offer.start, offer.end), desk.zone, desk.today)} {offer.room.name}"
    name = _("%(name)s・%(people)s") % {"name": name_of(booking), "people": people_words(booking.headcount)}
    return Waiting(booking.public_id, name, was, offered)
