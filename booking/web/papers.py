"""Papers: what members hand in, and what the hall hands out, each on one A4 page."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from booking.actions.money import issue
from booking.labels import reduction_words, yen_words
from booking.models import Booking, Issue
from booking.queries.bookings import Absent, may_change
from booking.queries.money import Bill, bill, decided, issues
from booking.queries.posts import serves
from booking.rules.papers import NUMBERED, OF_MEMBERS, Paper
from booking.web.booked import context, find_booking, reader
from booking.web.things import loans_words
from facilities import clock
from facilities.labels.eras import era_date, fiscal_year_words
from facilities.rules.spans import local_day

TITLES = {
    Paper.APPLICATION: gettext_lazy("使用許可申請書"),
    Paper.PERMIT: gettext_lazy("使用許可書"),
    Paper.REDUCTION: gettext_lazy("使用料減免申請書"),
    Paper.DECISION: gettext_lazy("使用料減免決定通知書"),
    Paper.RECEIPT: gettext_lazy("領収書"),
    Paper.REFUND: gettext_lazy("使用料還付通知書"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """A paper of the list: whether it can be looked at, and whether staff can hand it out."""

    kind: str
    title: str
    there: bool
    issuable: bool


@never_cache
@login_required
@require_safe
def papers(request: HttpRequest, public_id: str) -> HttpResponse:
    """Which papers there are for a booking."""
    found = _theirs(request, public_id)
    there, at_desk = issues(found), serves(reader(request), [found.room.facility_id], clock.now())
    issuable = NUMBERED if at_desk else frozenset()
    if decided(found) is None:
        issuable -= {Paper.DECISION}
    links = [
        Link(kind, str(TITLES[kind]), kind in OF_MEMBERS or kind in there, kind in issuable) for kind in Paper
    ]
    told = {**context(found, clock.now()), "links": [one for one in links if one.there or one.issuable]}
    return render(request, "booking/papers.html", told)


@never_cache
@login_required
@require_safe
def paper(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """One paper, to be printed. What is numbered is there once staff have handed it out."""
    found = _theirs(request, public_id)
    issued = issues(found).get(_kind(kind))
    if _kind(kind) in NUMBERED and issued is None:
        raise Http404
    with override("ja"):  # papers are the city's, and in Japanese
        told = _told(found, _kind(kind), bill(found, reader(request)), issued)
        told["seal"] = request.GET.get("seal") != "0"
        return render(request, "print/paper.html", told)


@never_cache
@login_required
@require_POST
def issuing(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """Staff hand a numbered paper out."""
    found = find_booking(request, public_id)
    try:
        issue(booking=found, staff=reader(request), kind=_kind(kind), now=clock.now())
    except Absent as absent:
        raise Http404 from absent
    return redirect("paper", public_id, kind)


def _theirs(request: HttpRequest, public_id: str) -> Booking:
    """A booking that the reader may change: its papers hold the name of whoever booked, which is nothing for
    all who come."""
    found = find_booking(request, public_id)
    if not may_change(found, reader(request), now=clock.now()):
        raise Http404
    return found


def _kind(text: str) -> Paper:
    try:
        return Paper(text)
    except ValueError as error:
        raise Http404 from error


def _told(booking: Booking, kind: Paper, owed: Bill, issued: Issue | None) -> dict[str, Any]:
    zone = ZoneInfo(booking.room.facility.timezone)
    day = local_day(issued.at if issued else clock.now(), zone)
    return {
        **context(booking, clock.now()),
        "kind": kind.value,
        "heading": TITLES[kind],
        "date": era_date(day),
        "used_on": era_date(local_day(booking.start, zone)),
        "number": _number(issued, zone) if issued else "",
        "copy": bool(issued and issued.copies),
        "name": booking.person.get_full_name() if booking.person else "",
        "things": loans_words(booking),
        "fee": "" if owed.fee is None else yen_words(owed.fee),
        "fee_lines": _lines(owed),
        "decision": _decision(owed),
        "after": "" if owed.owed in (None, owed.fee) else yen_words(owed.owed or 0),
        "sum": yen_words(issued.yen) if issued and issued.yen else "",
    }


def _lines(owed: Bill) -> list[str]:
    """What each clause adds or takes, where there is more than one: 「C3 −150円」."""
    told = [(line.clause, line.yen) for line in owed.lines if line.yen]
    return [f"{clause} {yen_words(yen)}" for clause, yen in told] if len(told) > 1 else []


def _decision(owed: Bill) -> str:
    """What was decided about a reduction, "" before it is: then the paper has room to write it in."""
    made = owed.reduction
    return reduction_words(made.percent, made.yen, made.why) if made else ""


def _number(issued: Issue, zone: ZoneInfo) -> str:
    year = fiscal_year_words(local_day(issued.at, zone))
    return _("%(year)s 第%(number)d号") % {"year": year, "number": issued.number}
