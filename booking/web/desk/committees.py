"""子ども会議 of a hall: which groups they are, how often they met; and who thought of a programme."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from booking.actions.changes import Stale
from booking.actions.committees import (
    Elsewhere,
    NoContact,
    NotChildren,
    credit_committee,
    end_committee,
    name_committee,
)
from booking.models import Programme
from booking.queries.bookings import Absent
from booking.queries.committees import (
    Met,
    adult_contacts,
    committee_at,
    committee_for,
    committees_for,
    met_at,
)
from booking.queries.partners import one_of_children
from booking.queries.programmes import programme_at
from booking.rules.staff import Right
from booking.web.desk.board import staff_name
from booking.web.desk.door import Desk, at_desk, show
from booking.web.saying import said, say
from booking.web.written_numbers import seen_in
from facilities.labels import listed, long_date
from facilities.rules.spans import local_day

RAIL = "desk-programmes"


@at_desk(Right.PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def committees(request: HttpRequest, desk: Desk) -> HttpResponse:
    """POST names a group so, by what it is called, or ends one."""
    if request.method != "POST":
        return _page(request, desk)
    if key := request.POST.get("end", ""):
        return _end(request, desk, key)
    name = request.POST.get("name", "").strip()
    try:
        named = one_of_children(name)
        name_committee(group=named, facility=desk.hall, actor=desk.person, now=desk.now)
    except (Absent, NotChildren, NoContact, Elsewhere) as why:
        return _page(request, desk, why_not(why), name)
    say(request, _("子ども会議として、館のページにのせました。"))
    return redirect("desk-committees", desk.hall.slug)


@at_desk(Right.PROGRAMMES)
@require_POST
def crediting(request: HttpRequest, desk: Desk, public_id: str) -> HttpResponse:
    """Which committee thought of a programme; "" for none."""
    try:
        found, key = programme_at(desk.hall, public_id), request.POST.get("committee", "")
        group = committee_for(found, key).group if key else None
        credit_committee(
            programme=found, group=group, seen=seen_in(request.POST), actor=desk.person, now=desk.now
        )
    except Absent as absent:
        raise Http404 from absent
    except Stale:
        say(request, _("ほかの人が先に変えました。今の内容を見て、もう一度えらんでください。"))
    else:
        say(request, _("変えました。"))
    return redirect("desk-programme", desk.hall.slug, public_id)


def committees_told(found: Programme) -> list[tuple[str, str, bool]]:
    """Whose idea it may have been: the key and the name of each, and whether it is the one."""
    return [
        (one.group.public_id, one.group.name, one.group_id == found.planned_by_id)
        for one in committees_for(found)
    ]


def _end(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    try:
        group = committee_at(desk.hall, key).group
        end_committee(group=group, facility=desk.hall, actor=desk.person, now=desk.now)
    except Absent as absent:
        raise Http404 from absent
    say(request, _("館のページから下げました。同じ名前を入れると、またのります。"))
    return redirect("desk-committees", desk.hall.slug)


def _page(request: HttpRequest, desk: Desk, mistake: str = "", typed: str = "") -> HttpResponse:
    met = met_at(desk.hall, desk.today, desk.now)
    contacts = contacts_of(met)
    told = {
        "rows": [_row(one, contacts.get(one.committee.group_id, ""), desk) for one in met],
        "mistake": mistake,
        "typed": typed,
        "said": said(request),
    }
    status = 422 if mistake else 200
    return show(request, desk, "booking/desk/committees.html", RAIL, status, **told)


def _row(one: Met, contacts: str, desk: Desk) -> dict[str, Any]:
    return {
        "group": one.committee.group,
        "times": one.times,
        "next": "" if one.next is None else long_date(local_day(one.next, desk.zone)),
        "contacts": contacts,
    }


def contacts_of(met: Sequence[Met]) -> dict[int, str]:
    """Which grown-ups can be asked about each committee, by its group's key. One query."""
    by_group: dict[int, list[str]] = {}
    for one in adult_contacts([one.committee.group for one in met]):
        by_group.setdefault(one.group_id, []).append(staff_name(one.person))
    return {group: listed(names) for group, names in by_group.items()}


def why_not(why: Exception) -> str:
    """Why a group was not named a committee, and what to do."""
    if isinstance(why, Absent):
        return _("その名前のグループは、1つに決まりませんでした。登録した名前を、そのまま入れてください。")
    if isinstance(why, NoContact):
        return _("大人の連絡先がまだありません。グループの代表に、大人の人を招待してもらってください。")
    if isinstance(why, Elsewhere):
        return _("このグループは、ほかの館か課の子ども会議です。")
    return _("種類が「子ども会議」のグループを入れてください。")
