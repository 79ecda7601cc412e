"""人: the counter. Somebody is found or registered, and what is on record about them is looked after."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from booking.actions.consent_requests import Stopped
from booking.actions.consents import Answerer, receive_consent
from booking.actions.looks import find_at_counter
from booking.actions.particulars import Unclear
from booking.actions.people import CardTaken, give_first_code, register_at_desk
from booking.actions.texts import Missing, NoAddress, NoNumber, Unfit
from booking.actions.ties import verify_tie
from booking.labels import tie_words
from booking.models import Consent, Induction, Person, Registration
from booking.queries.bookings import Absent
from booking.queries.consents import needs, purpose_by
from booking.queries.counter import (
    known_at,
    person_at,
    registrations_of_person,
    standing_consents,
)
from booking.queries.courses import courses_by, validity_by
from booking.queries.guardians import guardians_of
from booking.rules.ask import TieKind
from booking.rules.births import NoBirthDate
from booking.rules.staff import Right
from booking.web.consents import words_of
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.groups import state_words
from booking.web.desk.panels import of_person
from booking.web.desk.registering import way_of
from booking.web.desk.words import until_words, way_words
from booking.web.joining import LONGEST, newcomer, told_at_once, unfit_words
from booking.web.once import shown_once
from booking.wording.vocabulary import said
from facilities.labels import long_date
from facilities.rules.stages import fiscal_year_end

CODE = "first-code"  # in the session: shown once, on the page after the one that made it
MET = "met"  # in the session: who has shown their card here
MOST_MET = 20


class NoSuchDay(ValueError):
    """A day that the form does not say as one."""


@at_desk(Right.PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, desk: Desk) -> HttpResponse:
    """POST searches: a name has no place in an address."""
    text = request.POST.get("s", "").strip()[:100]
    found = find_at_counter(text=text, hall=desk.hall, actor=desk.person, now=desk.now) if text else []
    # By the whole number on the card and no name: a hall opens nobody's record who was not there.
    if len(found) == 1 and found[0].card_number.casefold() == text.replace(" ", "").casefold():
        _meet(request, found[0])
    told: dict[str, Any] = {"text": text, "found": found, "searched": bool(text)}
    return show(request, desk, "booking/desk/people.html", "desk-people", **told)


@at_desk(Right.PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The questions of /join/ on one page. POST registers, and leads to the card number and first code."""
    if request.method != "POST":
        return _form(request, desk, {"language": "ja"}, {})
    answer = told_at_once(request.POST, desk.today)
    told = {**answer.told, "card": request.POST.get("card", "").strip()[:40]}
    if answer.errors:
        return _form(request, desk, told, answer.errors)
    try:
        made = register_at_desk(
            newcomer=newcomer(answer.told, desk.today),
            seen={kind: _until(desk, kind) for kind in TieKind if kind in request.POST.getlist("seen")},
            actor=desk.person,
            now=desk.now,
            link=lambda token: request.build_absolute_uri(reverse("mail-confirm", args=[token])),
            card=told["card"],
        )
    except (CardTaken, Unclear, Unfit, NoBirthDate) as wrong:
        return _form(request, desk, told, _mistake(wrong))
    request.session[CODE] = [made.person.public_id, made.code]
    _meet(request, made.person)
    return redirect("desk-person", desk.hall.slug, made.person.public_id)


def _until(desk: Desk, kind: str) -> date | None:
    """Who studies or works does so for this year at least; where somebody lives they live."""
    return None if kind == TieKind.LIVES else fiscal_year_end(desk.today)


def _mistake(wrong: Exception) -> dict[str, str]:
    if isinstance(wrong, CardTaken):
        return {"card": _("このカード番号は、もう使われています。ほかのカードを使ってください。")}
    if isinstance(wrong, Unfit):
        return {wrong.field: unfit_words(wrong)}
    return {getattr(wrong, "field", "year"): _("もう一度たしかめてください。")}


def _form(request: HttpRequest, desk: Desk, told: dict[str, Any], errors: dict[str, str]) -> HttpResponse:
    shown = {
        "told": told,
        "wrong": errors,
        "errors": [{"field": f"id_{name}", "words": words} for name, words in errors.items()],
        "ties": [(kind, tie_words(kind)) for kind in TieKind],
        "seen": request.POST.getlist("seen"),
        "longest": LONGEST,
        "languages": settings.LANGUAGES,
    }
    return show(request, desk, "booking/desk/person_new.html", "desk-people", 422 if errors else 200, **shown)


@at_desk(Right.PEOPLE)
@require_safe
def person(request: HttpRequest, desk: Desk, public_id: str) -> HttpResponse:
    return page(request, desk, find_person(request, desk, public_id))


def find_person(request: HttpRequest, desk: Desk, public_id: str) -> Person:
    """One of the hall's own people, or somebody who has shown their card here; 404 for any other."""
    met = public_id in request.session.get(MET, [])
    found = person_at(public_id) if met else known_at(desk.hall).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def _meet(request: HttpRequest, found: Person) -> None:
    request.session[MET] = [*request.session.get(MET, []), found.public_id][-MOST_MET:]


def page(request: HttpRequest, desk: Desk, found: Person, mistake: str = "") -> HttpResponse:
    """Somebody's record, as far as the reader's rights go; the look is logged."""
    code = _code_once(request, found)
    told = {
        "told": of_person(found, desk),
        "person": found,
        "code": code,
        **(shown_once(request.get_full_path()) if code else {}),
        "registrations": [_registered(one) for one in registrations_of_person(found, desk.hall)],
        "ties": [(kind, tie_words(kind)) for kind in TieKind],
        "year_end": fiscal_year_end(desk.today),
        "wanted": _wanted(found, desk),
        "consents": [_consented(one, desk) for one in standing_consents(found, desk.hall, desk.today)],
        "courses": _courses(desk),
        "inductions": [_inducted(one, desk) for one in found.inductions.order_by("-taken_on")],
        "guardians": guardians_of(found),
        "records": desk.may(Right.RECORDS),
        "contact": desk.may(Right.CONTACT),
        "mistake": mistake,
    }
    return show(request, desk, "booking/desk/person.html", "desk-people", 422 if mistake else 200, **told)


def _courses(desk: Desk) -> list[tuple[str, str]]:
    """The hall's courses with their words, for whoever may note them."""
    known = courses_by(desk.rules.on(desk.today)) if desk.may(Right.COURSES) else {}
    return [(key, said(one.words) if one.words else key) for key, one in known.items()]


def _registered(one: Registration) -> dict[str, Any]:
    return {"key": one.pk, "words": state_words(one), "applied": one.state == Registration.State.APPLIED}


def _consented(one: Consent, desk: Desk) -> dict[str, Any]:
    try:
        name = purpose_by(desk.hall, desk.rules.on(desk.today), one.purpose).name
    except Absent:  # a rule that is no more
        name = None
    return {
        "purpose": said(name) if name else one.purpose,
        "way": way_words(one.way),
        "until": until_words(one.valid_until),
        "through_child": one.through_child,
    }


def _inducted(one: Induction, desk: Desk) -> dict[str, Any]:
    known = validity_by(desk.rules.on(desk.today), one.course)
    return {
        "course": said(known.words) if known and known.words else one.course,
        "taken": long_date(one.taken_on),
        "until": until_words(one.valid_until) if one.valid_until else "",
    }


def _code_once(request: HttpRequest, found: Person) -> str:
    whose, code = request.session.get(CODE, ["", ""])
    if whose != found.public_id:
        return ""
    del request.session[CODE]
    return str(code)


def _wanted(found: Person, desk: Desk) -> list[tuple[str, str]]:
    """What the hall asks a guardian of this child: purposes with their words."""
    asked = (one.purpose for one in needs(found, desk.today))
    keys = set(desk.hall.rulebooks.values_list("key", flat=True))
    return [(one.key, said(one.name) if one.name else one.key) for one in asked if one.rulebook in keys]


@at_desk(Right.PEOPLE)
@require_POST
def doing(request: HttpRequest, desk: Desk, public_id: str) -> HttpResponse:
    """`do` says what: tie, consent, code."""
    found, done = find_person(request, desk, public_id), DO.get(request.POST.get("do", ""))
    if done is None:
        raise Http404
    try:
        done(request, desk, found)
    except Absent as absent:
        raise Http404 from absent
    except Stopped:
        return page(request, desk, found, _("この保護者の方は止められています。責任者に聞いてください。"))
    except NoSuchDay:
        return page(request, desk, found, _("日にちを 2027-03-31 のように入れてください。"))
    except (Missing, Unfit, NoAddress, NoNumber) as mistake:
        return page(request, desk, found, words_of(mistake))
    return redirect("desk-person", desk.hall.slug, public_id)


def _tie(request: HttpRequest, desk: Desk, found: Person) -> None:
    kind = request.POST.get("kind", "")
    if kind not in set(TieKind):
        raise Absent(kind)
    until = read_day(request.POST.get("until", ""))
    verify_tie(person=found, kind=TieKind(kind), until=until, actor=desk.person, now=desk.now)


def read_day(text: str) -> date | None:
    """A day as the form says it; None for none. NoSuchDay."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise NoSuchDay(text) from error


def _consent(request: HttpRequest, desk: Desk, found: Person) -> None:
    receive_consent(
        child=found,
        hall=desk.hall,
        purpose=request.POST.get("purpose", ""),
        answerer=Answerer(
            name=request.POST.get("name", ""),
            relation=request.POST.get("relation", ""),
            phone=request.POST.get("phone", ""),
        ),
        way=way_of(request),
        actor=desk.person,
        now=desk.now,
    )


def _code(request: HttpRequest, desk: Desk, found: Person) -> None:
    made = give_first_code(person=found, actor=desk.person, now=desk.now)
    request.session[CODE] = [found.public_id, made.code]


DO: Mapping[str, Callable[[HttpRequest, Desk, Person], None]] = {
    "tie": _tie,
    "consent": _consent,
    "code": _code,
}
