"""自分のできること: what a member, or a group that they lead, offers on the community's talent list."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from booking.actions import talents as verbs
from booking.actions.changes import Stale
from booking.actions.talents import NotAdult
from booking.models import Group, Person, Talent
from booking.queries.bookings import Absent
from booking.queries.people import today_here
from booking.queries.talents import departments_with, own_talent
from booking.rules.talents import asked_again, is_adult
from booking.web.booked import reader
from booking.web.groups import find_group
from booking.web.saying import said, say
from booking.web.talent_form import MISTAKES, form_told, kept, offer_of, seen_in, typed
from facilities import clock
from facilities.labels import long_date


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest, public_id: str = "") -> HttpResponse:
    """What they offer. POST writes it; with `consent` ticked it may stand on a list."""
    group = _group(request, public_id)
    if request.method != "POST":
        return _page(request, group)
    now = clock.now()
    offer = offer_of(request.POST, today_here(now) if "consent" in request.POST else None)
    try:
        seen = seen_in(request.POST)
        verbs.offer_talent(offer=offer, group=group, seen=seen, actor=reader(request), now=now)
    except MISTAKES as mistake:
        return _page(request, group, mistake)
    except Stale:
        words = _("ほかの画面で先に変わっていました。今の内容を見て、もう一度直してください。")
        return _page(request, group, status=409, notice=words)
    except NotAdult:
        return _page(request, group, status=422)
    if offer.consented_on is None:
        say(request, _("書いておきました。同意がないので、リストにはのりません。"))
    else:
        say(request, _("ありがとうございます。市の課がたしかめてから、リストにのせます。"))
    return _back(public_id)


@never_cache
@login_required
@require_POST
def revoking(request: HttpRequest, public_id: str = "") -> HttpResponse:
    return _done(
        request, public_id, verbs.revoke_own, _("同意を取り消しました。どのリストからも消えました。")
    )


@never_cache
@login_required
@require_POST
def still(request: HttpRequest, public_id: str = "") -> HttpResponse:
    return _done(request, public_id, verbs.still_offer, _("ありがとうございます。また1年、のせておきます。"))


@never_cache
@login_required
@require_POST
def erasing(request: HttpRequest, public_id: str = "") -> HttpResponse:
    return _done(request, public_id, verbs.erase_own, _("書いたことを全部消しました。"))


def _done(request: HttpRequest, public_id: str, verb: Any, words: str) -> HttpResponse:
    try:
        verb(group=_group(request, public_id), actor=reader(request), now=clock.now())
    except Absent:
        # A page that lay open: there is nothing any more that could be kept.
        return _back(public_id)
    say(request, words)
    return _back(public_id)


def _group(request: HttpRequest, public_id: str) -> Group | None:
    """None for one's own; 404 for a group that one does not lead."""
    if not public_id:
        return None
    found = find_group(request, public_id)
    if not found.leads:
        raise Http404
    return found.group


def _back(public_id: str) -> HttpResponse:
    return redirect("group-talent", public_id) if public_id else redirect("my-talent")


def _page(
    request: HttpRequest,
    group: Group | None,
    mistake: Exception | None = None,
    status: int = 200,
    notice: str = "",
) -> HttpResponse:
    person, now = reader(request), clock.now()
    found = own_talent(person, group)
    stands = typed(request.POST) if mistake else kept(found) if found else _blank(person, group)
    seen = seen_in(request.POST) if mistake else found.revision if found else None
    told = {
        "group": group,
        "adult": is_adult(person.birth_date, today_here(now)),
        "entry": found and _entry(found, now),
        "notice": notice,
        "said": said(request),
        **form_told(stands, seen, mistake),
    }
    return render(request, "booking/my_talent.html", told, status=422 if mistake else status)


def _blank(person: Person, group: Group | None) -> dict[str, Any]:
    """What is known already need not be typed."""
    known = {"name": group.name if group else person.name, "phone": person.phone, "email": person.email}
    return {**known, "skills": [], "bands": [], "consent": False, "name_public": False}


def _entry(one: Talent, now: int) -> dict[str, Any]:
    return {
        "consented": long_date(one.consented_on) if one.consented_on else "",
        "verified": one.verified_at is not None,
        "offices": departments_with(one),
        "ask": one.consented_on is not None and asked_again(one.reached_at, now),
    }
