"""Closing the hall or rooms: for a span, again and again, for a festival, or as last year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from booking.actions.closures import OneClosure, close, close_regularly, hold_festival
from booking.queries.displacing import shut_by_closing
from booking.queries.openings import closures_between, dates_of
from booking.rules.staff import Right
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.fields import Reader, repeats, rooms_of, weekday_ticks
from booking.web.desk.months import month_context, read_day
from booking.web.desk.previews import Draft, previewed
from facilities.labels import day_words, listed, span_words
from facilities.models import Closure, Room
from facilities.rules.closures import A_YEAR, ClosurePlan, a_year_later, a_year_on
from facilities.rules.spans import MINUTES_A_DAY, Span, instant, local_day
from facilities.rules.walltime import write_wall_time

A_DAY = timedelta(days=1)
MOST_COPIED = 60


@dataclass(frozen=True, slots=True)
class Proposal:
    """A closure of last year, on this year's day of the same weekday or of the same date."""

    key: int
    was: str
    words: str
    same_weekday: str
    same_date: str


@at_desk(Right.HOURS)
@require_http_methods(["GET", "HEAD", "POST"])
def closing(request: HttpRequest, desk: Desk) -> HttpResponse:
    """GET: the form for the day `d`. POST: whom it displaces, then saving."""
    return _answered(request, desk, "booking/desk/_open_close.html", _closing)


@at_desk(Right.HOURS)
@require_http_methods(["GET", "HEAD", "POST"])
def festival(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The whole house, with setting up and clearing away, in one act."""
    return _answered(request, desk, "booking/desk/_open_festival.html", _festival)


@at_desk(Right.HOURS)
@require_http_methods(["GET", "HEAD", "POST"])
def copying(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Last year's dated closures of the month of `d`, and what is chosen of them."""
    day = read_day(_asked(request).get("d"), desk.today)
    proposals = _proposals(desk, day)
    told = {"proposals": proposals}
    return _answered(request, desk, "booking/desk/_open_copy.html", _copied, told)


def _answered(
    request: HttpRequest, desk: Desk, panel: str, read: Any, more: dict[str, Any] | None = None
) -> HttpResponse:
    form = Reader(_asked(request), desk.zone)
    rooms = rooms_of(desk.hall)
    if request.method == "POST" and request.POST.get("step") != "edit":
        draft = read(form, desk, rooms)
        if draft is not None and not form.errors:
            return previewed(request, desk, draft)
    day = read_day(_asked(request).get("d") or _asked(request).get("from_day"), desk.today)
    told = {
        **month_context(desk, day),
        **(more or {}),
        "panel": panel,
        "form": _values(request, day),
        "rooms": [(room, room.slug in _asked(request).getlist("rooms")) for room in rooms],
        "repeats": repeats(),
        "ticks": weekday_ticks(_asked(request)),
        "errors": form.errors,
        "action": request.path,
    }
    status = 422 if form.errors else 200
    return show(request, desk, "booking/desk/open.html", "desk-open", status, **told)


def _asked(request: HttpRequest) -> QueryDict:
    return request.POST if request.method == "POST" else request.GET


def _values(request: HttpRequest, day: date) -> dict[str, object]:
    """What the form shows: what was sent, or the whole of the chosen day."""
    whole = {"from_day": str(day), "to_day": str(day), "from_time": "0:00", "to_time": "24:00"}
    return {**whole, "repeat": "once", **_asked(request).dict()}


def _closing(form: Reader, desk: Desk, rooms: Sequence[Room]) -> Draft | None:
    first = form.day("from_day")
    recurrence = form.recurrence(first, desk.today) if first else None
    reason_ja, reason_en = form.reason()
    chosen = form.rooms(rooms)
    if recurrence is not None:
        from_, to = form.minutes("from_time"), form.minutes("to_time")
        if from_ is None or to is None or form.errors:
            return None
        if from_ >= to or from_ >= MINUTES_A_DAY:
            form.wrong("to_time", _("終わりは、始まりよりあとにしてください。"))
            return None
        told = {"rooms": chosen, "reason_ja": reason_ja, "reason_en": reason_en}
        times = {"from": write_wall_time(from_), "to": write_wall_time(to)}
        return _recurring(ClosurePlan.model_validate({"recurrence": recurrence, **times, **told}), desk)
    span = form.span("from_day", "from_time", "to_day", "to_time")
    if span is None or not _is_ahead(form, span, desk):
        return None
    return _draft([OneClosure(span, chosen, reason_ja, reason_en)], desk, close)


def _is_ahead(form: Reader, span: Span, desk: Desk) -> bool:
    if span.end <= desk.now:
        form.wrong("to_day", _("もうすぎた時間です。これからの日にちにしてください。"))
    return not form.errors


def _draft(wanted: Sequence[OneClosure], desk: Desk, verb: Any) -> Draft:
    shut = [one for closure in wanted for one in shut_by_closing(desk.hall, [closure.span], closure.rooms)]
    name = "parts" if verb is hold_festival else "closures"
    first = wanted[0]
    whole = Span(min(one.span.start for one in wanted), max(one.span.end for one in wanted))
    where = listed(room.name for room in rooms_of(desk.hall) if room.slug in first.rooms) or _("館全体")
    return Draft(
        day=local_day(first.span.start, desk.zone),
        title=f"{span_words(whole, desk.zone, desk.today)} {where}",
        shut=shut,
        save=lambda offers: verb(
            facility=desk.hall, offers=offers, actor=desk.person, now=desk.now, **{name: wanted}
        ),
    )


def _recurring(plan: ClosurePlan, desk: Desk) -> Draft:
    days = dates_of(plan.recurrence, desk.today)
    spans = [Span(instant(day, plan.from_, desk.zone), instant(day, plan.to, desk.zone)) for day in days]
    save = partial(close_regularly, facility=desk.hall, plan=plan, actor=desk.person, now=desk.now)
    return Draft(
        day=plan.recurrence.first,
        title=_("%(day)sからの、くりかえす休み") % {"day": day_words(plan.recurrence.first, desk.today)},
        shut=shut_by_closing(desk.hall, spans, plan.rooms),
        save=lambda offers: save(offers=offers),
    )


def _festival(form: Reader, desk: Desk, rooms: Sequence[Room]) -> Draft | None:
    """Three closures of the whole house, one after the other; without setting up or clearing away fewer."""
    span = form.span("from_day", "from_time", "to_day", "to_time")
    name_ja, name_en = form.reason()
    ends = [("setup_day", "setup_time"), ("clear_day", "clear_time")]
    given = [form.moment(*one) if form.given.get(one[0]) else None for one in ends]
    if span is None or not _is_ahead(form, span, desk):
        return None
    set_up, clear = given
    if set_up is not None and set_up > span.start:
        form.wrong("setup_time", _("準備は、行事より前に始めてください。"))
        return None
    if clear is not None and clear < span.end:
        form.wrong("clear_time", _("片づけは、行事よりあとに終えてください。"))
        return None
    # Closures and no booking of the hall's own: the public reads why, and lifting one is lifting a closure
    # (docs/decisions/0033).
    parts = [
        (Span.between(set_up or span.start, span.start), _("%(name)sの準備"), "Setting up: %(name)s"),
        (span, "%(name)s", "%(name)s"),
        (Span.between(span.end, clear or span.end), _("%(name)sの片づけ"), "Clearing away: %(name)s"),
    ]
    wanted = [
        OneClosure(part, (), ja % {"name": name_ja}, (en % {"name": name_en}) if name_en else "")
        for part, ja, en in parts
        if part is not None
    ]
    return _draft(wanted, desk, hold_festival)


def _proposals(desk: Desk, day: date) -> list[Proposal]:
    """What was closed once, not by recurrence, in the same month a year ago."""
    first = day.replace(day=1)
    # 32 days after the first of any month it is the next.
    last = (first + timedelta(days=32)).replace(day=1)
    was = closures_between(desk.hall, first - A_YEAR, last - A_YEAR)[:MOST_COPIED]
    return [_proposal(one, desk) for one in was]


def _proposal(one: Closure, desk: Desk) -> Proposal:
    span, day = Span(one.start, one.end), local_day(one.start, desk.zone)
    return Proposal(
        key=one.pk,
        was=span_words(span, desk.zone, desk.today),
        words=one.reason_ja,
        same_weekday=day_words(day + A_YEAR, desk.today),
        same_date=day_words(a_year_on(day), desk.today),
    )


def _copied(form: Reader, desk: Desk, rooms: Sequence[Room]) -> Draft | None:
    day = read_day(form.given.get("d"), desk.today)
    first = day.replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1)
    was = closures_between(desk.hall, first - A_YEAR, last - A_YEAR)[:MOST_COPIED]
    wanted = [
        copied
        for one in was
        if (how := form.given.get(f"copy-{one.pk}")) in ("weekday", "date")
        if (copied := _shifted(one, desk, how == "weekday")).span.end > desk.now
    ]
    if not wanted:
        form.wrong("d", _("写す休みをえらんでください。"))
        return None
    return _draft(wanted, desk, close)


def _shifted(one: Closure, desk: Desk, same_weekday: bool) -> OneClosure:
    span = a_year_later(Span(one.start, one.end), desk.zone, same_weekday=same_weekday)
    return OneClosure(span, tuple(room.slug for room in one.rooms.all()), one.reason_ja, one.reason_en)
