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
from booking.actions.revocations import let_stand, revoke_consent
from booking.labels import state_words
from booking.models import Booking, Consent, Guardian
from booking.queries.bookings import Absent
from booking.queries.consents import given_by, purpose_of, slips_of
from booking.queries.giving_up import LATE_BY_GUARDIAN, counts
from booking.queries.guardians import bookings_seen, may_give_up, view_until
from booking.queries.rules import Versions, rules_of
from booking.rules.clauses.cancel_by import CancelBy
from booking.rules.lifecycle import State
from booking.rules.rulebook import Rules
from booking.web.booked import as_seen
from booking.web.consents import KEYED, MISTAKES, Mistake, no_link, words_of
from booking.wording.vocabulary import said
from facilities import clock
from facilities.labels import day_words, long_date, times_words
from facilities.rules.spans import Span, local_day

View = Callable[..., HttpResponse]
LANGUAGES = settings.LANGUAGES


@dataclass(frozen=True, slots=True)
class Seen:
    """A booking of the child's as the guardian sees it: when, where, and whether they may give it back."""

    one: Booking
    day: str
    times: str
    state: str
    cancellable: bool
    late: str


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
    return _page(request, token, request.GET.get("done", ""))


@require_POST
@for_a_link
def cancelling(request: HttpRequest, token: str, public_id: str) -> HttpResponse:
    now = clock.now()
    found = [
        one for one in bookings_seen(look_in(link_token=token, now=now), now) if one.public_id == public_id
    ]
    # Cancelled meanwhile, by the child or by the hall: a page that says so, and not one that is missing.
    if not found:
        return _page(request, token, "gone", status=409)
    try:
        cancel_for_child(link_token=token, booking=as_seen(request, found[0]), now=now)
    except (Stale, Refused):
        return _page(request, token, "changed", status=409)
    return _back(token, "cancelled")


@require_POST
@for_a_link
def revoking(request: HttpRequest, token: str, public_id: str) -> HttpResponse:
    now = clock.now()
    revoke_consent(guardian=look_in(link_token=token, now=now), public_id=public_id, now=now)
    return _back(token, "revoked")


@require_POST
@for_a_link
def standing_again(request: HttpRequest, token: str, public_id: str) -> HttpResponse:
    """A consent that was taken back by a slip, within the day."""
    now = clock.now()
    let_stand(guardian=look_in(link_token=token, now=now), public_id=public_id, now=now)
    return _back(token, "stands")


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
        return _page(request, token, "", mistake, status=422)
    return _back(token, "corrected")


def _page(
    request: HttpRequest, token: str, done: str, mistake: Exception | None = None, status: int = 200
) -> HttpResponse:
    """Absent as for `look_in`."""
    now = clock.now()
    found = look_in(link_token=token, now=now)
    day, until = local_day(now, ZoneInfo(settings.TIME_ZONE)), view_until(found)
    field = getattr(mistake, "field", "")
    shown: dict[str, Any] = {
        "guardian": found,
        "token": token,
        "bookings": _all_seen(found, now),
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


def _back(token: str, done: str) -> HttpResponse:
    return redirect(f"{reverse('guardian', args=[token])}?done={done}")


def _done(what: str) -> str:
    return {
        "cancelled": _("予約を取り消しました。お子さんにも知らせました。"),
        "revoked": _("同意を取り消しました。お子さんと館に知らせました。"),
        "stands": _("同意をもとにもどしました。お子さんと館に知らせました。"),
        "corrected": _("連絡先を変えました。"),
        "changed": _("先に予約が変わっていました。何もしていません。今の予約をたしかめてください。"),
        "gone": _("この予約は、もうありません。何もしていません。"),
    }.get(what, "")


def _all_seen(guardian: Guardian, now: int) -> list[Seen]:
    """Two queries."""
    found = bookings_seen(guardian, now)
    rules = rules_of([one.room.facility for one in found])
    return [_seen(one, guardian, rules[one.room.facility_id], now) for one in found]


def _seen(booking: Booking, guardian: Guardian, versions: Versions, now: int) -> Seen:
    zone = ZoneInfo(booking.room.facility.timezone)
    return Seen(
        one=booking,
        day=day_words(local_day(booking.start, zone), local_day(now, zone)),
        times=times_words(Span(booking.start, booking.end), zone),
        state="" if booking.state == State.BOOKED else state_words(booking.state),
        cancellable=may_give_up(guardian, booking),
        late=_late_words(versions.on(local_day(booking.start, zone))),
    )


def _late_words(rules: Rules) -> str:
    """What it means for the child if it is given up after the deadline; "" where there is none."""
    if not any(isinstance(said, CancelBy) for _, said in rules.statements):
        return ""
    # Only where the hall's rules name it: a child who is kept at home has chosen nothing
    # (docs/decisions/0034).
    if counts(rules, LATE_BY_GUARDIAN):
        return _("しめきりのあとに取り消すと、お子さんのおそい取り消しとして数えます。")
    return _("しめきりのあとでも、お子さんのおそい取り消しには数えません。")


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
