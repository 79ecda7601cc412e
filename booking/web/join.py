"""/join/: registering oneself, the first password of a card from the desk, and the page of next steps."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parseaddr
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from booking.actions.particulars import Unclear
from booking.actions.people import WrongCode, register, set_first_password
from booking.actions.sessions import leave_word
from booking.actions.texts import Unfit
from booking.actions.tries import seconds_to_join, seconds_to_wait, was_right
from booking.labels import tie_words
from booking.models import Person
from booking.models.keys import public_id
from booking.queries.joining import Need, joining
from booking.queries.people import today_here
from booking.rules.ask import TieKind
from booking.rules.births import NoBirthDate, birth_date
from booking.web.booked import reader
from booking.web.browsers import browser_of
from booking.web.joining import (
    BY_KEY,
    CHECK,
    LONGEST,
    PAGES,
    Answer,
    Page,
    Told,
    missing,
    newcomer,
    next_key,
    read_password,
    usual_language,
)
from booking.web.next_steps import steps_in_words
from booking.web.returning import back_of
from facilities import clock
from facilities.clock import machine_time
from facilities.labels import listed, long_date
from facilities.queries.halls import published_halls

KEPT = "join"  # in the session: what has been told so far
ONWARD = "join-onward"  # in the session: the page from which one came to register
DONE = "joined"  # in the session that one registered in: the card number, for who taps twice
AN_HOUR = 60 * 60
A_MOMENT = 10 * 60
BACKEND = "booking.web.accounts.Backend"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page that shows everything once more, and the page that changes it."""

    words: str
    value: str
    key: str


@never_cache
@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """What registering is and what it needs; from here everything is one question at a time."""
    if request.user.is_authenticated:
        return redirect("registration")
    told = {"first": PAGES[0].key, "halls": published_halls(), "next": _onward(request)}
    return render(request, "booking/join/begin.html", told)


def _onward(request: HttpRequest) -> str:
    """The page from which somebody comes, such as an invitation: kept, to lead back there at the end."""
    onward = back_of(request, "")
    if onward:
        request.session[ONWARD] = onward
    else:
        request.session.pop(ONWARD, None)
    return onward


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, key: str) -> HttpResponse:
    """GET: one question, with what was told before. POST: keeps the answer and goes on."""
    if request.user.is_authenticated:
        return redirect("registration")
    if key not in BY_KEY:
        raise Http404
    asked, told = BY_KEY[key], _told(request)
    if request.method != "POST":
        return _page(request, asked, told)
    answer = _read(request, asked, told)
    if answer.errors:
        return _page(request, asked, told | answer.told, answer.errors)
    _keep(request, told | answer.told)
    # Whoever came from the last page to change one answer goes back there.
    return redirect("join-page" if missing(_told(request)) else "join-check", *_next(request, key))


def _read(request: HttpRequest, asked: Page, told: Told) -> Answer:
    """What the page was told; a password that was chosen before stays unless another one is typed."""
    if asked.key == "password" and told.get("password") and not request.POST.get("password"):
        return Answer({})
    return asked.read(request.POST, today_here(clock.now()))


def _next(request: HttpRequest, key: str) -> tuple[str, ...]:
    left = missing(_told(request))
    return (next_key(key) if left and next_key(key) != CHECK else left,) if left else ()


def _page(
    request: HttpRequest, asked: Page, told: Told, errors: dict[str, str] | None = None
) -> HttpResponse:
    number = PAGES.index(asked) + 1
    shown: dict[str, Any] = {
        "key": asked.key,
        "number": number,
        "of": len(PAGES),
        "windows": [place < number for place in range(len(PAGES))],
        "back": PAGES[number - 2].key if number > 1 else "",
        "told": {"language": usual_language(), **told},
        "chosen": bool(told.get("password")),
        "longest": LONGEST,
        "errors": [{"field": f"id_{name}", "words": words} for name, words in (errors or {}).items()],
        "wrong": errors or {},
        "ties": [(kind, tie_words(kind)) for kind in TieKind],
        "languages": settings.LANGUAGES,
        "halls": published_halls() if asked.key == "rules" else (),
    }
    return render(request, f"booking/join/{asked.key}.html", shown, status=422 if errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """GET: everything once more. POST: registers, signs in, and leads to the card number."""
    if request.user.is_authenticated:
        return redirect("registration")
    told = _told(request)
    if DONE in request.session and not told:
        return render(request, "booking/join/already.html", {"card": request.session[DONE]})
    if left := missing(told):
        return redirect("join-page", left)
    now = clock.now()
    if request.method != "POST":
        return _check(request, told)
    source = str(get_adapter().get_client_ip(request))
    if seconds := seconds_to_join(source, machine_time()):
        words = _("今は、登録する人が多いようです。あと%(seconds)d秒待ってから、もう一度おしてください。")
        return _check(request, told, words % {"seconds": seconds}, 429)
    try:
        person = register(
            newcomer=newcomer(told, today_here(now)),
            password_hash=told["password"],
            now=now,
            link=lambda token: request.build_absolute_uri(reverse("mail-confirm", args=[token])),
            public_id=told.get("public_id", ""),
        )
    except (Unclear, Unfit, NoBirthDate):
        # A day has passed since, or the session is of another version: the question is asked again.
        _forget(request)
        return redirect("join")
    _forget(request)
    # The session of before opens nothing. A second tap that still comes with it is told how it went, since
    # the browser has thrown the first answer away.
    until = datetime.fromtimestamp(clock.machine_time() + A_MOMENT, UTC)
    leave_word(session=request.session, told={DONE: person.card_number}, until=until)
    return _signed_in(request, person, "join-done")


def _check(request: HttpRequest, told: Told, mistake: str = "", status: int = 200) -> HttpResponse:
    born = birth_date(told["year"], told["month"], told["day"], today_here(clock.now()))
    none = _("なし")
    lines = [
        Line(_("名前"), told["name"], "name"),
        Line(_("読みかた"), told["reading"] or none, "name"),
        Line(_("よび名"), told["call_name"] or none, "call"),
        Line(_("生年月日"), long_date(born), "birth"),
        Line(_("市とのつながり"), listed(map(tie_words, told["ties"])) or none, "ties"),
        Line(_("メール"), told["email"] or none, "contact"),
        Line(_("電話"), told["phone"] or none, "contact"),
        Line(_("お知らせのことば"), dict(settings.LANGUAGES)[told["language"]], "language"),
        Line(_("パスワード"), _("決めました"), "password"),
    ]
    return render(request, "booking/join/check.html", {"lines": lines, "mistake": mistake}, status=status)


@never_cache
@login_required
@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """The card number, and what comes next."""
    person = reader(request)
    steps = joining(person, clock.now()).steps
    told = {
        "card": person.card_number,
        "spelled": " ".join(person.card_number),
        "steps": steps_in_words(steps),
        "mailed": any(step.need is Need.ADDRESS for step in steps),
        "domain": domain(),
        "onward": request.session.get(ONWARD, ""),
    }
    return render(request, "booking/join/done.html", told)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def first(request: HttpRequest) -> HttpResponse:
    """Card number and printed code set the password, once."""
    if request.method != "POST":
        _onward(request)
        return render(request, "booking/join/first.html", {"card": ""})
    card, code = request.POST.get("card", "").strip()[:40], request.POST.get("code", "")[:40]
    answer = read_password(request.POST.get("password", ""))
    errors = dict(answer.errors) or _opened(request, card, code, answer.told["password"])
    if isinstance(errors, HttpResponse):
        return errors
    told = {
        "card": card,
        "wrong": errors,
        "errors": [{"field": f"id_{name}", "words": words} for name, words in errors.items()],
    }
    return render(request, "booking/join/first.html", told, status=422)


def _opened(request: HttpRequest, card: str, code: str, password_hash: str) -> HttpResponse | dict[str, str]:
    source = str(get_adapter().get_client_ip(request))
    # A printed code is short: it is guessed no faster than a password.
    if seconds := seconds_to_wait(f"first:{card}", source, machine_time()):
        words = _("あと%(seconds)d秒待ってから、もう一度お試しください。")
        return {"code": words % {"seconds": seconds}}
    try:
        person = set_first_password(card=card, code=code, password_hash=password_hash, now=clock.now())
    except WrongCode:
        return {"code": _("カード番号と番号の組み合わせが、見つかりませんでした。紙をもう一度見てください。")}
    was_right(f"first:{card}", source, machine_time())
    return _signed_in(request, person, "join-done")


def domain() -> str:
    """From where the service's mail comes: what a phone's filter has to let in."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]


def _signed_in(request: HttpRequest, person: Person, to: str) -> HttpResponse:
    login(request, person, backend=BACKEND)
    response = redirect(to)
    browser_of(request).remembering(person.card_number).keep(response, request.is_secure())
    return response


def _told(request: HttpRequest) -> Told:
    kept = request.session.get(KEPT)
    return kept if isinstance(kept, dict) else {}


def _keep(request: HttpRequest, told: Told) -> None:
    request.session[KEPT] = {"public_id": public_id(), **told}
    # Of whoever does not go on nothing is kept for long.
    request.session.set_expiry(AN_HOUR)


def _forget(request: HttpRequest) -> None:
    request.session.pop(KEPT, None)
    request.session.set_expiry(None)
