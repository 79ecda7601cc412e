"""Inviting a group to carry a programme out with the hall: by its name, or chosen among those it may mean."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from booking.actions.partners import Off, invite_partner, withdraw_partner
from booking.models import Programme
from booking.queries.bookings import Absent
from booking.queries.meant import Meant, groups_meant
from booking.queries.partners import group_asked
from booking.queries.programmes import programme_at
from booking.rules.names import shortened
from booking.rules.staff import Right
from booking.web.desk.door import Desk, at_desk
from booking.web.desk.programmes import page
from booking.web.saying import say


@at_desk(Right.PROGRAMMES)
@require_POST
def partnering(request: HttpRequest, desk: Desk, public_id: str) -> HttpResponse:
    """Invites a group by its name, or withdraws the invitation of one; 422 asks which group was meant."""
    try:
        found = programme_at(desk.hall, public_id)
        key = request.POST.get("withdraw", "")
        group = group_asked(found, key) if key else None
    except Absent as absent:
        raise Http404 from absent
    if group is not None:
        withdraw_partner(programme=found, group=group, actor=desk.person, now=desk.now)
        say(request, _("お願いを取りやめました。グループの代表に伝わります。"))
        return redirect("desk-programme", desk.hall.slug, public_id)
    return _invite(request, desk, found)


def _invite(request: HttpRequest, desk: Desk, found: Programme) -> HttpResponse:
    """By a name that is one group's, or by the group that was chosen among those that the name may mean."""
    name, chosen = request.POST.get("name", "").strip(), request.POST.get("group", "")
    meant = groups_meant(desk.hall, name)
    named = [one for one in meant.groups if one.public_id == chosen] if chosen else list(meant.certain)
    if len(named) != 1:
        told = {"partner_name": name, "candidates": meant.groups, "partner_mistake": _unclear(name, meant)}
        return page(request, desk, found, 422, **told)
    try:
        invite_partner(programme=found, group=named[0], actor=desk.person, now=desk.now)
    except Off:
        return page(request, desk, found, 409, mistake=_("この行事は中止になっています。"))
    say(request, _("「%(name)s」をさそいました。代表の人に伝わります。") % {"name": named[0].name})
    return redirect("desk-programme", desk.hall.slug, found.public_id)


def _unclear(name: str, meant: Meant) -> str:
    said = {"name": shortened(name)}
    if meant.groups:
        return _("「%(name)s」は、1つに決まりませんでした。下からえらんでください。") % said
    return (
        _("「%(name)s」というグループは、ありませんでした。登録した名前を、たしかめて入れてください。") % said
    )
