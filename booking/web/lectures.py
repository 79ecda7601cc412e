"""出前講座: what the city's staff come and speak about, and how a group asks for it and answers."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from booking.actions import lecture_requests as verbs
from booking.actions.texts import Missing, Unfit
from booking.labels import sentence
from booking.labels.lectures import state_words
from booking.models import LectureRequest, Person
from booking.queries.bookings import Absent
from booking.queries.lectures import catalogue, request_led, requests_led, shown_lecture
from booking.rules.lectures import State
from booking.rules.verdict import Refused
from booking.web.asking import member
from booking.web.booked import reader
from booking.web.lecture_form import LectureForm
from booking.web.question import against
from booking.web.saying import said, say
from facilities import clock
from facilities.labels import span_words
from facilities.rules.spans import Span, local_day

BAD = (verbs.NotOn, verbs.NotThose, verbs.TooMany, verbs.NobodyComes, Missing, Unfit)


@never_cache
@require_safe
def lectures(request: HttpRequest) -> HttpResponse:
    """The catalogue by department, and what one's own groups have asked for."""
    now, person = clock.now(), member(request)
    mine = [] if person is None else [asked_told(one, now) for one in requests_led(person)]
    told = {"catalogue": catalogue(), "mine": mine, "said": said(request)}
    return render(request, "booking/lectures.html", told)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lecture(request: HttpRequest, public_id: str) -> HttpResponse:
    """One lecture. POST asks for it, in the name of a group that one leads."""
    try:
        found = shown_lecture(public_id)
    except Absent as absent:
        raise Http404 from absent
    person = member(request)
    if person is None:
        return render(request, "booking/lecture.html", {"one": found})
    form = LectureForm(request.POST if request.method == "POST" else QueryDict(), found, person)
    if request.method == "POST":
        made = _asked(form, person)
        if made is not None:
            say(request, _("たのみました。お返事は「お知らせ」に届きます。"))
            return redirect("lecture-request", made.public_id)
    told = {"one": found, **form.told(request.POST)}
    return render(request, "booking/lecture.html", told, status=422 if form.errors else 200)


def _asked(form: LectureForm, person: Person) -> LectureRequest | None:
    """What hinders it stands with its field in the form afterwards."""
    wished, now = form.wish(), clock.now()
    if wished is None:
        return None
    group, wish = wished
    try:
        return verbs.ask_lecture(lecture=form.lecture, group=group, wish=wish, person=person, now=now)
    except Absent as absent:
        raise Http404 from absent
    except BAD as why:
        form.refuse(why, now)
        return None


@never_cache
@login_required
@require_safe
def asked(request: HttpRequest, public_id: str) -> HttpResponse:
    """How it stands with what one's group has asked for."""
    found = _found(request, public_id)
    return render(
        request,
        "booking/lecture_request.html",
        {"one": asked_told(found, clock.now()), "said": said(request)},
    )


@never_cache
@login_required
@require_POST
def withdrawing(request: HttpRequest, public_id: str) -> HttpResponse:
    return _done(request, public_id, verbs.withdraw_lecture, _("やめました。またたのむこともできます。"))


@never_cache
@login_required
@require_POST
def accepting(request: HttpRequest, public_id: str) -> HttpResponse:
    return _done(request, public_id, verbs.accept_lecture, _("この日に決まりました。"))


def _done(request: HttpRequest, public_id: str, verb: Callable[..., Any], words: str) -> HttpResponse:
    found, now = _found(request, public_id), clock.now()
    try:
        verb(request=found, person=reader(request), now=now)
        say(request, words)
    except Absent as absent:
        raise Http404 from absent
    except Refused as refused:
        say(request, _("できませんでした。") + _whys(refused, now))
    return redirect("lecture-request", public_id)


def _found(request: HttpRequest, public_id: str) -> LectureRequest:
    try:
        return request_led(reader(request), public_id)
    except Absent as absent:
        raise Http404 from absent


def _whys(refused: Refused, now: int) -> str:
    zone = ZoneInfo(settings.TIME_ZONE)
    return " ".join(sentence(one, zone, local_day(now, zone)) for one in against(refused.verdict))


def asked_told(one: LectureRequest, now: int) -> dict[str, Any]:
    """What was asked for, as its group and the department read it."""
    zone = ZoneInfo(settings.TIME_ZONE)
    today = local_day(now, zone)
    begun = one.start is not None and one.start <= now
    certain = one.start is not None and one.end is not None
    room = one.room
    return {
        "public_id": one.public_id,
        "revision": one.revision,
        "lecture": one.lecture,
        "group": one.group.name,
        "state": one.state,
        "words": state_words(one.state, held=begun),
        "when": span_words(Span(one.start or 0, one.end or 0), zone, today) if certain else "",
        "dates": [
            (date.pk, span_words(Span(date.start, date.end), zone, today), date.start <= now)
            for date in one.dates.all()
        ],
        "where": one.place if room is None else f"{room.facility.name} {room.name}",
        "room": room is not None,
        "expected": one.expected,
        "why": one.why,
        "begun": begun,
        "open": one.state in (State.ASKED, State.PROPOSED, State.AGREED) and not begun,
        "booking": one.booking.public_id if one.booking else "",
    }
