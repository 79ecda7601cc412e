"""利用登録: how one stands with the halls that register people; applying and renewing with one button."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from booking.actions.registrations import apply_for_registration
from booking.labels import sentence, tie_words
from booking.models import Person, Tie
from booking.queries.bookings import Absent
from booking.queries.joining import Joined, joining
from booking.rules.verdict import Refused
from booking.web.booked import reader
from booking.web.next_steps import registry_words, steps_in_words
from facilities import clock
from facilities.labels import long_date
from facilities.rules.spans import local_day


@dataclass(frozen=True, slots=True)
class Card:
    """One registry as its member sees it. `button` is "" where there is nothing to ask for."""

    key: str
    halls: str
    words: str
    good: bool
    button: str


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def registration(request: HttpRequest) -> HttpResponse:
    """GET: what stands. POST: applies to, or renews with, the registry that `registry` names."""
    person, now = reader(request), clock.now()
    if request.method != "POST":
        return _page(request, person, now)
    try:
        apply_for_registration(person=person, key=request.POST.get("registry", ""), now=now)
    except Absent as absent:
        raise Http404 from absent
    except Refused as refused:
        zone = ZoneInfo(settings.TIME_ZONE)
        words = [sentence(reason, zone) for reason in refused.verdict.broken]
        return _page(request, person, now, words)
    return redirect("registration")


def _page(request: HttpRequest, person: Person, now: int, mistakes: list[str] | None = None) -> HttpResponse:
    found = joining(person, now)
    told: dict[str, Any] = {
        "cards": [_card(one, now) for one in found.joined],
        "steps": steps_in_words(found.steps),
        "ties": ties_of(person),
        "mistakes": mistakes or [],
        "person": person,
    }
    return render(request, "booking/registration.html", told, status=409 if mistakes else 200)


def _card(one: Joined, now: int) -> Card:
    stands, today = one.standing, local_day(now, one.registry.zone)
    halls = registry_words(one.registry)
    if stands.applied:
        return Card(one.registry.key, halls, _("申しこみを、館の人が見ています。"), False, "")
    if stands.can_renew(today) and stands.next_until:
        day = long_date(stands.next_until)
        return Card(one.registry.key, halls, _until(one), True, _("%(day)sまで更新する") % {"day": day})
    if stands.current:
        return Card(one.registry.key, halls, _until(one), True, "")
    return Card(one.registry.key, halls, _("まだ登録していません。"), False, _("登録を申しこむ"))


def _until(one: Joined) -> str:
    until, opens = one.standing.begins_after, one.standing.renewable_from
    if until is None or opens is None:
        return _("登録してあります。")
    told = {"until": long_date(until), "opens": long_date(opens)}
    return _("%(until)sまで使えます。更新は%(opens)sからです。") % told


def ties_of(person: Person) -> list[str]:
    """What ties somebody to the city, and how sure that is. One query."""
    return [_tie(tie) for tie in person.ties.order_by("pk")]


def _tie(tie: Tie) -> str:
    told = {"tie": tie_words(tie.kind)}
    if tie.verified_on is None:
        return _("%(tie)s(まだ館でたしかめていません)") % told
    if tie.valid_until is None:
        return _("%(tie)s(館でたしかめました)") % told
    return _("%(tie)s(%(day)sまで)") % {**told, "day": long_date(tie.valid_until)}
