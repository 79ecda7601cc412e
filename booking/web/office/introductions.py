"""紹介 of a department: whom it introduced to what, what they answered, and how many it served."""

from collections.abc import Iterable
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from booking.actions import introductions as verbs
from booking.actions.changes import Stale
from booking.labels.copies import as_csv
from booking.labels.talents import answer_of_introduction
from booking.models import Introduction
from booking.queries.talents import introduction_at, introductions_of
from booking.rules.staff import Right
from booking.rules.talents import MOST_USERS, Answer
from booking.web import written_numbers
from booking.web.office.door import Bureau, at_department
from booking.web.office.plan_table import year_words
from booking.web.office.talent_told import introduction_told
from booking.web.saying import said, say
from booking.web.written_numbers import seen_in
from facilities.labels import listed
from facilities.rules.stages import fiscal_year

ANSWERS = (Answer.ASKED, Answer.ACCEPTED, Answer.DECLINED)


@at_department(Right.PROGRAMMES)
@require_safe
def introductions(request: HttpRequest, bureau: Bureau) -> HttpResponse:
    """Those of the fiscal year `y`; `as=csv` gives them as a file, without a name."""
    return _page(request, bureau)


@at_department(Right.PROGRAMMES)
@require_POST
def answering(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    answer = request.POST.get("answer", "")
    if answer not in set(ANSWERS):
        raise Http404
    try:
        verbs.answer_introduction(
            introduction=introduction_at(bureau.department, public_id),
            answer=Answer(answer),
            seen=seen_in(request.POST),
            actor=bureau.person,
            now=bureau.now,
        )
    except Stale:
        return _stale(request, bureau)
    say(request, _("返事を記録しました。"))
    return redirect("office-introductions", bureau.department.slug)


@at_department(Right.PROGRAMMES)
@require_POST
def counting(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    """How many it served; an empty field takes the number back."""
    text = request.POST.get("users", "").strip()
    users = written_numbers.whole(text, 9)
    if text and users is None:
        return _page(request, bureau, _("利用者数は、0か、それより大きい数で入れてください。"), 422)
    try:
        verbs.count_users(
            introduction=introduction_at(bureau.department, public_id),
            users=users,
            seen=seen_in(request.POST),
            actor=bureau.person,
            now=bureau.now,
        )
    except Stale:
        return _stale(request, bureau)
    except verbs.NotAnswered:
        return _page(request, bureau, _("引き受けた返事を入れると、利用者数を入れられます。"), 422)
    except verbs.TooManyUsers:
        words = _("利用者数は、%(most)d人までの数で入れてください。") % {"most": MOST_USERS}
        return _page(request, bureau, words, 422)
    say(request, _("利用者数を入れました。"))
    return redirect("office-introductions", bureau.department.slug)


@at_department(Right.PROGRAMMES)
@require_POST
def taking_back(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    found = introduction_at(bureau.department, public_id)
    try:
        verbs.take_back_introduction(
            introduction=found, seen=seen_in(request.POST), actor=bureau.person, now=bureau.now
        )
    except Stale:
        return _stale(request, bureau)
    say(request, _("この紹介を取り消しました。数に入りません。"))
    return redirect("office-introductions", bureau.department.slug)


def _stale(request: HttpRequest, bureau: Bureau) -> HttpResponse:
    return _page(request, bureau, _("先に変わっていました。今の記録を見てください。"), 409)


def _page(request: HttpRequest, bureau: Bureau, mistake: str = "", status: int = 200) -> HttpResponse:
    year = year_in(request, bureau)
    rows = introductions_of(bureau.department, date(year, 4, 1), date(year + 1, 3, 31))
    if request.GET.get("as") == "csv":
        return _copy(bureau, year, rows)
    told = [introduction_told(one) for one in rows]
    accepted = [one for one in told if one["accepted"]]
    numbers = [one["users"] for one in accepted if one["users"] is not None]
    shown = {
        "department": bureau.department,
        "rows": told,
        "count": len(accepted),
        "users": sum(numbers) if numbers else None,
        "missing": len(accepted) - len(numbers),
        "year": year,
        "this": year_words(year),
        "years": years_told(bureau),
        "mistake": mistake,
        "said": said(request),
    }
    return render(request, "booking/office/introductions.html", shown, status=status)


def _copy(bureau: Bureau, year: int, rows: Iterable[Introduction]) -> HttpResponse:
    head = [_("日"), pgettext("人材", "できること"), _("紹介した先"), pgettext("人材", "返事"), _("利用者数")]
    lines: list[list[str | int]] = [[*head], *(_line(one) for one in rows)]
    return csv_answer(f"introductions-{bureau.department.slug}-{year}.csv", as_csv(lines))


def _line(one: Introduction) -> list[str | int]:
    """Without anybody's name; what nobody said is empty, and no 0."""
    skills = [skill.name for skill in one.talent.skills.all()] if one.talent else []
    to = one.programme.name if one.programme else one.to
    users = "" if one.users is None else one.users
    return [one.day.isoformat(), listed(skills), to, answer_of_introduction(one.answer), users]


def csv_answer(name: str, text: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def year_in(request: HttpRequest, bureau: Bureau) -> int:
    """The fiscal year that the address asks for, else the one that runs. 404 for one that is not there."""
    this = fiscal_year(bureau.today)
    year = written_numbers.year_in(request.GET, this)
    if not 2000 <= year <= this:
        raise Http404
    return year


def years_told(bureau: Bureau) -> list[tuple[int, str]]:
    this = fiscal_year(bureau.today)
    return [(one, year_words(one)) for one in range(this, this - 3, -1)]
