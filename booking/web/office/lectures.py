"""出前講座の対応: what groups have asked for; a date is taken, another proposed, or it is declined."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from booking.actions import lecture_requests as verbs
from booking.actions.changes import Stale
from booking.actions.texts import Missing, Unfit
from booking.labels import sentence
from booking.labels.indicators import heads_words
from booking.labels.lectures import reasons
from booking.models import LectureRequest
from booking.queries.lectures import answered_requests, heads_of, request_of, waiting_requests
from booking.rules.lectures import State
from booking.rules.staff import Right
from booking.rules.verdict import Refused
from booking.web.consents import words_of
from booking.web.desk.fields import Reader
from booking.web.desk.panel import Typed, read_counts
from booking.web.lectures import asked_told
from booking.web.office.counting import grid, parts
from booking.web.office.door import Bureau, at_department
from booking.web.office.meeting_form import zone
from booking.web.office.plan_table import year_words
from booking.web.question import against
from booking.web.saying import said, say
from booking.web.written_numbers import seen_in, year_in
from facilities.rules.spans import Span
from facilities.rules.stages import fiscal_year


@at_department(Right.PROGRAMMES)
@require_safe
def lectures(request: HttpRequest, bureau: Bureau) -> HttpResponse:
    """What waits, the first asked first; and what was answered in the fiscal year `y`."""
    this = fiscal_year(bureau.today)
    year = year_in(request.GET, this)
    if not 2000 <= year <= this + 1:
        raise Http404
    return _page(request, bureau, year)


@at_department(Right.PROGRAMMES)
@require_POST
def answering(request: HttpRequest, bureau: Bureau, public_id: str, answer: str) -> HttpResponse:
    """Takes a date, proposes another, declines, calls off, or takes an answer back."""
    if answer not in ANSWERS:
        raise Http404
    found = request_of(bureau.department, public_id)
    try:
        words = ANSWERS[answer](request, bureau, found)
    except Stale:
        words = _("先に変わっていました。今のようすを見て、もう一度えらんでください。")
        return _page(request, bureau, mistake=_of(found, words), status=409)
    except (Missing, Unfit, ValueError) as why:
        return _page(request, bureau, mistake=_of(found, _wrong(why)), status=422)
    except Refused as refused:
        words = " ".join(sentence(one, zone(), bureau.today, desk=True) for one in against(refused.verdict))
        return _page(request, bureau, mistake=_of(found, words), status=409)
    say(request, words)
    return redirect("office-lectures", bureau.department.slug)


def _of(found: LectureRequest, words: str) -> str:
    """Beside which of the cards something is wrong."""
    return f"{found.group.name} {found.lecture.name}: {words}"


def _take(request: HttpRequest, bureau: Bureau, found: LectureRequest) -> str:
    chosen = seen_in(request.POST, "date")
    if chosen < 0:
        raise ValueError("date")
    seen = seen_in(request.POST)
    verbs.take_date(request=found, date=chosen, seen=seen, actor=bureau.person, now=bureau.now)
    return _("日を決めました。グループに知らせました。")


def _propose(request: HttpRequest, bureau: Bureau, found: LectureRequest) -> str:
    form = Reader(request.POST, zone())
    start = form.moment("day", "time")
    if start is None:
        raise ValueError("day")
    span = Span(start, start + found.lecture.minutes * 60)
    seen = seen_in(request.POST)
    verbs.propose_date(request=found, span=span, seen=seen, actor=bureau.person, now=bureau.now)
    return _("別の日をすすめました。グループの返事を待ちます。")


def _decline(request: HttpRequest, bureau: Bureau, found: LectureRequest) -> str:
    seen = seen_in(request.POST)
    verbs.decline_lecture(request=found, why=_why(request), seen=seen, actor=bureau.person, now=bureau.now)
    return _("お断りしました。わけは、グループに伝わっています。")


def _call_off(request: HttpRequest, bureau: Bureau, found: LectureRequest) -> str:
    verbs.call_off_lecture(request=found, why=_why(request), actor=bureau.person, now=bureau.now)
    return _("中止にしました。わけは、グループに伝わっています。")


def _reopen(request: HttpRequest, bureau: Bureau, found: LectureRequest) -> str:
    verbs.reopen_lecture(request=found, actor=bureau.person, now=bureau.now)
    return _("もう一度考えることにしました。上の「待っている申しこみ」にあります。")


ANSWERS: dict[str, Callable[[HttpRequest, Bureau, LectureRequest], str]] = {
    "take": _take,
    "propose": _propose,
    "decline": _decline,
    "call-off": _call_off,
    "reopen": _reopen,
}


@at_department(Right.PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def counting(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    """How many came, by age and part. What is left blank nobody has said; 0 is nobody."""
    found = request_of(bureau.department, public_id)
    if found.state != State.AGREED:
        raise Http404
    if request.method != "POST":
        return _count_page(request, bureau, found)
    try:
        counts = read_counts(request.POST)
        verbs.count_lecture(request=found, counts=counts, actor=bureau.person, now=bureau.now)
    except Typed as typed:
        return _count_page(request, bureau, found, 422, problem=typed.words, field=typed.field)
    except verbs.TooEarly:
        return _count_page(request, bureau, found, 409, problem=_("人数は、始まってから入れられます。"))
    say(request, _("人数を入れました。") if counts else _("人数は入っていません。わかったら入れてください。"))
    return redirect("office-lectures", bureau.department.slug)


def _why(request: HttpRequest) -> str:
    return request.POST.get("other", "").strip() or request.POST.get("why", "")


def _wrong(why: Exception) -> str:
    if isinstance(why, Missing):
        return _("わけを、えらぶか書いてください。")
    if isinstance(why, Unfit):
        return words_of(why)
    return _("日と時間を、えらぶか入れてください。")


def _page(
    request: HttpRequest, bureau: Bureau, year: int | None = None, *, mistake: str = "", status: int = 200
) -> HttpResponse:
    this = fiscal_year(bureau.today)
    year = this if year is None else year
    answered = answered_requests(bureau.department, date(year, 4, 1), date(year + 1, 3, 31))
    told = {
        "department": bureau.department,
        "waiting": [asked_told(one, bureau.now) for one in waiting_requests(bureau.department)],
        "answered": [{**asked_told(one, bureau.now), "heads": _heads(one)} for one in answered],
        "reasons": reasons(),
        "year": year,
        "this": year_words(year),
        "years": [(one, year_words(one)) for one in range(this + 1, this - 3, -1)],
        "mistake": mistake,
        "said": said(request),
    }
    return render(request, "booking/office/lectures.html", told, status=status)


def _heads(one: LectureRequest) -> str:
    heads = heads_of(one)
    return "" if heads is None else heads_words(heads)


def _count_page(
    request: HttpRequest, bureau: Bureau, found: LectureRequest, status: int = 200, **more: Any
) -> HttpResponse:
    told = {
        "department": bureau.department,
        "one": asked_told(found, bureau.now),
        "parts": parts(),
        "grid": grid(request.POST, heads_of(found) or {}),
        **more,
    }
    return render(request, "booking/office/lecture_count.html", told, status=status)
