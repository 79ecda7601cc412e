"""カレンダーに入れる: one's subscriptions, and a new one's address, told in the answer that makes it.

The address stands in no page's own address, no session and no redirect: making and renewing answer
the form itself, and nobody may store that answer.
"""

from dataclasses import dataclass
from itertools import count
from typing import Any, TypedDict, cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from booking.actions import subscriptions
from booking.actions.subscriptions import (
    LONGEST_NAME,
    MOST,
    AlreadyRenewed,
    NameMissing,
    NameTaken,
    Subscribed,
    TooMany,
)
from booking.actions.texts import Unfit
from booking.models import Person, Subscription
from booking.queries.bookings import Absent
from booking.queries.subscriptions import subscriptions_of
from booking.web.addresses import address
from booking.web.in_app import is_in_app
from facilities import clock
from facilities.labels import moment_words
from facilities.rules.spans import local_day

MISTAKES = (Unfit, NameMissing, NameTaken, TooMany)


@dataclass(frozen=True, slots=True)
class Device:
    """A subscription, and when it was last read in words; "" if it never was."""

    one: Subscription
    read: str


class Mistake(TypedDict):
    """`field` is the id of the input that it speaks of."""

    field: str
    words: str


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """GET: what there is. POST: a new subscription for the device `name`."""
    if request.method != "POST":
        return _page(request)
    name = request.POST.get("name", "").strip()
    try:
        made = subscriptions.subscribe(holder=_person(request), name=name, now=clock.now())
    except NameTaken as taken:
        return _page(request, told=str(taken))
    except MISTAKES as mistake:
        return _page(request, mistake=_mistake(mistake, "name"), name=name)
    return _page(request, made=made)


@never_cache
@login_required
@require_POST
def renew(request: HttpRequest, public_id: str) -> HttpResponse:
    """Another address for the device, told in this answer."""
    edition = request.POST.get("edition", "")
    try:
        made = subscriptions.renew(
            holder=_person(request), public_id=public_id, edition=edition, now=clock.now()
        )
    except Absent as absent:
        raise Http404 from absent
    except AlreadyRenewed:
        return _page(request, told=public_id)
    return _page(request, made=made)


@never_cache
@login_required
@require_POST
def rename(request: HttpRequest, public_id: str) -> HttpResponse:
    name = request.POST.get("name", "").strip()
    try:
        subscriptions.rename(holder=_person(request), public_id=public_id, name=name, now=clock.now())
    except Absent as absent:
        raise Http404 from absent
    except MISTAKES as mistake:
        return _page(request, mistake=_mistake(mistake, f"name-{public_id}"))
    return redirect("calendar")


@never_cache
@login_required
@require_POST
def revoke(request: HttpRequest, public_id: str) -> HttpResponse:
    try:
        subscriptions.revoke(holder=_person(request), public_id=public_id, now=clock.now())
    except Absent as absent:
        raise Http404 from absent
    return redirect("calendar")


def _page(
    request: HttpRequest,
    made: Subscribed | None = None,
    mistake: Mistake | None = None,
    name: str = "",
    told: str = "",
) -> HttpResponse:
    """`told` is the name or the id of a device whose address was told before, as to a form sent twice."""
    listed = subscriptions_of(_person(request))
    shown: dict[str, Any] = {
        "devices": [Device(one, _read(one)) for one in listed],
        "errors": [mistake] if mistake else [],
        "name": name or _free_name(listed),
        "longest": LONGEST_NAME,
        "in_app": is_in_app(request),
        "told": next((one for one in listed if told in (one.name, one.public_id)), None),
    }
    if made:
        shown |= {"made": made.subscription, "address": address(request, made.token)}
    return render(request, "booking/calendar.html", shown, status=422 if mistake else 200)


def _read(subscription: Subscription) -> str:
    zone, at = ZoneInfo(settings.TIME_ZONE), subscription.last_used_at
    return "" if at is None else moment_words(at, zone, local_day(clock.now(), zone))


def _free_name(listed: list[Subscription]) -> str:
    """A name to begin with, so that one press is enough: スマホ, スマホ 2, スマホ 3."""
    taken, first = {one.name for one in listed}, _("スマホ")
    return next(name for n in count(1) if (name := first if n == 1 else f"{first} {n}") not in taken)


def _mistake(mistake: Exception, field: str) -> Mistake:
    return {"field": field, "words": _words(mistake)}


def _words(mistake: Exception) -> str:
    if isinstance(mistake, Unfit) and mistake.longest:
        return _("名前は%(longest)d文字までにしてください。") % {"longest": mistake.longest}
    if isinstance(mistake, Unfit):
        letters = ", ".join(mistake.letters)
        return _("名前に、使えない文字が入っています (%(letters)s)。") % {"letters": letters}
    if isinstance(mistake, TooMany):
        words = _("入れられるのは%(most)d台までです。使っていないものをやめると、新しく入れられます。")
        return words % {"most": MOST}
    if isinstance(mistake, NameMissing):
        return _("機器の名前を入れてください。")
    return _("同じ名前の機器があります。見分けられる名前をつけてください。")


def _person(request: HttpRequest) -> Person:
    return cast(Person, request.user)
