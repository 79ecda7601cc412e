"""抽選: the rounds, one round to enter, what came of it, and the record by which anyone repeats the draw."""

from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from booking.actions.changes import Stale
from booking.actions.draws import confirm, give_back
from booking.actions.entries import ChoicesUnfit, Wishes, enter, withdraw
from booking.actions.texts import Unfit
from booking.models import Choice, Person, Round
from booking.queries.bookings import Absent
from booking.queries.lottery import (
    choices_of,
    current_rounds,
    drawn_rounds,
    entry_of,
    may_change,
    published_round,
    win_of,
)
from booking.rules.verdict import Refused
from booking.web import wishing
from booking.web.asking import company_of, member
from booking.web.booked import reader
from booking.web.instead import with_others
from booking.web.results import result_context
from booking.web.rounds import steps
from booking.web.saying import said, say
from facilities import clock

LAST = 6  # drawn rounds that are listed


def find_round(public_id: str) -> Round:
    try:
        return published_round(public_id)
    except Absent as absent:
        raise Http404 from absent


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """The rounds to come and open, with their moments, and those that were drawn last."""
    now = clock.now()
    told = {
        "rounds": [steps(one, now) for one in current_rounds()],
        "drawn": [steps(one, now) for one in drawn_rounds(LAST)],
    }
    return render(request, "booking/rounds.html", told)


@never_cache
@require_safe
def lottery(request: HttpRequest, public_id: str) -> HttpResponse:
    found, now = find_round(public_id), clock.now()
    if found.state == Round.State.DRAWN:
        return redirect("lottery-result", public_id)
    told = wishing.context(request, found, now)
    return render(request, "booking/lottery.html", {**told, "said": said(request)})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def wish(request: HttpRequest, public_id: str) -> HttpResponse:
    """One step: a wish more, one less, one up or down; all or any. Saved at once."""
    found, now, person = find_round(public_id), clock.now(), reader(request)
    if request.method == "POST":
        say(request, _stepped(request, found, person, now))
    # To what came of it: where nothing is swapped by a script, the wishes stand a screen further down.
    return redirect(f"{reverse('lottery', args=[public_id])}#said")


def _stepped(request: HttpRequest, found: Round, person: Person, now: int) -> str:
    company = company_of(request, person)
    entry = entry_of(found, person.pk, company.group)
    step = wishing.read(request.POST, [choice.slot.number for choice in choices_of(entry)] if entry else [])
    # Leader and deputy change one entry: a wish is moved in the order that the page showed, or not at all.
    if (entry.revision if entry else 0) != step.revision:
        return wishing.changed_meanwhile()
    try:
        if step.wishes is None and entry is not None:
            withdraw(entry=entry, actor=person, now=now)
        elif step.wishes is not None:
            wishes = Wishes(step.wishes, step.every, step.purpose)
            enter(lottery=found, person=person, company=company, wishes=wishes, now=now)
    except Refused as refused:
        return wishing.refusal(refused, found, now)
    except (Absent, ChoicesUnfit, Unfit):
        return wishing.changed_meanwhile()
    return wishing.said(step)


@never_cache
@require_safe
def result(request: HttpRequest, public_id: str) -> HttpResponse:
    """What came of a round for whoever looks, and how anyone can check it."""
    found, now = find_round(public_id), clock.now()
    if found.state != Round.State.DRAWN:
        return redirect("lottery", public_id)
    told = {**result_context(found, member(request), now), "said": said(request)}
    told["lost"] = with_others(request, told["lost"], now)
    return render(request, "booking/result.html", told)


@require_safe
def record(request: HttpRequest, public_id: str) -> HttpResponse:
    """draw.json: all that the draw was made of. It names nobody."""
    found = find_round(public_id)
    if found.state != Round.State.DRAWN:
        raise Http404
    # As it was kept at the draw, and never made anew: who is forgotten later must not change what is checked.
    return JsonResponse(found.record, json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_safe
def verifier(request: HttpRequest, public_id: str) -> HttpResponse:
    """verify.py: the program of one page that repeats the draw, as text to read first. It speaks the language
    of the page that leads to it, and calculates alike in each."""
    find_round(public_id)
    path = finders.find("booking/verify.py")
    assert isinstance(path, str)  # noqa: S101  it is one of our own files
    program = Path(path).read_text(encoding="utf-8")
    if get_language() == "en":
        program = program.replace('LANGUAGE = "ja"', 'LANGUAGE = "en"', 1)
    return HttpResponse(program, content_type="text/plain; charset=utf-8")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def giving_back(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    found, now, person = find_round(public_id), clock.now(), reader(request)
    choice = _win(found, person, number)
    if request.method != "POST":
        told = {**result_context(found, person, now), "number": number}
        told["win"] = next(one for one in told["won"] if one.number == number)
        return render(request, "booking/give_back.html", told)
    try:
        give_back(choice=choice, actor=person, now=now)
        say(request, _("予約を返しました。"))
    except Absent as absent:
        raise Http404 from absent
    except Refused as refused:
        say(request, wishing.refusal(refused, found, now))
    return redirect("lottery-result", public_id)


@never_cache
@login_required
@require_POST
def confirming(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    found, now, person = find_round(public_id), clock.now(), reader(request)
    try:
        confirm(choice=_win(found, person, number), actor=person, now=now)
        say(request, _("確定しました。この夜は、あなたの予約です。"))
    except Absent as absent:
        raise Http404 from absent
    except Refused as refused:
        say(request, wishing.refusal(refused, found, now))
    except Stale:
        say(request, wishing.changed_meanwhile())
    return redirect("lottery-result", public_id)


def _win(found: Round, person: Person, number: int) -> Choice:
    """A win that is the reader's to change; a foreign one and none at all answer alike."""
    choice = win_of(found, number)
    if choice is None or not may_change(choice.entry, person):
        raise Http404
    return choice
