"""/me/data/: what is held about oneself, to see, correct, take along and have forgotten."""

from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from booking.actions.addresses import confirm_address, give_address
from booking.actions.mydata import LeadsAlone, correct, forget
from booking.actions.particulars import Particulars, Unclear
from booking.actions.proofs import MustWait, Proof, is_password, proof_wanted
from booking.actions.tries import seconds_to_wait
from booking.models import Person
from booking.queries.bookings import Absent
from booking.queries.forgetting import ahead_alone, leads_alone
from booking.queries.mydata import address_to_be, held_about
from booking.rules.verdict import Refused
from booking.web.booked import reader
from booking.web.join import domain
from booking.web.joining import LONGEST, text_errors
from booking.web.registration import ties_of
from facilities import clock
from facilities.clock import machine_time
from facilities.labels import listed, long_date
from facilities.queries.outside import schools_known

FIELDS = ("name", "reading", "call_name", "phone", "email", "language", "school")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mydata(request: HttpRequest) -> HttpResponse:
    """GET: what is held. POST: corrects it; a new address is sent its link first."""
    person, now = reader(request), clock.now()
    if request.method != "POST":
        return _page(request, person, {name: getattr(person, name) for name in FIELDS})
    told = {name: request.POST.get(name, "").strip() for name in FIELDS}
    if errors := text_errors(told, FIELDS):
        return _page(request, person, told, errors)
    try:
        correct(person=person, particulars=Particulars(**told), now=now)
    except Unclear:
        # Each field was looked at by itself: what is left is the school, which depends on the calendars.
        return _page(request, person, told, {"school": _("学校は、一覧からえらんでください。")})
    if told["email"].lower() != person.email:
        # Nobody's mailbox is filled from here: after some addresses one waits longer and longer.
        if seconds := seconds_to_wait("address", person.public_id, machine_time()):
            words = _("あと%(seconds)d秒待ってから、もう一度お試しください。") % {"seconds": seconds}
            return _page(request, person, told, {"email": words})
        give_address(person=person, email=told["email"], now=now, link=lambda token: _link(request, token))
    return redirect(f"{reverse('mydata')}?saved=1")


def _link(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("mail-confirm", args=[token]))


def _page(
    request: HttpRequest, person: Person, told: dict[str, str], errors: dict[str, str] | None = None
) -> HttpResponse:
    shown: dict[str, Any] = {
        "told": told,
        "person": person,
        "born": long_date(person.birth_date) if person.birth_date else "",
        "ties": ties_of(person),
        "waiting": address_to_be(person),
        "domain": domain(),
        "saved": request.GET.get("saved") == "1",
        "longest": LONGEST,
        "languages": settings.LANGUAGES,
        "schools": sorted({*schools_known(), *filter(None, [person.school])}),
        "errors": [{"field": f"id_{name}", "words": words} for name, words in (errors or {}).items()],
        "wrong": errors or {},
    }
    return render(request, "booking/mydata.html", shown, status=422 if errors else 200)


@never_cache
@login_required
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Everything as one JSON file."""
    answer = JsonResponse(held_about(reader(request)), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="madoakari-my-data.json"'
    return answer


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_mail(request: HttpRequest, token: str) -> HttpResponse:
    """The page of the link in a mail: one button, so that no mail scanner confirms an address by looking."""
    if request.method != "POST":
        return render(request, "booking/mail.html", {"state": "ask"})
    try:
        confirm_address(token=token, now=clock.now())
    except Absent:
        return render(request, "booking/mail.html", {"state": "dead"}, status=410)
    return render(request, "booking/mail.html", {"state": "done"})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def forgetting(request: HttpRequest) -> HttpResponse:
    """GET: what goes and what stays. POST: goes, if it is surely themselves: a phone lies about."""
    person, now = reader(request), clock.now()
    proof, mistake = proof_wanted(person, machine_time()), ""
    if request.method == "POST":
        mistake = _hindrance(request, person, proof) or _forgotten(person, now)
        if not mistake:
            logout(request)
            return render(request, "booking/forgotten.html")
    groups = [group.name for group in leads_alone(person)]
    told = {
        "ahead": len(ahead_alone(person, now)),
        "leads": listed(groups),
        "mistake": mistake,
        "proof": proof,
    }
    return render(request, "booking/forget.html", told, status=422 if mistake else 200)


def _hindrance(request: HttpRequest, person: Person, proof: Proof) -> str:
    """What is missing in the form, in words; "" if nothing is."""
    if request.POST.get("sure") != "on":
        return _("消してよいときは、しるしをつけてください。")
    if proof is Proof.AGAIN:
        return _("一度サインアウトして、もう一度入ってから、消してください。")
    if proof is Proof.TYPED:
        return _wrong_password(person, request.POST.get("password", ""))
    return ""


def _wrong_password(person: Person, typed: str) -> str:
    """ "" if it is theirs."""
    try:
        if is_password(person, typed, machine_time()):
            return ""
    except MustWait as wait:
        return _("あと%(seconds)d秒待ってから、もう一度お試しください。") % {"seconds": wait.seconds}
    return _("パスワードがちがうようです。もう一度入れてください。")


def _forgotten(person: Person, now: int) -> str:
    """What keeps it from being done, in words; "" if it is done."""
    try:
        forget(person=person, now=now)
    except LeadsAlone as led:
        words = _("先に「%(groups)s」の代表を、ほかの人にかわってもらってください。")
        return words % {"groups": listed(led.groups)}
    except Refused:
        return _("取り消せない予約があるので、まだ消せません。館の人に話してください。")
    return ""
