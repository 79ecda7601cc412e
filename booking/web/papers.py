"""Papers: what members hand in, and what the hall hands out, each on one A4 page."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from booking.actions.papers import issue
from booking.labels import paper_words, reduction_words, yen_words
from booking.models import Booking, Issue, Person, ReductionRequest
from booking.queries.bookings import Absent, may_change
from booking.queries.money import Bill, bill
from booking.queries.papers import issuable, issues, of_members, rooms_on
from booking.queries.posts import may
from booking.queries.reductions import asked, grounds_of
from booking.rules.papers import OF_MEMBERS, Paper
from booking.rules.staff import Right
from booking.web.booked import context, find_booking, reader
from booking.web.costs import lines_words
from booking.web.things import loans_words
from facilities import clock
from facilities.labels.eras import era_date, fiscal_year_words
from facilities.models import Room
from facilities.rules.spans import Span, local_day


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
    at_till = may(reader(request), Right.MONEY, [found.room.facility_id], clock.now())
    told = {
        **context(found, clock.now()),
        "links": links(found, bill(found, reader(request)), at_till),
        "rooms": len(rooms_on(found, Paper.APPLICATION)),
    }
    return render(request, "booking/papers.html", told)


def links(booking: Booking, owed: Bill, at_till: bool) -> list[Link]:
    """The papers that there are of a booking, and for whoever stands `at_till` those that they can hand
    out."""
    there = {*issues(booking), *of_members(booking, owed)}
    can = issuable(booking) if at_till else frozenset()
    shown = [kind for kind in Paper if kind in there | can]
    return [Link(kind, paper_words(kind), kind in there, kind in can) for kind in shown]


@never_cache
@login_required
@require_safe
def paper(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """One paper, to be printed. What is numbered is there once staff have handed it out."""
    found, which = _theirs(request, public_id), _kind(kind)
    issued, owed = issues(found).get(which), bill(found, reader(request))
    if issued is None and which not in of_members(found, owed):
        raise Http404
    # Whoever hands it in writes on it what they have not said; what the hall hands out has no gaps.
    blank = which in OF_MEMBERS and not found.purpose
    # As the hall has it, unless whoever prints says otherwise.
    seal = {"0": False, "1": True}.get(request.GET.get("seal", ""), found.room.facility.seals)
    with override("ja"):  # papers are the city's, and in Japanese; the page around them is the reader's
        told = {**_told(found, which, owed, issued), **_rooms(found, which, reader(request))}
        told |= {"seal": seal, "blank": blank}
        sheet = render_to_string("print/_paper.html", told)
    frame = {"sheet": sheet, "title": paper_words(which), "blank": blank, "seal": seal, "booking": found}
    return render(request, "print/paper.html", frame)


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
    wanted = asked(booking) if kind is Paper.REDUCTION else None
    at = issued.at if issued else wanted.made_at if wanted else clock.now()
    return {
        **context(booking, clock.now()),
        "kind": kind.value,
        "heading": paper_words(kind),
        "date": era_date(local_day(at, zone)),
        "number": _number(issued, zone) if issued else "",
        "copy": bool(issued and issued.copies),
        "name": booking.person.get_full_name() if booking.person else "",
        "reason": _reason(wanted, booking) if wanted else [],
        "decision": reduction_words(owed.reduction) if owed.reduction else "",
        "after": "" if owed.owed in (None, owed.fee) else yen_words(owed.owed or 0),
        "sum": yen_words(issued.yen) if issued and issued.yen else "",
    }


@dataclass(frozen=True, slots=True)
class Row:
    """A room of a paper: when it is used, its name, what it costs."""

    day: str
    span: Span
    room: Room
    fee: str


def _rooms(booking: Booking, kind: Paper, person: Person) -> dict[str, Any]:
    """The rooms that the paper speaks of, what goes with them, and what they cost together."""
    zone, rooms = ZoneInfo(booking.room.facility.timezone), rooms_on(booking, kind)
    owed = [bill(one, person) for one in rooms]
    fees = [one.fee for one in owed if one.fee is not None]
    return {
        "rows": [
            Row(
                day=era_date(local_day(one.start, zone)),
                span=Span(one.start, one.end),
                room=one.room,
                fee="" if its.fee is None or len(rooms) == 1 else yen_words(its.fee),
            )
            for one, its in zip(rooms, owed, strict=True)
        ],
        "things": _("・").join(filter(None, map(loans_words, rooms))),
        # One whose fee nobody can tell yet makes the sum a lie.
        "fee": yen_words(sum(fees)) if fees and len(fees) == len(rooms) else "",
        "fee_lines": lines_words(owed[0]) if len(rooms) == 1 else [],
    }


def _reason(wanted: ReductionRequest, booking: Booking) -> list[str]:
    """On which ground it is asked for, and what they wrote besides: before that the paper has room for it."""
    ground = grounds_of(booking).get(wanted.clause)
    cited = _("館のきまり %(clause)s") % {"clause": wanted.clause}
    return [f"{cited} {ground.words}" if ground else cited, *filter(None, [wanted.said])]


def _number(issued: Issue, zone: ZoneInfo) -> str:
    year = fiscal_year_words(local_day(issued.at, zone))
    return _("%(year)s 第%(number)d号") % {"year": year, "number": issued.number}
