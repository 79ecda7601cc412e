"""What the desk answers to registrations, papers and calls; and the numbers it may ring."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from booking.actions import group_registrations, registrations
from booking.actions.approving import approve_waiting
from booking.actions.consent_requests import Stopped
from booking.actions.consents import Answerer, receive_consent
from booking.actions.notices import call_again, note_call
from booking.actions.registrations import TooLate, WhyMissing, reconsider
from booking.actions.revocations import revoke_at_desk
from booking.actions.texts import Missing, NoAddress, NoNumber, Unfit
from booking.models import Consent, Registration
from booking.queries.bookings import Absent
from booking.queries.consents import consent_in
from booking.queries.queues import registrations_at
from booking.rules.queues import Queue
from booking.rules.staff import Right
from booking.rules.verdict import Refused
from booking.web.consents import words_of
from booking.web.desk.classes import NoSuchClass, chosen_class
from booking.web.desk.door import Desk, at_desk
from booking.web.desk.queue import page
from booking.web.desk.queue_cards import onward
from booking.web.desk.reasons import words_sent
from booking.web.desk.words import approved_words
from booking.web.joining import unfit_words


@at_desk(Right.PEOPLE)
@require_POST
def registering(request: HttpRequest, desk: Desk, key: int) -> HttpResponse:
    """`do` says what: approve, return, reopen."""
    found = registrations_at(desk.hall).select_related("person", "group").filter(pk=key).first()
    if found is None:
        raise Http404
    try:
        _answer(request, desk, found)
    except Absent as absent:
        raise Http404 from absent
    except Unfit as unfit:
        return page(request, desk, unfit_words(unfit), 422)
    except NoSuchClass:
        return page(request, desk, _("利用者区分を、えらびなおしてください。"), 422)
    except (WhyMissing, Missing):
        return page(request, desk, _("どこを直すとよいかを書いてください。相手に届きます。"), 422)
    except Refused:
        words = _("まだたりないものがあります。このまま承認するときは、わけを書いてください。")
        return page(request, desk, words, 409)
    except (group_registrations.Decided, TooLate):
        words = _("ほかの職員が、先に返事をしています。今のようすを見てください。")
        return page(request, desk, words, 409)
    return redirect(onward(request, desk, Queue.REGISTRATIONS, found.pk))


def _answer(request: HttpRequest, desk: Desk, found: Registration) -> None:
    do, why = request.POST.get("do", ""), request.POST.get("why", "")
    given: dict[str, Any] = {"registration": found, "actor": desk.person, "now": desk.now}
    if do == "reopen":
        reconsider(registration=found, actor=desk.person, now=desk.now)
    elif do == "return" and found.group_id is None:
        registrations.return_registration(why=words_sent(request), **given)
    elif do == "return":
        group_registrations.send_back(why=words_sent(request), **given)
    elif do == "approve" and found.group_id is None:
        registrations.approve_registration(why=why, **given)
    elif do == "approve":
        user_class = chosen_class(desk, request.POST.get("user_class", ""), found.user_class)
        group_registrations.approve(user_class=user_class, why=why, day=desk.today, **given)
    else:
        raise Absent(do)


@at_desk(Right.PEOPLE)
@require_POST
def approving_all(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Approves the registrations of which nothing is broken or lacking, each for itself."""
    found = approve_waiting(hall=desk.hall, actor=desk.person, now=desk.now, day=desk.today)
    return page(request, desk, approved_words(found.done, len(found.left)))


@at_desk(Right.PEOPLE)
@require_POST
def receiving(request: HttpRequest, desk: Desk, public_id: str) -> HttpResponse:
    """A guardian's word that came through the child's phone is now on paper, or was heard."""
    before = consent_in(desk.hall, public_id)
    if before is None:
        raise Http404
    try:
        if request.POST.get("do") == "reopen":
            revoke_at_desk(public_id=public_id, actor=desk.person, now=desk.now)
            return redirect(onward(request, desk, Queue.PAPERS, before.pk))
        made = receive_consent(
            child=before.child,
            hall=desk.hall,
            purpose=before.purpose,
            answerer=Answerer(request.POST.get("name", ""), request.POST.get("relation", "")),
            way=way_of(request),
            actor=desk.person,
            now=desk.now,
        )
    except Absent as absent:
        raise Http404 from absent
    except Stopped:
        return page(request, desk, _("この保護者の方は止められています。責任者に聞いてください。"), 409)
    except (Missing, Unfit, NoAddress, NoNumber) as mistake:
        return page(request, desk, words_of(mistake), 422)
    return redirect(onward(request, desk, Queue.PAPERS, made.pk))


def way_of(request: HttpRequest) -> Consent.Way:
    ways = {"call": Consent.Way.CALL, "counter": Consent.Way.COUNTER}
    return ways.get(request.POST.get("way", ""), Consent.Way.PAPER)


@at_desk(Right.DESK)
@require_POST
def called(request: HttpRequest, desk: Desk, public_id: str) -> HttpResponse:
    """Somebody was called: told, or there was no answer; or that was a slip."""
    try:
        if request.POST.get("do") == "reopen":
            noted = call_again(staff=desk.person, public_id=public_id, now=desk.now)
        else:
            told = request.POST.get("do") == "told"
            noted = note_call(staff=desk.person, public_id=public_id, answered=told, now=desk.now)
    except Absent as absent:
        raise Http404 from absent
    return redirect(onward(request, desk, Queue.CALLS, noted.pk))
