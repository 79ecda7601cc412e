"""カレンダーに入れる: a member's subscriptions, or a guardian's; a new one's address is told in the answer
that makes it.

The address stands in no page's own address, no session and no redirect: making and renewing answer
the form itself, and nobody may store that answer.
"""

from dataclasses import dataclass
from itertools import count
from typing import Any, TypedDict
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
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
from booking.models import Subscription
from booking.queries.bookings import Absent
from booking.queries.subscriptions import subscriptions_of
from booking.web.addresses import address
from booking.web.consents import KEYED
from booking.web.in_app import is_in_app
from booking.web.once import shown_once
from booking.web.subscribing import Reader, about, for_guardian, for_member
from facilities import clock
from facilities.labels import moment_words
from facilities.rules.spans import local_day

MISTAKES = (Unfit, NameMissing, NameTaken, TooMany)


@dataclass(frozen=True, slots=True)
class Device:
    """A subscription, of what it tells if not of the holder's own, and when it was last read in words; ""
    if it never was."""

    one: Subscription
    about: str
    read: str


class Mistake(TypedDict):
    """`field` is the id of the input that it speaks of."""

    field: str
    words: str


@require_http_methods(["GET", "HEAD", "POST"])
def _calendar(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET: what there is. POST: a new subscription for the device `name`, `of` what they have chosen."""
    if request.method != "POST":
        return _page(request, reader, of=request.GET.get("of", ""))
    name, of = request.POST.get("name", "").strip(), request.POST.get("of", "")
    try:
        choice = reader.choice(of)
        made = subscriptions.subscribe(holder=reader.holder, name=name, of=choice.of, now=clock.now())
    except Absent as absent:
        raise Http404 from absent
    # Mostly the form sent twice, as by reloading: no error is made of what has worked.
    except NameTaken as taken:
        return _page(request, reader, told=str(taken), of=of)
    except MISTAKES as mistake:
        return _page(request, reader, mistake=_mistake(mistake, "name"), name=name, of=of)
    return _page(request, reader, made=made, of=of)


@require_POST
def _renew(request: HttpRequest, reader: Reader, public_id: str) -> HttpResponse:
    """Another address for the device, told in this answer."""
    # By it the answer can be reloaded: without, another address would take the place of the one just shown.
    edition = request.POST.get("edition", "")
    try:
        made = subscriptions.renew(
            holder=reader.holder, public_id=public_id, edition=edition, now=clock.now()
        )
    except Absent as absent:
        raise Http404 from absent
    except AlreadyRenewed:
        return _page(request, reader, told=public_id)
    return _page(request, reader, made=made)


@require_POST
def _rename(request: HttpRequest, reader: Reader, public_id: str) -> HttpResponse:
    name = request.POST.get("name", "").strip()
    try:
        subscriptions.rename(holder=reader.holder, public_id=public_id, name=name, now=clock.now())
    except Absent as absent:
        raise Http404 from absent
    except MISTAKES as mistake:
        return _page(request, reader, mistake=_mistake(mistake, f"name-{public_id}"))
    return redirect(reader.here)


@require_POST
def _revoke(request: HttpRequest, reader: Reader, public_id: str) -> HttpResponse:
    try:
        subscriptions.revoke(holder=reader.holder, public_id=public_id, now=clock.now())
    except Absent as absent:
        raise Http404 from absent
    return redirect(reader.here)


calendar, renew = for_member(_calendar), for_member(_renew)
rename, revoke = for_member(_rename), for_member(_revoke)
childs, childs_renew = for_guardian(_calendar), for_guardian(_renew)
childs_rename, childs_revoke = for_guardian(_rename), for_guardian(_revoke)


def _page(
    request: HttpRequest,
    reader: Reader,
    made: Subscribed | None = None,
    mistake: Mistake | None = None,
    name: str = "",
    told: str = "",
    of: str = "",
) -> HttpResponse:
    """`told` is the name or the id of a device whose address was told before, as to a form sent twice."""
    listed = subscriptions_of(reader.holder)
    shown: dict[str, Any] = {
        "reader": reader,
        # Not the address of the request: a device is renewed and renamed at one that takes forms only.
        "here": reader.here,
        "devices": [Device(one, about(one), _read(one)) for one in listed],
        "errors": [mistake] if mistake else [],
        "name": name or _free_name(listed),
        "of": of,
        "longest": LONGEST_NAME,
        "in_app": is_in_app(request),
        "told": next((one for one in listed if told in (one.name, one.public_id)), None),
    }
    if made:
        path = reverse("feed-member", args=[made.token])
        told_of, once = about(made.subscription), shown_once(reader.here)
        shown |= {"made": made.subscription, "made_about": told_of, "address": address(request, path), **once}
    if reader.child:
        shown |= KEYED
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
