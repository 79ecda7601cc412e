"""One member of a group: their role, handing over to them, taking them out; and leaving it oneself."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from booking.actions import memberships as verbs
from booking.actions.changes import Stale
from booking.actions.memberships import GIVEN, LeaderStays
from booking.labels import role_words
from booking.models import Membership, Person
from booking.queries.bookings import Absent
from booking.queries.groups import Seen, seen
from booking.web.booked import reader
from booking.web.group_page import members_of, today_of
from booking.web.groups import as_seen, find_group, not_done, page
from booking.web.saying import say
from facilities import clock


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def member(request: HttpRequest, public_id: str, person: str) -> HttpResponse:
    """GET: what those who lead may change of a member. POST: `do` is role, lead or remove."""
    found = find_group(request, public_id)
    if not found.leads and request.method != "POST":
        raise Http404
    try:
        theirs = found.member(person)
    except Absent:  # or gone, since somebody else who leads it was faster
        return not_done(request, public_id, Stale(public_id))
    if request.method != "POST":
        return _page(request, found, theirs)
    try:
        _do(request, found, theirs.person)
    except (Absent, Stale) as error:
        return not_done(request, public_id, error)
    except (LeaderStays, ValueError):
        return page(request, find_group(request, public_id), notice=_leader_stays(), status=409)
    say(request, _("メンバーのことを変えました。"))
    return redirect("group", public_id)


@never_cache
@login_required
@require_POST
def leaving(request: HttpRequest, public_id: str) -> HttpResponse:
    try:
        own = seen(public_id, reader(request))
        verbs.leave(group=own.group, person=reader(request), now=clock.now())
        say(request, _("グループをやめました。"))
    except LeaderStays:
        return page(request, find_group(request, public_id), notice=_leader_stays(), status=409)
    except Absent:
        pass  # pressed twice: they have left already; and of a foreign group nothing is told
    return redirect("groups")


def _do(request: HttpRequest, found: Seen, person: Person) -> None:
    group, actor, now = as_seen(request, found), reader(request), clock.now()
    match request.POST.get("do", ""):
        case "lead":
            verbs.hand_over(group=group, actor=actor, person=person, now=now)
        case "remove":
            verbs.remove(group=group, actor=actor, person=person, now=now)
        case _:
            role = request.POST.get("role", "")
            verbs.change_role(group=group, actor=actor, person=person, role=role, now=now)


def _page(request: HttpRequest, found: Seen, theirs: Membership) -> HttpResponse:
    shown = members_of(found, frozenset(), today_of(clock.now()))
    told = {
        "group": found.group,
        "seen": found,
        "one": next(one for one in shown if one.id == theirs.person.public_id),
        "roles": [{"key": role, "words": role_words(role), "chosen": role == theirs.role} for role in GIVEN],
        "removable": theirs.role != Membership.Role.DEPUTY or found.leader,
    }
    return render(request, "booking/member.html", told)


def _leader_stays() -> str:
    return _(
        "代表の人は、そのままではやめられません。ほかの人に代表をかわってもらうか、グループを解散してください。"
    )
