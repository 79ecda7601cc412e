"""補助金 of a department and a fiscal year: who applied by which scheme, how far each has come, in yen."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from booking.actions import grants as verbs
from booking.actions.changes import Stale
from booking.actions.texts import Missing, Unfit
from booking.labels import yen_words
from booking.labels.copies import as_csv
from booking.labels.plans import word
from booking.labels.supported import beyond_words, order_words, step_words
from booking.models import Grant
from booking.queries.grants import grant_at, grants_of, holding, rows_with_grants, schemes_of, yen_of
from booking.queries.plans import the_plan
from booking.queries.supported import groups_at
from booking.rules.grants import MOST_YEN, ORDER, Step, last_step, next_step, to_return
from booking.rules.staff import Right
from booking.web.consents import words_of
from booking.web.form_keys import made_once
from booking.web.office.choosing import of_departments
from booking.web.office.door import Bureau, Office, at_department, at_office
from booking.web.office.introductions import csv_answer, year_in, years_told
from booking.web.office.plan_table import year_words
from booking.web.saying import said, say
from booking.web.talent_form import seen_in
from booking.web.written_numbers import whole
from facilities.labels import long_date

WRONG = (Missing, Unfit, verbs.NotThen, verbs.NoYen, verbs.Beyond, verbs.OutOfOrder)


@at_office(Right.PROGRAMMES)
@require_safe
def departments(request: HttpRequest, office: Office) -> HttpResponse:
    return of_departments(request, office, "office-grants")


@at_department(Right.PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def grants(request: HttpRequest, bureau: Bureau) -> HttpResponse:
    """Those of the fiscal year `y`; `as=csv` gives them as a file. POST enters what somebody applied for."""
    if request.method != "POST":
        return _page(request, bureau)
    try:
        asked: dict[str, Any] = {name: request.POST.get(name, "") for name in ("scheme", "body", "plan")}
        taken = _taken(request)
        made = made_once(
            request,
            "begin_grant",
            lambda: (
                verbs.begin_grant(department=bureau.department, taken=taken, **asked, **bureau.by).public_id
            ),
            person=bureau.person,
            now=bureau.now,
        )
    except WRONG as why:
        return _page(request, bureau, _words(why), 422)
    say(request, _("申請を入れました。"))
    return redirect("office-grant", bureau.department.slug, made)


@at_department(Right.PROGRAMMES)
@require_safe
def grant(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    """One of them with its steps, and what stood before a correction."""
    return _one(request, bureau, grant_at(bureau.department, public_id))


@at_department(Right.PROGRAMMES)
@require_POST
def stepping(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    """Takes the next step, corrects one (`do=correct`) or takes the last one back (`do=back`)."""
    found, step = grant_at(bureau.department, public_id), request.POST.get("step", "")
    if step not in set(Step):
        raise Http404
    seen = seen_in(request.POST)
    given: dict[str, Any] = {
        "grant": found,
        "step": Step(step),
        "seen": -1 if seen is None else seen,
        "actor": bureau.person,
        "now": bureau.now,
    }
    try:
        if request.POST.get("do") == "back":
            verbs.take_back_step(**given)
        elif request.POST.get("do") == "correct":
            verbs.correct_step(**given, taken=_taken(request))
        else:
            verbs.take_step(**given, taken=_taken(request))
    except WRONG as why:
        return _one(request, bureau, found, _words(why), 422)
    except Stale:
        words = _("先に記録が変わっていました。今の記録を見てください。")
        return _one(request, bureau, grant_at(bureau.department, public_id), words, 409)
    say(request, _("記録しました。"))
    return redirect("office-grant", bureau.department.slug, public_id)


def _taken(request: HttpRequest) -> verbs.Taken:
    """NotThen and NoYen for what is no day and no number."""
    text = request.POST.get("yen", "").strip().replace(",", "")
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError as error:
        raise verbs.NotThen from error
    if (yen := whole(text, len(str(MOST_YEN)))) is None:
        raise verbs.NoYen
    return verbs.Taken(day, yen)


def _words(why: Exception) -> str:
    """What is wrong, and what to do."""
    if isinstance(why, verbs.OutOfOrder):
        return order_words(why.step)
    if isinstance(why, verbs.NotThen):
        return _("日は、前の手続きの日からきょうまでにしてください。")
    if isinstance(why, verbs.NoYen):
        return _("金額を、円の数で入れてください。申請と交付は、1円からです。")
    if isinstance(why, verbs.Beyond):
        return beyond_words(why.step, why.other, why.yen)
    if isinstance(why, Missing):
        return _("補助金の名前と、団体の名前を入れてください。")
    return words_of(why)


def _page(request: HttpRequest, bureau: Bureau, mistake: str = "", status: int = 200) -> HttpResponse:
    year = year_in(request, bureau)
    rows = list(grants_of(bureau.department, year))
    if request.GET.get("as") == "csv":
        return _copy(bureau, year, rows)
    told = {
        "department": bureau.department,
        "rows": [_row(one) for one in rows],
        "steps": [step_words(step) for step in ORDER],
        "totals": [yen_words(sum(yen_of(one).get(step, 0) for one in rows)) for step in ORDER],
        "paid": sum(Step.PAID in holding(one) for one in rows),
        "schemes": schemes_of(bureau.department),
        "groups": [one.group.name for one in groups_at(bureau.department)],
        "plans": [
            (one.programme.id, word(one.programme.name))
            for one in rows_with_grants(the_plan(), bureau.department.slug)
        ],
        "typed": request.POST if mistake else {},
        "today": bureau.today.isoformat(),
        "year": year,
        "this": year_words(year),
        "years": years_told(bureau),
        "mistake": mistake,
        "said": said(request),
    }
    return render(request, "booking/office/grants.html", told, status=status)


def _row(one: Grant) -> dict[str, Any]:
    stands = holding(one)
    return {
        "public_id": one.public_id,
        "scheme": one.scheme,
        "body": one.body,
        "cells": [
            (long_date(stands[step].day), yen_words(stands[step].yen)) if step in stands else None
            for step in ORDER
        ],
        "refused": next_step(yen_of(one)) is None and Step.SETTLED not in stands,
        "back": to_return(yen_of(one)) and yen_words(to_return(yen_of(one))),
    }


def _one(
    request: HttpRequest, bureau: Bureau, found: Grant, mistake: str = "", status: int = 200
) -> HttpResponse:
    done = yen_of(found)
    coming, last = next_step(done), last_step(done)
    told = {
        "department": bureau.department,
        "one": _row(found),
        "plan": found.plan,
        "this": year_words(found.year),
        "revision": found.revision,
        "next": coming and (coming.value, step_words(coming)),
        "steps": [
            {
                "key": step.value,
                "words": step_words(step),
                "day": long_date(stands.day),
                "iso": stands.day.isoformat(),
                "yen": yen_words(stands.yen),
                "number": stands.yen,
                "by": stands.entered_by.name if stands.entered_by else "",
                "last": step is last,
            }
            for step, stands in sorted(holding(found).items(), key=lambda of: ORDER.index(of[0]))
        ],
        "before": [
            (step_words(Step(row.step)), long_date(row.day), yen_words(row.yen))
            for row in found.steps.all()
            if row.over_at is not None
        ],
        "today": bureau.today.isoformat(),
        "mistake": mistake,
        "said": said(request),
    }
    return render(request, "booking/office/grant.html", told, status=status)


def _copy(bureau: Bureau, year: int, rows: list[Grant]) -> HttpResponse:
    head = [pgettext("補助金", "補助金の名前"), pgettext("補助金", "団体")]
    yen = pgettext("補助金", "円")
    for step in ORDER:
        head += [step_words(step), f"{step_words(step)} {yen}"]
    lines: list[list[str | int]] = [[*head], *(_line(one) for one in rows)]
    return csv_answer(f"grants-{bureau.department.slug}-{year}.csv", as_csv(lines))


def _line(one: Grant) -> list[str | int]:
    """What was not done yet is empty, and no 0."""
    stands = holding(one)
    cells: list[str | int] = [one.scheme, one.body]
    for step in ORDER:
        cells += [stands[step].day.isoformat(), stands[step].yen] if step in stands else ["", ""]
    return cells
