"""子ども会議 of the whole city at an office: which groups they are, how often they met, what they planned."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from booking.actions.changes import Stale
from booking.actions.committees import (
    Elsewhere,
    NoContact,
    NotChildren,
    credit_committee,
    end_city_committee,
    name_city_committee,
)
from booking.models import Group, Programme
from booking.queries.bookings import Absent
from booking.queries.committees import (
    Met,
    committee_at,
    committee_for,
    led_by_office,
    met_at,
    planned_by_group,
    zone_of,
)
from booking.queries.partners import one_of_children
from booking.rules.staff import Right
from booking.web.desk.committees import contacts_of, why_not
from booking.web.office.choosing import of_departments
from booking.web.office.door import Bureau, Office, at_department, at_office
from booking.web.saying import said, say
from booking.web.written_numbers import seen_in
from facilities.labels import long_date
from facilities.rules.spans import local_day

MOST_LED = 30  # the newest; the API has them all


@at_office(Right.PROGRAMMES)
@require_safe
def departments(request: HttpRequest, office: Office) -> HttpResponse:
    """The departments for which somebody answers; who answers for one goes there at once."""
    return of_departments(request, office, "office-committees")


@at_department(Right.PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def committees(request: HttpRequest, bureau: Bureau) -> HttpResponse:
    """POST names a group so, by what it is called, or ends one."""
    if request.method != "POST":
        return _page(request, bureau)
    if key := request.POST.get("end", ""):
        group = committee_at(bureau.department, key).group
        end_city_committee(group=group, department=bureau.department, **bureau.by)
        say(request, _("ページから下げました。同じ名前を入れると、またのります。"))
        return redirect("office-committees", bureau.department.slug)
    name = request.POST.get("name", "").strip()
    try:
        named = one_of_children(name)
        name_city_committee(group=named, department=bureau.department, **bureau.by)
    except (Absent, NotChildren, NoContact, Elsewhere) as why:
        return _page(request, bureau, why_not(why), name)
    say(request, _("市の子ども会議として、ページにのせました。"))
    return redirect("office-committees", bureau.department.slug)


@at_department(Right.PROGRAMMES)
@require_POST
def crediting(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    """Which committee thought of a programme that the office leads; "" for none."""
    found = led_by_office(bureau.department).filter(public_id=public_id).first()
    if found is None:
        raise Absent(public_id)
    key = request.POST.get("committee", "")
    group = _chosen(found, key)
    try:
        credit_committee(programme=found, group=group, seen=seen_in(request.POST), **bureau.by)
    except Stale:
        say(request, _("ほかの人が先に変えました。今の内容を見て、もう一度えらんでください。"))
    else:
        say(request, _("変えました。"))
    return redirect("office-committees", bureau.department.slug)


def _chosen(found: Programme, key: str) -> Group | None:
    if found.planned_by is not None and key == found.planned_by.public_id:
        return found.planned_by
    return committee_for(found, key).group if key else None


def _page(request: HttpRequest, bureau: Bureau, mistake: str = "", typed: str = "") -> HttpResponse:
    met = met_at(bureau.department, bureau.today, bureau.now)
    led = led_by_office(bureau.department)[:MOST_LED]
    contacts, planned = contacts_of(met), planned_by_group([one.committee.group for one in met])
    told = {
        "department": bureau.department,
        "rows": [
            {**_row(one, bureau), "contacts": contacts.get(key, ""), "planned": planned.get(key, [])}
            for one in met
            for key in [one.committee.group_id]
        ],
        "programmes": [_choice(one, met) for one in led if met or one.planned_by],
        "mistake": mistake,
        "typed": typed,
        "said": said(request),
    }
    return render(request, "booking/office/committees.html", told, status=422 if mistake else 200)


def _row(one: Met, bureau: Bureau) -> dict[str, Any]:
    return {
        "group": one.committee.group,
        "times": one.times,
        "next": "" if one.next is None else long_date(local_day(one.next, zone_of(bureau.department))),
    }


def _choice(programme: Programme, met: list[Met]) -> dict[str, Any]:
    """A programme with the office's committees to choose from, and which of them it is."""
    # Its own stays to be chosen when it has ended: whoever changes nothing takes nothing away.
    own = [] if programme.planned_by is None else [programme.planned_by]
    groups = list(dict.fromkeys([*(one.committee.group for one in met), *own]))
    return {
        "programme": programme,
        "choices": [(one.public_id, one.name, one.pk == programme.planned_by_id) for one in groups],
    }
