"""会議の記録: a department's meetings with the other bodies, by the year; entered, changed, cancelled."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from booking.actions import meetings as verbs
from booking.actions.changes import Stale
from booking.labels import sentence
from booking.labels.meetings import choice_words
from booking.models import Meeting
from booking.queries.meetings import meeting_of, meetings_of, rooms_held
from booking.queries.plans import the_plan
from booking.rules.indicators import Kind
from booking.rules.meetings import Choice, choices
from booking.rules.staff import Right
from booking.rules.verdict import Refused
from booking.web.form_keys import made_once
from booking.web.office.door import Bureau, at_department
from booking.web.office.meeting_form import MeetingForm, typed_of, zone
from booking.web.office.plan_table import year_words
from booking.web.question import against
from booking.web.saying import said, say
from booking.web.written_numbers import seen_in, year_in
from facilities.labels import listed, span_words
from facilities.rules.spans import Span, local_day
from facilities.rules.stages import fiscal_year


@at_department(Right.PROGRAMMES)
@require_safe
def meetings(request: HttpRequest, bureau: Bureau) -> HttpResponse:
    """Those of the fiscal year `y`, and how many of each sort were held."""
    this = fiscal_year(bureau.today)
    year = year_in(request.GET, this)
    if not 2000 <= year <= this + 1:
        raise Http404
    found = meetings_of(bureau.department, date(year, 4, 1), date(year + 1, 3, 31), zone())
    known = {one.key: one for one in choices(the_plan(), bureau.department.slug)}
    held = Counter(_key(one) for one in found if one.cancelled_at is None and one.start <= bureau.now)
    told = {
        "department": bureau.department,
        "to_come": [_told(one, known, bureau) for one in found if one.end > bureau.now],
        "over": [_told(one, known, bureau) for one in reversed(found) if one.end <= bureau.now],
        "counts": [(choice_words(_sort(key, known)), count) for key, count in held.items()],
        "year": year,
        "this": year_words(year),
        "years": [(one, year_words(one)) for one in range(this + 1, this - 3, -1)],
        "said": said(request),
    }
    return render(request, "booking/office/meetings.html", told)


@at_department(Right.PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def making(request: HttpRequest, bureau: Bureau) -> HttpResponse:
    """Enters a meeting, to come or held."""
    form = MeetingForm(request.POST, bureau)
    told = form.meeting() if request.method == "POST" else None
    if told is None:
        return _form(request, bureau, form, None, 422 if form.errors else 200)
    try:
        made_once(
            request,
            "hold_meeting",
            lambda: verbs.hold_meeting(department=bureau.department, told=told, **bureau.by).public_id,
            person=bureau.person,
            now=bureau.now,
        )
    except Refused as refused:
        return _not_then(request, bureau, form, None, refused)
    say(request, _("会議を入れました。"))
    return _listed(bureau, told.span)


@at_department(Right.PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    """One of them. POST changes it."""
    found = meeting_of(bureau.department, public_id)
    if request.method != "POST":
        return _form(request, bureau, MeetingForm(QueryDict(), bureau), found)
    form = MeetingForm(request.POST, bureau)
    told = form.meeting()
    if told is None:
        return _form(request, bureau, form, found, 422)
    found.revision = seen_in(request.POST)
    try:
        verbs.change_meeting(meeting=found, told=told, actor=bureau.person, now=bureau.now)
    except Refused as refused:
        return _not_then(request, bureau, form, found, refused)
    except Stale:
        form = MeetingForm(QueryDict(), bureau)
        form.wrong("sort", _("先にほかの人が変えていました。今の内容を見て、もう一度直してください。"))
        return _form(request, bureau, form, meeting_of(bureau.department, public_id), 409)
    say(request, _("変えました。"))
    return _listed(bureau, told.span)


@at_department(Right.PROGRAMMES)
@require_POST
def cancelling(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    found = meeting_of(bureau.department, public_id)
    verbs.cancel_meeting(meeting=found, actor=bureau.person, now=bureau.now)
    say(request, _("取り消しました。部屋は、また空きました。「もとにもどす」で、もどせます。"))
    return _listed(bureau, Span(found.start, found.end))


@at_department(Right.PROGRAMMES)
@require_POST
def restoring(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    """It takes place after all; where a room is taken meanwhile it says so, and nothing changes."""
    found = meeting_of(bureau.department, public_id)
    try:
        verbs.restore_meeting(meeting=found, actor=bureau.person, now=bureau.now)
        say(request, _("もとにもどしました。"))
    except Refused as refused:
        say(request, _("もどせませんでした。") + _whys(refused, bureau))
    return _listed(bureau, Span(found.start, found.end))


def _listed(bureau: Bureau, span: Span) -> HttpResponse:
    page = redirect("office-meetings", bureau.department.slug)
    page["Location"] += f"?y={fiscal_year(local_day(span.start, zone()))}"
    return page


def _form(
    request: HttpRequest, bureau: Bureau, form: MeetingForm, found: Meeting | None, status: int = 200
) -> HttpResponse:
    again = status in (422, 409) and "sort" in request.POST and bool(form.given)
    kept = typed_of(found) if found else {"day": bureau.today.isoformat()}
    there = [] if found is None else [one.public_id for one in found.bodies.all()]
    told = {
        "department": bureau.department,
        "one": found,
        "seen": request.POST.get("seen", "") if again else found.revision if found else "",
        "when": "" if found is None else span_words(Span(found.start, found.end), zone(), bureau.today),
        **form.told(request.POST if again else kept, request.POST.getlist("body") if again else there),
    }
    return render(request, "booking/office/meeting.html", told, status=status)


def _not_then(
    request: HttpRequest, bureau: Bureau, form: MeetingForm, found: Meeting | None, refused: Refused
) -> HttpResponse:
    form.wrong("place", _whys(refused, bureau))
    return _form(request, bureau, form, found, 409)


def _whys(refused: Refused, bureau: Bureau) -> str:
    return " ".join(sentence(one, zone(), bureau.today, desk=True) for one in against(refused.verdict))


def _key(one: Meeting) -> str:
    return Choice(Kind(one.kind), one.of).key


def _sort(key: str, known: Mapping[str, Choice]) -> Choice:
    kind, _slash, _of = key.partition("/")
    return known.get(key) or Choice(Kind(kind))


def _told(one: Meeting, known: Mapping[str, Choice], bureau: Bureau) -> dict[str, Any]:
    rooms = [f"{use.room.facility.name} {use.room.name}" for use in rooms_held(one)]
    return {
        "public_id": one.public_id,
        "when": span_words(Span(one.start, one.end), zone(), bureau.today),
        "sort": choice_words(_sort(_key(one), known)),
        "where": listed(rooms) or (one.held_at.name if one.held_at else _("ほかの場所")),
        "bodies": [body.name for body in one.bodies.all()],
        "headcount": one.headcount,
        "off": one.cancelled_at is not None,
    }
