"""The last changes of a hall's hours, and how each is taken back within a day: its verb's inverse."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from booking.actions.closures import end_closures, lift_closure
from booking.actions.displacements import Unseen
from booking.actions.evenings import cancel_evening, end_evenings, move_evening, restore_evening
from booking.actions.rosters import set_on_duty
from booking.actions.warnings import lift
from booking.models import Act, Person
from booking.queries.bookings import Absent
from booking.rules.staff import Right
from booking.rules.verdict import Refused
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.months import address, known_as, month_context, read_day
from facilities.labels import day_words, moment_words
from facilities.models import Closure, Evening, WeatherWarning
from facilities.rules.spans import Span, local_day

A_DAY = 24 * 60 * 60
MOST = 6


@dataclass(frozen=True, slots=True)
class Recent:
    """One change in words; `undoable` while it can be taken back with one press."""

    key: int
    when: str
    words: str
    by: str
    undoable: bool


def recent(desk: Desk) -> list[Recent]:
    """The last changes of the hall's hours. One query."""
    acts = Act.objects.filter(subject="hall", subject_id=desk.hall.slug, verb__in=WORDS, actor__isnull=False)
    return [_recent(act, desk) for act in acts.select_related("actor")[:MOST]]


@at_desk(Right.HOURS)
@require_POST
def undoing(request: HttpRequest, desk: Desk, act: int) -> HttpResponse:
    """Takes one change back. What would displace somebody is not undone unseen: its own form is for that."""
    found = Act.objects.filter(pk=act, subject="hall", subject_id=desk.hall.slug).first()
    if found is None or found.verb not in UNDO or found.at + A_DAY <= desk.now:
        raise Http404
    day = _day_of(found, desk)
    try:
        UNDO[found.verb](found, desk)
    except Absent as absent:
        raise Http404 from absent
    except (Unseen, Refused):
        said = _(
            "もどすと、使えなくなる予約があります。その日の「変える」から、予約を見ながら変えてください。"
        )
        told = {**month_context(desk, day), "panel": "booking/desk/_open_said.html", "said": said}
        return show(request, desk, "booking/desk/open.html", "desk-open", 409, **told)
    return redirect(address(desk, day))


def _recent(act: Act, desk: Desk) -> Recent:
    undoable = act.verb in UNDO and act.at + A_DAY > desk.now and not _is_undone(act)
    return Recent(
        key=act.pk,
        when=moment_words(act.at, desk.zone, desk.today),
        words=_("%(what)s:%(day)s")
        % {"what": WORDS[act.verb](), "day": day_words(_day_of(act, desk), desk.today)},
        by=known_as(act.actor) if act.actor else "",
        undoable=undoable,
    )


def _is_undone(act: Act) -> bool:
    """Whether something was done to the same thing later. One query, for what can be undone alone."""
    later = Act.objects.filter(subject="hall", subject_id=act.subject_id, pk__gt=act.pk)
    if "closures" in act.after:
        return any(one.before.get("closure") in act.after["closures"] for one in later.filter(verb="lift"))
    same = [key for key in ("evening", "event", "day", "warning") if key in act.after]
    return any(one.after.get(key) == act.after[key] for one in later for key in same)


def _day_of(act: Act, desk: Desk) -> date:
    told = {**act.before, **act.after}
    starts = [told["spans"][0][0]] if told.get("spans") else [told["start"]] if "start" in told else []
    if starts:
        return local_day(starts[0], desk.zone)
    return read_day(told.get("day") or told.get("from"), local_day(act.at, desk.zone))


def _lift_all(act: Act, desk: Desk) -> None:
    for closure in Closure.objects.filter(facility=desk.hall, pk__in=act.after["closures"]):
        lift_closure(closure=closure, actor=desk.person, now=desk.now)


def _unwarn(act: Act, desk: Desk) -> None:
    for warning in WeatherWarning.objects.filter(facility=desk.hall, closure__in=act.after["closures"]):
        lift(warning=warning, actor=desk.person, now=desk.now)


def _end_closures(act: Act, desk: Desk) -> None:
    event = act.after["event"]
    end_closures(facility=desk.hall, event=event, from_=desk.today, actor=desk.person, now=desk.now)


def _end_evenings(act: Act, desk: Desk) -> None:
    event = act.after["event"]
    end_evenings(facility=desk.hall, event=event, from_=desk.today, actor=desk.person, now=desk.now)


def _cancel(act: Act, desk: Desk) -> None:
    cancel_evening(evening=_evening(act, desk), actor=desk.person, now=desk.now)


def _restore(act: Act, desk: Desk) -> None:
    restore_evening(evening=_evening(act, desk), actor=desk.person, now=desk.now)


def _move_back(act: Act, desk: Desk) -> None:
    if act.before.get("cancelled"):
        _cancel(act, desk)
    else:
        span = Span(act.before["start"], act.before["end"])
        move_evening(evening=_evening(act, desk), span=span, actor=desk.person, now=desk.now)


def _put_back(act: Act, desk: Desk) -> None:
    were = Person.objects.filter(public_id__in=act.before["people"])
    day = date.fromisoformat(act.after["day"])
    set_on_duty(facility=desk.hall, day=day, people=were, actor=desk.person, now=desk.now)


def _evening(act: Act, desk: Desk) -> Evening:
    found = Evening.objects.filter(facility=desk.hall, pk=act.after["evening"]).first()
    if found is None:
        raise Absent(str(act.after["evening"]))
    return found


UNDO: Mapping[str, Callable[[Act, Desk], None]] = {
    "close": _lift_all,
    "festival": _lift_all,
    "close_now": _lift_all,
    "warn": _unwarn,
    "close_regularly": _end_closures,
    "open_evening": _cancel,
    "open_evenings": _end_evenings,
    "move_evening": _move_back,
    "cancel_evening": _restore,
    "restore_evening": _cancel,
    "set_on_duty": _put_back,
}
WORDS: Mapping[str, Callable[[], str]] = {
    "close": lambda: _("休みにした"),
    "festival": lambda: _("行事で全館を使う"),
    "close_now": lambda: _("今すぐ閉めた"),
    "warn": lambda: _("警報で閉めた"),
    "unwarn": lambda: _("警報を解いた"),
    "lift": lambda: _("休みをやめた"),
    "close_regularly": lambda: _("くりかえす休みを足した"),
    "end_closures": lambda: _("くりかえす休みを終えた"),
    "open_evening": lambda: _("開館を足した"),
    "open_evenings": lambda: _("くりかえす夜間開放を足した"),
    "end_evenings": lambda: _("くりかえす夜間開放を終えた"),
    "move_evening": lambda: _("夜間開放の時間を変えた"),
    "cancel_evening": lambda: _("夜間開放を1日やめた"),
    "restore_evening": lambda: _("やめた夜間開放をもどした"),
    "set_on_duty": lambda: _("当番を決めた"),
}
