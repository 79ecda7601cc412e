"""Registering a group with a hall's registry, or renewing that: what is asked, and what the judge says."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from booking.actions.changes import Stale
from booking.actions.group_registrations import NotYetRenewable, apply
from booking.labels import people_words, sentence
from booking.labels.groups import early_words
from booking.models import Membership
from booking.queries.bookings import Absent
from booking.queries.group_registrations import Registry, registries
from booking.queries.groups import Seen, roster_size
from booking.rules.verdict import Refused, Verdict
from booking.web.booked import reader
from booking.web.group_page import today_of
from booking.web.groups import as_seen, find_group, not_done, page
from booking.web.question import against
from facilities import clock
from facilities.labels import in_english

ANSWERS = {"yes": True, "no": False}


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, public_id: str, registry: str) -> HttpResponse:
    """GET: what would be applied for. POST: applies; `family` says whether it is a single family."""
    found, now = find_group(request, public_id), clock.now()
    with_whom = registries(today_of(now)).get(registry)
    if with_whom is None or not found.leads:
        raise Http404
    if request.method != "POST":
        return _page(request, found, with_whom)
    try:
        apply(
            group=as_seen(request, found),
            actor=reader(request),
            registry=registry,
            one_family=ANSWERS.get(request.POST.get("family", "")),
            now=now,
            day=today_of(now),
        )
    except Refused as refused:
        return _page(request, find_group(request, public_id), with_whom, refused.verdict)
    except NotYetRenewable as early:
        return page(request, find_group(request, public_id), notice=early_words(early.opens_on), status=409)
    except (Absent, Stale) as error:
        return not_done(request, public_id, error)
    return redirect("group", public_id)


def _page(
    request: HttpRequest, found: Seen, registry: Registry, verdict: Verdict | None = None
) -> HttpResponse:
    # An adult contact is somebody to call and counts as no member.
    members = [one for one in found.members if one.role != Membership.Role.ADULT_CONTACT]
    title, zone = registry.book.title, ZoneInfo(settings.TIME_ZONE)
    told = {
        "group": found.group,
        "title": (in_english() and title.en) or title.ja,
        "halls": [hall for hall, _rules in registry.halls],
        "registry": registry.key,
        "size": people_words(len(members) + roster_size(found.group.roster)),
        "asks_family": registry.asks_family,
        "whys": [
            {
                "words": sentence(reason, zone, today_of(clock.now())),
                "clause": reason.clause,
                "hall": registry.halls[0][0].slug,
            }
            for reason in (against(verdict) if verdict else ())
        ],
    }
    return render(request, "booking/group_register.html", told, status=409 if verdict else 200)
