"""今すぐ閉める: who is inside, whom to call, who was handed over to whom and when."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from booking.actions.emergencies import (
    LONGEST_RELATION,
    close_now,
    look_up_contacts,
    not_picked_up,
    pick_up,
)
from booking.actions.texts import Missing, Unfit
from booking.actions.undo import may_undo
from booking.labels import people_words
from booking.models import Booking, Pickup
from booking.queries.acts import closed_at_once
from booking.queries.bookings import Absent
from booking.queries.contacts import Contact
from booking.queries.displacing import displaced, open_displacements
from booking.queries.emergencies import came_with, inside, pickup_in, still_inside
from booking.rules.displacing import Shut
from booking.rules.staff import Right
from booking.web.desk.board import name_of
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.fields import Reader
from booking.web.desk.layers import reason_of
from booking.web.written_numbers import whole
from facilities.labels import span_words, time_words, times_words
from facilities.rules.layers import Layer, Source
from facilities.rules.spans import MINUTES_A_DAY, Span, instant


@dataclass(frozen=True, slots=True)
class Inside:
    """Those who are there with one booking, and who of them was picked up."""

    id: str
    name: str
    where: str
    people: str
    left: int
    pickups: tuple[tuple[int, str], ...]
    contacts: tuple[Contact, ...]
    asked: bool


@at_desk(Right.CLOSE)
@require_http_methods(["GET", "HEAD", "POST"])
def emergency(request: HttpRequest, desk: Desk) -> HttpResponse:
    """GET: who is inside, and the form. POST: closes from now until a time of today."""
    form = Reader(request.POST, desk.zone)
    if request.method == "POST" and _closed(form, desk):
        return redirect("desk-open-now", desk.hall.slug)
    return _page(request, desk, form)


@at_desk(Right.DESK)
@require_POST
def picking_up(request: HttpRequest, desk: Desk, booking: str) -> HttpResponse:
    found, form = _find(desk, booking), Reader(request.POST, desk.zone)
    number = request.POST.get("headcount", "")
    try:
        pick_up(
            booking=found,
            headcount=whole(number, 4) or 0,
            relation=request.POST.get("relation", ""),
            actor=desk.person,
            now=desk.now,
        )
    except (Missing, Unfit):
        form.wrong(f"r-{found.public_id}", _("だれに引き渡したかを、「母」のように短く入れてください。"))
    except ValueError:
        form.wrong(f"n-{found.public_id}", _("人数を、中にいる数までで入れてください。"))
    return _page(request, desk, form) if form.errors else redirect("desk-open-now", desk.hall.slug)


@at_desk(Right.DESK)
@require_POST
def taking_back(request: HttpRequest, desk: Desk, pickup: int) -> HttpResponse:
    found = pickup_in(desk.hall, pickup)
    if found is None:
        raise Http404
    not_picked_up(pickup=found, actor=desk.person, now=desk.now)
    return redirect("desk-open-now", desk.hall.slug)


@at_desk(Right.CONTACT)
@require_POST
def contacting(request: HttpRequest, desk: Desk, booking: str) -> HttpResponse:
    """Whom to call for one booking; the look is logged, and the answer is not kept."""
    found = _find(desk, booking)
    asked = {found.public_id: tuple(look_up_contacts(booking=found, actor=desk.person, now=desk.now))}
    return _page(request, desk, Reader(request.POST, desk.zone), asked)


def _find(desk: Desk, public_id: str) -> Booking:
    found = next((one for one in inside(desk.hall) if one.public_id == public_id), None)
    if found is None:
        raise Http404
    return found


def _closed(form: Reader, desk: Desk) -> bool:
    minutes = form.minutes("until")
    reason_ja, reason_en = form.reason()
    if minutes is None or form.errors:
        return False
    until = instant(desk.today, minutes, desk.zone)
    if until <= desk.now:
        form.wrong("until", _("今よりあとの時間を入れてください。"))
        return False
    # A form from before, or a second tap: closed over what is closed, "open again" would open one of the two.
    if closed_at_once(desk.hall, desk.now) is not None:
        return True
    by: dict[str, Any] = {"actor": desk.person, "now": desk.now}
    try:
        close_now(facility=desk.hall, until=until, reason_ja=reason_ja, reason_en=reason_en, **by)
    except Absent as absent:
        raise Http404 from absent
    return True


def _page(
    request: HttpRequest, desk: Desk, form: Reader, asked: dict[str, tuple[Contact, ...]] | None = None
) -> HttpResponse:
    here = [_inside(one, desk, asked or {}) for one in inside(desk.hall)]
    rest = Span.between(desk.now, instant(desk.today, MINUTES_A_DAY, desk.zone))
    coming = displaced(desk.hall, [Shut(rest)], desk.now) if rest else []
    told = {
        "closed": _closed_now(desk),
        "inside": here,
        "people": sum(one.left for one in here),
        # Whom an earlier closing has told already is not told twice.
        "later": len(coming) - len(open_displacements(coming)),
        "form": {"until": "24:00", **request.POST.dict()},
        "errors": form.errors,
        "action": reverse("desk-open-now", args=[desk.hall.slug]),
        "time": time_words(desk.now, desk.zone),
        "longest": LONGEST_RELATION,
    }
    status = 422 if form.errors else 200
    return show(request, desk, "booking/desk/open_now.html", "desk-open", status, **told)


def _closed_now(desk: Desk) -> dict[str, Any] | None:
    """That it is closed, until when and why, and the act by which it can be opened again."""
    found = closed_at_once(desk.hall, desk.now)
    if found is None:
        return None
    closure, act = found
    reason = reason_of(Source(Layer.CLOSURE, "", closure.reason_ja, closure.reason_en))
    until = span_words(Span(closure.start, closure.end), desk.zone, desk.today)
    undoable = may_undo(act, desk.rights, desk.now)
    return {"when": until, "why": reason, "act": act.pk if undoable else None}


def _inside(booking: Booking, desk: Desk, asked: dict[str, tuple[Contact, ...]]) -> Inside:
    span = Span(booking.start, booking.end)
    return Inside(
        id=booking.public_id,
        name=name_of(booking),
        where=f"{booking.room.name} {times_words(span, desk.zone)}",
        people=people_words(came_with(booking)),
        left=still_inside(booking),
        pickups=tuple((one.pk, _picked_words(one, desk)) for one in booking.pickups.all()),
        contacts=asked.get(booking.public_id, ()),
        asked=booking.public_id in asked,
    )


def _picked_words(one: Pickup, desk: Desk) -> str:
    told = {
        "time": time_words(one.at, desk.zone),
        "people": people_words(one.headcount),
        "relation": one.relation,
    }
    return _("%(time)s %(people)sを引き渡した(%(relation)s)") % told
