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
from booking.actions.demand import TALLY
from booking.actions.wanted import LONGEST_PURPOSE, Wanted
from booking.labels import sentence
from booking.models import Person
from booking.queries.boards import still_asked
from booking.queries.bookings import Absent
from booking.queries.party import Asker
from booking.queries.purposes import OTHER, last_purpose, purposes
from booking.queries.rules import rulebook_on
from booking.queries.slots import Length, lengths
from booking.queries.verdicts import judge
from booking.rules.codes import Code
from booking.rules.demand import cause_of
from booking.rules.verdict import Verdict
from booking.rules.weeks import FORM_ASKS, is_open
from booking.web.asking import asker, fingerprint, member, party_of, title_of
from booking.web.coming import coming_of
from booking.web.dates import read_instant, written
from booking.web.joining import unfit_words
from booking.web.lengths import AN_HOUR, choices_of
from booking.web.places import find_room, zone_of
from booking.web.question import Question
from booking.web.refusals import refusal
from booking.web.things import read_things, things_of
from booking.web.told import asked_by, told_words
from booking.web.visits import AT_BOOKING, notes_of
from facilities import clock
from facilities.labels import in_english, moment_words
from facilities.models import Room
from facilities.rules.spans import Span, local_day
from facilities.rules.words import Words


@dataclass(frozen=True)
class Sheet:
    """The form over a window that begins at `start` (an instant), as it is asked for at `now`.

    `asking` is None for a stranger, who reads what there is and signs in to book.
    """

    request: HttpRequest
    room: Room
    start: int
    asking: Asker | None
    now: int

    @property
    def zone(self) -> ZoneInfo:
        return zone_of(self.room.facility)

    @property
    def today(self) -> date:
        return local_day(self.now, self.zone)

    @property
    def person(self) -> Person | None:
        return member(self.request)

    @property
    def asked_length(self) -> Span | None:
        return asked_length(self.request, self.start, self.zone)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, hall: str, room: str) -> HttpResponse:
    """GET: how long from `?s=`, for whom. POST: books, and leads to the booking."""
    now, found = clock.now(), find_room(hall, room)
    start = read_instant(request.GET.get("s", ""), zone_of(found.facility))
    if start is None:
        return unclear(request, found)
    asked = Sheet(request, found, start, asker(request, now), now)
    if request.method == "POST" and asked.person and asked.asking:
        return _booked(asked, asked.person, asked.asking)
    return _page(asked)


def _booked(sheet: Sheet, person: Person, asking: Asker) -> HttpResponse:
    given, room = sheet.request.POST, sheet.room
    end = read_instant(given.get("e", ""), sheet.zone)
    span = Span.between(sheet.start, end) if end else None
    if span is None:
        return _page(sheet, _("どのくらい使うかをえらんでください。"), 422)
    # The party is chosen on another page, perhaps in another tab: nobody books for whom they do not see.
    if given.get("company") != fingerprint(asking.company):
        return _page(sheet, _("使う人が変わっています。もう一度たしかめてください。"), 409, span)
    purpose, help_wanted, key = (given.get(name, "") for name in ("purpose", "help", "key"))
    try:
        things = read_things(given, room)
        wanted = Wanted(room, span, asking.company, purpose, help_wanted, things=things)
        booking = book(person=person, wanted=wanted, now=sheet.now, key=key)
    except Absent as absent:  # a room or a friend that was there when it was asked for, a moment ago
        raise Http404 from absent
    except Refused as refused:
        # Nothing is against it but that the purpose is lacking, which this form asks for
        # (docs/decisions/0022).
        if is_open(refused.verdict, FORM_ASKS):
            return _page(sheet, _("何に使うかをえらんでください。"), 422, span)
        codes = {reason.code for reason in refused.verdict.broken}
        TALLY.note(cause=cause_of(codes), hall=room.facility_id, now=sheet.now)
        return _refused(sheet, span, refused.verdict)
    except (KeyReused, Unfit) as unfit:
        return _page(sheet, used_or_unfit(unfit), 422, span)
    return redirect("booking", booking.public_id)


def used_or_unfit(mistake: Exception) -> str:
    """Which text of the sheet cannot be kept, and why; of the key, which nobody types, that it is used up."""
    fields = {"purpose": _("何に使いますか"), "help_wanted": _("館の人に手伝ってほしいこと")}
    if isinstance(mistake, Unfit) and mistake.field in fields:
        return f"{fields[mistake.field]} {unfit_words(mistake)}"
    return _("この画面はもう使われています。もう一度たしかめて、予約してください。")


def _page(sheet: Sheet, mistake: str = "", status: int = 200, chosen: Span | None = None) -> HttpResponse:
    """The sheet, or the reasons why nothing can begin then."""
    found = lengths(sheet.room, sheet.start, sheet.asking, sheet.now)
    wanted = chosen or sheet.asked_length
    choices = choices_of(found, sheet.zone, wanted, sheet.today, asks=still_asked(sheet.asking))
    if not any(not choice.why for choice in choices):
        return _nothing(sheet, found, status)
    told = {
        **frame(sheet.room, sheet.start, sheet.zone, sheet.now),
        **_ways_on(sheet),
        **_things(sheet, found),
        "heading": _("この時間を予約する"),
        "mistake": mistake,
        "lengths": choices,
        "purposes": _purposes(sheet.room, found),
        **_typed(sheet),
        "notes": notes_of(
            sheet.room, rulebook_on(sheet.room.facility, local_day(sheet.start, sheet.zone)), AT_BOOKING
        ),
        "signed_in": sheet.person is not None,
        "party": party_of(sheet.person, sheet.asking) if sheet.person and sheet.asking else None,
        "answers": told_words(asked_by(sheet.room), sheet.asking.company.told) if sheet.asking else "",
        "company": fingerprint(sheet.asking.company) if sheet.asking else "",
        # Of this page: pressed twice, or sent once more after no answer, the form books once.
        "key": secrets.token_urlsafe(16),
        "button": _("この時間を予約する"),
        "undo": _("まちがえても、10分以内ならすぐに取り消せます。"),
        "provisional": _provisional(found, sheet.zone, sheet.now),
        "sequence": None,
    }
    if sheet.request.headers.get("HX-Request") and status == 200:
        return _laid_over(sheet.request, told)
    return render(sheet.request, "booking/book.html", told, status=status)


def _typed(sheet: Sheet) -> dict[str, Any]:
    """What was typed in a form that was not taken; of a new one, what they have last booked the room for."""
    given = sheet.request.POST
    last = (
        ""
        if given or sheet.person is None or sheet.asking is None
        else last_purpose(sheet.asking, sheet.room)
    )
    told = {"purpose": given.get("purpose", last), "help_wanted": given.get("help", "")}
    return {**told, "longest": LONGEST_PURPOSE}


def _nothing(sheet: Sheet, found: tuple[Length, ...], status: int) -> HttpResponse:
    """Why nothing can begin then: by the shortest length, which every longer one holds."""
    if found:
        return _refused(sheet, found[0].span, found[0].verdict, status)
    span = Span(sheet.start, sheet.start + AN_HOUR)
    verdict = judge(room=sheet.room, span=span, asker=sheet.asking, now=sheet.now)
    return _refused(sheet, span, verdict, status)


def _things(sheet: Sheet, found: tuple[Length, ...]) -> dict[str, Any]:
    """What can be lent, by the longest length: what is free so long is free for less."""
    asked = read_things(sheet.request.POST or sheet.request.GET, sheet.room)
    things = things_of(sheet.room, found[-1].span, asked) if sheet.person else []
    return {"things": things, "things_wanted": any(thing.wanted for thing in things)}


def _ways_on(sheet: Sheet) -> dict[str, str]:
    """Where the sheet is sent, and the other forms that it leads to and that lead back."""
    request, here = sheet.request, sheet.request.get_full_path()
    return {
        "action": here,
        "here": f"{request.path}?s={written(sheet.start, sheet.zone)}",
        "who_href": f"{reverse('who')}?{urlencode({'next': here})}",
        "series_href": _series_address(sheet) if sheet.person else "",
    }


def _series_address(sheet: Sheet) -> str:
    base = reverse("series-new", args=[sheet.room.facility.slug, sheet.room.slug])
    asked = sheet.asked_length
    until = f"&e={written(asked.end, sheet.zone)}" if asked else ""
    return f"{base}?s={written(sheet.start, sheet.zone)}{until}{coming_of(sheet.request.GET).more}"


def _provisional(found: Collection[Length], zone: ZoneInfo, now: int) -> str:
    """What a registration that runs out before the day has to do with it; "" where nothing waits for that."""
    held = (reason for one in found for reason in one.verdict.holding(Code.REG_RENEW))
    waits = next(held, None)
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


def asked_length(request: HttpRequest, start: int, zone: ZoneInfo) -> Span | None:
    """The use from `start` that an address asks for by its `e`."""
    end = read_instant(request.GET.get("e", ""), zone)
    return Span.between(start, end) if end else None


def _refused(sheet: Sheet, span: Span, verdict: Verdict, status: int = 409) -> HttpResponse:
    request, posted = sheet.request, sheet.request.method == "POST"
    here, purpose = request.get_full_path(), request.POST.get("purpose", "")
    party, coming = title_of(request, sheet.asking), coming_of(request.GET)
    asked = Question(
        sheet.room, span, verdict, sheet.asking, party, sheet.now, here, purpose=purpose, coming=coming
    )
    heading = _("この時間は予約できませんでした") if posted else _("この時間は予約できません")
    told = {
        **frame(sheet.room, span.start, sheet.zone, sheet.now),
        "heading": heading,
        "refusal": refusal(asked),
        "again": here if posted else "",
        "kept": posted,
    }
    if request.headers.get("HX-Request"):
        # With 200 also after a POST: htmx lays no answer of 400 and more over a page.
        return _laid_over(request, told)
    return render(request, "booking/refused.html", told, status=status if posted else 200)


def unclear(request: HttpRequest, room: Room) -> HttpResponse:
    """An address without a time, or with one that cannot be read."""
    week = reverse("room", args=[room.facility.slug, room.slug])
    if not request.GET.get("s"):
        return HttpResponseRedirect(week)
    told = {"room": room, "hall": room.facility, "week": week}
    return render(request, "booking/unclear.html", told, status=400)
