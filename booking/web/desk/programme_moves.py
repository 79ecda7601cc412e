"""A date of a programme at another time, on a page of its own."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from booking.actions.allowing import Answering
from booking.actions.changes import Stale
from booking.actions.programmes import move_session
from booking.models import Programme, Session
from booking.queries.bookings import Absent
from booking.queries.programmes import programme_at, rooms_of, session_of, somebody_comes
from booking.rules.staff import Right
from booking.rules.verdict import Refused
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.fields import Reader
from booking.web.desk.panel import whys
from booking.web.desk.programme_forms import overrule_words
from booking.web.desk.programme_told import with_news
from booking.web.saying import say
from booking.web.written_numbers import seen_in
from facilities.labels import listed, span_words
from facilities.rules.spans import Span, local

RAIL = "desk-programmes"


@at_desk(Right.PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def moving(request: HttpRequest, desk: Desk, public_id: str, session: str) -> HttpResponse:
    """Asks for another day and time. POST moves the date there with its rooms, or says why it cannot be."""
    programme, date = _found(desk, public_id, session)
    if request.method != "POST":
        return _page(request, desk, programme, date)
    form = Reader(request.POST, desk.zone)
    span, why = form.span("day", "from", "day", "to"), form.text("why")
    if form.errors or span is None:
        problems, bad = [one["words"] for one in form.errors], {one["field"] for one in form.errors}
        return _page(request, desk, programme, date, 422, problems=problems, bad=bad)
    seen, told = seen_in(request.POST), somebody_comes(programme.sessions.filter(pk=date.pk))
    try:
        move_session(session=date, span=span, answering=Answering(why), seen=seen, **desk.by)
    except Stale:
        problems = [_("ほかの人が先に変えました。今の日時を見て、もう一度決めてください。")]
        return _page(request, desk, *_found(desk, public_id, session), 409, problems=problems)
    except Refused as refused:
        problems = [reason.words for reason in whys(refused.verdict, desk, None)]
        problems += overrule_words(refused, desk, why)
        return _page(request, desk, *_found(desk, public_id, session), 409, problems=problems)
    stay = _("申しこんだ人の席は、そのままです。")
    done = _("日時を変えました。")
    say(request, with_news(f"{done}{stay}" if told else done, told))
    return redirect("desk-programme", desk.hall.slug, public_id)


def _found(desk: Desk, public_id: str, session: str) -> tuple[Programme, Session]:
    try:
        programme = programme_at(desk.hall, public_id)
        return programme, session_of(programme, session)
    except Absent as absent:
        raise Http404 from absent


def _page(
    request: HttpRequest, desk: Desk, programme: Programme, date: Session, status: int = 200, **told: Any
) -> HttpResponse:
    shown = {
        "programme": programme,
        "date": date,
        "when": span_words(Span(date.start, date.end), desk.zone, desk.today),
        "where": date.elsewhere or listed(room.name for room in rooms_of(date)),
        # As it was typed, if it was; else as it stands.
        "typed": request.POST if request.method == "POST" else _typed(date, desk),
        **told,
    }
    return show(request, desk, "booking/desk/programme_move.html", RAIL, status, **shown)


def _typed(date: Session, desk: Desk) -> dict[str, str]:
    start, end = local(date.start, desk.zone), local(date.end, desk.zone)
    return {"day": f"{start:%Y-%m-%d}", "from": f"{start:%H:%M}", "to": f"{end:%H:%M}"}
