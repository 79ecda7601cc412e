"""会議の記録 at a hall's own desk: liaison and training that the hall enters. A case conference it neither
enters nor sees."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from booking.actions import meetings as verbs
from booking.actions.changes import Stale
from booking.labels import sentence
from booking.labels.meetings import choice_words
from booking.models import Meeting
from booking.queries.bookings import Absent
from booking.queries.meetings import meeting_at, meetings_at, rooms_held
from booking.queries.plans import the_plan
from booking.rules.indicators import Kind
from booking.rules.meetings import Choice, open_choices
from booking.rules.staff import Right
from booking.rules.verdict import Refused
from booking.web.desk.door import Desk, at_desk, show
from booking.web.form_keys import made_once
from booking.web.office.door import Bureau
from booking.web.office.meeting_form import MeetingForm, typed_of
from booking.web.question import against
from booking.web.saying import said, say
from booking.web.written_numbers import seen_in
from facilities.labels import listed, span_words
from facilities.rules.spans import Span

RAIL = "desk-programmes"
SHOWN = 400 * 24 * 60 * 60  # seconds back: a fiscal year, and a month to count it in
NOT_HERE = (verbs.NotAtADesk, verbs.TwoPlaces)


@at_desk(Right.PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def meetings(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What this desk entered. POST enters another."""
    if desk.hall.department is None:
        return show(request, desk, "booking/desk/meetings.html", RAIL, no_office=True)
    form = _form(request.POST, desk)
    told = form.meeting() if request.method == "POST" else None
    if told is None:
        return _page(request, desk, form, None, 422 if form.errors else 200)
    try:
        asked: dict[str, Any] = {
            "department": _bureau(desk).department,
            "facility": desk.hall,
            "told": told,
            **desk.by,
        }
        made_once(
            request,
            "hold_meeting",
            lambda: verbs.hold_meeting(**asked).public_id,
            person=desk.person,
            now=desk.now,
        )
    except Refused as refused:
        form.wrong("place", _whys(refused, desk))
        return _page(request, desk, form, None, 409)
    except NOT_HERE as why:
        raise Http404 from why
    say(request, _("会議を入れました。"))
    return redirect("desk-meetings", desk.hall.slug)


@at_desk(Right.PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: HttpRequest, desk: Desk, public_id: str) -> HttpResponse:
    """One of them. POST changes it."""
    found = _found(desk, public_id)
    if request.method != "POST":
        return _page(request, desk, _form(QueryDict(), desk), found)
    form = _form(request.POST, desk)
    told = form.meeting()
    if told is None:
        return _page(request, desk, form, found, 422)
    found.revision = seen_in(request.POST)
    try:
        verbs.change_meeting(meeting=found, told=told, actor=desk.person, now=desk.now)
    except Refused as refused:
        form.wrong("place", _whys(refused, desk))
        return _page(request, desk, form, found, 409)
    except Stale:
        form = _form(QueryDict(), desk)
        form.wrong("sort", _("先にほかの人が変えていました。今の内容を見て、もう一度直してください。"))
        return _page(request, desk, form, _found(desk, public_id), 409)
    say(request, _("変えました。"))
    return redirect("desk-meetings", desk.hall.slug)


@at_desk(Right.PROGRAMMES)
@require_POST
def doing(request: HttpRequest, desk: Desk, public_id: str, verb: str) -> HttpResponse:
    """Cancels one, or has it take place after all."""
    found = _found(desk, public_id)
    if verb not in ("cancel", "restore"):
        raise Http404
    try:
        if verb == "cancel":
            verbs.cancel_meeting(meeting=found, actor=desk.person, now=desk.now)
            say(request, _("取り消しました。部屋は、また空きました。「もとにもどす」で、もどせます。"))
        else:
            verbs.restore_meeting(meeting=found, actor=desk.person, now=desk.now)
            say(request, _("もとにもどしました。"))
    except Refused as refused:
        say(request, _("もどせませんでした。") + _whys(refused, desk))
    return redirect("desk-meetings", desk.hall.slug)


def _bureau(desk: Desk) -> Bureau:
    """The hall's department. 404 for a hall of none: nobody would answer for it."""
    if desk.hall.department is None:
        raise Http404
    return Bureau(desk.person, desk.hall.department, desk.now)


def _form(given: QueryDict, desk: Desk) -> MeetingForm:
    return MeetingForm(given, _bureau(desk), open_choices)


def _found(desk: Desk, public_id: str) -> Meeting:
    try:
        return meeting_at(desk.hall, public_id)
    except Absent as absent:
        raise Http404 from absent


def _page(
    request: HttpRequest, desk: Desk, form: MeetingForm, found: Meeting | None, status: int = 200
) -> HttpResponse:
    again = status in (422, 409) and "sort" in request.POST and bool(form.given)
    kept = typed_of(found) if found else {"day": desk.today.isoformat()}
    there = [] if found is None else [one.public_id for one in found.bodies.all()]
    told = {
        "one": found,
        "seen": request.POST.get("seen", "") if again else found.revision if found else "",
        "when": "" if found is None else _when(found, desk),
        "rows": [] if found else [_told(one, desk) for one in _newest_first(desk)],
        "said": said(request),
        **form.told(request.POST if again else kept, request.POST.getlist("body") if again else there),
    }
    return show(request, desk, "booking/desk/meetings.html", RAIL, status, **told)


def _newest_first(desk: Desk) -> list[Meeting]:
    return meetings_at(desk.hall, desk.now - SHOWN)[::-1]


def _told(one: Meeting, desk: Desk) -> dict[str, Any]:
    known = {choice.key: choice for choice in open_choices(the_plan(), _bureau(desk).department.slug)}
    plain = Choice(Kind(one.kind))
    rooms = [f"{use.room.facility.name} {use.room.name}" for use in rooms_held(one)]
    return {
        "public_id": one.public_id,
        "when": _when(one, desk),
        "sort": choice_words(known.get(Choice(plain.kind, one.of).key, plain)),
        "where": listed(rooms) or (one.held_at.name if one.held_at else _("ほかの場所")),
        "headcount": one.headcount,
        "off": one.cancelled_at is not None,
    }


def _when(one: Meeting, desk: Desk) -> str:
    return span_words(Span(one.start, one.end), desk.zone, desk.today)


def _whys(refused: Refused, desk: Desk) -> str:
    return " ".join(sentence(one, desk.zone, desk.today, desk=True) for one in against(refused.verdict))
