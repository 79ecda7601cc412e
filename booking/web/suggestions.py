"""やってみたいこと: a programme is suggested to a hall, with an account or under a pen name; and its answer.

A code stands in no address: it is typed, and goes on with each form of the page that it opens.
"""

from typing import Any

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from booking.actions import suggestions as verbs
from booking.actions.articles import as_code
from booking.actions.texts import Missing, Unfit
from booking.actions.tries import seconds_to_open, seconds_to_suggest
from booking.labels.suggestions import state_words
from booking.models import Group, Person, Suggestion
from booking.models.keys import fingerprint
from booking.queries.bookings import Absent
from booking.queries.groups import groups_of
from booking.queries.suggestions import own_suggestions, suggestion_by
from booking.rules.suggestions import KEPT
from booking.web.consents import Mistake, words_of
from booking.web.once import shown_once
from booking.web.places import find_hall
from booking.web.saying import said, say
from facilities import clock
from facilities.models import Facility
from facilities.queries.halls import published_halls

FIELDS = ("pen_name", "title", "text", "as")
DAYS = KEPT // (24 * 60 * 60)


@never_cache
@require_safe
def halls(request: HttpRequest) -> HttpResponse:
    """To which hall?"""
    return render(request, "booking/suggest_where.html", {"halls": published_halls()})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def suggesting(request: HttpRequest, hall: str) -> HttpResponse:
    """The form; POST sends it, and tells a code once to whoever has no account."""
    found, person = find_hall(hall), _signed_in(request)
    if request.method != "POST":
        return _form(request, found, person, [])
    wait = 0 if person else seconds_to_suggest(_source(request), clock.machine_time())
    if wait:
        return _form(request, found, person, [Mistake(field="send", words=_slower(wait))], 429)
    idea = verbs.Idea(*(request.POST.get(name, "") for name in ("title", "text", "pen_name")))
    try:
        group = _group(person, request.POST.get("as", ""))
        _made, code = verbs.suggest_programme(
            facility=found, idea=idea, person=person, group=group, now=clock.now()
        )
    except Absent as absent:
        raise Http404 from absent
    except (Missing, Unfit, verbs.TooManyWaiting) as why:
        return _form(request, found, person, [_mistake(why)], 422)
    if person is not None:
        say(request, _("送りました。館の人が読んで、ここに返事を書きます。"))
        return redirect("suggest-mine")
    told = {"code": code, "hall": found, "days": DAYS, **shown_once(request.path)}
    return render(request, "booking/suggest_sent.html", told)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """What one has sent, with the answers: by one's account, or by a code. POST shows what a code opens, or
    withdraws."""
    person = _signed_in(request)
    if request.method != "POST":
        return _mine(request, person)
    if person is not None and request.POST.get("suggestion"):
        return _withdraw_own(request, person, request.POST["suggestion"])
    wait = seconds_to_open(_source(request), clock.machine_time())
    if wait:
        return _mine(request, person, [Mistake(field="code", words=_slower(wait))], 429)
    code = as_code(request.POST.get("code", ""))
    found = suggestion_by(fingerprint(code))
    if found is None:
        words = _("この番号では、何も見つかりません。番号をたしかめてください。")
        return _mine(request, person, [Mistake(field="code", words=words)], 422)
    if request.POST.get("do") == "withdraw":
        verbs.withdraw_suggestion(suggestion=found, person=None, now=clock.now())
        say(request, _("取り下げました。文は消えました。"))
        return redirect("suggest-mine")
    told = {"rows": [_told(found)], "code": code, "by_code": True, "here": request.path}
    return render(request, "booking/suggest_mine.html", told)


def _withdraw_own(request: HttpRequest, person: Person, public_id: str) -> HttpResponse:
    found = own_suggestions(person).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    verbs.withdraw_suggestion(suggestion=found, person=person, now=clock.now())
    say(request, _("取り下げました。文は消えました。"))
    return redirect("suggest-mine")


def _mine(
    request: HttpRequest, person: Person | None, errors: list[Mistake] | None = None, status: int = 200
) -> HttpResponse:
    told = {
        "rows": [_told(one) for one in own_suggestions(person)] if person else [],
        "typed": request.POST.get("code", "")[:40],
        "errors": errors or [],
        "here": request.path,
        "said": said(request),
    }
    return render(request, "booking/suggest_mine.html", told, status=status)


def _told(one: Suggestion) -> dict[str, Any]:
    return {
        "suggestion": one,
        "hall": one.facility,
        "state": state_words(one.state),
        "withdrawable": True,
    }


def _form(
    request: HttpRequest, hall: Facility, person: Person | None, errors: list[Mistake], status: int = 200
) -> HttpResponse:
    told = {
        "hall": hall,
        "typed": {name: request.POST.get(name, "") for name in FIELDS},
        "chosen": request.POST.get("as", ""),
        "groups": _groups(person),
        "needs_name": person is None,
        "errors": errors,
        "field": errors[0]["field"] if errors else "",
        "days": DAYS,
        "longest": {
            "pen_name": verbs.LONGEST_PEN_NAME,
            "title": verbs.LONGEST_TITLE,
            "text": verbs.LONGEST_TEXT,
        },
    }
    return render(request, "booking/suggest.html", told, status=status)


def _groups(person: Person | None) -> list[Group]:
    return [] if person is None else list(groups_of(person))


def _group(person: Person | None, public_id: str) -> Group | None:
    """The group for which it is sent. Absent for one that is not theirs."""
    if not public_id:
        return None
    found = next((one for one in _groups(person) if one.public_id == public_id), None)
    if found is None:
        raise Absent(public_id)
    return found


def _mistake(why: Exception) -> Mistake:
    if isinstance(why, verbs.TooManyWaiting):
        return Mistake(field="send", words=_("この館に、返事を待つものが10あります。返事を待ってください。"))
    field = str(getattr(why, "field", "text"))
    if isinstance(why, Missing):
        words = {
            "pen_name": _("ペンネームを入れてください。"),
            "title": _("やってみたいことを、みじかく書いてください。"),
            "text": _("どんなふうにやりたいかを書いてください。"),
        }
        return Mistake(field=field, words=words[field])
    return Mistake(field=field, words=words_of(why))


def _slower(seconds: int) -> str:
    words = _("今は、たくさん届いています。%(minutes)d分たってから送ってください。")
    return words % {"minutes": -(-seconds // 60)}


def _signed_in(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) else None


def _source(request: HttpRequest) -> str:
    return str(get_adapter().get_client_ip(request))
