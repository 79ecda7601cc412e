"""A booking that stands: its page, giving it back, taking that back, and moving it."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from booking.actions.bookings import Refused, Stale, cancel, restore
from booking.actions.looks import look_up
from booking.actions.visits import cancel_all
from booking.labels import (
    counts_words,
    people_words,
)
from booking.models import Booking, Person
from booking.queries.bookings import Absent, may_change
from booking.queries.displacing import offered_to
from booking.queries.giving_up import giving_up
from booking.queries.visits import together
from booking.rules.lifecycle import State
from booking.web.asking import asker, member
from booking.web.booked_page import BookingPage
from booking.web.booked_words import is_changeable, share_words
from booking.web.costs import costs_of
from booking.web.question import Question
from booking.web.refusals import refusal
from facilities import clock
from facilities.labels import day_words
from facilities.rules.spans import Span, local_day

NEVER = -1  # nothing has this sequence


def reader(request: HttpRequest) -> Person:
    """Who reads a page that is theirs alone; views that ask this are behind `login_required`."""
    person = member(request)
    if person is None:
        raise PermissionDenied
    return person


def find_booking(request: HttpRequest, public_id: str) -> Booking:
    """One's own booking, or one of a hall that one serves; a foreign one and none at all answer alike."""
    try:
        return look_up(public_id=public_id, reader=reader(request), now=clock.now())
    except Absent as absent:
        raise Http404 from absent


def sequence_seen(request: HttpRequest, name: str = "sequence") -> int:
    """Of what its form showed, which sequence it had; NEVER where it does not say, or says nonsense."""
    text = request.POST.get(name, "")
    # No longer than a number of the database, and than int() reads at once.
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else NEVER


def as_seen(request: HttpRequest, booking: Booking) -> Booking:
    """The booking as the form showed it, so that two who change it at once do not meet unseen.

    A form that does not say what it showed has shown nothing.
    """
    booking.sequence = sequence_seen(request)
    return booking


@never_cache
@login_required
@require_safe
def booking(request: HttpRequest, public_id: str) -> HttpResponse:
    found, now = find_booking(request, public_id), clock.now()
    # What was offered instead is answered on the page of the booking that was displaced
    # (docs/decisions/0033).
    if found.state == State.OFFERED and (moved := offered_to(found)):
        return redirect("booking", moved.public_id)
    address = request.build_absolute_uri(reverse("hall", args=[found.room.facility.slug]))
    told = {
        **context(found, now),
        **BookingPage(found, reader(request), now).told(),
        "share": share_words(found, address, now),
    }
    return render(request, "booking/booking.html", told)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancelling(request: HttpRequest, public_id: str) -> HttpResponse:
    found, now = find_booking(request, public_id), clock.now()
    if not may_change(found, reader(request), now=now):
        raise Http404
    if request.method != "POST":
        # A form that comes too late goes on to the verb, which says why it is not done.
        if not is_changeable(found, now):
            return redirect("booking", public_id)
        costs = costs_of(giving_up(found, now, reader(request)), found, now)
        told = {**context(found, now), "costs": costs, "together": together(found)}
        return render(request, "booking/cancel.html", told)
    giving = cancel_all if request.POST.get("all") else cancel
    return answered(request, found, giving, _("この予約は、もう取り消せません"))


@never_cache
@login_required
@require_POST
def restoring(request: HttpRequest, public_id: str) -> HttpResponse:
    found = find_booking(request, public_id)
    return answered(request, found, restore, _("この予約は、もとにもどせませんでした"))


def answered(
    request: HttpRequest, found: Booking, verb: Callable[..., object], refusal_words: str, to: str = ""
) -> HttpResponse:
    """What a verb of a booking comes to: its page (or the one called `to`), or why it was not done."""
    now = clock.now()
    try:
        verb(booking=as_seen(request, found), actor=reader(request), now=now)
    except Absent as absent:
        raise Http404 from absent
    except Refused as refused:
        return not_done(request, found, refused, refusal_words, now)
    except Stale:
        return stale(request, found)
    return redirect(to) if to else redirect("booking", found.public_id)


def context(booking: Booking, now: int) -> dict[str, Any]:
    """What every page about a booking says of it."""
    room = booking.room
    zone = ZoneInfo(room.facility.timezone)
    day, today = local_day(booking.start, zone), local_day(now, zone)
    return {
        "booking": booking,
        "room": room,
        "hall": room.facility,
        "zone": zone,
        "span": Span(booking.start, booking.end),
        "day": day_words(day, today),
        "detail": detail(booking),
    }


def detail(booking: Booking) -> str:
    """「2階・よるかぜバンド・5人(中学生3人・高校生世代2人)」; うち where some have cards."""
    people = people_words(booking.headcount)
    told = {"people": people, "counted": counts_words(booking.counted)}
    if told["counted"]:
        everybody = sum(booking.counted.values()) == booking.headcount
        people = (_("%(people)s(%(counted)s)") if everybody else _("%(people)s(うち%(counted)s)")) % told
    if booking.carers:
        people = _("%(people)sと介助の人%(carers)d人") % {"people": people, "carers": booking.carers}
    group = booking.group.name if booking.group else ""
    return _("・").join(piece for piece in (booking.room.floor, group, people) if piece)


def not_done(request: HttpRequest, found: Booking, refused: Refused, heading: str, now: int) -> HttpResponse:
    """Why a change was refused, and what else whoever reads may book instead."""
    room, span = found.room, Span(found.start, found.end)
    asked = Question(room, span, refused.verdict, asker(request, now), detail(found), now)
    told = {
        **context(found, now),
        "heading": heading,
        "refusal": refusal(asked),
        "back": reverse("room", args=[room.facility.slug, room.slug]),
    }
    return render(request, "booking/refused.html", told, status=409)


def stale(request: HttpRequest, found: Booking) -> HttpResponse:
    told = {
        "booking": found,
        "hall": found.room.facility,
        "heading": _("この予約は、先に変わっていました"),
    }
    return render(request, "booking/stale.html", told, status=409)
