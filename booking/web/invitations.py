"""Inviting into a group by a link, and what whoever opens the link sees.

The link's secret stands in its path alone. Opening it, the session remembers which invitation it is, and
leads on to an address without it: signing in or registering comes back there.
"""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from booking.actions import invitations as verbs
from booking.actions.changes import Stale
from booking.actions.invitations import NotUsable, TooManyInvitations
from booking.labels.invitations import invitation_words, too_many_words
from booking.models import Group, Invitation, Person
from booking.queries.bookings import Absent
from booking.queries.invitations import Why, by_public_id, by_token, hindrance
from booking.web.addresses import qr_code
from booking.web.asking import member
from booking.web.booked import reader
from booking.web.form_keys import made_once, token_of
from booking.web.groups import find_group, not_done, page
from booking.web.once import shown_once
from booking.web.saying import say
from booking.web.written_numbers import whole
from facilities import clock

SHOWN = "invited"  # in the session: the public id of the invitation whose link was opened


@never_cache
@login_required
@require_POST
def inviting(request: HttpRequest, public_id: str) -> HttpResponse:
    """A new link, told in this answer and never again."""
    found, places = find_group(request, public_id), request.POST.get("places", "1")
    try:
        made, token = _made(request, found.group, whole(places, 3) or 0)
    except (Absent, Stale) as error:
        return not_done(request, public_id, error)
    except TooManyInvitations:
        words = too_many_words()
        return page(request, found, errors=[{"field": "iv", "words": words}])
    except ValueError:
        words = _("何人までかを、1から10までの数で入れてください。")
        return page(request, found, errors=[{"field": "places", "words": words}])
    link = request.build_absolute_uri(reverse("invitation", args=[token]))
    told = {"link": link, "qr": qr_code(link), "made": made}
    once = shown_once(reverse("group", args=[public_id]))
    return page(request, find_group(request, public_id), **told, **once)


def _made(request: HttpRequest, group: Group, places: int) -> tuple[Invitation, str]:
    """The invitation and the token of its link, which the same form tells again."""
    token = token_of(request, "invitation")
    person, now = reader(request), clock.now()

    def does() -> str:
        made = verbs.invite(group=group, actor=person, places=places, now=now, new=token)
        return made.invitation.public_id

    made = by_public_id(made_once(request, "invite", does, person=person, now=now))
    if made is None:
        raise Absent
    return made, token


@never_cache
@login_required
@require_POST
def revoking(request: HttpRequest, public_id: str, invitation: str) -> HttpResponse:
    found = find_group(request, public_id)
    try:
        verbs.revoke_invitation(
            group=found.group, actor=reader(request), public_id=invitation, now=clock.now()
        )
    except (Absent, Stale) as error:
        return not_done(request, public_id, error)
    return redirect(f"{reverse('group', args=[public_id])}#iv")


@never_cache
@require_safe
def opening(request: HttpRequest, token: str) -> HttpResponse:
    """The link itself: remembers whose it is and leads on. One that never was is explained."""
    found = by_token(token)
    if found is None:
        return _page(request, None, Why.UNKNOWN)
    request.session[SHOWN] = found.public_id
    return redirect("invited")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: HttpRequest) -> HttpResponse:
    """GET: into which group one is invited. POST: `do` is join, or ask for a new link."""
    found = by_public_id(str(request.session.get(SHOWN, "")))
    person = member(request)
    if found is None:
        return _page(request, None, Why.UNKNOWN)
    if request.method != "POST" or person is None:
        return _page(request, found, hindrance(found, person, clock.now()))
    if request.POST.get("do") == "ask":
        return _asked(request, found, person)
    try:
        group = verbs.join(person=person, invitation=found.public_id, now=clock.now())
    except NotUsable as refused:
        if refused.why is Why.MEMBER:  # pressed twice: they are in it already
            return redirect("group", found.group.public_id)
        return _page(request, found, refused.why)
    say(request, _("グループに入りました。"))
    return redirect("group", group.public_id)


def _asked(request: HttpRequest, found: Invitation, person: Person) -> HttpResponse:
    try:
        verbs.ask_anew(person=person, invitation=found.public_id, now=clock.now())
    except Absent as absent:
        raise Http404 from absent
    return _page(request, found, hindrance(found, person, clock.now()), asked=True)


def _page(
    request: HttpRequest, found: Invitation | None, why: Why | None, asked: bool = False
) -> HttpResponse:
    here = reverse("invited")
    told = {
        "group": found.group if found else None,
        "why": why,
        "words": invitation_words(why) if why else "",
        "asked": asked,
        "askable": member(request) is not None and why in (Why.USED, Why.EXPIRED, Why.FULL),
        "here": here,
        "next": urlencode({"next": here}),
    }
    # Gone and not 404 (RFC 9110, 15.5.11): there was such an invitation, and the page says what to do.
    status = {None: 200, Why.MEMBER: 200, Why.UNKNOWN: 404}.get(why, 200 if asked else 410)
    return render(request, "booking/invited.html", told, status=status)
