"""備品と気づいたこと: what is broken and what is mended, and what the desk noticed in the hall."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from booking.actions import faults, occurrences
from booking.actions.occurrences import LONGEST_TEXT, Untimely
from booking.actions.texts import Missing, Unfit
from booking.labels.things import FAULTS, OCCURRENCES, fault_words, occurrence_words
from booking.models import Occurrence
from booking.queries.bookings import Absent
from booking.queries.faults import fault_at, label_of, thing_at
from booking.queries.occurrences import occurrence_of, occurrences_of
from booking.rules.staff import Right
from booking.web.addresses import qr_code
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.panel import read_number
from booking.web.desk.rule_while import address_for
from booking.web.desk.today import room_at
from facilities.labels import moment_words
from facilities.models import Fault
from facilities.queries.faults import faults_since, things_of_hall
from facilities.queries.rooms import shown_rooms
from facilities.rules.spans import instant, local

A_WEEK = 7 * 24 * 60 * 60
A_PAGE = 24  # labels on a sheet of A4


@at_desk(Right.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def things(request: HttpRequest, desk: Desk) -> HttpResponse:
    """GET: how things stand. POST: `do` says which of DOES."""
    if request.method != "POST":
        return _page(request, desk)
    do = DOES.get(request.POST.get("do", ""))
    if do is None:
        raise Http404
    try:
        do(request, desk)
    except Absent as absent:
        raise Http404 from absent
    except Untimely:
        return _again(request, desk, "at", _("いつのことかを、この1週間の日時で入れてください。"))
    except Missing:
        return _again(request, desk, "text", _("どんなことがあったかを書いてください。"))
    except Unfit as unfit:
        return _again(request, desk, unfit.field, _("300字までの、ふつうの文字で書いてください。"))
    except ValueError:
        return _again(request, desk, "count", _("使えない数は、1から、館にある数までで入れてください。"))
    return redirect("desk-things", desk.hall.slug)


@at_desk(Right.DESK)
@require_safe
def labels(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The sheet of labels to print and stick on things: 24 on a page of A4."""
    told = [
        {"thing": thing, "qr": qr_code(_label_address(request, label_of(thing)))}
        for thing, _left in things_of_hall(desk.hall)
    ]
    pages = [told[first : first + A_PAGE] for first in range(0, len(told), A_PAGE)]
    return render(request, "print/labels.html", {"hall": desk.hall, "pages": pages})


def _label_address(request: HttpRequest, label: str) -> str:
    return request.build_absolute_uri(reverse("fault", args=[label]))


def _report(request: HttpRequest, desk: Desk) -> None:
    what = request.POST.get("what", "")
    if what not in Fault.What.values:
        raise Absent(what)
    faults.report(
        thing=thing_at(desk.hall, request.POST.get("thing", "")),
        count=read_number(request.POST.get("count", ""), "count"),
        what=Fault.What(what),
        said=request.POST.get("said", ""),
        actor=desk.person,
        now=desk.now,
    )


def _of_fault(verb: Callable[..., None]) -> Callable[[HttpRequest, Desk], None]:
    def done(request: HttpRequest, desk: Desk) -> None:
        key = request.POST.get("fault", "")
        if not (key.isascii() and key.isdigit() and len(key) < 16):
            raise Absent(key)
        verb(fault=fault_at(desk.hall, int(key)), actor=desk.person, now=desk.now)

    return done


def _notice(request: HttpRequest, desk: Desk) -> None:
    kind, room = request.POST.get("kind", ""), request.POST.get("room", "")
    if kind not in Occurrence.Kind.values:
        raise Absent(kind)
    occurrences.note_occurrence(
        facility=desk.hall,
        room=room_at(desk, room) if room else None,
        kind=Occurrence.Kind(kind),
        text=request.POST.get("text", ""),
        at=_instant(request.POST.get("at", ""), desk),
        actor=desk.person,
        now=desk.now,
    )


def _take_back(request: HttpRequest, desk: Desk) -> None:
    found = occurrence_of(desk.hall, request.POST.get("occurrence", ""))
    occurrences.take_back(occurrence=found, actor=desk.person, now=desk.now)


DOES: Mapping[str, Callable[[HttpRequest, Desk], None]] = {
    "report": _report,
    "mend": _of_fault(faults.mend),
    "mend_not": _of_fault(faults.mend_not),
    "notice": _notice,
    "take_back": _take_back,
}


def _instant(text: str, desk: Desk) -> int:
    """A wall time of the hall as the form gives it: "2026-12-04T17:42". Untimely for anything else."""
    try:
        wall = datetime.fromisoformat(text)
        return instant(wall.date(), wall.hour * 60 + wall.minute, desk.zone)
    except (ValueError, OverflowError) as error:
        raise Untimely(text) from error


def _again(request: HttpRequest, desk: Desk, field: str, words: str) -> HttpResponse:
    return _page(request, desk, problem=words, field=field, typed=request.POST, status=422)


def _page(request: HttpRequest, desk: Desk, status: int = 200, **told: Any) -> HttpResponse:
    week = faults_since(desk.hall, desk.now - A_WEEK)
    shown: dict[str, Any] = {
        "broken": [_fault(one, desk) for one in week if one.mended_at is None],
        "mended": [_fault(one, desk) for one in week if one.mended_at is not None],
        "things": things_of_hall(desk.hall),
        "kinds": FAULTS.items(),
        "noticed": [_noticed(one, desk) for one in _last_week(desk)],
        "of_kinds": OCCURRENCES.items(),
        "rooms": shown_rooms(desk.hall.pk),
        "at": local(desk.now, desk.zone).strftime("%Y-%m-%dT%H:%M"),
        "longest": LONGEST_TEXT,
        **told,
    }
    return show(request, desk, "booking/desk/things.html", "desk", status, **shown)


def _last_week(desk: Desk) -> list[Occurrence]:
    # A span does not hold its end: what was noticed in this very second is to be seen as well.
    return occurrences_of(desk.hall, desk.now - A_WEEK, desk.now + 1)[::-1]


def _fault(one: Fault, desk: Desk) -> dict[str, Any]:
    return {
        "one": one,
        "what": fault_words(one.what),
        "when": moment_words(one.at, desk.zone, desk.today),
        "by_label": one.way == Fault.Way.LABEL,
    }


def _noticed(one: Occurrence, desk: Desk) -> dict[str, Any]:
    to_rule = one.kind == Occurrence.Kind.NOISE and desk.may(Right.RULES)
    return {
        "one": one,
        "kind": occurrence_words(one.kind),
        "when": moment_words(one.at, desk.zone, desk.today),
        "rule": address_for(desk, one) if to_rule else "",
    }
