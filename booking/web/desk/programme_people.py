"""Who comes to a date of a programme: the list at the desk, what they told behind a button, and the sheet."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from booking.actions.signup_particulars import look_at_particulars
from booking.labels import band_words
from booking.labels.indicators import part_of_heads
from booking.labels.programmes import asked_words
from booking.models import Coming, PartyParticulars, Programme, Session, SignUp
from booking.pdf.participants import SPARE_ROWS, ages_words, boxes, date_words, of_band, place_of
from booking.queries.bookings import Absent
from booking.queries.programme_fees import dues_of, gave_up_and_paid
from booking.queries.programmes import programme_at, session_of
from booking.queries.signups_at_desk import Party, parties_at, signup_at, taken_out_at
from booking.rules.attendance import Part
from booking.rules.bands import BANDS
from booking.rules.particulars import Asked
from booking.rules.staff import Right
from booking.web.desk.board import staff_name
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.programme_fee_panel import Said, fee_told
from booking.web.saying import said as said_of
from facilities.labels import moment_words

RAIL = "desk-programmes"


@at_desk(Right.PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, desk: Desk, public_id: str, session: str) -> HttpResponse:
    """Who has signed up for a date. POST shows what one of them told, and notes that it was looked at."""
    found, _date = _found(desk, public_id, session)
    seen = _look(found, request.POST.get("signup", ""), desk) if request.method == "POST" else {}
    return page(request, desk, public_id, session, seen=seen)


def page(
    request: HttpRequest,
    desk: Desk,
    public_id: str,
    session: str,
    *,
    seen: Mapping[int, PartyParticulars] | None = None,
    said: Mapping[str, Said] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The list of a date: with what was `seen` of some (by the sign-up's key), and with what went wrong with
    some fees (by the sign-up's public id: the words, and what was typed)."""
    found, date = _found(desk, public_id, session)
    parties, gone = parties_at(date), gave_up_and_paid(found)
    rows = [_row(one, desk, seen or {}) for one in parties]
    rows += [{"signup": one, "who": _name(one), "ages": "", "state": _("やめた")} for one in gone]
    if desk.may(Right.MONEY) and (found.fee or gone):
        dues = dues_of([row["signup"] for row in rows])
        for row in rows:
            one = row["signup"]
            row["fee"] = fee_told(dues[one.pk], desk, (said or {}).get(one.public_id))
    to_come = date.start > desk.now and date.cancelled_at is None
    told = {**_told(found, date, desk), "rows": rows, "mistake": bool(said), "to_come": to_come}
    lately = taken_out_at(date, desk.now) if to_come else []
    told |= {"taken_out": [(one.public_id, _name(one)) for one in lately], "said": said_of(request)}
    return show(request, desk, "booking/desk/programme_people.html", RAIL, status, **told)


@at_desk(Right.PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, desk: Desk, public_id: str, session: str) -> HttpResponse:
    """The participants' sheet: one A4 with boxes to tick. POST puts the names on it, where the programme asks
    for names, and notes of each that they were looked at."""
    found, date = _found(desk, public_id, session)
    parties = [one for one in parties_at(date) if one.state == Coming.State.COMING]
    names: dict[int, list[str]] = {}
    if request.method == "POST" and Asked.NAMES in found.asks:
        names = {one.signup.pk: _names(one, desk) for one in parties if one.asked}
    told = {
        **_told(found, date, desk),
        "hall": desk.hall,
        "rows": [_line(one, names.get(one.signup.pk, [])) for one in parties],
        "named": bool(names),
        "may_name": Asked.NAMES in found.asks and not names,
        "spare": range(SPARE_ROWS),
        "bands": [(band_words(band), of_band(band, parties)) for band in BANDS],
        "parts": [part_of_heads(part) for part in Part],
        "printed": moment_words(desk.now, desk.zone, desk.today),
    }
    return render(request, "print/participants.html", told)


def _found(desk: Desk, public_id: str, session: str) -> tuple[Programme, Session]:
    try:
        programme = programme_at(desk.hall, public_id)
        return programme, session_of(programme, session)
    except Absent as absent:
        raise Http404 from absent


def _told(found: Programme, date: Session, desk: Desk) -> dict[str, Any]:
    return {
        "programme": found,
        "date": date,
        "when": date_words(date, desk.now, desk.zone),
        "where": place_of(date),
    }


def _look(found: Programme, public_id: str, desk: Desk) -> Mapping[int, PartyParticulars]:
    try:
        signup = signup_at(found, public_id)
        return {signup.pk: look_at_particulars(signup=signup, actor=desk.person, now=desk.now)}
    except Absent as absent:
        raise Http404 from absent


def _row(one: Party, desk: Desk, seen: Mapping[int, PartyParticulars]) -> dict[str, Any]:
    by = one.signup.consent_by
    told = seen.get(one.signup.pk)
    return {
        "signup": one.signup,
        "who": _who(one),
        "ages": ages_words(one),
        "state": _state(one.state),
        "stands": True,
        "note": one.signup.note,
        "consent": "" if by is None else moment_words(by, desk.zone, desk.today),
        "asked": one.asked and told is None,
        "told": [] if told is None else [(asked_words(key), getattr(told, key)) for key in Asked],
    }


def _line(one: Party, names: list[str]) -> dict[str, Any]:
    return {"who": _who(one), "ages": ages_words(one), "names": names, "boxes": range(boxes(one))}


def _names(one: Party, desk: Desk) -> list[str]:
    found = look_at_particulars(signup=one.signup, actor=desk.person, now=desk.now)
    return [name.strip() for name in found.names.splitlines() if name.strip()]


def _who(one: Party) -> str:
    return _name(one.signup)


def _name(signup: SignUp) -> str:
    return signup.group.name if signup.group else staff_name(signup.person)


def _state(state: str) -> str:
    return {
        Coming.State.COMING: _("席がある"),
        Coming.State.WAITING: _("順番を待っている"),
        Coming.State.ENTERED: _("抽選を待っている"),
    }[Coming.State(state)]
