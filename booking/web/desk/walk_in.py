"""予約なしで使う: a gap, how long, how many of each band, and they are in."""

import secrets
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from booking.actions.bookings import Absent, Answering, Company, KeyReused, Refused, Unfit
from booking.actions.texts import Missing
from booking.actions.walk_ins import WalkIn, let_in, let_in_already
from booking.labels import band_words
from booking.models import Booking, Wait
from booking.queries.party import Asker, asker_at_desk
from booking.queries.waiting import company_of, in_line
from booking.queries.walk_ins import Gap, gaps, soon, to_be_shown
from booking.rules.ask import Channel
from booking.rules.bands import BANDS
from booking.rules.staff import Right
from booking.rules.today import to_the_quarter
from booking.rules.verdict import Verdict
from booking.web.desk.asked import number
from booking.web.desk.board import staff_name
from booking.web.desk.bookings import saved_address
from booking.web.desk.cards import card, fact_words
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.phone import OVERRULE, party_words, unfit_text
from booking.web.question import Question
from facilities.labels import length_words, time_words
from facilities.rules.spans import Span

LENGTHS = {"30": 30 * 60, "60": 60 * 60}
NEXT = "next"  # until somebody else has the room, or it closes


@dataclass(frozen=True, slots=True)
class Counter:
    """What stands in the form: which gap, how long, who."""

    gaps: list[Gap]
    gap: Gap | None
    length: str
    counts: dict[str, str]
    waiting: list[Wait]
    wait: Wait | None

    @property
    def company(self) -> Company:
        return Company(counted={band: count for band in BANDS if (count := number(self.counts[band]))})


@at_desk(Right.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def walk_in(request: HttpRequest, desk: Desk) -> HttpResponse:
    """GET: the gaps, that of `?room=` chosen. POST: lets them in."""
    counter = _counter(request, desk)
    if request.method != "POST":
        return _page(request, desk, counter)
    # Asked before the gap: at a second press they are in it, and the room would be told as taken.
    if before := let_in_already(actor=desk.person, key=request.POST.get("key", "")):
        return redirect(saved_address(desk, before))
    if counter.gap is None:
        return _page(request, desk, counter, mistake=_("今空いている部屋をえらんでください。"), status=422)
    if counter.wait is None and counter.company.says_nothing:
        return _page(request, desk, counter, mistake=_("来た人の数を入れてください。"), status=422)
    try:
        made = _let_in(request, desk, counter, counter.gap)
    except Refused as refused:
        told = {"card": _card(desk, counter, counter.gap, refused.verdict)}
        return _page(request, desk, counter, status=409, **told)
    except (KeyReused, Unfit, Missing) as unfit:
        return _page(request, desk, counter, mistake=unfit_text(unfit), status=422)
    except Absent as absent:
        raise Http404 from absent
    return redirect(saved_address(desk, made))


def until(gap: Gap, length: str, now: int) -> int:
    """The end of a use from now on: to the next quarter of an hour, and not into what follows."""
    end = gap.until or now
    wanted = LENGTHS.get(length)
    return end if wanted is None else min(end, to_the_quarter(now + wanted))


def _counter(request: HttpRequest, desk: Desk) -> Counter:
    data = request.POST if request.method == "POST" else request.GET
    found = gaps(desk.hall, desk.now)
    gap = next((one for one in found if one.room.slug == data.get("room") and one.until), None)
    rest = Span.between(soon(desk.now), gap.until) if gap and gap.until else None
    waiting = in_line(gap.room, rest, is_rest=True) if gap and rest else []
    return Counter(
        gaps=found,
        gap=gap,
        length=data.get("length", "60") if data.get("length", "60") in (*LENGTHS, NEXT) else "60",
        counts={band: data.get(band, "").strip()[:5] for band in BANDS},
        waiting=waiting,
        wait=next((one for one in waiting if one.public_id == request.POST.get("wait")), None),
    )


def _let_in(request: HttpRequest, desk: Desk, counter: Counter, gap: Gap) -> Booking:
    overrule, why = request.POST.get("do") == OVERRULE, request.POST.get("why", "")
    if overrule and not why.strip():
        raise Missing("why")
    return let_in(
        walk_in=WalkIn(gap.room, until(gap, counter.length, desk.now), counter.company, wait=counter.wait),
        actor=desk.person,
        answering=Answering(why if overrule else "", request.POST.getlist("seen")[:30]),
        now=desk.now,
        key=request.POST.get("key", ""),
    )


def _card(desk: Desk, counter: Counter, gap: Gap, verdict: Verdict) -> Any:
    asker = _asker(desk, counter)
    span = Span(soon(desk.now), until(gap, counter.length, desk.now))
    party = party_words(asker.company)
    question = Question(gap.room, span, verdict, asker, party, desk.now, channel=Channel.COUNTER)
    return card(question, desk, elsewhere=False)


def _asker(desk: Desk, counter: Counter) -> Asker:
    if counter.wait is None:
        return asker_at_desk(None, counter.company, desk.now)
    return asker_at_desk(counter.wait.person, company_of(counter.wait), desk.now)


def _page(
    request: HttpRequest,
    desk: Desk,
    counter: Counter,
    *,
    mistake: str = "",
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    told = {
        "counter": counter,
        "full": bool(counter.gaps) and not any(one.until for one in counter.gaps),
        "rooms": [_room(one, counter, desk) for one in counter.gaps],
        "lengths": _lengths(counter, desk),
        "bands": [{"key": band, "words": band_words(band), "count": counter.counts[band]} for band in BANDS],
        "facts": _facts(counter, desk, request.POST.getlist("seen")) if "card" not in more else [],
        "waiting": [
            {
                "key": one.public_id,
                "who": one.group.name if one.group else staff_name(one.person),
                "chosen": one == counter.wait,
            }
            for one in counter.waiting[:5]
        ],
        "key": request.POST.get("key") or secrets.token_urlsafe(16),
        "why": request.POST.get("why", ""),
        "mistake": mistake,
        **more,
    }
    return show(request, desk, "booking/desk/walk_in.html", "desk", status=status, **told)


def _facts(counter: Counter, desk: Desk, seen: list[str]) -> list[dict[str, Any]]:
    """What the chosen room's rules ask to be shown: ticked at once, it is not asked for afterwards."""
    start = soon(desk.now)
    span = Span.between(start, until(counter.gap, counter.length, desk.now)) if counter.gap else None
    if counter.gap is None or span is None:
        return []
    facts = to_be_shown(counter.gap.room, span, desk.now)
    return [{"key": fact, "words": fact_words(fact), "seen": fact in seen} for fact in facts]


def _room(gap: Gap, counter: Counter, desk: Desk) -> dict[str, Any]:
    if gap.until:
        words = _("%(time)sまで空き") % {"time": time_words(gap.until, desk.zone)}
    else:
        words = _("使っています") if gap.taken else _("今は使いません")
    return {"room": gap.room, "words": words, "free": bool(gap.until), "chosen": gap is counter.gap}


def _lengths(counter: Counter, desk: Desk) -> list[dict[str, Any]]:
    """Of the chosen room until when; of none only how long."""
    named = {key: length_words(seconds) for key, seconds in LENGTHS.items()} | {NEXT: _("次まで")}
    told = []
    for key, words in named.items():
        end = until(counter.gap, key, desk.now) if counter.gap else None
        hint = _("%(time)sまで") % {"time": time_words(end, desk.zone)} if end else ""
        told.append({"key": key, "words": words, "hint": hint, "chosen": key == counter.length})
    return told
