"""確認をお願いする: a use that the rules leave to the hall is held until a person there answers."""

import secrets
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from booking.actions.answers import KeyReused
from booking.actions.requests import LONGEST_SAID, TooMany, accept_proposal
from booking.actions.requests import request as ask_the_hall
from booking.actions.texts import Missing, Unfit
from booking.actions.wanted import Wanted
from booking.queries.party import Asker
from booking.queries.purposes import purposes
from booking.rules.requests import answer_by
from booking.rules.verdict import Refused
from booking.web.asking import asker, fingerprint, party_of, title_of
from booking.web.booked import answered, find_booking, reader
from booking.web.bookings import asked_length, frame, purpose_words, unclear, used_or_unfit
from booking.web.dates import read_instant
from booking.web.joining import unfit_words
from booking.web.places import find_room, zone_of
from booking.web.question import Question
from booking.web.refusals import refusal
from facilities import clock
from facilities.labels import moment_words
from facilities.models import Room
from facilities.rules.spans import Span, local_day


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def asking_the_hall(request: HttpRequest, hall: str, room: str) -> HttpResponse:
    """GET: what is asked, from `?s=` to `?e=`, and for what reason. POST: holds it, and leads to its page."""
    now, found = clock.now(), find_room(hall, room)
    zone = zone_of(found.facility)
    start = read_instant(request.GET.get("s", ""), zone)
    span = None if start is None else asked_length(request, start, zone)
    asking = asker(request, now)
    if span is None or asking is None:
        return unclear(request, found)
    if request.method != "POST":
        return _page(request, found, span, asking, now)
    # The company is kept in the session: another page may have changed it since this form was shown.
    if request.POST.get("company") != fingerprint(asking.company):
        said = _("使う人が変わっています。もう一度たしかめてください。")
        return _page(request, found, span, asking, now, said, 409)
    return _asked(request, found, span, asking, now)


@never_cache
@login_required
@require_POST
def taking(request: HttpRequest, public_id: str) -> HttpResponse:
    """Takes what the hall has offered instead."""
    found = find_booking(request, public_id)
    return answered(request, found, accept_proposal, _("この時間は、もう取ってありません"))


def _asked(request: HttpRequest, room: Room, span: Span, asking: Asker, now: int) -> HttpResponse:
    try:
        booking = ask_the_hall(
            person=reader(request),
            wanted=Wanted(room, span, asking.company, request.POST.get("purpose", "")),
            said=request.POST.get("said", ""),
            now=now,
            key=request.POST.get("key", ""),
        )
    except Refused as refused:
        return _refused(request, room, span, refused, asking, now)
    except Missing:
        said = _("館の人に伝えたいことを書いてください。")
        return _page(request, room, span, asking, now, said, 422)
    except TooMany as many:
        told = {"most": many.args[0]}
        said = _("返事を待っているお願いが%(most)d件あります。返事が来てから、またお願いしてください。")
        return _page(request, room, span, asking, now, said % told, 409)
    except Unfit as unfit:
        said = _("館の人に伝えたいこと")
        return _page(request, room, span, asking, now, f"{said} {unfit_words(unfit)}", 422)
    except KeyReused as used:
        return _page(request, room, span, asking, now, used_or_unfit(used), 422)
    return redirect("booking", booking.public_id)


def _page(
    request: HttpRequest,
    room: Room,
    span: Span,
    asking: Asker,
    now: int,
    mistake: str = "",
    status: int = 200,
) -> HttpResponse:
    zone = zone_of(room.facility)
    today = local_day(now, zone)
    named = purposes(room, local_day(span.start, zone))
    told: dict[str, Any] = {
        **frame(room, span.start, zone, now),
        "span": span,
        "zone": zone,
        "day": local_day(span.start, zone),
        "mistake": mistake,
        "purposes": {key: purpose_words(key, words) for key, words in named.items()},
        "typed": request.POST or request.GET,
        "longest": LONGEST_SAID,
        "party": party_of(reader(request), asking),
        "company": fingerprint(asking.company),
        "key": secrets.token_urlsafe(16),
        "until": moment_words(answer_by(now, span.start), zone, today),
    }
    return render(request, "booking/request.html", told, status=status)


def _refused(
    request: HttpRequest, room: Room, span: Span, refused: Refused, asking: Asker, now: int
) -> HttpResponse:
    asked = Question(room, span, refused.verdict, asking, title_of(request, asking), now)
    told = {
        **frame(room, span.start, zone_of(room.facility), now),
        "heading": _("この時間は、お願いできませんでした"),
        "refusal": refusal(asked),
    }
    return render(request, "booking/refused.html", told, status=409)
