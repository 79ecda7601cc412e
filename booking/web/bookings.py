"""Booking a window: the sheet with its lengths, and what is answered to 予約する."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from booking.actions.bookings import KeyReused, Refused, Unfit, book
from booking.actions.wanted import Wanted
from booking.labels import fee_words, sentence
from booking.models import Person
from booking.queries.boards import still_asked
from booking.queries.bookings import Absent
from booking.queries.party import Asker
from booking.queries.purposes import OTHER, purposes
from booking.queries.rules import rulebook_on
from booking.queries.slots import Length, lengths
from booking.queries.verdicts import judge
from booking.rules.codes import Code
from booking.rules.verdict import Finding, Verdict
from booking.rules.weeks import FORM_ASKS, is_open
from booking.web.asking import asker, fingerprint, member, party_of, title_of
from booking.web.coming import coming_of
from booking.web.dates import read_instant, written
from booking.web.joining import unfit_words
from booking.web.places import find_room, zone_of
from booking.web.question import Question
from booking.web.refusals import brief, refusal
from booking.web.things import read_things, things_of
from booking.web.visits import AT_BOOKING, notes_of
from facilities import clock
from facilities.labels import in_english, length_words, moment_words, time_words
from facilities.models import Room
from facilities.rules.spans import Span, local_day
from facilities.rules.words import Words

USUAL_SECONDS = 2 * 60 * 60  # what a page proposes where more can be chosen
AN_HOUR = 60 * 60
MOST_LENGTHS = 16  # that anybody reads


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    words: str
    until: str
    fee: str = ""
    why: str = ""  # why it cannot be chosen
    chosen: bool = False


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, hall: str, room: str) -> HttpResponse:
    """GET: how long from `?s=`, for whom. POST: books, and leads to the booking."""
    now, found = clock.now(), find_room(hall, room)
    zone = zone_of(found.facility)
    start = read_instant(request.GET.get("s", ""), zone)
    if start is None:
        return unclear(request, found)
    person, asking = member(request), asker(request, now)
    if request.method == "POST" and person and asking:
        return _booked(request, found, start, person, asking, now)
    return _page(request, found, start, asking, now)


def _booked(
    request: HttpRequest, room: Room, start: int, person: Person, asking: Asker, now: int
) -> HttpResponse:
    zone = zone_of(room.facility)
    end = read_instant(request.POST.get("e", ""), zone)
    span = Span.between(start, end) if end else None
    if span is None:
        return _page(
            request, room, start, asking, now, mistake=_("どのくらい使うかをえらんでください。"), status=422
        )
    if request.POST.get("company") != fingerprint(asking.company):
        said = _("使う人が変わっています。もう一度たしかめてください。")
        return _page(request, room, start, asking, now, mistake=said, status=409, chosen=span)
    purpose, help_wanted, key = (request.POST.get(name, "") for name in ("purpose", "help", "key"))
    try:
        things = read_things(request.POST, room)
        wanted = Wanted(room, span, asking.company, purpose, help_wanted, things=things)
        booking = book(person=person, wanted=wanted, now=now, key=key)
    except Absent as absent:  # a room or a friend that was there when it was asked for, a moment ago
        raise Http404 from absent
    except Refused as refused:
        if is_open(refused.verdict, FORM_ASKS):
            said = _("何に使うかをえらんでください。")
            return _page(request, room, start, asking, now, mistake=said, status=422, chosen=span)
        return _refused(request, room, span, refused.verdict, asking, now)
    except (KeyReused, Unfit) as unfit:
        said = used_or_unfit(unfit)
        return _page(request, room, start, asking, now, mistake=said, status=422, chosen=span)
    return redirect("booking", booking.public_id)


def used_or_unfit(mistake: Exception) -> str:
    """Which text of the sheet cannot be kept, and why; of the key, which nobody types, that it is used up."""
    fields = {"purpose": _("何に使いますか"), "help_wanted": _("館の人に手伝ってほしいこと")}
    if isinstance(mistake, Unfit) and mistake.field in fields:
        return f"{fields[mistake.field]} {unfit_words(mistake)}"
    return _("この画面はもう使われています。もう一度たしかめて、予約してください。")


def _page(
    request: HttpRequest,
    room: Room,
    start: int,
    asking: Asker | None,
    now: int,
    *,
    mistake: str = "",
    status: int = 200,
    chosen: Span | None = None,
) -> HttpResponse:
    """The sheet, or the reasons why nothing can begin then."""
    zone, person = zone_of(room.facility), member(request)
    found = lengths(room, start, asking, now)
    wanted = chosen or asked_length(request, start, zone)
    choices = choices_of(found, zone, wanted, local_day(now, zone), asks=still_asked(asking))
    if not any(not choice.why for choice in choices):
        span = found[0].span if found else Span(start, start + AN_HOUR)
        verdict = found[0].verdict if found else judge(room=room, span=span, asker=asking, now=now)
        return _refused(request, room, span, verdict, asking, now, status=status)
    wanted_things = read_things(request.POST or request.GET, room)
    things = things_of(room, found[-1].span, wanted_things) if person else []
    told = {
        **frame(room, start, zone, now),
        "heading": _("この時間を予約する"),
        "mistake": mistake,
        "lengths": choices,
        "purposes": _purposes(room, found),
        "things": things,
        "things_wanted": any(thing.wanted for thing in things),
        "notes": notes_of(room, rulebook_on(room.facility, local_day(start, zone)), AT_BOOKING),
        "signed_in": person is not None,
        "party": party_of(person, asking) if person and asking else None,
        "company": fingerprint(asking.company) if asking else "",
        "who_href": f"{reverse('who')}?{urlencode({'next': request.get_full_path()})}",
        "key": secrets.token_urlsafe(16),
        "action": request.get_full_path(),
        "button": _("この時間を予約する"),
        "undo": _("まちがえても、10分以内ならすぐに取り消せます。"),
        "provisional": _provisional(found, zone, now),
        "here": f"{request.path}?s={written(start, zone)}",
        "series_href": _series_address(request, room, start, zone) if person else "",
        "sequence": None,
    }
    if request.headers.get("HX-Request") and status == 200:
        return _laid_over(request, told)
    return render(request, "booking/book.html", told, status=status)


def _series_address(request: HttpRequest, room: Room, start: int, zone: ZoneInfo) -> str:
    base = reverse("series-new", args=[room.facility.slug, room.slug])
    asked = asked_length(request, start, zone)
    until = f"&e={written(asked.end, zone)}" if asked else ""
    return f"{base}?s={written(start, zone)}{until}{coming_of(request.GET).more}"


def _provisional(found: Collection[Length], zone: ZoneInfo, now: int) -> str:
    """What a registration that runs out before the day has to do with it; "" where nothing waits for that."""
    held = (reason for one in found for reason in one.verdict.found(Finding.HOLDS))
    waits = next((reason for reason in held if reason.code == Code.REG_RENEW), None)
    return sentence(waits, zone, local_day(now, zone)) if waits else ""


def _laid_over(request: HttpRequest, told: dict[str, Any]) -> HttpResponse:
    """The sheet over the week, whose address stays: closing the sheet leaves one where one was."""
    sheet = render(request, "booking/_sheet.html", told)
    sheet.headers["HX-Push-Url"] = "false"
    return sheet


def frame(room: Room, start: int, zone: ZoneInfo, now: int) -> dict[str, Any]:
    """What every page about one use of a room says of it."""
    day = written(start, zone).partition("T")[0]
    return {
        "room": room,
        "hall": room.facility,
        "title": _("%(moment)sから") % {"moment": moment_words(start, zone, local_day(now, zone))},
        "back": f"{reverse('room', args=[room.facility.slug, room.slug])}?from={day}#grid",
    }


def choices_of(
    found: tuple[Length, ...],
    zone: ZoneInfo,
    asked: Span | None,
    today: date,
    *,
    asks: Collection[str] | None = (),
) -> list[Choice]:
    """What can be chosen, and the first that cannot with its reason; one of them is proposed.

    `asks` are the facts that the page asks for; None for a stranger.
    """
    found = _few(found, asked)
    allowed = [one.span for one in found if is_open(one.verdict, asks)]
    proposed = asked if asked in allowed else _proposed(allowed)
    choices = []
    for one in found:
        why = "" if one.span in allowed else brief(one.verdict, zone, today)
        choices.append(
            Choice(
                value=written(one.span.end, zone),
                words=length_words(one.span.seconds),
                until=_("%(time)sまで") % {"time": time_words(one.span.end, zone)},
                fee=fee_words(one.bill.charged, one.bill.fee, unknown=one.bill.unknown),
                why=why,
                chosen=one.span == proposed,
            )
        )
        if why and allowed:
            break
    return choices


def _purposes(room: Room, found: tuple[Length, ...]) -> dict[str, str]:
    """What it may be for, in words, where that is lacking; nothing where nobody asks."""
    if not any("purpose" in one.verdict.lacking for one in found):
        return {}
    day = local_day(found[0].span.start, zone_of(room.facility))
    return {key: purpose_words(key, words) for key, words in purposes(room, day).items()}


def purpose_words(key: str, words: Words | None) -> str:
    """What a room may be for, in the hall's words; a key without words stands for itself."""
    if words is None:
        return _("そのほか") if key == OTHER else key
    return (in_english() and words.en) or words.ja


def _few(found: tuple[Length, ...], asked: Span | None) -> tuple[Length, ...]:
    """Where a room is lent by the quarter hour all day, whole hours and what was asked for are enough."""
    if len(found) <= MOST_LENGTHS:
        return found
    return tuple(one for one in found if one.span.seconds % AN_HOUR == 0 or one.span == asked)


def _proposed(allowed: list[Span]) -> Span | None:
    usual = [span for span in allowed if span.seconds <= USUAL_SECONDS]
    return usual[-1] if usual else allowed[0] if allowed else None


def asked_length(request: HttpRequest, start: int, zone: ZoneInfo) -> Span | None:
    """The use from `start` that an address asks for by its `e`."""
    end = read_instant(request.GET.get("e", ""), zone)
    return Span.between(start, end) if end else None


def _refused(
    request: HttpRequest,
    room: Room,
    span: Span,
    verdict: Verdict,
    asking: Asker | None,
    now: int,
    status: int = 409,
) -> HttpResponse:
    here, purpose = request.get_full_path(), request.POST.get("purpose", "")
    party, coming = title_of(request, asking), coming_of(request.GET)
    asked = Question(room, span, verdict, asking, party, now, here, purpose=purpose, coming=coming)
    told = {
        **frame(room, span.start, zone_of(room.facility), now),
        "heading": _("この時間は予約できませんでした")
        if request.method == "POST"
        else _("この時間は予約できません"),
        "refusal": refusal(asked),
        "again": here if request.method == "POST" else "",
        "kept": request.method == "POST",
    }
    if request.headers.get("HX-Request"):
        return _laid_over(request, told)
    return render(request, "booking/refused.html", told, status=status if request.method == "POST" else 200)


def unclear(request: HttpRequest, room: Room) -> HttpResponse:
    """An address without a time, or with one that cannot be read."""
    week = reverse("room", args=[room.facility.slug, room.slug])
    if not request.GET.get("s"):
        return HttpResponseRedirect(week)
    told = {"room": room, "hall": room.facility, "week": week}
    return render(request, "booking/unclear.html", told, status=400)
