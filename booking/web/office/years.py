"""課の年度: a department's rows of the plan for a year: its own words, its targets, and closing the year."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from booking.actions import own_words as verbs
from booking.actions.changes import Stale
from booking.actions.texts import Missing, Unfit
from booking.actions.years import NoChange, NotOver, TooLate, close_year, note_correction, reopen_year
from booking.labels.years import words_named
from booking.queries.figures import Reported, reported
from booking.queries.plans import the_plan
from booking.queries.successions import department_by, rows_for, successions
from booking.rules.aims import Stand
from booking.rules.plans import Plan
from booking.rules.staff import Right
from booking.web.consents import Mistake, words_of
from booking.web.desk.today import read_day
from booking.web.form_keys import made_once
from booking.web.office.choosing import of_departments
from booking.web.office.door import Bureau, Office, at_department, at_office
from booking.web.office.plan_table import year_words
from booking.web.office.years_told import closing_told, row_told
from booking.web.saying import said, say
from booking.web.written_numbers import year_in
from facilities.models import Department
from facilities.rules.stages import fiscal_year


@at_office(Right.FIGURES)
@require_safe
def departments(request: HttpRequest, office: Office) -> HttpResponse:
    """The departments whose year somebody writes; who answers for one goes there at once."""
    this = fiscal_year(office.today)
    return of_departments(request, office, "office-year", this, right=Right.FIGURES)


@at_department(Right.FIGURES)
@require_safe
def picked(request: HttpRequest, bureau: Bureau) -> HttpResponse:
    """The year that a form names in `y`, else the one that runs."""
    year = year_in(request.GET, fiscal_year(bureau.today))
    return redirect("office-year", bureau.department.slug, year)


@at_department(Right.FIGURES)
@require_safe
def year(request: HttpRequest, bureau: Bureau, year: int) -> HttpResponse:
    return _page(request, bureau, year)


@at_department(Right.FIGURES)
@require_POST
def closing(request: HttpRequest, bureau: Bureau, year: int, row: str) -> HttpResponse:
    """Closes the year for the rows of the plan's department `row`."""
    try:
        close_year(department=_of(bureau, row), year=year, actor=bureau.person, now=bureau.now)
    except NotOver:
        words = _("この年度は、まだしめられません。年度が終わってから、しめてください。")
        return _page(request, bureau, year, mistake=words, status=422)
    say(request, _("年度をしめました。数は、きょうのまま残ります。あすの今ごろまで、もどせます。"))
    return redirect("office-year", bureau.department.slug, year)


@at_department(Right.FIGURES)
@require_POST
def reopening(request: HttpRequest, bureau: Bureau, year: int, row: str) -> HttpResponse:
    try:
        reopen_year(department=_of(bureau, row), year=year, actor=bureau.person, now=bureau.now)
    except TooLate:
        words = _("しめてから1日がすぎました。もどせません。ちがいは、訂正として書いてください。")
        return _page(request, bureau, year, mistake=words, status=409)
    say(request, _("しめる前にもどしました。数は、今の記録の数です。"))
    return redirect("office-year", bureau.department.slug, year)


@at_department(Right.FIGURES)
@require_POST
def correcting(request: HttpRequest, bureau: Bureau, year: int, row: str, figure: int) -> HttpResponse:
    """Writes why a closed figure is another by now."""
    why = request.POST.get("why", "")
    field = f"why-{figure}"
    try:
        asked: dict[str, Any] = {
            "department": _of(bureau, row),
            "year": year,
            "figure": figure,
            "why": why,
            **bureau.by,
        }
        made_once(
            request,
            "note_correction",
            lambda: str(note_correction(**asked).pk),
            person=bureau.person,
            now=bureau.now,
        )
    except NoChange:
        words = _("今の記録は、しめた日と同じです。訂正はいりません。")
        return _page(request, bureau, year, mistake=words, status=409)
    except (Missing, Unfit) as wrong:
        words = _("訂正のわけを書いてください。") if isinstance(wrong, Missing) else words_of(wrong)
        return _page(
            request, bureau, year, errors=[Mistake(field=field, words=words)], typed={field: why}, status=422
        )
    say(request, _("訂正を書きました。しめた数のよこに出ます。"))
    return redirect("office-year", bureau.department.slug, year)


@at_department(Right.FIGURES)
@require_POST
def writing(request: HttpRequest, bureau: Bureau, year: int, row: str, programme: str) -> HttpResponse:
    """Writes the department's words beside the figures of a row."""
    given = {name: request.POST.get(name, "") for name in words_named()}
    seen = request.POST.get("seen", "")
    typed = {f"{name}-{programme}-{row}": text for name, text in given.items()}
    try:
        verbs.write_words(
            department=_of(bureau, row),
            programme=programme,
            year=year,
            words=verbs.Words(**given),
            # A form that does not say what it showed has shown nothing: no words are at -1.
            seen=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else -1,
            actor=bureau.person,
            now=bureau.now,
        )
    except Unfit as unfit:
        mistake = Mistake(field=f"{unfit.field}-{programme}-{row}", words=_named(unfit))
        return _page(request, bureau, year, errors=[mistake], typed=typed, status=422)
    except Stale:
        words = _(
            "先にほかの人が書いていました。下の「今の言葉」と、あなたの言葉を合わせて、もう一度保存してください。"
        )
        return _page(request, bureau, year, mistake=words, typed=typed, status=409)
    except verbs.NotThatYear as wrong:
        raise Http404 from wrong
    say(request, _("課の言葉を保存しました。"))
    return redirect("office-year", bureau.department.slug, year)


@at_department(Right.FIGURES)
@require_POST
def stating(request: HttpRequest, bureau: Bureau, year: int, row: str, programme: str) -> HttpResponse:
    """Says from which day on a target stands how."""
    stand, day = request.POST.get("stand", ""), read_day(request.POST.get("on", ""))
    field = f"on-{programme}-{row}"
    if stand not in set(Stand):
        mistake = Mistake(field=f"stand-{programme}-{row}", words=_("今のようすを、えらんでください。"))
        return _page(request, bureau, year, errors=[mistake], status=422)
    try:
        if day is None:
            raise verbs.NotThen
        verbs.say_state(
            department=_of(bureau, row),
            programme=programme,
            stand=Stand(stand),
            on=day,
            actor=bureau.person,
            now=bureau.now,
        )
    except verbs.NotThen:
        words = _("日を、きょうまでの日で入れてください。")
        return _page(request, bureau, year, errors=[Mistake(field=field, words=words)], status=422)
    say(request, _("目標の今のようすを記録しました。"))
    return redirect("office-year", bureau.department.slug, year)


@at_department(Right.FIGURES)
@require_POST
def striking(request: HttpRequest, bureau: Bureau, year: int, row: str, state: int) -> HttpResponse:
    verbs.strike_state(department=_of(bureau, row), state=state, actor=bureau.person, now=bureau.now)
    say(request, _("目標の記録を取り消しました。"))
    return redirect("office-year", bureau.department.slug, year)


def _of(bureau: Bureau, slug: str) -> Department:
    """The plan's department, if the one at the door answers for it today; its verbs ask once more."""
    found = department_by(slug)
    if found is None or successions().on(slug, bureau.today) != bureau.department.slug:
        raise Http404
    return found


def _named(unfit: Unfit) -> str:
    return f"{words_named()[unfit.field]}: {words_of(unfit)}"


def _page(
    request: HttpRequest,
    bureau: Bureau,
    year: int,
    *,
    mistake: str = "",
    errors: list[Mistake] | None = None,
    typed: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    plan, this = the_plan(), fiscal_year(bureau.today)
    if plan is None or not plan.baseline < year <= this:
        raise Http404
    rows = _rows(plan, bureau, year)
    told: dict[str, Any] = {
        "department": bureau.department,
        "year": year,
        "this": year_words(year),
        "years": [(one, year_words(one)) for one in range(this, plan.baseline, -1)],
        "rows": [row_told(plan, one, year, bureau, typed or {}) for one in rows],
        "closings": closing_told(plan, rows, year, bureau),
        "mistake": mistake,
        "errors": errors or [],
        "said": said(request),
    }
    return render(request, "booking/office/year.html", told, status=status)


def _rows(plan: Plan, bureau: Bureau, year: int) -> list[Reported]:
    mine = list(rows_for(plan, bureau.department.slug, successions(), bureau.today))
    return [
        one for one in reported(plan, year, ZoneInfo(settings.TIME_ZONE), bureau.now) if one.entry in mine
    ]
