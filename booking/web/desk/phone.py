"""電話で予約: one line as it is heard, its tokens, what the judge says, and 予約する."""

import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from booking.actions.bookings import (
    Absent,
    Answering,
    Company,
    KeyReused,
    Refused,
    Unfit,
)
from booking.actions.callers import Calling
from booking.actions.desk_bookings import book_for
from booking.actions.texts import Missing
from booking.actions.wanted import Wanted
from booking.labels import band_words, counts_words, fee_words, people_words
from booking.models import Booking
from booking.queries.boards import Calendar, calendar
from booking.queries.money import bill_of
from booking.queries.nearby import AHEAD
from booking.queries.party import Asker, asker_at_desk
from booking.queries.purposes import purposes
from booking.queries.verdicts import among, put
from booking.queries.whom import Whom
from booking.rules.ask import Channel
from booking.rules.bands import BANDS
from booking.rules.staff import Right
from booking.rules.values import answer
from booking.rules.verdict import Finding, Outcome, Sought, Verdict
from booking.web.bookings import purpose_words
from booking.web.desk.asked import NOBODY, Asked, company_of, found_for, take_way
from booking.web.desk.board import staff_name
from booking.web.desk.bookings import saved_address
from booking.web.desk.cards import card
from booking.web.desk.door import Desk, at_desk, show
from booking.web.joining import unfit_words
from booking.web.question import Question
from booking.web.refusals import strip_of
from facilities.labels import day_words, times_words
from facilities.models import Room
from facilities.queries.rooms import lent_rooms
from facilities.rules.spans import Span

BOOK, OVERRULE = "book", "overrule"
BOOKING = (BOOK, OVERRULE)


@dataclass(frozen=True, slots=True)
class Use:
    """A use that can be asked about: everything that the judge needs was said."""

    room: Room
    span: Span
    asker: Asker
    verdict: Verdict
    fee: str
    known: Calendar

    @property
    def allowed(self) -> bool:
        return self.verdict.outcome is Outcome.ALLOW and not self.verdict.lacking


@dataclass(frozen=True, slots=True)
class Call:
    """One state of the page: what was asked, and what can be said to it."""

    desk: Desk
    asked: Asked
    rooms: list[Room]
    found: list[Whom]
    whom: Whom | None
    use: Use | None


@at_desk(Right.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def phone(request: HttpRequest, desk: Desk) -> HttpResponse:
    """GET: an empty line, or a room and a time (`?to=`). POST: reads the line; `do=book` books it.

    What is typed goes by POST alone: no address ever holds a name.
    """
    rooms = list(lent_rooms(desk.hall.pk))
    asked = Asked.of(request.POST)
    fresh = asked.read_line(rooms, desk.today)
    take_way(asked, request.POST.get("to") or request.GET.get("to", ""))
    found, whom = found_for(asked, desk, fresh=fresh)
    call = Call(desk, asked, rooms, found, whom, _use(asked, rooms, whom, desk))
    # A line that has changed since it was shown is shown before it is booked.
    if request.POST.get("do") in BOOKING and call.use is not None and not fresh:
        return _booked(request, call)
    return _page(request, call)


def _use(asked: Asked, rooms: list[Room], whom: Whom | None, desk: Desk) -> Use | None:
    room, span = next((one for one in rooms if one.slug == asked.room), None), asked.span(desk)
    if room is None or span is None or asked.date is None or not (asked.people() or whom):
        return None
    try:
        company = company_of(asked, whom, asked.date)
        asker = asker_at_desk(whom.person if whom else None, company, desk.now)
    except Absent as absent:
        raise Http404 from absent
    # As far as the ways of a refusal look: they and the strip ask for it no more.
    known = calendar([desk.hall], asked.date, asked.date + timedelta(days=AHEAD), {desk.hall.pk: desk.rules})
    there = put(
        room=room,
        span=span,
        asker=asker,
        now=desk.now,
        channel=Channel(asked.channel),
        purpose=asked.purpose,
        known=known,
    )
    bill = bill_of(answer(Sought.FEE, there.ask, there.rules))
    verdict = among(there, room, span, asker)
    return Use(room, span, asker, verdict, fee_words(bill.charged, bill.fee), known)


def _booked(request: HttpRequest, call: Call) -> HttpResponse:
    overrule = request.POST.get("do") == OVERRULE
    try:
        if overrule and not call.asked.why.strip():
            raise Missing("why")
        booking = _book(call, Answering(call.asked.why if overrule else "", call.asked.seen))
    except Refused as refused:
        assert call.use is not None  # noqa: S101  only a use is booked
        return _page(request, replace(call, use=replace(call.use, verdict=refused.verdict)), status=409)
    except (KeyReused, Unfit, Missing) as unfit:
        return _page(request, call, mistake=unfit_text(unfit), status=422)
    except Absent as absent:
        raise Http404 from absent
    return redirect(saved_address(call.desk, booking))


def _book(call: Call, answering: Answering) -> Booking:
    asked, use = call.asked, call.use
    assert use is not None  # noqa: S101  only a use is booked
    channel = Channel(asked.channel)
    return book_for(
        whom=Calling(asked.caller, asked.caller_phone) if call.whom is None else call.whom.person,
        wanted=Wanted(use.room, use.span, use.asker.company, asked.purpose, channel=channel),
        actor=call.desk.person,
        answering=answering,
        now=call.desk.now,
        key=asked.key,
    )


def unfit_text(mistake: Exception) -> str:
    """Which text of a form of the desk cannot be kept, and why."""
    fields = {
        "caller": _("かけてきた人の名前"),
        "caller_phone": _("折り返しの電話番号"),
        "why": _("きまりをこえるわけ"),
        "purpose": _("何に使うか"),
    }
    if isinstance(mistake, Missing):
        return _("%(field)sを入れてください。") % {"field": fields.get(mistake.field, mistake.field)}
    if isinstance(mistake, Unfit) and mistake.field in fields:
        return f"{fields[mistake.field]} {unfit_words(mistake)}"
    return _("この画面はもう使われています。もう一度たしかめて、予約してください。")


def _page(request: HttpRequest, call: Call, *, mistake: str = "", status: int = 200) -> HttpResponse:
    asked = call.asked
    asked.key = asked.key or secrets.token_urlsafe(16)
    bands = [{"key": band, "words": band_words(band), "count": asked.counts[band]} for band in BANDS]
    told: dict[str, Any] = {
        "asked": asked,
        "call": call,
        "tokens": _tokens(call),
        "unclear": _unclear(call),
        "nobody": NOBODY,
        "bands": bands,
        "mistake": mistake,
        **(_answer(call, call.use) if call.use else {}),
    }
    return show(request, call.desk, "booking/desk/phone.html", "desk-bookings", status=status, **told)


def _answer(call: Call, use: Use) -> dict[str, Any]:
    """What the judge says, in words: that it can be booked, or the card with what to say."""
    channel, purpose = Channel(call.asked.channel), call.asked.purpose
    party, now = party_words(use.asker.company), call.desk.now
    one = Question(
        use.room,
        use.span,
        use.verdict,
        use.asker,
        party,
        now,
        purpose=purpose,
        channel=channel,
        known=use.known,
    )
    if use.allowed:
        count = len({reason.clause for reason in use.verdict.found(Finding.HOLDS) if reason.clause})
        fits = _("きまり%(count)d項目に合っています。") % {"count": count} if count else ""
        return {"fits": " ".join(filter(None, (fits, use.fee))), "strip": strip_of(one)}
    wanted = purposes(use.room, one.day) if "purpose" in use.verdict.lacking else {}
    named = {key: purpose_words(key, words) for key, words in wanted.items()}
    return {"card": card(one, call.desk), "purposes": named}


def party_words(company: Company) -> str:
    """「4人(小学生 1人・中学生 3人)」."""
    counted, people = counts_words(company.counted), people_words(company.headcount)
    return f"{people}({counted})" if counted else people


def _tokens(call: Call) -> list[dict[str, str]]:
    """What was understood, each with the field that corrects it; nothing for what was not said."""
    asked, desk, count = call.asked, call.desk, call.asked.people()
    span, day = asked.span(desk), asked.date
    said = {
        "room": (_("部屋"), next((one.name for one in call.rooms if one.slug == asked.room), "")),
        "day": (_("日"), day_words(day, desk.today) if day else ""),
        "start": (_("時間"), times_words(span, desk.zone) if span else _times_typed(asked)),
        "count": (
            _("人数"),
            party_words(call.use.asker.company) if call.use else people_words(count) if count else "",
        ),
        "whom": (_("だれ"), whom_words(call)),
    }
    return [{"field": f"id_{name}", "words": words, "said": value} for name, (words, value) in said.items()]


def _times_typed(asked: Asked) -> str:
    """The times of a line that named no day: they were understood, and are no span yet."""
    return f"{asked.start}–{asked.end}" if asked.start and asked.end and asked.date is None else ""


def whom_words(call: Call) -> str:
    if call.whom is None:
        nobody = _("登録なし") if call.asked.whom == NOBODY else ""
        # What was read of the line is said back before it is booked: after that it stands behind a button.
        caller = " ".join(filter(None, (call.asked.caller, call.asked.caller_phone)))
        return _("%(caller)s(登録なし)") % {"caller": caller} if nobody and caller else nobody
    return call.whom.group.name if call.whom.group else staff_name(call.whom.person)


def _unclear(call: Call) -> str:
    """What the desk is to choose, or was not understood."""
    if call.asked.rooms:
        names = [room.name for room in call.rooms if room.slug in call.asked.rooms]
        return _("どの部屋か、えらんでください:%(rooms)s。") % {"rooms": _("・").join(names)}
    if call.asked.line and call.use is None:
        return _("読めなかったところを、下でえらんでください。")
    return ""
