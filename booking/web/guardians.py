"""/guardian/: a guardian's own page, by a link of their own: the child's bookings, consents, their contact.

A link that opens nothing, was stopped or has ended is answered as one that nobody sent.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from booking.actions.bookings import Refused
from booking.actions.guardians import Stale, cancel_for_child, correct_guardian, look_in
from booking.actions.kept_home import keep_home
from booking.actions.revocations import let_stand, revoke_consent
from booking.models import Consent
from booking.queries.bookings import Absent
from booking.queries.consents import given_by, purpose_of, slips_of
from booking.queries.guardians import (
    bookings_seen,
    view_until,
    was_kept_home,
)
from booking.web.booked import as_seen
from booking.web.childs_bookings import all_seen
from booking.web.childs_dates import childs_dates
from booking.web.consents import KEYED, MISTAKES, Mistake, no_link, words_of
from booking.wording.vocabulary import said
from facilities import clock
from facilities.labels import long_date
from facilities.rules.spans import local_day

View = Callable[..., HttpResponse]
LANGUAGES = settings.LANGUAGES


@dataclass(frozen=True, slots=True)
class Agreement:
    one: Consent
    purpose: str
    given: str
    until: str


def for_a_link(view: View) -> View:
    """Kept in no cache; every link that opens nothing answers alike."""

    @never_cache
    @wraps(view)
    def answer(request: HttpRequest, token: str, **more: str) -> HttpResponse:
        try:
            return view(request, token, **more)
        except Absent:
            return no_link(request)

    return answer


@require_safe
@for_a_link
def guardian(request: HttpRequest, token: str) -> HttpResponse:
    return guardian_page(request, token, request.GET.get("done", ""))


@require_POST
@for_a_link
def cancelling(request: HttpRequest, token: str, public_id: str) -> HttpResponse:
    now = clock.now()
    found = [
        one for one in bookings_seen(look_in(link_token=token, now=now), now) if one.public_id == public_id
    ]
    # Cancelled meanwhile, by the child or by the hall: a page that says so, and not one that is missing.
    if not found:
        return guardian_page(request, token, "gone", status=409)
    try:
        cancel_for_child(link_token=token, booking=as_seen(request, found[0]), now=now)
    except (Stale, Refused):
        return guardian_page(request, token, "changed", status=409)
    return back_to(token, "cancelled")


@require_POST
@for_a_link
def keeping_home(request: HttpRequest, token: str, public_id: str) -> HttpResponse:
    """The child does not come to what the group has booked."""
    now = clock.now()
    looking = look_in(link_token=token, now=now)
    found = [one for one in bookings_seen(looking, now) if one.public_id == public_id]
    if not found:
        # A second tap: what the child does not come to is theirs to see no more.
        if was_kept_home(looking, public_id):
            return back_to(token, "home")
        return guardian_page(request, token, "gone", status=409)
    try:
        keep_home(link_token=token, booking=as_seen(request, found[0]), now=now)
    except (Stale, Refused):
        return guardian_page(request, token, "changed", status=409)
    return back_to(token, "home")


@require_POST
@for_a_link
def revoking(request: HttpRequest, token: str, public_id: str) -> HttpResponse:
    now = clock.now()
    revoke_consent(guardian=look_in(link_token=token, now=now), public_id=public_id, now=now)
    return back_to(token, "revoked")


@require_POST
@for_a_link
def standing_again(request: HttpRequest, token: str, public_id: str) -> HttpResponse:
    """A consent that was taken back by a slip, within the day."""
    now = clock.now()
    let_stand(guardian=look_in(link_token=token, now=now), public_id=public_id, now=now)
    return back_to(token, "stands")


@require_POST
@for_a_link
def contact(request: HttpRequest, token: str) -> HttpResponse:
    spoken = request.POST.get("language", "")
    try:
        correct_guardian(
            link_token=token,
            mail=request.POST.get("mail", ""),
            phone=request.POST.get("phone", ""),
            language=spoken if spoken in dict(LANGUAGES) else settings.LANGUAGE_CODE,
            now=clock.now(),
        )
    except MISTAKES as mistake:
        return guardian_page(request, token, "", mistake, status=422)
    return back_to(token, "corrected")


def guardian_page(
    request: HttpRequest, token: str, done: str, mistake: Exception | None = None, status: int = 200
) -> HttpResponse:
    """Their page, after what they have `done` or could not do. Absent as for `look_in`."""
    now = clock.now()
    found = look_in(link_token=token, now=now)
    day, until = local_day(now, ZoneInfo(settings.TIME_ZONE)), view_until(found)
    field = getattr(mistake, "field", "")
    shown: dict[str, Any] = {
        "guardian": found,
        "token": token,
        "bookings": all_seen(found, now),
        "dates": childs_dates(found, token, now),
        "consents": [_agreement(one, day) for one in given_by(found, day)],
        "slips": [_agreement(one, day) for one in slips_of(found, now)],
        "until": "" if until is None else long_date(until),
        "done": _done(done),
        "bad": status != 200,
        "languages": LANGUAGES,
        "typed": request.POST if mistake else None,
        "field": field,
        "errors": [Mistake(field=field, words=words_of(mistake))] if mistake else [],
        **KEYED,
    }
    return render(request, "booking/guardian.html", shown, status=status)


def back_to(token: str, done: str) -> HttpResponse:
    return redirect(f"{reverse('guardian', args=[token])}?done={done}")


def _done(what: str) -> str:
    return {
        "cancelled": _("予約を取り消しました。お子さんにも知らせました。"),
        "home": _("行かないことにしました。お子さんに知らせました。"),
        "revoked": _("同意を取り消しました。お子さんと館に知らせました。"),
        "stands": _("同意をもとにもどしました。お子さんと館に知らせました。"),
        "corrected": _("連絡先を変えました。"),
        "changed": _("先に予約が変わっていました。何もしていません。今の予約をたしかめてください。"),
        "away": _("この日の申しこみをやめました。お子さんに知らせました。"),
        "back": _("申しこみをもとにもどしました。お子さんに知らせました。"),
        "begun": _("この日は、もう始まっています。何もしていません。"),
        "taken": _(
            "もうもとにはもどせません。席が次の人のものになったか、10分がすぎたか、お子さんが自分でやめた日です。"
        ),
        "gone": _("この予約は、もうありません。何もしていません。"),
    }.get(what, "")


def _agreement(consent: Consent, day: date) -> Agreement:
    return Agreement(
        consent, purpose_words(consent, day), long_date(consent.given_on), long_date(consent.valid_until)
    )


def purpose_words(consent: Consent, day: date) -> str:
    """In the rulebook's words, as long as it asks for it."""
    try:
        name = purpose_of(consent.hall, consent.purpose, day).name
    except Absent:
        name = None
    return said(name) if name else ""
