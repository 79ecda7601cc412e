"""What the desk changes of a booking: where and when, until when, who comes. The judge is asked as ever, and
may be overruled with a reason.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from booking.actions.bookings import Absent, Answering, Refused, Stale, Unfit, move
from booking.actions.parties import change_party
from booking.actions.stays import extend
from booking.actions.texts import Missing
from booking.labels import band_words
from booking.models import Booking
from booking.queries.bookings import people_of
from booking.queries.displacing import is_displaced
from booking.queries.party import asker_of_booking, company_of
from booking.queries.staying import stays
from booking.rules.ask import Channel
from booking.rules.bands import BANDS
from booking.rules.lifecycle import HALL
from booking.rules.staff import Right
from booking.rules.verdict import Verdict
from booking.web.booked import as_seen, context
from booking.web.booked_words import is_ahead
from booking.web.dates import read_instant
from booking.web.desk.asked import Asked, take_way, way_of
from booking.web.desk.booking import find, mistake_words, settled
from booking.web.desk.cards import Card, card
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.phone import OVERRULE, party_words, unfit_text
from booking.web.question import Question
from booking.web.staying import ends_of
from facilities.models import Room
from facilities.queries.rooms import lent_rooms
from facilities.rules.spans import Span

Verb = Callable[[Booking, Answering], object]


@at_desk(Right.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def moving(request: HttpRequest, desk: Desk, booking: str) -> HttpResponse:
    """GET: where and when it is now. POST: another place or time, or one of the card's, to be looked at."""
    found = find(desk, booking)
    if not is_ahead(found, desk.now):
        return settled(request, desk, found)
    rooms = list(lent_rooms(desk.hall.pk))
    asked = Asked.of(request.POST)
    if request.method != "POST":
        take_way(asked, way_of(found.room, Span(found.start, found.end), desk.zone))
    take_way(asked, request.POST.get("to", ""))
    room, span = next((one for one in rooms if one.slug == asked.room), None), asked.span(desk)
    cause = _cause(request, found)
    told = {
        "kind": "move",
        "heading": _("部屋や時間を変える"),
        "asked": asked,
        "rooms": rooms,
        "cause": cause,
    }
    if request.method != "POST" or request.POST.get("to"):
        return _page(request, desk, found, told)
    if room is None or span is None:
        return _page(request, desk, found, told, mistake=_("部屋と日と時間をえらんでください。"), status=422)

    def verb(seen: Booking, answering: Answering) -> None:
        how: Any = {"answering": answering, "for_hall": cause == HALL, "now": desk.now}
        move(booking=seen, actor=desk.person, room=room, span=span, **how)

    return _done(request, desk, found, told, verb, (room, span))


def _cause(request: HttpRequest, found: Booking) -> str | None:
    """Whose doing it is; None while nobody has said. Whoever was displaced has answered on the telephone."""
    if request.method == "POST" and "cause" in request.POST:
        return request.POST["cause"]
    return "" if is_displaced(found) else None


@at_desk(Right.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def extending(request: HttpRequest, desk: Desk, booking: str) -> HttpResponse:
    """GET: until when one can stay. POST: stays until `until`."""
    found = find(desk, booking)
    if not is_ahead(found, desk.now):
        return settled(request, desk, found)
    ends = ends_of(found, stays(found, desk.now, desk.person), desk.zone, desk.today)
    told = {
        "kind": "extend",
        "heading": _("時間をのばす"),
        "ends": ends,
        "until": request.POST.get("until", ""),
    }
    if request.method != "POST":
        return _page(request, desk, found, told)
    until = read_instant(request.POST.get("until", ""), desk.zone)
    # The end that it has already may be a second tap, which the verb answers as done.
    if until is None or until < found.end:
        return _page(request, desk, found, told, mistake=_("何時まで使うかをえらんでください。"), status=422)

    def verb(seen: Booking, answering: Answering) -> None:
        extend(booking=seen, actor=desk.person, until=until, answering=answering, now=desk.now)

    return _done(request, desk, found, told, verb, (found.room, Span(found.end, until)))


@at_desk(Right.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def changing_party(request: HttpRequest, desk: Desk, booking: str) -> HttpResponse:
    """GET: how many of each band come, besides those with a card. POST: so many others."""
    found = find(desk, booking)
    if not is_ahead(found, desk.now):
        return settled(request, desk, found)
    named = list(found.people.order_by("pk"))
    asked = Asked.of(request.POST)
    if request.method != "POST":
        asked.counts = {band: str(found.counted.get(band) or "") for band in BANDS}
    kept = request.POST.getlist("people") if request.method == "POST" else [one.public_id for one in named]
    told = {
        "kind": "party",
        "heading": _("来る人を変える"),
        "named": [{"key": one.public_id, "words": str(one), "kept": one.public_id in kept} for one in named],
        "bands": [{"key": band, "words": band_words(band), "count": asked.counts[band]} for band in BANDS],
    }
    people = tuple(one.pk for one in named if one.public_id in kept)
    company = replace(company_of(found, people), counted=dict(asked.bands()))
    if request.method != "POST":
        return _page(request, desk, found, told)
    if company.says_nothing:
        mistake = _("だれが来るかを、1人以上入れてください。")
        return _page(request, desk, found, told, mistake=mistake, status=422)

    def verb(seen: Booking, answering: Answering) -> None:
        change_party(
            booking=seen,
            actor=desk.person,
            company=company,
            purpose=found.purpose,
            answering=answering,
            now=desk.now,
        )

    return _done(request, desk, found, told, verb, (found.room, Span(found.start, found.end)))


def _done(
    request: HttpRequest,
    desk: Desk,
    found: Booking,
    told: dict[str, Any],
    verb: Verb,
    wanted: tuple[Room, Span],
) -> HttpResponse:
    """What a verb comes to: the booking's page, or the form again with the card of the refusal."""
    overrule, why = request.POST.get("do") == OVERRULE, request.POST.get("why", "")
    try:
        # To the verb no reason is no overruling: it would refuse once more, and say nothing of what is
        # missing.
        if overrule and not why.strip():
            raise Missing("why")
        verb(as_seen(request, found), Answering(why if overrule else "", request.POST.getlist("seen")[:30]))
    except Absent as absent:
        raise Http404 from absent
    except Refused as refused:
        told |= {"card": _card(told["kind"], desk, found, refused.verdict, wanted)}
        return _page(request, desk, find(desk, found.public_id), told, status=409)
    except Stale as stale:
        current = find(desk, found.public_id)
        return _page(request, desk, current, told, mistake=mistake_words(stale, desk), status=409)
    except (Unfit, Missing) as unfit:
        return _page(request, desk, found, told, mistake=unfit_text(unfit), status=422)
    return redirect("desk-booking", desk.hall.slug, found.public_id)


def _card(kind: str, desk: Desk, found: Booking, verdict: Verdict, wanted: tuple[Room, Span]) -> Card:
    people = people_of(found)
    asker = asker_of_booking(found, people, desk.now, desk.person)
    question = Question(
        *wanted,
        verdict,
        asker,
        party_words(asker.company),
        desk.now,
        moving=found,
        purpose=found.purpose,
        channel=Channel(found.channel),
    )
    return card(question, desk, elsewhere=kind == "move")


def _page(
    request: HttpRequest,
    desk: Desk,
    found: Booking,
    told: dict[str, Any],
    *,
    mistake: str = "",
    status: int = 200,
) -> HttpResponse:
    told = {**context(found, desk.now), **told, "why": request.POST.get("why", ""), "mistake": mistake}
    return show(request, desk, "booking/desk/change.html", "desk-bookings", status=status, **told)
