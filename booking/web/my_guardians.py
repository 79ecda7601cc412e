"""/me/guardians/: the child asks for a guardian's consent, shows the link, prints the paper."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from booking.actions.consent_requests import NoChild, RecordClosed, Stopped, TooMany, ask_for_consent
from booking.actions.guardians import reach
from booking.actions.texts import NoAddress, Unfit
from booking.models import Guardian
from booking.queries.bookings import Absent
from booking.queries.consents import Need, Purpose, needs, purpose_of
from booking.queries.guardians import guardians_of, view_until
from booking.rules.consents import holds_until
from booking.web.addresses import qr_code
from booking.web.booked import reader
from booking.web.consents import Mistake, laws, page_link, words_of
from booking.web.once import shown_once
from booking.web.places import find_hall
from booking.wording.vocabulary import said
from facilities import clock
from facilities.labels import long_date, moment_words
from facilities.rules.spans import local_day

MISTAKES = (NoAddress, NoChild, RecordClosed, Stopped, TooMany, Unfit)


@dataclass(frozen=True, slots=True)
class Window:
    """A purpose as a window: lit once the consent is there. `state` is `given`, `waiting`, `refused`,
    `over` (the link has run out), `revoked` or `unasked`; `number` tells its form from the others."""

    number: int
    need: Need
    name: str
    state: str
    when: str  # until when it holds, or since when it is asked
    paper: str

    @property
    def look(self) -> str:
        return {"given": "lit", "waiting": "part"}.get(self.state, "dark")


@dataclass(frozen=True, slots=True)
class Shown:
    """A link told in this answer, to be shown on the phone."""

    address: str
    purpose: str

    @property
    def qr(self) -> str:
        return qr_code(self.address)


@dataclass(frozen=True, slots=True)
class Known:
    """A guardian who is on record, and up to when they see."""

    one: Guardian
    until: str
    lost: bool  # whether a link that was lost can be had again here


@never_cache
@login_required
@require_safe
def guardians(request: HttpRequest) -> HttpResponse:
    return _page(request, sent=request.GET.get("sent", ""))


@never_cache
@login_required
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """By mail: sent, and back to the list. To be shown: the link stands in this answer and nowhere else."""
    hall, purpose = find_hall(request.POST.get("hall", "")), request.POST.get("purpose", "")
    by_mail, spoken = request.POST.get("way") == "mail", request.POST.get("language", "")
    mail = request.POST.get("mail", "").strip()
    try:
        # To the verb no address means a link to be shown: a field left empty would hand the child the link.
        if by_mail and not mail:
            raise NoAddress("mail")
        asked = ask_for_consent(
            child=reader(request),
            hall=hall,
            purpose=purpose,
            actor=reader(request),
            link=lambda new: _consent_link(request, new),
            mail=mail if by_mail else "",
            language=spoken if spoken in dict(settings.LANGUAGES) else request.LANGUAGE_CODE,
            now=clock.now(),
        )
    except Absent as absent:
        raise Http404 from absent
    except MISTAKES as mistake:
        return _page(request, mistake=mistake, purpose=purpose)
    if by_mail:
        return redirect(f"{reverse('my-guardians')}?sent=mail")
    return _page(request, link=_consent_link(request, asked.token), purpose=purpose)


@never_cache
@login_required
@require_POST
def reaching(request: HttpRequest, public_id: str) -> HttpResponse:
    """Another link to a guardian's page, for one that was lost."""
    try:
        new = reach(
            public_id=public_id,
            actor=reader(request),
            link=lambda made: page_link(request, made),
            now=clock.now(),
        )
    except Absent as absent:
        raise Http404 from absent
    if new:
        return _page(request, link=page_link(request, new))
    return redirect(f"{reverse('my-guardians')}?sent=page")


@never_cache
@login_required
@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """保護者の同意書: one page to print and sign. `hall` and `purpose` say for what."""
    now, hall = clock.now(), find_hall(request.GET.get("hall", ""))
    day = local_day(now, ZoneInfo(hall.timezone))
    try:
        purpose = purpose_of(hall, request.GET.get("purpose", ""), day)
    except Absent as absent:
        raise Http404 from absent
    told = {
        "hall": hall,
        "child": reader(request),
        "purpose": _name(purpose),
        "laws": laws(hall, purpose.clauses, now),
        "until": long_date(holds_until(day)),
        "printed": long_date(day),
    }
    return render(request, "booking/consent_paper.html", told)


def _page(
    request: HttpRequest,
    *,
    link: str = "",
    purpose: str = "",
    sent: str = "",
    mistake: Exception | None = None,
) -> HttpResponse:
    """`purpose` is the key of which the form was sent."""
    person, now = reader(request), clock.now()
    day = local_day(now, ZoneInfo(settings.TIME_ZONE))
    windows = [_window(number, need, now) for number, need in enumerate(needs(person, day), 1)]
    mine = next((one for one in windows if one.need.purpose.key == purpose), None)
    field = f"mail-{mine.number}" if mine else "main"
    shown: dict[str, Any] = {
        "windows": windows,
        "known": [_known(one) for one in guardians_of(person)],
        "closed": person.closed,
        "shown": Shown(link, mine.name if mine else "") if link else None,
        "sent": sent,
        "languages": settings.LANGUAGES,
        "typed": request.POST.get("mail", "") if mistake else "",
        "failed": mine.number if mine and mistake else 0,
        "errors": [Mistake(field=field, words=_words(mistake))] if mistake else [],
        "here": reverse("my-guardians"),
    } | (shown_once(reverse("my-guardians")) if link else {})
    return render(request, "booking/my_guardians.html", shown, status=422 if mistake else 200)


def _window(number: int, need: Need, now: int) -> Window:
    hall, asked = need.purpose.hall, need.asked
    zone = ZoneInfo(hall.timezone)
    today = local_day(now, zone)
    state = _state(need, now)
    when = {
        "given": "" if need.consent is None else long_date(need.consent.valid_until),
        "waiting": "" if asked is None else moment_words(asked.made_at, zone, today),
        "revoked": _revoked_on(need, zone),
    }.get(state, "")
    query = urlencode({"hall": hall.slug, "purpose": need.purpose.key})
    return Window(number, need, _name(need.purpose), state, when, f"{reverse('consent-paper')}?{query}")


def _state(need: Need, now: int) -> str:
    """A consent by the child's phone, where the hall also wants paper or a call, is still waiting."""
    if need.consent is not None and not (need.consent.through_child and need.purpose.also):
        return "given"
    if need.consent is not None:
        return need.purpose.also
    asked, gone = need.asked, need.revoked
    # What happened last is what stands: a new request after a consent was taken back waits for its answer.
    if gone is not None and (asked is None or asked.made_at <= (gone.revoked_at or 0)):
        return "revoked"
    if asked is None:
        return "unasked"
    if asked.used_at is not None:
        return "refused" if asked.refused else "unasked"
    return "waiting" if asked.expires_at > now else "over"


def _revoked_on(need: Need, zone: ZoneInfo) -> str:
    gone = need.revoked
    return "" if gone is None or gone.revoked_at is None else long_date(local_day(gone.revoked_at, zone))


def _known(guardian: Guardian) -> Known:
    until: date | None = view_until(guardian)
    lost = bool(guardian.mail) or guardian.reached == Guardian.Reached.CHILD
    return Known(guardian, "" if until is None else long_date(until), lost and guardian.stopped_at is None)


def _name(purpose: Purpose) -> str:
    return said(purpose.name) if purpose.name else ""


def _consent_link(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("consent", args=[token]))


def _words(mistake: Exception) -> str:
    if isinstance(mistake, RecordClosed):
        return _("今は、ここから送れません。館の人に話してください。")
    if isinstance(mistake, NoChild):
        return _("保護者の方の同意をお願いできるのは、18歳になる年度の終わりまでです。")
    if isinstance(mistake, Stopped):
        return _("このメールアドレスには送れません。館の人に聞いてください。")
    if isinstance(mistake, TooMany):
        return _("1日に送れるのは10回までです。あしたになると、また送れます。")
    return words_of(mistake)
