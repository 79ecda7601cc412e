"""地域人材リスト of a department: its state, who waits to be verified, who is found by what they can do."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from booking.actions import talent_lists as verbs
from booking.actions.talents import NotThen, write_down
from booking.labels.talents import list_state_words, whose_words
from booking.queries.bookings import Absent
from booking.queries.talents import keeps_a_list, states_of, talents_at, waiting_talents
from booking.rules.staff import Right
from booking.rules.talents import ListState, Whose
from booking.web.form_keys import made_once
from booking.web.office.choosing import of_departments
from booking.web.office.door import Bureau, Office, at_department, at_office
from booking.web.office.plan_table import year_words
from booking.web.office.talent_told import lists_told, talent_told
from booking.web.saying import said, say
from booking.web.talent_form import MISTAKES, form_told, offer_of, typed
from booking.web.talents import choices, sought_in
from facilities.labels import long_date
from facilities.rules.stages import fiscal_year


@at_office(Right.PROGRAMMES)
@require_safe
def departments(request: HttpRequest, office: Office) -> HttpResponse:
    """The departments for which somebody answers; who answers for one goes there at once."""
    return of_departments(request, office, "office-talents")


@at_department(Right.PROGRAMMES)
@require_safe
def talents(request: HttpRequest, bureau: Bureau) -> HttpResponse:
    """The list, looked through by `s`, `b` and `w`. Where it is not carried out nobody is shown."""
    sought, kept = sought_in(request), keeps_a_list(bureau.department, bureau.now)
    found = talents_at(bureau.department, sought, bureau.now) if kept else []
    waiting = waiting_talents(bureau.department, bureau.now) if kept else []
    told = {
        "department": bureau.department,
        "kept": kept,
        "found": [talent_told(one, bureau.now) for one in found],
        "waiting": [talent_told(one, bureau.now) for one in waiting],
        "lists": lists_told(bureau),
        "said": said(request),
        **_state(bureau),
        **choices(sought),
    }
    return render(request, "booking/office/talents.html", told)


@at_department(Right.PROGRAMMES)
@require_POST
def setting_state(request: HttpRequest, bureau: Bureau) -> HttpResponse:
    state = request.POST.get("state", "")
    if state not in set(ListState):
        raise Http404
    verbs.set_list_state(
        department=bureau.department, state=ListState(state), actor=bureau.person, now=bureau.now
    )
    say(
        request, _("リストの状態を、きょうから「%(state)s」にしました。") % {"state": list_state_words(state)}
    )
    return redirect("office-talents", bureau.department.slug)


@at_department(Right.PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def writing(request: HttpRequest, bureau: Bureau) -> HttpResponse:
    """A form for somebody whom the office knows. POST writes them down."""
    if not keeps_a_list(bureau.department, bureau.now):
        raise Absent
    if request.method != "POST":
        return _form(request, bureau)
    try:
        offer = offer_of(request.POST, day_in(request))
        made = made_once(
            request,
            "write_down",
            lambda: write_down(department=bureau.department, offer=offer, **bureau.by).public_id,
            person=bureau.person,
            now=bureau.now,
        )
    except MISTAKES as mistake:
        return _form(request, bureau, mistake)
    say(request, _("書きました。内容をたしかめて、リストにのせてください。"))
    return redirect("office-talent", bureau.department.slug, made)


def day_in(request: HttpRequest) -> date | None:
    """The day of the consent; None where none was typed. NotThen for what is no day."""
    text = request.POST.get("consented_on", "")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotThen(text[:20]) from error


def _form(request: HttpRequest, bureau: Bureau, mistake: Exception | None = None) -> HttpResponse:
    told = {
        "department": bureau.department,
        "whoses": [(one.value, whose_words(one)) for one in Whose],
        "office": True,
        **form_told(typed(request.POST), None, mistake),
    }
    return render(request, "booking/office/talent_new.html", told, status=422 if mistake else 200)


def _state(bureau: Bureau) -> dict[str, Any]:
    """What was said of this fiscal year last, or of the one before where nothing was yet."""
    said_of = states_of(bureau.department)
    this = fiscal_year(bureau.today)
    rows = [(year_words(one.year), long_date(one.day), list_state_words(one.state)) for one in said_of]
    return {
        "state": rows[0][2] if rows else "",
        "state_from": rows[0][1] if rows else "",
        "state_key": said_of[0].state if said_of else "",
        "of_this_year": bool(said_of) and said_of[0].year == this,
        "this": year_words(this),
        "states": [(one.value, list_state_words(one)) for one in ListState],
        "history": rows,
    }
