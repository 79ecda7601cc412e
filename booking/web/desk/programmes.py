"""行事: what a hall leads: what it is, on which dates and in which rooms, and how many came."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from booking.actions import programmes as verbs
from booking.actions.allowing import Answering
from booking.actions.changes import Stale
from booking.actions.session_series import look_ahead, recur
from booking.actions.texts import Unfit
from booking.labels.programmes import sealed_places_words
from booking.models import Programme, Session
from booking.queries.acts import called_off_last
from booking.queries.bookings import Absent
from booking.queries.programmes import programme_at, programmes_at, session_of, somebody_comes
from booking.queries.suggestions import unread_at
from booking.rules.staff import Right
from booking.rules.verdict import Refused
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.fields import repeated
from booking.web.desk.panel import Typed, read_counts
from booking.web.desk.programme_forms import AboutForm, Dates, DatesForm, blank, overrule_words
from booking.web.desk.programme_told import count_told, programme_told, row_told, with_news
from booking.web.form_keys import made_once
from booking.web.joining import unfit_words
from booking.web.saying import said, say
from booking.web.written_numbers import seen_in
from facilities.labels import span_words
from facilities.rules.evenings import Recurrence
from facilities.rules.spans import Span

RAIL = "desk-programmes"


@at_desk(Right.PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def programmes(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What the hall leads, the newest first. POST makes another, which nobody sees yet."""
    form = AboutForm(request.POST, desk.zone)
    about = form.about() if request.method == "POST" else None
    if about is None:
        told = {
            "rows": [row_told(one, desk) for one in programmes_at(desk.hall)],
            "unread": unread_at(desk.hall).count(),
            **form.told(blank() if request.method != "POST" else request.POST),
        }
        return show(request, desk, "booking/desk/programmes.html", RAIL, 422 if form.errors else 200, **told)
    try:
        asked: dict[str, Any] = {
            "department": desk.hall.department,
            "facility": desk.hall,
            "about": about,
            **desk.by,
        }
        made = made_once(
            request,
            "make_programme",
            lambda: verbs.make_programme(**asked).public_id,
            person=desk.person,
            now=desk.now,
        )
    except Absent as absent:
        raise Http404 from absent
    say(request, _("作りました。日にちを決めて、公開してください。"))
    return redirect("desk-programme", desk.hall.slug, made)


@at_desk(Right.PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def programme(request: HttpRequest, desk: Desk, public_id: str) -> HttpResponse:
    """One of them. POST changes what it is."""
    found = _found(desk, public_id)
    if request.method != "POST":
        return page(request, desk, found)
    form = AboutForm(request.POST, desk.zone)
    about = form.about()
    if about is None:
        return page(request, desk, found, 422, **form.told(request.POST))
    try:
        verbs.change_programme(programme=found, about=about, seen=seen_in(request.POST), **desk.by)
    except Stale:
        return _stale(request, desk, public_id)
    except verbs.Sealed:
        told = {**form.told(request.POST), "mistake": sealed_places_words()}
        return page(request, desk, found, 409, **told)
    say(request, _("変えました。"))
    return redirect("desk-programme", desk.hall.slug, public_id)


@at_desk(Right.PROGRAMMES)
@require_POST
def dating(request: HttpRequest, desk: Desk, public_id: str) -> HttpResponse:
    """Holds one date or a row of them, in rooms or elsewhere; dates that cannot be are told with their why,
    and the others stand."""
    found, form = _found(desk, public_id), DatesForm(request.POST, desk)
    wanted = form.wanted()
    if wanted is None:
        return page(request, desk, found, 422, **form.told())
    if request.POST.get("step") == "look":
        return page(request, desk, found, **_ahead(desk, found, form, wanted), **form.told())
    held, not_held = list[Session](), list[str]()
    helps = dict[str, None]()
    for span in wanted.spans:
        try:
            held.append(_held(request, desk, found, wanted, span))
        except Refused as refused:
            not_held.append(form.why_not(span, refused))
            helps |= dict.fromkeys(overrule_words(refused, desk, wanted.why))
    if wanted.recurrence is not None:
        _recur(request, desk, found, held, wanted.recurrence)
    if not held:
        return page(request, desk, found, 409, not_held=not_held, helps=helps, **form.told())
    if not_held:
        told: dict[str, Any] = {"held": _held_words(len(held)), "not_held": not_held, "helps": helps}
        return page(request, desk, found, **told)
    say(request, _held_words(len(held)))
    return redirect("desk-programme", desk.hall.slug, public_id)


def _held(request: HttpRequest, desk: Desk, found: Programme, wanted: Dates, span: Span) -> Session:
    """One date of the form, held once however often it is sent. Refused."""
    asked: dict[str, Any] = {"rooms": wanted.rooms, "elsewhere": wanted.elsewhere, "title": wanted.title}

    def does() -> str:
        why = Answering(wanted.why)
        held = verbs.hold_session(programme=found, span=span, answering=why, **asked, **desk.by)
        return held.public_id

    made = made_once(request, "hold_session", does, person=desk.person, now=desk.now, of=str(span.start))
    return session_of(found, made)


def _recur(
    request: HttpRequest, desk: Desk, found: Programme, held: list[Session], recurrence: Recurrence
) -> None:
    def does() -> str:
        recur(programme=found, sessions=held, recurrence=recurrence, **desk.by)
        return found.public_id

    made_once(request, "recur", does, person=desk.person, now=desk.now)


def _ahead(desk: Desk, found: Programme, form: DatesForm, wanted: Dates) -> dict[str, Any]:
    """Each date with its key, and why it cannot be held, if it cannot; and what helps then."""
    verdicts = look_ahead(
        programme=found,
        spans=wanted.spans,
        rooms=wanted.rooms,
        answering=Answering(wanted.why),
        actor=desk.person,
        now=desk.now,
    )
    ahead = [
        {
            "key": str(span.start),
            "when": span_words(span, desk.zone, desk.today),
            "why": "" if refused is None else form.reasons(refused),
        }
        for span, refused in verdicts.items()
    ]
    refusals = [one for one in verdicts.values() if one is not None]
    helps = [words for one in refusals for words in overrule_words(one, desk, wanted.why)]
    return {
        "ahead": ahead,
        "any_free": len(refusals) < len(ahead),
        "helps": dict.fromkeys(helps),
        "kept": repeated(form.given),
    }


def _held_words(held: int) -> str:
    return _("%(count)d回の日にちを決めました。") % {"count": held}


def _publish(desk: Desk, found: Programme, given: Mapping[str, str]) -> str:
    verbs.publish_programme(programme=found, seen=seen_in(given), **desk.by)
    return _("公開しました。")


def _withdraw(desk: Desk, found: Programme, given: Mapping[str, str]) -> str:
    verbs.withdraw_programme(programme=found, seen=seen_in(given), **desk.by)
    return _("公開をやめました。また公開できます。")


def _cancel(desk: Desk, found: Programme, given: Mapping[str, str]) -> str:
    why = given.get("why", "")
    told = somebody_comes(found.sessions.filter(end__gt=desk.now, cancelled_at=None))
    verbs.cancel_programme(programme=found, why=why, seen=seen_in(given), **desk.by)
    return with_news(_("中止にしました。部屋は、また空きました。"), told)


def _call_off(desk: Desk, found: Programme, given: Mapping[str, str]) -> str:
    session = session_of(found, given.get("session", ""))
    told = somebody_comes(found.sessions.filter(pk=session.pk))
    try:
        why = given.get("why", "")
        verbs.cancel_session(session=session, why=why, seen=seen_in(given), **desk.by)
    except Refused:
        return _("この日は、もう終わっています。")
    return with_news(_("この日を中止にしました。"), told)


VERBS: Mapping[str, Callable[[Desk, Programme, Mapping[str, str]], str]] = {
    "publish": _publish,
    "withdraw": _withdraw,
    "cancel": _cancel,
    "call-off": _call_off,
}


@at_desk(Right.PROGRAMMES)
@require_POST
def doing(request: HttpRequest, desk: Desk, public_id: str, verb: str) -> HttpResponse:
    """Publishes it or no more, cancels it, or calls one date off."""
    found = _found(desk, public_id)
    if verb not in VERBS:
        raise Http404
    try:
        say(request, VERBS[verb](desk, found, request.POST))
    except Absent as absent:
        raise Http404 from absent
    except Unfit as unfit:
        told = {"mistake": f"{_('中止のわけ')} {unfit_words(unfit)}"}
        return page(request, desk, _found(desk, public_id), 422, **told)
    except verbs.SignedUp:
        mistake = _("もう申しこんだ人がいます。やめるときは、行事を中止にしてください。")
        return page(request, desk, _found(desk, public_id), 409, mistake=mistake)
    except Stale:
        return _stale(request, desk, public_id)
    return redirect("desk-programme", desk.hall.slug, public_id)


@at_desk(Right.PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def counting(request: HttpRequest, desk: Desk, public_id: str, session: str) -> HttpResponse:
    """How many came to a date, by age and part. What is left blank nobody has said; 0 is nobody."""
    found = _found(desk, public_id)
    date = _session(found, session)
    if request.method != "POST":
        return _count_page(request, desk, found, date)
    try:
        counts = read_counts(request.POST)
        verbs.count_session(session=date, counts=counts, seen=seen_in(request.POST), **desk.by)
    except Typed as typed:
        return _count_page(request, desk, found, date, 422, problem=typed.words, field=typed.field)
    except Stale:
        words = _("ほかの人が先に人数を入れました。今の人数を見て、もう一度入れてください。")
        return _count_page(request, desk, found, _session(found, session), 409, problem=words, given={})
    except verbs.TooEarly:
        return _count_page(request, desk, found, date, 409, problem=_("人数は、始まってから入れられます。"))
    say(request, _("人数を入れました。") if counts else _("人数は入っていません。わかったら入れてください。"))
    return redirect("desk-programme", desk.hall.slug, public_id)


def _found(desk: Desk, public_id: str) -> Programme:
    try:
        return programme_at(desk.hall, public_id)
    except Absent as absent:
        raise Http404 from absent


def _session(found: Programme, public_id: str) -> Session:
    try:
        return session_of(found, public_id)
    except Absent as absent:
        raise Http404 from absent


def _stale(request: HttpRequest, desk: Desk, public_id: str) -> HttpResponse:
    mistake = _("ほかの人が先に変えました。今の内容を見て、もう一度直してください。")
    return page(request, desk, _found(desk, public_id), 409, mistake=mistake)


def page(request: HttpRequest, desk: Desk, found: Programme, status: int = 200, **told: Any) -> HttpResponse:
    """The page of a programme, with what a step on it came to."""
    words = said(request)
    # Beside the word that a date was called off stands how that is taken back.
    called_off = called_off_last(found) if words else ""
    shown = {**programme_told(found, desk), "said": words, "called_off": called_off, **told}
    return show(request, desk, "booking/desk/programme.html", RAIL, status, **shown)


def _count_page(
    request: HttpRequest,
    desk: Desk,
    found: Programme,
    date: Session,
    status: int = 200,
    given: Mapping[str, str] | None = None,
    **told: Any,
) -> HttpResponse:
    shown = {**count_told(found, date, desk, request.POST if given is None else given), **told}
    return show(request, desk, "booking/desk/programme_count.html", RAIL, status, **shown)
