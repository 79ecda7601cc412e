"""活動日の報告: what schools and clubs have reported to a department, to be confirmed or returned."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from booking.actions.changes import Stale
from booking.actions.confirmations import confirm_days, reopen_day, return_day
from booking.actions.texts import Missing, Unfit
from booking.queries.activities import day_at, decided_days, waiting_days
from booking.rules.staff import Right
from booking.web.consents import words_of
from booking.web.office.activity_told import day_told, reasons
from booking.web.office.choosing import of_departments
from booking.web.office.days_copy import days_copy
from booking.web.office.door import Bureau, Office, at_department, at_office
from booking.web.office.plan_table import year_words
from booking.web.saying import said, say
from booking.web.written_numbers import SEEN, seen_in, whole, year_in
from facilities.rules.stages import fiscal_year

MOST_UNDONE = 50  # of one message
SEPARATOR = "."  # no public id holds one


@at_office(Right.PROGRAMMES)
@require_safe
def departments(request: HttpRequest, office: Office) -> HttpResponse:
    """The departments for which somebody answers; who answers for one goes there at once."""
    return of_departments(request, office, "office-days")


@at_department(Right.PROGRAMMES)
@require_safe
def days(request: HttpRequest, bureau: Bureau) -> HttpResponse:
    """What waits, and what was decided in the fiscal year `y`; `as=csv` gives that as a file."""
    this = fiscal_year(bureau.today)
    year = year_in(request.GET, this)
    if not 2000 <= year <= this:
        raise Http404
    if request.GET.get("as") == "csv":
        return _copy(bureau, year)
    return _page(request, bureau, year)


@at_department(Right.PROGRAMMES)
@require_POST
def confirming(request: HttpRequest, bureau: Bureau) -> HttpResponse:
    """Confirms the ticked days, each as it was read; `undo` names those that wait again."""
    if undo := request.POST.getlist("undo"):
        return _undone(request, bureau, undo)
    ticked = [one.partition(SEPARATOR) for one in request.POST.getlist("day")]
    seen = {key: read for key, _dot, number in ticked if (read := whole(number, SEEN)) is not None}
    if not seen:
        return _page(request, bureau, mistake=_("確認ずみにする報告に、印をつけてください。"), status=422)
    done, not_done = confirm_days(
        department=bureau.department, seen=seen, actor=bureau.person, now=bureau.now
    )
    if not_done:
        told = {"done": done, "left": not_done}
        words = _(
            "%(done)d件を確認ずみにしました。%(left)d件は、先に変わっていました。今の報告を見てください。"
        )
        return _page(request, bureau, mistake=words % told, status=409)
    counted = ngettext("%(count)d件を確認ずみにしました。", "%(count)d件を確認ずみにしました。", done)
    say(request, counted % {"count": done})
    page = redirect("office-days", bureau.department.slug)
    page["Location"] += "?" + urlencode({"done": list(seen)[:MOST_UNDONE]}, doseq=True)
    return page


def _undone(request: HttpRequest, bureau: Bureau, keys: list[str]) -> HttpResponse:
    for key in keys[:MOST_UNDONE]:
        reopen_day(day=day_at(bureau.department, key), actor=bureau.person, now=bureau.now)
    say(request, _("たしかめる前にもどしました。数には入っていません。"))
    return redirect("office-days", bureau.department.slug)


@at_department(Right.PROGRAMMES)
@require_POST
def returning(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    """Returns a day for a reason: the one that was chosen, or what was written in its place."""
    day = day_at(bureau.department, public_id)
    day.revision = seen_in(request.POST)
    why = request.POST.get("other", "").strip() or request.POST.get("why", "")
    try:
        return_day(day=day, why=why, actor=bureau.person, now=bureau.now)
    except Missing:
        return _page(request, bureau, mistake=_("返すわけを、えらぶか書いてください。"), status=422)
    except Unfit as unfit:
        return _page(request, bureau, mistake=words_of(unfit), status=422)
    except Stale:
        words = _("先に報告が変わっていました。今の報告を見てください。")
        return _page(request, bureau, mistake=words, status=409)
    say(request, _("報告を返しました。わけは、報告した先のページに出ています。"))
    return redirect("office-days", bureau.department.slug)


@at_department(Right.PROGRAMMES)
@require_POST
def reopening(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    """What was confirmed or returned waits again."""
    reopen_day(day=day_at(bureau.department, public_id), actor=bureau.person, now=bureau.now)
    say(request, _("たしかめる前にもどしました。数には入っていません。"))
    return redirect("office-days", bureau.department.slug)


def _page(
    request: HttpRequest, bureau: Bureau, year: int | None = None, *, mistake: str = "", status: int = 200
) -> HttpResponse:
    this = fiscal_year(bureau.today)
    year = this if year is None else year
    told: dict[str, Any] = {
        "department": bureau.department,
        "all": "all" in request.GET,
        "undone": request.GET.getlist("done")[:MOST_UNDONE],
        "waiting": [day_told(one) for one in waiting_days(bureau.department)],
        "decided": [day_told(one) for one in decided_days(bureau.department, *_span(year))],
        "reasons": reasons(),
        "year": year,
        "this": year_words(year),
        "years": [(one, year_words(one)) for one in range(this, this - 3, -1)],
        "mistake": mistake,
        "said": said(request),
    }
    return render(request, "booking/office/days.html", told, status=status)


def _copy(bureau: Bureau, year: int) -> HttpResponse:
    rows = days_copy(reversed(decided_days(bureau.department, *_span(year))))
    response = HttpResponse("".join(rows), content_type="text/csv; charset=utf-8")
    name = f"activity-{bureau.department.slug}-{year}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _span(year: int) -> tuple[date, date]:
    return date(year, 4, 1), date(year + 1, 3, 31)
