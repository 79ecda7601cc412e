"""Opening beyond the standing hours, once or again and again; and one date moved, taken out, or the last."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from booking.actions.displacements import Offers
from booking.actions.evenings import (
    cancel_evening,
    end_evenings,
    ending,
    move_evening,
    open_evening,
    open_evenings,
)
from booking.queries.displacing import shut_by_evenings
from booking.queries.openings import dates_of, evenings_met
from booking.queries.rosters import staff_of
from booking.rules.staff import Right
from booking.web.dates import written
from booking.web.desk.door import Desk, at_desk, or_404, show
from booking.web.desk.fields import Reader, ages, repeats, rooms_of, weekday_ticks
from booking.web.desk.months import known_as, month_context, read_day
from booking.web.desk.opening import chosen_staff
from booking.web.desk.previews import Draft, previewed
from booking.web.desk.saved import saved
from facilities.actions.evenings import OneEvening, standing, standing_series
from facilities.labels import day_words, span_words
from facilities.models import Evening, Room
from facilities.queries.dated import evening_of
from facilities.rules.evenings import EveningPlan
from facilities.rules.spans import Span, instant, local_day, wall_span
from facilities.rules.walltime import write_wall_time

ANYWAY = "anyway"
FEW = 4  # evenings that the question names; a recurring one may meet a year of them


@at_desk(Right.HOURS)
@require_http_methods(["GET", "HEAD", "POST"])
def adding(request: HttpRequest, desk: Desk) -> HttpResponse:
    """GET: the form for the day `d`. POST: opens, and leads to the day; nobody is displaced by that, but
    where an evening is open already it asks once."""
    form, rooms = Reader(_asked(request), desk.zone), rooms_of(desk.hall)
    if request.method == "POST":
        day = _added(form, desk, rooms)
        if day is not None:
            return saved(desk, day)
    day = read_day(_asked(request).get("d") or _asked(request).get("day"), desk.today)
    return _form(request, desk, form, rooms, day)


@at_desk(Right.HOURS)
@require_http_methods(["GET", "HEAD", "POST"])
def changing(request: HttpRequest, desk: Desk, evening: int) -> HttpResponse:
    """One date: another time, taken out, or the last of its kind. POST: whom it displaces, then saving."""
    found = or_404(evening_of(desk.hall, evening))
    form = Reader(_asked(request), desk.zone)
    if request.method == "POST" and request.POST.get("step") != "edit":
        draft = _changed(form, found, desk)
        if draft is not None:
            return previewed(request, desk, draft)
    day, span = local_day(found.start, desk.zone), Span(found.start, found.end)
    told = {
        **month_context(desk, day),
        "panel": "booking/desk/_open_change.html",
        "evening": found,
        "words": span_words(span, desk.zone, desk.today),
        "form": {
            "day": str(day),
            "from_time": written(found.start, desk.zone)[11:],
            "to_time": _until(found, day, desk),
            **_asked(request).dict(),
        },
        "errors": form.errors,
        "action": request.path,
    }
    status = 422 if form.errors else 200
    return show(request, desk, "booking/desk/open.html", "desk-open", status, **told)


def _until(evening: Evening, day: date, desk: Desk) -> str:
    """The end as a wall time of the day on which it begins: past midnight 25:00."""
    minutes = (evening.end - instant(day, 0, desk.zone)) // 60
    return write_wall_time(minutes)


def _asked(request: HttpRequest) -> QueryDict:
    return request.POST if request.method == "POST" else request.GET


def _form(request: HttpRequest, desk: Desk, form: Reader, rooms: Sequence[Room], day: date) -> HttpResponse:
    asked = _asked(request)
    evening = {"day": str(day), "from_time": "17:00", "to_time": "21:00", "ages": "teens", "kind": "evening"}
    told: dict[str, Any] = {
        **month_context(desk, day),
        "panel": "booking/desk/_open_evening.html",
        "form": {**evening, "repeat": "once", **asked.dict()},
        "rooms": [(room, room.slug in asked.getlist("rooms")) for room in rooms],
        "repeats": repeats(),
        "ticks": weekday_ticks(asked),
        "ages": ages(),
        "staff": [
            (one, known_as(one), one.public_id in asked.getlist("staff"))
            for one in staff_of(desk.hall, desk.now)
        ],
        "errors": form.errors,
        "met": form.met[:FEW],
        "more_met": max(len(form.met) - FEW, 0),
        "action": request.path,
    }
    status = 422 if form.errors else 409 if form.met else 200
    return show(request, desk, "booking/desk/open.html", "desk-open", status, **told)


def _added(form: Reader, desk: Desk, rooms: Sequence[Room]) -> date | None:
    """The first day, once it is opened; None where something is to be put right, or to be confirmed."""
    wanted = _wanted(form, desk, rooms)
    if wanted is None:
        return None
    if form.given.get("step") != ANYWAY and not _stands(wanted, desk):
        met = evenings_met(desk.hall, _spans(wanted, desk), wanted.rooms)
        if met:
            form.met = [span_words(span, desk.zone, desk.today) for span in met]
            return None
    _open(wanted, form, desk)
    return form.day("day")


def _wanted(form: Reader, desk: Desk, rooms: Sequence[Room]) -> OneEvening | EveningPlan | None:
    """What the form says; None where something is to be put right."""
    day, from_, to = form.day("day"), form.minutes("from_time"), form.minutes("to_time")
    reason_ja, reason_en = form.text("reason_ja"), form.text("reason_en")
    if day is None or from_ is None or to is None or form.errors:
        return None
    if from_ >= to or from_ >= 24 * 60:
        form.wrong("to_time", _("終わりは、始まりよりあとにしてください。"))
        return None
    kind = Evening.Kind.SPECIAL if form.given.get("kind") == "special" else Evening.Kind.EVENING
    admits, recurrence, chosen = form.admits(), form.recurrence(day, desk.today), form.rooms(rooms)
    told: dict[str, Any] = {"rooms": chosen, "reason_ja": reason_ja, "reason_en": reason_en, "admits": admits}
    span = Span(instant(day, from_, desk.zone), instant(day, to, desk.zone))
    if recurrence is None and span.end <= desk.now:
        form.wrong("day", _("もうすぎた時間です。これからの日にちにしてください。"))
    if form.errors:
        return None
    if recurrence is None:
        return OneEvening(span, kind=kind, **told)
    times = {"from": write_wall_time(from_), "to": write_wall_time(to), "kind": kind.value}
    return EveningPlan.model_validate({"recurrence": recurrence, **times, **told})


def _stands(wanted: OneEvening | EveningPlan, desk: Desk) -> bool:
    """Whether just this was opened before: a form that is sent twice asks nothing the second time."""
    if isinstance(wanted, OneEvening):
        return standing(facility=desk.hall, evening=wanted) is not None
    return standing_series(facility=desk.hall, plan=wanted, today=desk.today) is not None


def _spans(wanted: OneEvening | EveningPlan, desk: Desk) -> list[Span]:
    """Its time on each of its days, as far as they are laid out."""
    if isinstance(wanted, OneEvening):
        return [wanted.span]
    days = dates_of(wanted.recurrence, desk.today)
    return [wall_span(day, wanted.from_, wanted.to, desk.zone) for day in days]


def _open(wanted: OneEvening | EveningPlan, form: Reader, desk: Desk) -> None:
    on_duty = chosen_staff(form.given.getlist("staff"), staff_of(desk.hall, desk.now))
    by: dict[str, Any] = {"facility": desk.hall, "actor": desk.person, "now": desk.now, "on_duty": on_duty}
    if isinstance(wanted, OneEvening):
        open_evening(evening=wanted, **by)
    else:
        open_evenings(plan=wanted, **by)


def _changed(form: Reader, evening: Evening, desk: Desk) -> Draft | None:
    what = form.given.get("what", "")
    by: dict[str, Any] = {"actor": desk.person, "now": desk.now}
    day = local_day(evening.start, desk.zone)
    words = span_words(Span(evening.start, evening.end), desk.zone, desk.today)
    if what == "cancel":
        shut = shut_by_evenings(desk.hall, [evening])
        title = _("%(when)sの開館をやめる") % {"when": words}
        return Draft(day, title, shut, _with_offers(cancel_evening, evening=evening, **by))
    if what == "end" and evening.event_id is not None and evening.original_day is not None:
        from_ = max(evening.original_day, desk.today)
        told = {"facility": desk.hall, "event": evening.event_id, "from_": from_, **by}
        shut = shut_by_evenings(desk.hall, ending(evening.event_id, from_))
        title = _("%(day)sから、くりかえす開館を終える") % {"day": day_words(from_, desk.today)}
        return Draft(day, title, shut, _with_offers(end_evenings, **told))
    span = form.span("day", "from_time", "day", "to_time")
    if span is None:
        return None
    told = {"evening": evening, "span": span, **by}
    shut = [] if evening.cancelled else shut_by_evenings(desk.hall, [evening], moved=span)
    title = _("%(when)sに変える") % {"when": span_words(span, desk.zone, desk.today)}
    return Draft(local_day(span.start, desk.zone), title, shut, _with_offers(move_evening, **told))


def _with_offers(verb: Callable[..., object], **told: Any) -> Callable[[Offers], object]:
    return lambda offers: verb(offers=offers, **told)
