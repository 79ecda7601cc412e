"""いっしょに作るグループ: whom the hall invites to carry a programme out with it, and their answers."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from booking.actions.partners import Off, invite_partner, withdraw_partner
from booking.models import Partner, Programme
from booking.queries.bookings import Absent
from booking.queries.desk_groups import group_at
from booking.queries.partners import group_asked, groups_named, partners_of
from booking.queries.programmes import programme_at
from booking.rules.names import shortened
from booking.rules.staff import Right
from booking.web.desk.door import Desk, at_desk
from booking.web.saying import say
from facilities.labels import long_date
from facilities.rules.spans import local_day


def partners_told(found: Programme, desk: Desk) -> list[dict[str, Any]]:
    return [
        {
            "group": one.group,
            "state": _state(one),
            "since": long_date(local_day(one.confirmed_at or one.declined_at or one.invited_at, desk.zone)),
        }
        for one in partners_of(found)
    ]


def _state(partner: Partner) -> str:
    if partner.confirmed_at is not None:
        return _("いっしょに作る")
    return _("断った") if partner.declined_at is not None else _("返事待ち")


@at_desk(Right.PROGRAMMES)
@require_POST
def partnering(request: HttpRequest, desk: Desk, public_id: str) -> HttpResponse:
    """Invites a group by its name, or withdraws the invitation of one."""
    try:
        found = programme_at(desk.hall, public_id)
        key = request.POST.get("withdraw", "")
        group = group_asked(found, key) if key else None
    except Absent as absent:
        raise Http404 from absent
    if group is not None:
        withdraw_partner(programme=found, group=group, actor=desk.person, now=desk.now)
        say(request, _("お願いを取りやめました。グループの代表に伝わります。"))
    else:
        say(request, _invite(desk, found, request.POST.get("name", "").strip()))
    return redirect("desk-programme", desk.hall.slug, public_id)


def _invite(desk: Desk, found: Programme, name: str) -> str:
    """What came of it, in words."""
    named = groups_named(name)
    # Of two of one name the hall means its own.
    named = [one for one in named if group_at(desk.hall, one.public_id)] if len(named) > 1 else named
    if len(named) != 1:
        said = _("「%(name)s」は、1つに決まりませんでした。登録した名前を、そのまま入れてください。")
        return said % {"name": shortened(name)}
    try:
        invite_partner(programme=found, group=named[0], actor=desk.person, now=desk.now)
    except Off:
        return _("この行事は中止になっています。")
    return _("「%(name)s」をさそいました。代表の人に伝わります。") % {"name": named[0].name}
