"""「3月の終わりまで、20時からは音を出さない」: a clause for a while, from a complaint about noise."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from booking.actions.rule_drafts import draft_rules, put_clause
from booking.queries.bookings import Absent
from booking.queries.rulebooks import Shelf, draft_book, shelf
from booking.rules.drafts import next_id
from booking.rules.mistakes import Mistakes
from booking.rules.staff import Right
from booking.web.desk.bookings import read_day
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.rule_clause import kind_of
from booking.web.desk.rule_draft import clause_address
from booking.web.desk.rule_form import clause_of
from booking.web.desk.rule_mistakes import errors_of
from facilities.queries.rooms import rooms_in
from facilities.rules.stages import DAY

# What says that it gets quieter, the nearest first.
TYPES = ("quiet", "instruments", "closes_early", "leave_by", "purpose")
USUAL = "20:00"


@at_desk(Right.RULES)
@require_http_methods(["GET", "HEAD", "POST"])
def for_a_while(request: HttpRequest, desk: Desk) -> HttpResponse:
    """GET: three fields, filled with `room`, `from` and `until`. POST: the clause stands in the draft, which
    is begun for tomorrow if there is none, and its form follows."""
    found = shelf(desk.hall, desk.person, desk.now)
    if request.method != "POST":
        return _page(request, desk, found, [])
    until = read_day(request.POST.get("until", ""))
    if until is None or until <= desk.today:
        return _page(request, desk, found, [_("いつまでかを、あしたからの日にちで書いてください。")])
    try:
        written = _write(request, desk, until)
    except Absent as absent:
        raise Http404 from absent
    except Mistakes as mistakes:
        return _page(request, desk, found, [error.words for error in errors_of(mistakes.mistakes)])
    return redirect(clause_address(desk, written))


def _write(request: HttpRequest, desk: Desk, until: date) -> str:
    by: dict[str, Any] = {"facility": desk.hall, "actor": desk.person, "now": desk.now}
    draft = draft_rules(valid_from=desk.today + DAY, **by)
    room = request.POST.get("room", "")
    given = {
        "id": [next_id(draft.document)],
        "until": [until.isoformat()],
        "type": ["quiet"],
        "t0.from": [request.POST.get("from", "")],
        "t0.rooms": [room] if room else [],
        "t0.halls": [desk.hall.slug] if len(draft.document["halls"]) > 1 else [],
    }
    clause = clause_of(given, draft_book(draft), desk.hall.slug)
    put_clause(clause=clause, **by)
    return str(clause["id"])


def _page(request: HttpRequest, desk: Desk, found: Shelf, mistakes: list[str]) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    told = {
        "shelf": found,
        "rooms": rooms_in(desk.hall.pk),
        "typed": {
            "room": asked.get("room", ""),
            "from": asked.get("from") or USUAL,
            "until": asked.get("until", ""),
        },
        "kinds": [kind_of(name, desk) for name in TYPES],
        "mistakes": mistakes,
    }
    status = 422 if mistakes else 200
    return show(request, desk, "booking/desk/rule_while.html", "desk-rules", status, **told)
