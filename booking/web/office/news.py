"""広報: a department's issues of the newsletter. Looked at before they are made, pasted, withdrawn; with what
was announced before marked."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from booking.actions import news as verbs
from booking.labels.news import issue_words, kind_words
from booking.models import NewsIssue
from booking.queries.issue_lines import issue_lines
from booking.queries.news import articles_of, issue_of, issues_of, printable
from booking.queries.plans import the_plan
from booking.queries.posts import departments_with
from booking.rules.indicators import Kind
from booking.rules.news import IssueKind, row_of
from booking.rules.staff import Right
from booking.web.consents import Mistake
from booking.web.news import frame
from booking.web.office.copies import answered, csv_copy
from booking.web.office.door import Bureau, Office, at_department, at_office
from booking.web.office.issue_form import DAYS, Typed, issue_typed, number_words
from booking.web.saying import said, say
from booking.wording.issue_lines import AUDIENCES, Lines, parts_for, pasted, table, without
from facilities.labels import long_date

MOST = 48


@at_office(Right.PROGRAMMES)
@require_safe
def departments(request: HttpRequest, office: Office) -> HttpResponse:
    """On to the department that makes the newsletter, for whoever answers for it."""
    plan = the_plan()
    for one in departments_with(office.person, Right.PROGRAMMES, office.now):
        if row_of(plan, Kind.ISSUE, one.slug):
            return redirect("office-news", one.slug)
    raise Http404


@at_department(Right.PROGRAMMES)
@require_safe
def news(request: HttpRequest, bureau: Bureau) -> HttpResponse:
    issues = [
        (one, issue_words(one.kind, one.number), long_date(one.day))
        for one in issues_of(bureau.department)[:MOST]
    ]
    told = {
        "department": bureau.department,
        "issues": issues,
        "makes": row_of(the_plan(), Kind.ISSUE, bureau.department.slug) is not None,
        "waiting": articles_of(bureau.department).filter(state="sent").count(),
        "said": said(request),
    }
    return render(request, "booking/office/news.html", told)


@at_department(Right.PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def making(request: HttpRequest, bureau: Bureau) -> HttpResponse:
    """GET shows what the issue would say, of the days in the address; POST makes it just so."""
    asked = request.POST if request.method == "POST" else request.GET
    typed, errors = issue_typed(asked, bureau, decided=request.method == "POST")
    if request.method != "POST" or errors:
        return _draft(request, bureau, typed, errors, unread=bool(errors))
    chosen = request.POST.getlist("article") if typed.kind is IssueKind.SPECIAL else []
    if typed.kind is IssueKind.SPECIAL and not chosen and not request.POST.get("without"):
        return _draft(request, bureau, typed, [Mistake(field="articles", words=_without())], without=True)
    said_in_it = without(_lines(typed, bureau, chosen), request.POST.getlist("leave"))
    draft = verbs.Draft(typed.kind, typed.number, typed.day, typed.first, typed.last, said_in_it, chosen)
    try:
        made = verbs.make_issue(
            department=bureau.department, draft=draft, actor=bureau.person, now=bureau.now
        )
    except (verbs.NotThen, verbs.NoRow, verbs.SameNumber) as why:
        return _draft(request, bureau, typed, [_mistake(why)])
    say(request, _("号を決めました。下の文を写して使えます。"))
    return redirect("office-issue", bureau.department.slug, made.public_id)


@at_department(Right.PROGRAMMES)
@require_safe
def issue(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    """The issue to paste; `as=csv` as a file."""
    found = issue_of(bureau.department, public_id)
    if request.GET.get("as"):
        return answered(request, [_copy(found)])
    told = {
        "department": bureau.department,
        **frame(found),
        "texts": [(whom, _whom(whom), _text(found, whom)) for whom in AUDIENCES],
        "copy": _copy(found),
        "out": found.day <= bureau.today,
        "said": said(request),
    }
    return render(request, "booking/office/issue.html", told)


@at_department(Right.PROGRAMMES)
@require_POST
def withdrawing(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    verbs.withdraw_issue(
        department=bureau.department, public_id=public_id, actor=bureau.person, now=bureau.now
    )
    say(request, _("号を取り消しました。お知らせしたことには、なりません。"))
    return redirect("office-news", bureau.department.slug)


def _text(found: NewsIssue, whom: str) -> str:
    span = _("%(first)sから%(last)sまで") % {"first": long_date(found.first), "last": long_date(found.last)}
    return pasted(issue_words(found.kind, found.number), span, found.lines, whom)


def _whom(whom: str) -> str:
    return _("子ども向け") if whom == "children" else _("おとな向け")


def _copy(found: NewsIssue) -> Any:
    return csv_copy(_("CSV"), {}, f"news-{found.kind}-{found.number}", table(found.lines))


def _lines(typed: Typed, bureau: Bureau, chosen: list[str]) -> Lines:
    days = {"day": typed.day, "first": typed.first, "last": typed.last}
    return issue_lines(bureau.department, **days, articles=chosen)


def _without() -> str:
    return _("のせる記事が、えらばれていません。記事なしで決めるなら、もう一度おしてください。")


def _draft(
    request: HttpRequest,
    bureau: Bureau,
    typed: Typed,
    errors: list[Mistake],
    *,
    unread: bool = False,
    without: bool = False,
) -> HttpResponse:
    """`unread`: the form could not be read, and nothing is offered to be decided."""
    special = typed.kind is IssueKind.SPECIAL
    printed = list(printable(bureau.department)) if special and not unread else []
    # What was accepted to be printed is printed, unless somebody takes it out.
    every = [one.public_id for one in printed]
    chosen = request.POST.getlist("article") if request.method == "POST" else every
    lines = [] if unread else _lines(typed, bureau, chosen)
    asked = request.POST if request.method == "POST" else request.GET
    told = {
        "department": bureau.department,
        "typed": typed,
        "days": {name: asked.get(name) or getattr(typed, name).isoformat() for name in DAYS},
        "field": errors[0]["field"] if errors else "",
        "unread": unread,
        "without": without,
        "number": asked.get("number", "")[:20],
        "left": request.POST.getlist("leave"),
        "kinds": [(one.value, kind_words(one)) for one in IssueKind],
        "errors": errors,
        "whoms": [(whom, _whom(whom), parts_for(lines, whom)) for whom in AUDIENCES],
        "articles": [(one, one.public_id in chosen) for one in printed],
        "special": special,
    }
    return render(request, "booking/office/issue_new.html", told, status=422 if errors else 200)


def _mistake(why: Exception) -> Mistake:
    if isinstance(why, verbs.SameNumber):
        return Mistake(field="number", words=_("この番号の号は、もうあります。ほかの番号にしてください。"))
    if isinstance(why, verbs.NoRow):
        return Mistake(field="kind", words=_("この課には、号の数をかぞえる計画の行がありません。"))
    return Mistake(field="number", words=number_words())
